import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { plain } from '@/server/kernel/money'
import { runCommand, runQuery } from '@/server/platform/commands/runner'
import {
  approvedOrder,
  brokenInvariants,
  createSalesCompany,
  journalOf,
  line,
  makeSalesCustomer,
  makeSoldItem,
  orderRow,
  type SalesCompany,
} from '@/server/testing/sales'
import { post, readRows } from '@/server/testing/stock'
import {
  approveSalesReturn,
  cancelSalesOrder,
  closeSalesReturn,
  closeShortSalesOrder,
  createCreditNote,
  createCustomerInvoice,
  createDelivery,
  createSalesReturn,
  getCustomerInvoice,
  getDelivery,
  invoiceSalesOrder,
  pickDelivery,
  postCustomerInvoice,
  postDelivery,
  receiveSalesReturn,
  releaseDelivery,
  reopenSalesOrder,
  reverseCustomerInvoice,
  reverseDelivery,
  reviseSalesOrder,
  shipSalesOrder,
  updateSalesOrder,
  updateSalesSettings,
} from '.'

let c: SalesCompany
let customerId: string
beforeAll(async () => {
  c = await createSalesCompany()
  customerId = await makeSalesCustomer(c)
})

const lineRow = async (orderId: string) => {
  const [row] = await readRows<Record<string, string>>(
    c.admin,
    `select id, trim_scale(reserved_quantity)::text as reserved, trim_scale(short_quantity)::text as short,
       trim_scale(planned_quantity)::text as planned, trim_scale(delivered_quantity)::text as delivered,
       trim_scale(invoiced_quantity)::text as invoiced from sales_order_line where order_id = $1 order by position limit 1`,
    [orderId],
  )
  return row ?? {}
}
const deliver = async (orderId: string, quantity: string) => {
  const { id = '' } = await lineRow(orderId)
  const made = await runCommand(
    createDelivery,
    { companyId: c.companyId, orderIds: [orderId], lines: [{ orderLineId: id, quantity }] },
    c.call,
  )
  return made.id
}
const balance = async (itemId: string) => {
  const [row] = await readRows<{ on_hand: string; reserved: string }>(
    c.admin,
    'select sum(on_hand)::float8::text as on_hand, sum(reserved)::float8::text as reserved from stock_balance where item_id = $1',
    [itemId],
  )
  return row
}

afterAll(async () => expect(await brokenInvariants(c)).toEqual({}))

