import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Id } from '@/server/kernel/ids'
import { runCommand } from '@/server/platform/commands/runner'
import { deliverEvents } from '@/server/testing/deliver'
import {
  approvedOrder,
  brokenInvariants,
  createSalesCompany,
  line,
  makeSalesCustomer,
  makeSoldItem,
  orderRow,
  type SalesCompany,
} from '@/server/testing/sales'
import { inCommand, post, readRows } from '@/server/testing/stock'
import { approveSalesReturn, cancelSalesOrder, createSalesReturn, receiveSalesReturn, shipSalesOrder } from '..'
import { reserveShort } from './reserve-short'

let c: SalesCompany
let customerId: Id
beforeAll(async () => {
  c = await createSalesCompany()
  customerId = await makeSalesCustomer(c)
})
afterAll(async () => expect(await brokenInvariants(c)).toEqual({}))

const state = async (...orderIds: Id[]) => {
  const rows = await readRows<{ id: Id; text: string }>(
    c.admin,
    `select order_id as id, trim_scale(reserved_quantity) || '/' || trim_scale(short_quantity) as text from sales_order_line
     where order_id = any($1::uuid[])`,
    [orderIds],
  )
  return orderIds.map((id) => rows.find((r) => r.id === id)?.text)
}
const free = async (itemId: Id) => {
  const [row] = await readRows<{ free: string }>(
    c.admin,
    'select trim_scale(sum(on_hand - reserved))::text as free from stock_balance where item_id = $1',
    [itemId],
  )
  return row?.free
}
const shortOrder = (itemId: Id, quantity: string, requestedDate: string) =>
  approvedOrder(c, customerId, [line(itemId, quantity, { requestedDate })])

describe('an order that is short gets what comes in', () => {
  it('serves the oldest required date first, never over what is free, and says so', async () => {
    const itemId = await makeSoldItem(c, { price: '10', stock: '2', cost: '4' })
    const late = await shortOrder(itemId, '5', '2026-07-20')
    const soon = await shortOrder(itemId, '4', '2026-07-01')
    const last = await shortOrder(itemId, '3', '2026-08-01')
    expect(await state(late.id, soon.id, last.id)).toEqual(['2/3', '0/4', '0/3'])
    await post(c, 'receipt', [{ itemId, quantity: '6', unitCost: '4' }])
    await deliverEvents(c.tenantId)
    expect(await state(late.id, soon.id, last.id)).toEqual(['4/1', '4/0', '0/3'])
    expect(await free(itemId)).toBe('0')
    expect(await orderRow(c, soon.id)).toMatchObject({ reservation: 'full' })
    expect(await orderRow(c, late.id)).toMatchObject({ reservation: 'part' })
    const [said] = await readRows<{ action: string; after: object }>(
      c.admin,
      `select action, after from audit_log where document_id = $1 order by at desc, id desc limit 1`,
      [soon.id],
    )
    expect(said).toMatchObject({ action: 'reserve', after: { from: 'T-1', lines: [{ position: 1, reserved: '4' }] } })
  })

  it('changes nothing when the same goods are announced again', async () => {
    const itemId = await makeSoldItem(c, { price: '10' })
    const order = await shortOrder(itemId, '5', '2026-07-01')
    await post(c, 'receipt', [{ itemId, quantity: '3', unitCost: '4' }])
    await deliverEvents(c.tenantId)
    const again = () =>
      inCommand(c.admin, (ctx) =>
        reserveShort(ctx, c.companyId, [{ itemId, warehouseId: c.warehouseId }], { document: 'test', label: null }),
      )
    await Promise.all([again(), again(), again()])
    expect(await state(order.id)).toEqual(['3/2'])
  })

  it('gets what comes back and what another order gives up', async () => {
    const itemId = await makeSoldItem(c, { price: '10', stock: '5', cost: '4' })
    const first = await shortOrder(itemId, '3', '2026-07-01')
    const shipped = await runCommand(shipSalesOrder, { id: first.id }, c.call)
    const holder = await shortOrder(itemId, '2', '2026-07-01')
    const waits = await shortOrder(itemId, '4', '2026-07-01')
    expect(await state(holder.id, waits.id)).toEqual(['2/0', '0/4'])
    const [delivered] = await readRows<{ id: Id }>(c.admin, 'select id from delivery_line where delivery_id = $1', [
      shipped.deliveryId,
    ])
    const back = await runCommand(
      createSalesReturn,
      {
        companyId: c.companyId,
        reason: 'wrong',
        lines: [{ deliveryLineId: delivered?.id ?? '', quantity: '1', disposition: 'stock' }],
      },
      c.call,
    )
    await runCommand(approveSalesReturn, { id: back.id }, c.call)
    await runCommand(receiveSalesReturn, { id: back.id }, c.call)
    await deliverEvents(c.tenantId)
    expect(await state(waits.id)).toEqual(['1/3'])
    await runCommand(cancelSalesOrder, { id: holder.id, reason: 'test' }, c.call)
    await deliverEvents(c.tenantId)
    expect(await state(waits.id)).toEqual(['3/1'])
    expect(await free(itemId)).toBe('0')
  })

  it('completes a kit when its missing component comes', async () => {
    const part = await makeSoldItem(c, { price: '1' })
    const kit = await makeSoldItem(c, {
      price: '9',
      more: { kind: 'kit', components: [{ itemId: part, quantity: '2' }] },
    })
    const order = await approvedOrder(c, customerId, [line(kit, '2')])
    await post(c, 'count', [{ itemId: part, quantity: '4' }])
    await deliverEvents(c.tenantId)
    expect(await orderRow(c, order.id)).toMatchObject({ reservation: 'full' })
    const [row] = await readRows(
      c.admin,
      'select trim_scale(reserved_quantity)::text as reserved, trim_scale(short_quantity)::text as short from sales_order_line where order_id = $1 and kit',
      [order.id],
    )
    expect(row).toEqual({ reserved: '2', short: '0' })
  })
})
