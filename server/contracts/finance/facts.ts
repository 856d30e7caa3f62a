import type { FactCatalogue } from '../platform/facts'

const header = { scope: 'header' } as const

/** What rules and approval flows may ask about a manual entry that is about to be posted. */
export const manualEntryFacts: FactCatalogue = {
  document: 'manual_entry',
  triggers: ['post'],
  facts: {
    amount: {
      ...header,
      type: 'decimal',
      unit: 'base_amount',
      label: { en: 'Total of the debits, base currency', zh: '借方合计（本位币）' },
    },
    currency: { ...header, type: 'text', label: { en: 'Currency', zh: '币种' } },
    accounts: { ...header, type: 'list', label: { en: 'Accounts', zh: '科目' } },
    cost_centers: { ...header, type: 'list', label: { en: 'Cost centers', zh: '成本中心' } },
  },
}

/** What rules and approval flows may ask about a payment that is about to be posted. */
export const paymentFacts: FactCatalogue = {
  document: 'payment',
  triggers: ['post'],
  facts: {
    amount: {
      ...header,
      type: 'decimal',
      unit: 'base_amount',
      label: { en: 'Amount, base currency', zh: '金额（本位币）' },
    },
    direction: {
      ...header,
      type: 'text',
      label: { en: 'Direction (incoming, outgoing)', zh: '方向（incoming 收款、outgoing 付款）' },
    },
    party: { ...header, type: 'text', label: { en: 'Business partner', zh: '往来单位' } },
    currency: { ...header, type: 'text', label: { en: 'Currency', zh: '币种' } },
  },
}