describe('deliveries in parts', () => {
  it('picks short, frees the rest, and delivers what is open later', async () => {
    const itemId = await makeSoldItem(c, { price: '10', stock: '10', cost: '4' })
    const order = await approvedOrder(c, customerId, [line(itemId, '8')])
    const id = await deliver(order.id, '6')
    expect(await lineRow(order.id)).toMatchObject({ reserved: '8', planned: '6' })
    await runCommand(releaseDelivery, { id }, c.call)
    const [row] = await readRows<{ id: string }>(c.admin, 'select id from delivery_line where delivery_id = $1', [id])
    await runCommand(pickDelivery, { id, lines: [{ id: row?.id ?? '', quantity: '5' }] }, c.call)
    expect(await lineRow(order.id)).toMatchObject({ reserved: '7', planned: '5', short: '1' })
    await runCommand(postDelivery, { id }, c.call)
    expect(await lineRow(order.id)).toMatchObject({ reserved: '2', planned: '0', delivered: '5', short: '1' })
    expect(await orderRow(c, order.id)).toMatchObject({ delivery: 'part' })
    expect(await balance(itemId)).toEqual({ on_hand: '5', reserved: '2' })
    await runCommand(shipSalesOrder, { id: order.id }, c.call)
    expect(await lineRow(order.id)).toMatchObject({ reserved: '0', delivered: '7' })
    await runCommand(closeShortSalesOrder, { id: order.id, reason: 'last one lost' }, c.call)
    await runCommand(invoiceSalesOrder, { id: order.id, post: true }, c.call)
    expect(await orderRow(c, order.id)).toMatchObject({
      status: 'closed',
      delivery: 'full',
      billing: 'full',
      exposure: '0',
    })
    await runCommand(reopenSalesOrder, { id: order.id }, c.call)
    expect(await orderRow(c, order.id)).toMatchObject({ status: 'approved', delivery: 'part', exposure: '12' })
    expect(await lineRow(order.id)).toMatchObject({ reserved: '1', short: '0' })
  })

  it('counts every earlier delivery against the tolerance, and exactly at it passes', async () => {
    const itemId = await makeSoldItem(c, { price: '10', stock: '100', cost: '4' })
    await runCommand(updateSalesSettings, { companyId: c.companyId, overDeliveryPercent: '10' }, c.call)
    const order = await approvedOrder(c, customerId, [line(itemId, '20')])
    const first = await deliver(order.id, '15')
    await expect(deliver(order.id, '7.000001')).rejects.toMatchObject({ code: 'sales.over_delivery' })
    await expect(deliver(order.id, '8')).rejects.toMatchObject({
      code: 'sales.over_delivery',
      params: { ordered: '20', delivered: '23', percent: '10' },
    })
    const second = await deliver(order.id, '7')
    await runCommand(postDelivery, { id: first }, c.call)
    await runCommand(postDelivery, { id: second }, c.call)
    expect(await orderRow(c, order.id)).toMatchObject({ delivery: 'over' })
    await expect(deliver(order.id, '1')).rejects.toMatchObject({ code: 'sales.over_delivery' })
    expect(await balance(itemId)).toEqual({ on_hand: '78', reserved: '0' })
    const bill = await runCommand(invoiceSalesOrder, { id: order.id, post: true }, c.call)
    expect(bill.net).toBe('220.00')
  })

  it('tells of each delivery what of it is billed, whichever way the bill was made', async () => {
    const itemId = await makeSoldItem(c, { price: '10', stock: '20', cost: '4' })
    const order = await approvedOrder(c, customerId, [line(itemId, '10')])
    const deliveries = [await deliver(order.id, '3'), await deliver(order.id, '7')] as const
    for (const id of deliveries) await runCommand(postDelivery, { id }, c.call)
    const billed = async (id: string) =>
      (await runQuery(getDelivery, { id }, c.call)).lines.map((l) => plain(l.invoicedQuantity))
    const { id: orderLineId = '' } = await lineRow(order.id)
    const bill = (quantity: string, deliveryIds: string[]) =>
      runCommand(
        createCustomerInvoice,
        {
          companyId: c.companyId,
          orderIds: [order.id],
          deliveryIds,
          lines: [{ orderLineId, quantity }],
          post: true,
        },
        c.call,
      )
    // Of the order: the oldest delivery is billed first.
    await bill('4', [])
    expect(await billed(deliveries[0])).toEqual(['3'])
    expect(await billed(deliveries[1])).toEqual(['1'])
    // Of the second delivery: it is named by the bill.
    const second = await bill('5', [deliveries[1]])
    expect(await billed(deliveries[0])).toEqual(['3'])
    expect(await billed(deliveries[1])).toEqual(['6'])
    const ofInvoice = await runQuery(getCustomerInvoice, { id: second.id }, c.call)
    expect(ofInvoice.related.filter((r) => r.document === 'delivery').map((r) => r.id)).toEqual([deliveries[1]])
    await bill('1', [deliveries[1]])
    expect(await billed(deliveries[1])).toEqual(['7'])
    expect(await orderRow(c, order.id)).toMatchObject({ status: 'closed', billing: 'full' })
  })

  it('holds an order that must go complete', async () => {
    const itemId = await makeSoldItem(c, { price: '10', stock: '3' })
    const order = await approvedOrder(c, customerId, [line(itemId, '5')], { shipPolicy: 'complete' })
    await expect(runCommand(shipSalesOrder, { id: order.id }, c.call)).rejects.toMatchObject({
      code: 'sales.ship_complete',
    })
    await runCommand(cancelSalesOrder, { id: order.id, reason: 'too late' }, c.call)
    expect(await balance(itemId)).toEqual({ on_hand: '3', reserved: '0' })
    expect(await orderRow(c, order.id)).toMatchObject({ status: 'cancelled', exposure: '0', reservation: 'none' })
  })

  it('takes a delivery back: stock, cost and order are as before', async () => {
    const itemId = await makeSoldItem(c, { price: '10', stock: '5', cost: '3' })
    const order = await approvedOrder(c, customerId, [line(itemId, '5')])
    const shipped = await runCommand(shipSalesOrder, { id: order.id }, c.call)
    await runCommand(reverseDelivery, { id: shipped.deliveryId, reason: 'wrong address' }, c.call)
    expect(await journalOf(c, shipped.deliveryId)).toEqual({ cogs: '0', inventory: '0' })
    expect(await balance(itemId)).toEqual({ on_hand: '5', reserved: '5' })
    expect(await orderRow(c, order.id)).toMatchObject({ delivery: 'none', reservation: 'full' })
    await expect(runCommand(reviseSalesOrder, { id: order.id }, c.call)).resolves.toMatchObject({ status: 'draft' })
    expect(await balance(itemId)).toEqual({ on_hand: '5', reserved: '0' })
  })
})

