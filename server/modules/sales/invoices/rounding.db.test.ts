import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Id } from '@/server/kernel/ids'
import { setExchangeRates, updateCompanySettings } from '@/server/modules/finance'
import { runCommand, runQuery } from '@/server/platform/commands/runner'
import {
  approvedOrder,
  brokenInvariants,
  createSalesCompany,
  journalOf,
  line,
  makeSalesCustomer,
  makeSoldItem,
  type SalesCompany,
} from '@/server/testing/sales'
import { readRows } from '@/server/testing/stock'
import { createCreditNote, getCustomerInvoice, invoiceSalesOrder, reverseCustomerInvoice } from '..'
import { roundingTo } from './invoice.rules'

let c: SalesCompany
let customerId: Id
let itemId: Id
beforeAll(async () => {
  c = await createSalesCompany()
  customerId = await makeSalesCustomer(c)
  itemId = await makeSoldItem(c, { price: '1.06', stock: '100', cost: '0.5' })
  await runCommand(updateCompanySettings, { companyId: c.companyId, payableRounding: '0.05' }, c.call)
})
afterAll(async () => expect(await brokenInvariants(c)).toEqual({}))

const bill = async (quantity: string, more: object = {}) => {
  const order = await approvedOrder(c, customerId, [line(itemId, quantity, { unitPrice: '1.06' })], {
    invoicePolicy: 'ordered',
    ...more,
  })
  return runCommand(invoiceSalesOrder, { id: order.id, post: true }, c.call)
}
const open = async (...ids: Id[]) => {
  const [row] = await readRows<{ open: string }>(
    c.admin,
    'select sum(amount)::numeric(20,2)::text as open from open_item where source_document_id = any($1::uuid[])',
    [ids],
  )
  return row?.open
}

describe('rounding of what is payable', () => {
  it('rounds half away from zero to a step, or not at all', () => {
    expect(['10.02', '10.03', '10.025', '-10.025'].map((gross) => roundingTo(gross, '0.05', 3))).toEqual([
      '-0.020',
      '0.020',
      '0.025',
      '-0.025',
    ])
    expect(roundingTo('10.50', '1', 2)).toBe('0.50')
    expect(roundingTo('10.49', '1', 2)).toBe('-0.49')
    expect(roundingTo('10.49', '0', 2)).toBe('0.00')
  })

  it('makes the receivable payable in steps; the difference stands on the round-off account', async () => {
    // 3 x 1.06 = 3.18 and 0.64 tax = 3.82: payable 3.80.
    const { id, gross } = await bill('3')
    expect(gross).toBe('3.82')
    expect(await journalOf(c, id)).toMatchObject({ receivable: '3.8', revenue: '-3.18', rounding: '0.02' })
    expect(await runQuery(getCustomerInvoice, { id }, c.call)).toMatchObject({
      gross: '3.8200',
      rounding: '-0.0200',
      payable: '3.8000',
      open: '3.8000',
    })
    await runCommand(reverseCustomerInvoice, { id, reason: 'wrong' }, c.call)
    expect(await journalOf(c, id)).toMatchObject({ receivable: '0', rounding: '0' })
  })

  it('comes to nothing when an invoice is credited in parts: the last part takes the rest', async () => {
    const { id } = await bill('5')
    // 5.30 and 1.06 = 6.36: payable 6.35. Two of five: 2.12 and 0.42 = 2.54, payable 2.55; the rest 3.80 and not 3.82 -> 3.80.
    const [row] = await readRows<{ id: Id }>(c.admin, 'select id from customer_invoice_line where invoice_id = $1', [
      id,
    ])
    const first = await runCommand(
      createCreditNote,
      { invoiceId: id, reason: 'less', lines: [{ invoiceLineId: row?.id ?? '', quantity: '2' }] },
      c.call,
    )
    const rest = await runCommand(createCreditNote, { invoiceId: id, reason: 'rest' }, c.call)
    expect([await open(id), await open(first.id), await open(rest.id)]).toEqual(['6.35', '-2.55', '-3.80'])
    expect(await open(id, first.id, rest.id)).toBe('0.00')
  })

  it('leaves a bill in another currency as it is', async () => {
    await runCommand(
      setExchangeRates,
      { companyId: c.companyId, rates: [{ currency: 'EUR', date: '2026-01-01', rate: '1.10' }] },
      c.call,
    )
    const { id } = await bill('3', { currency: 'EUR' })
    expect(await open(id)).toBe('3.82')
    expect(await journalOf(c, id)).not.toHaveProperty('rounding')
  })
})
