import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Id } from '@/server/kernel/ids'
import { setExchangeRates, updateCompanySettings } from '@/server/modules/finance'
import { runCommand } from '@/server/platform/commands/runner'
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
import {
  approveSalesReturn,
  closeSalesReturn,
  createCreditNote,
  createDelivery,
  createSalesReturn,
  invoiceSalesOrder,
  postDelivery,
  receiveSalesReturn,
  reverseCustomerInvoice,
  reverseDelivery,
  shipSalesOrder,
} from '..'

let c: SalesCompany
let customerId: Id
let itemId: Id
beforeAll(async () => {
  c = await createSalesCompany()
  customerId = await makeSalesCustomer(c)
  itemId = await makeSoldItem(c, { price: '10', stock: '1000', cost: '4' })
  await setting('delivery')
})
afterAll(async () => expect(await brokenInvariants(c)).toEqual({}))

const setting = (revenueAt: 'invoice' | 'delivery') =>
  runCommand(updateCompanySettings, { companyId: c.companyId, revenueAt }, c.call)
const order = (quantity: string, invoicePolicy: 'shipped' | 'ordered', more: object = {}) =>
  approvedOrder(c, customerId, [line(itemId, quantity)], { invoicePolicy, ...more })
const invoice = (id: Id, postingDate?: string) =>
  runCommand(invoiceSalesOrder, { id, post: true, ...(postingDate && { postingDate }) }, c.call)
const ship = (id: Id, postingDate?: string) =>
  runCommand(shipSalesOrder, { id, ...(postingDate && { postingDate }) }, c.call)
async function shipPart(orderId: Id, quantity: string) {
  const [row] = await readRows<{ id: Id }>(c.admin, 'select id from sales_order_line where order_id = $1', [orderId])
  const made = await runCommand(
    createDelivery,
    { companyId: c.companyId, orderIds: [orderId], lines: [{ orderLineId: row?.id ?? '', quantity }] },
    c.call,
  )
  await runCommand(postDelivery, { id: made.id }, c.call)
  return made.id
}
const open = async (orderId: Id) => {
  const [row] = await readRows(
    c.admin,
    `select trim_scale(sum(unbilled_base))::text as unbilled, trim_scale(sum(deferred_base))::text as deferred
     from sales_order_line where order_id = $1`,
    [orderId],
  )
  return row
}

