import type { Id } from '@/server/kernel/ids'
import { type Decimal, type DecimalString, dec, plain, ZERO } from '@/server/kernel/money'
import type { EntryLine, EntryOfMany } from '@/server/modules/finance'
import type { Historic } from './historic-order'
import type { HistoryHeader } from './history-rows'

const both = (accountId: Id, value: Decimal | DecimalString, more: Partial<EntryLine> = {}): EntryLine => ({
  accountId,
  amount: plain(value),
  baseAmount: plain(value),
  ...more,
})
const minus = (value: DecimalString) => dec(value).negated()

/** The entry of a bill: receivable against revenue, freight and tax, with its open item. */
export function invoiceEntry(
  header: HistoryHeader,
  o: Historic,
  number: string,
  at: { receivable: Id; tax: Id },
): EntryOfMany {
  const revenue = new Map<Id, Decimal>()
  for (const l of o.lines) {
    const account = header.revenueOf(l.itemId)
    revenue.set(account, (revenue.get(account) ?? ZERO).minus(l.amount))
  }
  const { partyId } = o.customer
  const claim = both(at.receivable, o.gross, { partyId })
  const { companyId, currency } = header
  return {
    entryId: o.invoiceEntryId,
    draft: {
      companyId,
      journal: 'sales',
      postingDate: o.documentDate,
      documentDate: o.documentDate,
      description: o.customer.name,
      source: { document: 'customer_invoice', documentId: o.invoiceId, label: number },
      currency,
      rate: '1',
      lines: [
        claim,
        ...[...revenue].map(([account, value]) => both(account, value)),
        both(header.freightAccountId, minus(o.freight)),
        both(at.tax, minus(o.tax), { taxCodeId: header.taxCodeId, taxBase: plain(minus(o.items)) }),
      ],
      openItems: [
        {
          id: o.openItemId,
          partyId,
          side: 'receivable',
          kind: 'invoice',
          accountId: at.receivable,
          amount: o.gross,
          baseAmount: o.gross,
          currency,
          rate: '1',
          documentDate: o.documentDate,
          dueDate: o.dueDate,
          number,
        },
      ],
    },
  }
}

/** Cost of goods that left another system's stock: cost of sales against opening balances, so that no inventory account moves. */
export const costEntry = (
  { companyId, currency }: HistoryHeader,
  o: Historic,
  number: string,
  at: { cogs: Id; opening: Id },
): EntryOfMany => ({
  entryId: o.costEntryId,
  draft: {
    companyId,
    journal: 'stock',
    postingDate: o.documentDate,
    documentDate: o.deliveryDate,
    description: o.customer.name,
    source: { document: 'delivery', documentId: o.deliveryId, label: number },
    currency,
    rate: '1',
    lines: [both(at.cogs, o.cost), both(at.opening, minus(o.cost))],
  },
})
