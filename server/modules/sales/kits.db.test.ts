import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Id } from '@/server/kernel/ids'
import { runCommand, runQuery } from '@/server/platform/commands/runner'
import {
  approvedOrder,
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
import { readRows } from '@/server/testing/stock'
import {
  approveSalesReturn,
  cancelSalesOrder,
  closeSalesReturn,
  closeShortSalesOrder,
  createDelivery,
  createSalesReturn,
  getSalesOrder,
  invoiceSalesOrder,
  postDelivery,
  receiveSalesReturn,
  reviseSalesOrder,
  shipSalesOrder,
  updateSalesOrder,
} from '.'

let c: SalesCompany
let customerId: Id
beforeAll(async () => {
  c = await createSalesCompany()
  customerId = await makeSalesCustomer(c)
})
afterAll(async () => expect(await brokenInvariants(c)).toEqual({}))

/** A kit at 50.00 of two frames (cost 10) and half a spool (cost 3), of which stock is kept in whole spools. */
async function makeKit(stock: { frames: string; spools: string }) {
  const frame = await makeSoldItem(c, { price: '20', stock: stock.frames, cost: '10' })
  const spool = await makeSoldItem(c, { price: '5', stock: stock.spools, cost: '3' })
  const kit = await makeSoldItem(c, {
    price: '50',
    more: {
      kind: 'kit',
      components: [
        { itemId: frame, quantity: '2' },
        { itemId: spool, quantity: '0.5' },
      ],
    },
  })
  return { kit, frame, spool }
}

/** Progress of the kit line (item null) and of its components, as `reserved/short/delivered/returned/invoiced of opened`. */
async function progress(orderId: Id) {
  const rows = await readRows<{ id: Id; item: Id; kit: boolean; text: string }>(
    c.admin,
    `select id, item_id as item, kit, concat_ws('/', trim_scale(reserved_quantity), trim_scale(short_quantity), trim_scale(delivered_quantity),
       trim_scale(returned_quantity), trim_scale(invoiced_quantity)) || ' of ' || trim_scale(opened_quantity) as text
     from sales_order_line where order_id = $1`,
    [orderId],
  )
  return new Map(rows.map((r) => [r.item, r]))
}
const said = async (orderId: Id, ...items: Id[]) => {
  const rows = await progress(orderId)
  return items.map((i) => rows.get(i)?.text)
}
const lineId = async (orderId: Id, itemId: Id) => (await progress(orderId)).get(itemId)?.id ?? ''

async function ship(orderId: Id, quantities: Record<Id, string>) {
  const rows = await progress(orderId)
  const lines = Object.entries(quantities).map(([item, quantity]) => ({
    orderLineId: rows.get(item)?.id ?? '',
    quantity,
  }))
  const { id } = await runCommand(createDelivery, { companyId: c.companyId, orderIds: [orderId], lines }, c.call)
  await runCommand(postDelivery, { id }, c.call)
  return id
}
const deliveredLine = async (deliveryId: Id, itemId: Id) => {
  const [row] = await readRows<{ id: Id }>(
    c.admin,
    'select id from delivery_line where delivery_id = $1 and item_id = $2',
    [deliveryId, itemId],
  )
  return row?.id ?? ''
}

describe('a kit on an order', () => {
  it('has its price on the kit, reserves and ships its components, and costs what they cost', async () => {
    const { kit, frame, spool } = await makeKit({ frames: '10', spools: '10' })
    const order = await approvedOrder(c, customerId, [line(kit, '3')])
    // 3 kits: 6 frames, 1.5 spools rounded up to 2; 150.00 net and 20 % tax.
    expect(order).toMatchObject({ net: '150.00', gross: '180.00' })
    expect(await said(order.id, kit, frame, spool)).toEqual(['3/0/0/0/0 of 3', '6/0/0/0/0 of 6', '2/0/0/0/0 of 2'])
    const shipped = await runCommand(shipSalesOrder, { id: order.id }, c.call)
    expect(shipped).toMatchObject({ deliveryProgress: 'full', cost: '66' })
    expect(await journalOf(c, shipped.deliveryId)).toEqual({ cogs: '66', inventory: '-66' })
    expect(await said(order.id, kit, frame, spool)).toEqual(['0/0/3/0/0 of 3', '0/0/6/0/0 of 6', '0/0/2/0/0 of 2'])
    const invoice = await runCommand(invoiceSalesOrder, { id: order.id, post: true }, c.call)
    const lines = await readRows(
      c.admin,
      'select item_id, trim_scale(quantity)::text as quantity, net::numeric(20,2)::text as net from customer_invoice_line where invoice_id = $1',
      [invoice.id],
    )
    expect(lines).toEqual([{ item_id: kit, quantity: '3', net: '150.00' }])
    expect(await orderRow(c, order.id)).toMatchObject({ status: 'closed', billing: 'full', exposure: '0' })
  })

  it('counts whole kits: a kit is shipped, and billed, when all its components are', async () => {
    const { kit, frame, spool } = await makeKit({ frames: '20', spools: '10' })
    const order = await approvedOrder(c, customerId, [line(kit, '4')])
    await ship(order.id, { [frame]: '5' })
    expect(await said(order.id, kit)).toEqual(['4/0/0/0/0 of 4'])
    expect(await orderRow(c, order.id)).toMatchObject({ delivery: 'part' })
    await expect(runCommand(invoiceSalesOrder, { id: order.id }, c.call)).rejects.toMatchObject({
      code: 'sales.nothing_to_invoice',
    })
    await ship(order.id, { [spool]: '1' })
    // 5 frames make two kits, one spool makes two.
    expect(await said(order.id, kit)).toEqual(['2/0/2/0/0 of 4'])
    const bill = await runCommand(invoiceSalesOrder, { id: order.id, post: true }, c.call)
    expect(bill).toMatchObject({ net: '100.00' })
    await ship(order.id, { [frame]: '3', [spool]: '1' })
    expect(await said(order.id, kit)).toEqual(['0/0/4/0/2 of 4'])
    expect(await runCommand(invoiceSalesOrder, { id: order.id, post: true }, c.call)).toMatchObject({ net: '100.00' })
    expect(await orderRow(c, order.id)).toMatchObject({ status: 'closed', delivery: 'full', billing: 'full' })
  })

  it('is short when one component is, and closes short at the kits that are whole', async () => {
    const { kit, frame, spool } = await makeKit({ frames: '5', spools: '10' })
    const order = await approvedOrder(c, customerId, [line(kit, '4')])
    expect(await said(order.id, kit, frame, spool)).toEqual(['2/2/0/0/0 of 4', '5/3/0/0/0 of 8', '2/0/0/0/0 of 2'])
    expect(await orderRow(c, order.id)).toMatchObject({ reservation: 'part' })
    await ship(order.id, { [frame]: '4', [spool]: '1' })
    await runCommand(closeShortSalesOrder, { id: order.id, reason: 'no frames' }, c.call)
    expect(await said(order.id, kit, frame, spool)).toEqual(['0/0/2/0/0 of 2', '0/0/4/0/0 of 4', '0/0/1/0/0 of 1'])
    await runCommand(invoiceSalesOrder, { id: order.id, post: true }, c.call)
    expect(await orderRow(c, order.id)).toMatchObject({ status: 'closed', billing: 'full', exposure: '0' })
  })

  it('gives everything back when it is cancelled, and follows a change of its quantity', async () => {
    const { kit, frame, spool } = await makeKit({ frames: '20', spools: '10' })
    const order = await approvedOrder(c, customerId, [line(kit, '4')])
    const ids = await progress(order.id)
    await runCommand(reviseSalesOrder, { id: order.id }, c.call)
    await runCommand(
      updateSalesOrder,
      { id: order.id, lines: [{ id: ids.get(kit)?.id, itemId: kit, quantity: '6' }] },
      c.call,
    )
    expect(await said(order.id, kit, frame, spool)).toEqual(['0/0/0/0/0 of 6', '0/0/0/0/0 of 12', '0/0/0/0/0 of 3'])
    expect(await lineId(order.id, frame)).toBe(ids.get(frame)?.id)
    await runCommand(updateSalesOrder, { id: order.id, lines: [line(frame, '1')] }, c.call)
    expect([...(await progress(order.id)).keys()]).toEqual([frame])
    await runCommand(cancelSalesOrder, { id: order.id, reason: 'test' }, c.call)
    const [left] = await readRows(c.admin, 'select count(*)::int as n from reservation where item_id in ($1, $2)', [
      frame,
      spool,
    ])
    expect(left).toEqual({ n: 0 })
  })

  it('comes back by its components: whole kits are credited, a part of one is not', async () => {
    const { kit, frame, spool } = await makeKit({ frames: '20', spools: '10' })
    const order = await approvedOrder(c, customerId, [line(kit, '4')])
    const deliveryId = await ship(order.id, { [frame]: '8', [spool]: '2' })
    await runCommand(invoiceSalesOrder, { id: order.id, post: true }, c.call)
    const giveBack = async (quantities: Record<Id, string>, replacement = false) => {
      const lines = await Promise.all(
        Object.entries(quantities).map(async ([item, quantity]) => ({
          deliveryLineId: await deliveredLine(deliveryId, item),
          quantity,
          disposition: 'stock' as const,
        })),
      )
      const made = await runCommand(createSalesReturn, { companyId: c.companyId, reason: 'wrong', lines }, c.call)
      await runCommand(approveSalesReturn, { id: made.id }, c.call)
      await runCommand(receiveSalesReturn, { id: made.id }, c.call)
      return runCommand(closeSalesReturn, { id: made.id, replacement }, c.call)
    }
    const part = await giveBack({ [frame]: '2' })
    expect(part.creditNoteIds).toEqual([])
    expect(await journalOf(c, part.id)).toEqual({ cogs: '-20', inventory: '20' })
    expect(await said(order.id, kit)).toEqual(['0/0/4/0/4 of 4'])
    const whole = await giveBack({ [frame]: '2', [spool]: '1' }, true)
    // 4 frames and 1 spool: two kits, credited at 50.00 and tax.
    expect(await said(order.id, kit)).toEqual(['0/0/4/2/4 of 4'])
    const [creditNoteId = ''] = whole.creditNoteIds
    expect(await journalOf(c, creditNoteId)).toMatchObject({ receivable: '-120', sales_returns: '100' })
    const replaced = await runQuery(getSalesOrder, { id: whole.replacementOrderId ?? '' }, c.call)
    expect(replaced.lines.map((l) => [l.itemCode, l.net])).toHaveLength(1)
    expect(replaced).toMatchObject({ net: '100.0000' })
  })

  it('shows its components on the order, and is rounded up once an order', async () => {
    const { kit, frame, spool } = await makeKit({ frames: '20', spools: '10' })
    const order = await makeOrder(c, customerId, [line(kit, '1'), line(kit, '1', { discountPercent: '10' })])
    const shown = await runQuery(getSalesOrder, { id: order.id }, c.call)
    expect(shown.lines.map((l) => l.components.map((p) => [p.itemId, p.stockQuantity]))).toEqual([
      [
        [frame, '2'],
        [spool, '1'],
      ],
      [
        [frame, '2'],
        [spool, '0'],
      ],
    ])
  })
})
