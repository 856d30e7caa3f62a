import { beforeAll, describe, expect, it } from 'vitest'
import { runCommand, runQuery } from '@/server/platform/commands/runner'
import {
  approvedOrder,
  createSalesCompany,
  line,
  makeSalesCustomer,
  makeSoldItem,
  type SalesCompany,
} from '@/server/testing/sales'
import { readRows } from '@/server/testing/stock'
import {
  createSalesReturn,
  customerHistory,
  explainPrices,
  getCustomer,
  getCustomerInvoice,
  getDelivery,
  getPriceList,
  getSalesOrder,
  getSalesReturn,
  invoiceSalesOrder,
  itemSales,
  listCustomerInvoices,
  listCustomers,
  listDeliveries,
  listPriceLists,
  listSalesOrders,
  listSalesReturns,
  salesByDimension,
  searchSales,
  shipSalesOrder,
} from '.'

let c: SalesCompany
let ids: {
  customerId: string
  itemId: string
  orderId: string
  deliveryId: string
  invoiceId: string
  returnId: string
}
beforeAll(async () => {
  c = await createSalesCompany()
  const customerId = await makeSalesCustomer(c)
  const itemId = await makeSoldItem(c, { price: '10', stock: '10', cost: '4' })
  const order = await approvedOrder(c, customerId, [
    line(itemId, '5'),
    { kind: 'freight', unitPrice: '3', taxCodeIds: [] },
  ])
  const shipped = await runCommand(shipSalesOrder, { id: order.id }, c.call)
  const bill = await runCommand(invoiceSalesOrder, { id: order.id, post: true }, c.call)
  const [row] = await readRows<{ id: string }>(c.admin, 'select id from delivery_line where delivery_id = $1', [
    shipped.deliveryId,
  ])
  const back = await runCommand(
    createSalesReturn,
    { companyId: c.companyId, reason: 'too many', lines: [{ deliveryLineId: row?.id ?? '', quantity: '1' }] },
    c.call,
  )
  ids = { customerId, itemId, orderId: order.id, deliveryId: shipped.deliveryId, invoiceId: bill.id, returnId: back.id }
})

describe('documents', () => {
  it('reads an order with what came of it, and each of those with what it came from', async () => {
    const order = await runQuery(getSalesOrder, { id: ids.orderId }, c.call)
    expect(order).toMatchObject({ status: 'closed', paymentProgress: 'none', gross: '63.0000', baseCurrency: 'USD' })
    expect(order.lines.map((l) => [l.kind, l.itemCode !== null, l.taxCodes])).toEqual([
      ['item', true, ['EU-VAT20-OUT']],
      ['freight', false, []],
    ])
    expect(order.related.map((r) => r.document).sort()).toEqual(['customer_invoice', 'delivery', 'sales_return'])
    const delivery = await runQuery(getDelivery, { id: ids.deliveryId }, c.call)
    expect(delivery.related.map((r) => r.document).sort()).toEqual(['customer_invoice', 'sales_order', 'sales_return'])
    expect(delivery.lines[0]).toMatchObject({ quantity: '5.000000', cost: '20.0000' })
    const invoice = await runQuery(getCustomerInvoice, { id: ids.invoiceId }, c.call)
    expect(invoice).toMatchObject({ payment: 'none', open: '63.0000', openItems: [{ remaining: '63.0000' }] })
    expect(invoice.related.map((r) => r.document).sort()).toEqual(['delivery', 'sales_order'])
    const back = await runQuery(getSalesReturn, { id: ids.returnId }, c.call)
    expect(back.related.map((r) => r.document).sort()).toEqual(['delivery', 'sales_order'])
  })

  it('reads customers, their history, and price lists', async () => {
    const customer = await runQuery(getCustomer, { id: ids.customerId }, c.call)
    expect(customer).toMatchObject({ openOrders: '0.0000', receivable: '63.0000', creditLimit: null })
    expect(customer.history).toHaveLength(4)
    expect(await runQuery(customerHistory, { customerId: ids.customerId, limit: 2 }, c.call)).toHaveLength(2)
    const list = await runQuery(getPriceList, { id: c.priceListId }, c.call)
    expect(list.prices).toMatchObject([{ itemId: ids.itemId, unitPrice: '10.000000' }])
    const [price] = await runQuery(
      explainPrices,
      {
        companyId: c.companyId,
        customerId: ids.customerId,
        currency: 'USD',
        date: '2026-06-15',
        lines: [{ id: 'a', itemId: ids.itemId, quantity: '1' }],
      },
      c.call,
    )
    expect(price).toMatchObject({ unitPrice: '10', source: { level: 'general', by: 'item', priceListCode: 'USD' } })
  })
})

describe('lists, totals and search', () => {
  it.each([
    ['orders', listSalesOrders],
    ['deliveries', listDeliveries],
    ['invoices', listCustomerInvoices],
    ['returns', listSalesReturns],
    ['customers', listCustomers],
    ['price lists', listPriceLists],
  ] as const)('lists %s, summed up and by pages', async (_name, list) => {
    const page = await runQuery(list.rows, {}, c.call)
    expect(page.rows).toHaveLength(1)
    expect((await runQuery(list.summary, {}, c.call)).count).toBe(1)
  })

  it('groups by what a definition allows', async () => {
    const { groups } = await runQuery(listCustomerInvoices.groups, { by: 'payment' }, c.call)
    expect(groups).toMatchObject([{ value: 'none', count: 1 }])
  })

  it.each(['day', 'month', 'year', 'customer', 'item', 'category'] as const)('totals sales by %s', async (by) => {
    const totals = await runQuery(
      salesByDimension,
      { companyId: c.companyId, from: '2026-01-01', to: '2026-12-31', by },
      c.call,
    )
    expect(totals).toMatchObject({ currency: 'USD', net: '53.0000' })
    expect(totals.rows.reduce((t, r) => t + Number(r.net), 0)).toBe(53)
  })

  it('finds what a person types', async () => {
    const hits = await runQuery(searchSales, { companyId: c.companyId, text: '00001' }, c.call)
    expect(hits.map((h) => h.document).sort()).toEqual(['customer_invoice', 'delivery', 'sales_order', 'sales_return'])
    const sales = await runQuery(itemSales, { companyId: c.companyId, itemId: ids.itemId }, c.call)
    expect(sales).toMatchObject([{ quantity: '5.000000', baseUnitPrice: '10.000000' }])
  })
})
