import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { letterhead } from '@/server/modules/inventory'
import { runCommand, runQuery } from '@/server/platform/commands/runner'
import { wordsFor } from '@/server/platform/print/words'
import {
  brokenInvariants,
  createSalesCompany,
  journalOf,
  line,
  makeOrder,
  makeSalesCustomer,
  makeSoldItem,
  orderRow,
  type SalesCompany,
} from '@/server/testing/sales'
import { readRows, roleBalance } from '@/server/testing/stock'
import {
  approveSalesOrder,
  createCreditNote,
  getCustomerInvoice,
  invoiceSalesOrder,
  quoteSalesOrder,
  reverseCustomerInvoice,
  shipSalesOrder,
} from '.'
import { invoicePaper } from './print/papers'

let c: SalesCompany
beforeAll(async () => {
  c = await createSalesCompany()
})

afterAll(async () => expect(await brokenInvariants(c)).toEqual({}))

describe('order to cash', () => {
  it('takes an order through to the books, with numbers worked by hand', async () => {
    const customerId = await makeSalesCustomer(c)
    const bolt = await makeSoldItem(c, { price: '12.50', stock: '100', cost: '7' })
    const nut = await makeSoldItem(c, { price: '3.333333', stock: '50', cost: '2' })
    // 10 x 12.50 = 125.00 less 4 % = 120.00; 3 x 3.333333 = 10.00; together 130.00; document discount 10 % = 13.00
    // (12.00 and 1.00); freight 9.00. Net 108 + 9 + 9 = 126.00, tax 20 % = 25.20, gross 151.20.
    const order = await makeOrder(
      c,
      customerId,
      [
        line(bolt, '10', { discountPercent: '4' }),
        line(nut, '3'),
        { kind: 'freight', unitPrice: '9', taxCodeIds: [c.taxCodeId] },
      ],
      { discountPercent: '10' },
    )
    expect(order).toMatchObject({
      status: 'draft',
      net: '126.00',
      tax: '25.20',
      gross: '151.20',
      number: 'SO-2026-00001',
    })
    expect(order.lines.map((l) => [l.amount, l.documentDiscount, l.net])).toEqual([
      ['120.00', '12.00', '108.00'],
      ['10.00', '1.00', '9.00'],
      ['9.00', '0.00', '9.00'],
    ])
    await runCommand(quoteSalesOrder, { id: order.id }, c.call)
    const approved = await runCommand(approveSalesOrder, { id: order.id }, c.call)
    expect(approved.lines.map((l) => [Number(l.reserved), Number(l.short)])).toEqual([
      [10, 0],
      [3, 0],
    ])
    expect(await orderRow(c, order.id)).toMatchObject({ status: 'approved', reservation: 'full', exposure: '151.2' })

    const shipped = await runCommand(shipSalesOrder, { id: order.id }, c.call)
    expect(shipped).toMatchObject({ deliveryProgress: 'full', cost: '76' })
    expect(await journalOf(c, shipped.deliveryId)).toEqual({ cogs: '76', inventory: '-76' })

    const invoice = await runCommand(invoiceSalesOrder, { id: order.id, post: true }, c.call)
    expect(invoice).toMatchObject({
      status: 'posted',
      number: 'SI-2026-00001',
      net: '126.00',
      tax: '25.20',
      gross: '151.20',
    })
    const entry = await journalOf(c, invoice.id)
    expect(entry).toMatchObject({ receivable: '151.2', revenue: '-117', freight_income: '-9' })
    expect(Object.values(entry)).toContain('-25.2')
    expect(await orderRow(c, order.id)).toMatchObject({
      status: 'closed',
      delivery: 'full',
      billing: 'full',
      exposure: '0',
    })
    const items = await readRows<{ number: string; amount: string }>(
      c.admin,
      'select number, trim_scale(amount)::text as amount from open_item where source_document_id = $1',
      [invoice.id],
    )
    expect(items).toEqual([{ number: 'SI-2026-00001', amount: '151.2' }])

    const [first] = await readRows<{ id: string }>(
      c.admin,
      'select id from customer_invoice_line where invoice_id = $1 order by position',
      [invoice.id],
    )
    // 4 of 10 bolts: 108 x 4 / 10 = 43.20 and 8.64 tax.
    const credit = await runCommand(
      createCreditNote,
      { invoiceId: invoice.id, reason: 'scratched', lines: [{ invoiceLineId: first?.id ?? '', quantity: '4' }] },
      c.call,
    )
    expect(credit).toMatchObject({ number: 'CN-2026-00001', net: '43.20', tax: '8.64', gross: '51.84' })
    expect(await journalOf(c, credit.id)).toMatchObject({ receivable: '-51.84', sales_returns: '43.2' })
    expect(await roleBalance(c, 'receivable')).toBe('99.36')
    const words = wordsFor('en')
    // It settles what is open of its invoice, and gives it back when it is reversed.
    const left = async () => {
      const rows = await readRows<{ left: string }>(
        c.admin,
        `select trim_scale(remaining)::text as left from open_item where source_document_id in ($1, $2) and kind <> 'payment'
         order by number = 'SI-2026-00001' desc, id`,
        [invoice.id, credit.id],
      )
      return rows.map((r) => r.left)
    }
    expect(await left()).toEqual(['99.36', '0'])
    const [shown, head] = await Promise.all([
      runQuery(getCustomerInvoice, { id: credit.id }, c.call),
      letterhead(c.call, c.companyId, null, words),
    ])
    expect(invoicePaper(shown, head, words).facts).toContainEqual({ label: 'For invoice', value: 'SI-2026-00001' })
    await runCommand(reverseCustomerInvoice, { id: credit.id, reason: 'wrong note' }, c.call)
    expect(await left()).toEqual(['151.2', '0', '0'])
  })
})