describe('bills in parts', () => {
  it('prorates discount and freight, and gives the last bill the residual', async () => {
    const itemId = await makeSoldItem(c, { price: '33.33', stock: '3', cost: '20' })
    // 3 x 33.33 = 99.99 less 10.00 = 89.99, freight 10.00: net 99.99, tax 20.00, gross 119.99.
    const order = await approvedOrder(
      c,
      customerId,
      [line(itemId, '3'), { kind: 'freight', unitPrice: '10', taxCodeIds: [c.taxCodeId] }],
      { discountAmount: '10' },
    )
    const bills = []
    for (let k = 0; k < 3; k++) {
      await runCommand(postDelivery, { id: await deliver(order.id, '1') }, c.call)
      bills.push(await runCommand(invoiceSalesOrder, { id: order.id, post: true }, c.call))
    }
    // 33.33 - 3.33 + 3.33, 33.33 - 3.34 + 3.34, 33.33 - 3.33 + 3.33
    expect(bills.map((b) => b.net)).toEqual(['33.33', '33.33', '33.33'])
    const lines = await readRows<{ amount: string; discount: string }>(
      c.admin,
      `select l.kind, trim_scale(sum(l.amount))::text as amount, trim_scale(sum(l.document_discount))::text as discount
       from customer_invoice_line l where l.order_id = $1 group by 1 order by 1 desc`,
      [order.id],
    )
    expect(lines).toEqual([
      { kind: 'item', amount: '99.99', discount: '10' },
      { kind: 'freight', amount: '10', discount: '0' },
    ])
    expect(await orderRow(c, order.id)).toMatchObject({ status: 'closed', exposure: '0' })
  })

  it('bills several deliveries and orders in one, a draft first, and refuses to bill twice', async () => {
    const itemId = await makeSoldItem(c, { price: '10', stock: '30', cost: '4' })
    const [a, b] = [
      await approvedOrder(c, customerId, [line(itemId, '5')]),
      await approvedOrder(c, customerId, [line(itemId, '7')]),
    ]
    const shipped = [
      await runCommand(shipSalesOrder, { id: a.id }, c.call),
      await runCommand(shipSalesOrder, { id: b.id }, c.call),
    ]
    const request = {
      companyId: c.companyId,
      deliveryIds: shipped.map((s) => s.deliveryId),
      freeLines: [{ description: 'Pallet', unitPrice: '15', taxCodeIds: [c.taxCodeId] }],
    }
    const draft = await runCommand(createCustomerInvoice, request, c.call)
    const twin = await runCommand(createCustomerInvoice, { ...request, freeLines: [] }, c.call)
    expect(draft).toMatchObject({ status: 'draft', number: null, net: '135.00' })
    const posted = await runCommand(postCustomerInvoice, { id: draft.id }, c.call)
    expect(posted).toMatchObject({ status: 'posted', net: '135.00', gross: '162.00' })
    expect(posted.number).toMatch(/^SI-2026-/)
    await expect(runCommand(postCustomerInvoice, { id: twin.id }, c.call)).rejects.toMatchObject({
      code: 'sales.over_billed',
    })
    await expect(runCommand(createCustomerInvoice, request, c.call)).resolves.toMatchObject({ net: '15.00' })
    await runCommand(reverseCustomerInvoice, { id: posted.id, reason: 'wrong customer' }, c.call)
    expect(await orderRow(c, a.id)).toMatchObject({ status: 'approved', billing: 'none', exposure: '60' })
    expect(Object.values(await journalOf(c, posted.id)).map(Number)).toEqual([0, 0, 0])
    await runCommand(postCustomerInvoice, { id: twin.id }, c.call)
    expect(await orderRow(c, b.id)).toMatchObject({ status: 'closed', billing: 'full', exposure: '0' })
  })

  it('allows a price allowance up to what is left of a line', async () => {
    const itemId = await makeSoldItem(c, { price: '50', stock: '2' })
    const order = await approvedOrder(c, customerId, [line(itemId, '2')])
    await runCommand(shipSalesOrder, { id: order.id }, c.call)
    const bill = await runCommand(invoiceSalesOrder, { id: order.id, post: true }, c.call)
    const [row] = await readRows<{ id: string }>(
      c.admin,
      'select id from customer_invoice_line where invoice_id = $1',
      [bill.id],
    )
    const credit = (amount: string) =>
      runCommand(
        createCreditNote,
        { invoiceId: bill.id, reason: 'late delivery', lines: [{ invoiceLineId: row?.id ?? '', amount }] },
        c.call,
      )
    expect(await credit('60')).toMatchObject({ net: '60.00', gross: '72.00' })
    await expect(credit('40.01')).rejects.toMatchObject({ code: 'sales.over_credited', params: { left: '40' } })
    const rest = await runCommand(createCreditNote, { invoiceId: bill.id, reason: 'all of it' }, c.call)
    expect(rest.net).toBe('40.00')
    const totals = await readRows<{ net: string; quantity: string }>(
      c.admin,
      'select trim_scale(sum(net))::text as net, trim_scale(sum(quantity))::text as quantity from sales_day_total where item_id = $1',
      [itemId],
    )
    expect(totals).toEqual([{ net: '0', quantity: '0' }])
  })
})