describe('revenue on delivery', () => {
  it('defers what is invoiced before it is shipped, and each shipment releases its share', async () => {
    const { id } = await order('3', 'ordered', { discountAmount: '10' })
    const bill = await invoice(id)
    // 30.00 less 10.00 = 20.00 net, 24.00 with tax.
    const [tax] = Object.entries(await journalOf(c, bill.id)).filter(([, amount]) => amount === '-4')
    expect(await journalOf(c, bill.id)).toEqual({ receivable: '24', deferred_revenue: '-20', [tax?.[0] ?? '']: '-4' })
    expect(await journalOf(c, await shipPart(id, '1'))).toEqual({
      cogs: '4',
      inventory: '-4',
      deferred_revenue: '6.67',
      revenue: '-6.67',
    })
    expect(await open(id)).toEqual({ unbilled: '0', deferred: '13.33' })
    expect(await journalOf(c, await shipPart(id, '2'))).toMatchObject({ deferred_revenue: '13.33', revenue: '-13.33' })
    expect(await open(id)).toEqual({ unbilled: '0', deferred: '0' })
  })

  it('recognises what is shipped before it is invoiced, in the period of the shipment; the invoice clears it', async () => {
    const { id } = await order('5', 'shipped')
    const delivered = await ship(id, '2026-05-30')
    expect(await journalOf(c, delivered.deliveryId)).toEqual({
      cogs: '20',
      inventory: '-20',
      unbilled_receivable: '50',
      revenue: '-50',
    })
    const bill = await invoice(id, '2026-06-02')
    const entry = await journalOf(c, bill.id)
    expect(entry).toMatchObject({ receivable: '60', unbilled_receivable: '-50' })
    expect(entry).not.toHaveProperty('revenue')
    const [month] = await readRows(
      c.admin,
      `select to_char(e.posting_date, 'YYYY-MM') as month from journal_entry e join journal_line l on l.tenant_id = e.tenant_id and l.entry_id = e.id
       join account_role r on r.tenant_id = l.tenant_id and r.account_id = l.account_id and r.role = 'revenue'
       where e.source_document_id = any($1::uuid[]) group by 1`,
      [[delivered.deliveryId, bill.id]],
    )
    expect(month).toEqual({ month: '2026-05' })
  })

  it('shows the difference of the rates between shipment and invoice as an exchange difference', async () => {
    const rate = (date: string, value: string) => ({ currency: 'EUR', date, rate: value })
    await runCommand(
      setExchangeRates,
      { companyId: c.companyId, rates: [rate('2026-01-01', '1.10'), rate('2026-06-10', '1.20')] },
      c.call,
    )
    const made = await approvedOrder(c, customerId, [line(itemId, '5', { unitPrice: '10' })], {
      invoicePolicy: 'shipped',
      currency: 'EUR',
    })
    const delivered = await ship(made.id, '2026-05-30')
    expect(await journalOf(c, delivered.deliveryId)).toMatchObject({ unbilled_receivable: '55', revenue: '-55' })
    const bill = await invoice(made.id, '2026-06-12')
    const entry = await journalOf(c, bill.id)
    expect(entry).toMatchObject({ receivable: '72', unbilled_receivable: '-55', fx_gain: '-5' })
    expect(entry).not.toHaveProperty('revenue')
  })

  it('follows reversals: of an invoice, of a delivery, in any order', async () => {
    const { id } = await order('4', 'ordered')
    const bill = await invoice(id)
    const shipped = await ship(id)
    expect(await open(id)).toEqual({ unbilled: '0', deferred: '0' })
    await runCommand(reverseCustomerInvoice, { id: bill.id, reason: 'wrong customer' }, c.call)
    expect(await open(id)).toEqual({ unbilled: '40', deferred: '0' })
    await runCommand(reverseDelivery, { id: shipped.deliveryId, reason: 'never left' }, c.call)
    expect(await open(id)).toEqual({ unbilled: '0', deferred: '0' })
    const sums = await journalOf(c, shipped.deliveryId)
    expect(sums).toMatchObject({ cogs: '0', inventory: '0', revenue: '0' })
    await invoice(id)
    expect(await open(id)).toEqual({ unbilled: '0', deferred: '40' })
  })

  it('holds what came back as an obligation until it is credited; what was not billed is just taken back', async () => {
    const { id } = await order('6', 'shipped')
    const deliveryId = await shipPart(id, '4')
    await invoice(id)
    const giveBack = async (from: Id, quantity: string) => {
      const [row] = await readRows<{ id: Id }>(c.admin, 'select id from delivery_line where delivery_id = $1', [from])
      const lines = [{ deliveryLineId: row?.id ?? '', quantity, disposition: 'stock' as const }]
      const made = await runCommand(createSalesReturn, { companyId: c.companyId, reason: 'wrong', lines }, c.call)
      await runCommand(approveSalesReturn, { id: made.id }, c.call)
      await runCommand(receiveSalesReturn, { id: made.id }, c.call)
      return made.id
    }
    const back = await giveBack(deliveryId, '1')
    expect(await journalOf(c, back)).toEqual({
      cogs: '-4',
      inventory: '4',
      sales_returns: '10',
      deferred_revenue: '-10',
    })
    const closed = await runCommand(closeSalesReturn, { id: back }, c.call)
    const credit = await journalOf(c, closed.creditNoteIds[0] ?? '')
    expect(credit).toMatchObject({ receivable: '-12', deferred_revenue: '10' })
    expect(credit).not.toHaveProperty('sales_returns')
    const second = await shipPart(id, '2')
    expect(await open(id)).toEqual({ unbilled: '20', deferred: '0' })
    expect(await journalOf(c, await giveBack(second, '1'))).toMatchObject({
      sales_returns: '10',
      unbilled_receivable: '-10',
    })
    expect(await open(id)).toEqual({ unbilled: '10', deferred: '0' })
  })

  it('takes a credit for goods that the customer keeps from revenue, and one for goods not delivered from what is deferred', async () => {
    const { id } = await order('4', 'ordered')
    const bill = await invoice(id)
    await shipPart(id, '1')
    const [row] = await readRows<{ id: Id }>(c.admin, 'select id from customer_invoice_line where invoice_id = $1', [
      bill.id,
    ])
    const credit = (quantity: string) =>
      runCommand(
        createCreditNote,
        { invoiceId: bill.id, reason: 'less', lines: [{ invoiceLineId: row?.id ?? '', quantity }] },
        c.call,
      )
    const undelivered = await credit('3')
    expect(await journalOf(c, undelivered.id)).toMatchObject({ receivable: '-36', deferred_revenue: '30' })
    const kept = await credit('1')
    expect(await journalOf(c, kept.id)).toMatchObject({ receivable: '-12', sales_returns: '10' })
    expect(await open(id)).toEqual({ unbilled: '0', deferred: '0' })
  })

  it('is put in and out of use with orders under way: the next event of each settles it', async () => {
    const before = await order('2', 'ordered')
    await invoice(before.id)
    await setting('invoice')
    const released = await ship(before.id)
    expect(await journalOf(c, released.deliveryId)).toMatchObject({ deferred_revenue: '20', revenue: '-20' })
    const simple = await order('2', 'ordered')
    const bill = await invoice(simple.id)
    expect(await journalOf(c, bill.id)).toMatchObject({ receivable: '24', revenue: '-20' })
    await setting('delivery')
    const shipped = await ship(simple.id)
    expect(await journalOf(c, shipped.deliveryId)).toEqual({ cogs: '8', inventory: '-8' })
    expect(await open(simple.id)).toEqual({ unbilled: '0', deferred: '0' })
  })
})