describe('returns', () => {
  it('brings goods back at the cost of their issue and credits what was billed, never more than delivered', async () => {
    const itemId = await makeSoldItem(c, { price: '10', stock: '10', cost: '4', more: { valuation: 'fifo' } })
    const order = await approvedOrder(c, customerId, [line(itemId, '6')])
    const shipped = await runCommand(shipSalesOrder, { id: order.id }, c.call)
    await runCommand(invoiceSalesOrder, { id: order.id, post: true }, c.call)
    await post(c, 'receipt', [{ itemId, quantity: '5', unitCost: '9' }])
    const [row] = await readRows<{ id: string }>(c.admin, 'select id from delivery_line where delivery_id = $1', [
      shipped.deliveryId,
    ])
    const deliveryLineId = row?.id ?? ''
    const announce = (quantity: string, disposition: 'stock' | 'scrap' = 'stock') =>
      runCommand(
        createSalesReturn,
        { companyId: c.companyId, reason: 'not as agreed', lines: [{ deliveryLineId, quantity, disposition }] },
        c.call,
      )
    const first = await announce('2')
    await expect(announce('5')).rejects.toMatchObject({ code: 'sales.over_returned', params: { left: '4' } })
    await runCommand(approveSalesReturn, { id: first.id }, c.call)
    await runCommand(receiveSalesReturn, { id: first.id }, c.call)
    expect(await journalOf(c, first.id)).toEqual({ cogs: '-8', inventory: '8' })
    const closed = await runCommand(closeSalesReturn, { id: first.id, replacement: true }, c.call)
    expect(closed.creditNoteIds).toHaveLength(1)
    expect(await journalOf(c, closed.creditNoteIds[0] ?? '')).toMatchObject({ receivable: '-24', sales_returns: '20' })
    expect(closed.replacementOrderId).not.toBeNull()
    expect(await orderRow(c, order.id)).toMatchObject({ status: 'closed', exposure: '0' })
    const second = await announce('1', 'scrap')
    await runCommand(approveSalesReturn, { id: second.id }, c.call)
    await runCommand(receiveSalesReturn, { id: second.id }, c.call)
    expect(await balance(itemId)).toMatchObject({ on_hand: '11' })
  })
})

describe('saving an order', () => {
  it('compares a thousand lines and writes them set-based', async () => {
    const itemId = await makeSoldItem(c, { price: '1.25' })
    const order = await approvedOrder(c, customerId, [line(itemId, '1'), line(itemId, '2')])
    await runCommand(reviseSalesOrder, { id: order.id }, c.call)
    const kept = order.lines[1]?.id ?? ''
    const lines = [{ id: kept, ...line(itemId, '3') }, ...Array.from({ length: 999 }, () => line(itemId, '1'))]
    const saved = await runCommand(updateSalesOrder, { id: order.id, lines }, c.call)
    expect(saved.lines).toHaveLength(1000)
    expect(saved.lines[0]?.id).toBe(kept)
    expect(saved.net).toBe('1252.50')
    const [count] = await readRows<{ n: string }>(
      c.admin,
      'select count(*)::text as n from sales_order_line where order_id = $1',
      [order.id],
    )
    expect(count?.n).toBe('1000')
    await expect(runCommand(updateSalesOrder, { id: order.id, version: 1, lines }, c.call)).rejects.toMatchObject({
      code: 'common.stale_version',
    })
  })
})

describe('goods that came back and were credited', () => {
  it('do not count as billed when more is delivered', async () => {
    const itemId = await makeSoldItem(c, { price: '10', stock: '20', cost: '4' })
    const order = await approvedOrder(c, customerId, [line(itemId, '6')])
    const delivered = await deliver(order.id, '4')
    await runCommand(postDelivery, { id: delivered }, c.call)
    await runCommand(invoiceSalesOrder, { id: order.id, post: true }, c.call)
    const [row] = await readRows<{ id: string }>(c.admin, 'select id from delivery_line where delivery_id = $1', [
      delivered,
    ])
    const back = await runCommand(
      createSalesReturn,
      {
        companyId: c.companyId,
        reason: 'wrong',
        lines: [{ deliveryLineId: row?.id ?? '', quantity: '1', disposition: 'stock' }],
      },
      c.call,
    )
    await runCommand(approveSalesReturn, { id: back.id }, c.call)
    await runCommand(receiveSalesReturn, { id: back.id }, c.call)
    await runCommand(closeSalesReturn, { id: back.id }, c.call)
    await runCommand(shipSalesOrder, { id: order.id }, c.call)
    // Five are kept, three are billed: two are due.
    expect(await runCommand(invoiceSalesOrder, { id: order.id, post: true }, c.call)).toMatchObject({ net: '20.00' })
    expect(await orderRow(c, order.id)).toMatchObject({ status: 'closed', billing: 'full', exposure: '0' })
  })
})
