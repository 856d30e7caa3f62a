import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { type Id, newId } from '@/server/kernel/ids'
import { setItemLevels } from '@/server/modules/inventory'
import { runCommand, runQuery } from '@/server/platform/commands/runner'
import { deliver } from '@/server/platform/events/deliver'
import { sortKey } from '@/server/platform/events/relay'
import { pools } from '@/server/platform/pools'
import {
  type BuyingCompany,
  brokenInvariants,
  createBuyingCompany,
  makeBoughtItem,
  makeSupplier,
} from '@/server/testing/procurement'
import { inCommand, readRows } from '@/server/testing/stock'
import {
  approvePurchaseOrder,
  approvePurchaseRequisition,
  cancelPurchaseOrder,
  cancelPurchaseRequisition,
  closePurchaseRequisition,
  createGoodsReceipt,
  createPurchaseRequisition,
  incomingStock,
  orderRequisitions,
  rejectPurchaseRequisition,
  reopenPurchaseRequisition,
  revisePurchaseRequisition,
  saveSupplierPrices,
  submitPurchaseRequisition,
  updatePurchaseItemSetting,
  updatePurchaseOrder,
} from '..'
import { reorderItem } from './reorder'

let c: BuyingCompany
let first: Id
let second: Id
beforeAll(async () => {
  c = await createBuyingCompany()
  ;[first, second] = [await makeSupplier(c), await makeSupplier(c)]
})
afterAll(async () => expect(await brokenInvariants(c)).toEqual({}))

type Input = z.input<typeof createPurchaseRequisition.input>
const ask = (lines: Input['lines'], more: Partial<Input> = {}) =>
  runCommand(createPurchaseRequisition, { companyId: c.companyId, lines, ...more }, c.call)
const approved = async (lines: Input['lines']) => {
  const made = await ask(lines)
  await runCommand(approvePurchaseRequisition, { id: made.id }, c.call)
  return made
}
const order = (input: Omit<z.input<typeof orderRequisitions.input>, 'companyId'>) =>
  runCommand(orderRequisitions, { companyId: c.companyId, ...input }, c.call)
const stateOf = async (id: Id) => {
  const [row] = await readRows<{ status: string; progress: string }>(
    c.admin,
    'select status, order_progress as progress from purchase_requisition where id = $1',
    [id],
  )
  return `${row?.status} ${row?.progress}`
}
const orderLines = (id: Id) =>
  readRows<{ quantity: string; price: string }>(
    c.admin,
    'select trim_scale(quantity)::text as quantity, trim_scale(unit_price)::text as price from purchase_order_line where order_id = $1 order by position',
    [id],
  )
const refused = (code: string) => expect.objectContaining({ code })
const reason = 'not needed'

describe('a requisition', () => {
  it('estimates what it costs: typed, agreed with the preferred supplier, or nothing known', async () => {
    const itemId = await makeBoughtItem(c)
    await runCommand(
      saveSupplierPrices,
      {
        supplierId: second,
        prices: [
          { itemId, unitPrice: '8' },
          { itemId, minQuantity: '10', unitPrice: '7', currency: 'EUR' },
          { itemId, minQuantity: '10', unitPrice: '6.5' },
        ],
      },
      c.call,
    )
    const made = await ask([
      { itemId, quantity: '10' },
      { itemId, quantity: '9', unitPrice: '5', currency: 'EUR' },
      { itemId, quantity: '10', currency: 'EUR' },
    ])
    expect(made.lines.map((l) => [l.unitPrice, l.currency, l.baseNet, l.supplierId === second])).toEqual([
      ['6.5', 'USD', '65.00', true],
      ['5', 'EUR', '54.00', true],
      ['7', 'EUR', '84.00', true],
    ])
    expect(made.baseNet).toBe('203.00')
  })

  it('is rejected, revised, approved, closed and opened again', async () => {
    const itemId = await makeBoughtItem(c)
    const { id } = await ask([{ itemId, quantity: '4', unitPrice: '1', supplierId: first }])
    await runCommand(submitPurchaseRequisition, { id }, c.call)
    await runCommand(rejectPurchaseRequisition, { id, reason }, c.call)
    await expect(order({ requisitionIds: [id] })).rejects.toEqual(refused('procurement.requisition_not_approved'))
    await runCommand(revisePurchaseRequisition, { id }, c.call)
    await runCommand(approvePurchaseRequisition, { id }, c.call)
    await runCommand(closePurchaseRequisition, { id, reason }, c.call)
    await runCommand(reopenPurchaseRequisition, { id }, c.call)
    const { orders } = await order({ requisitionIds: [id] })
    expect(await stateOf(id)).toBe('closed full')
    await expect(runCommand(reopenPurchaseRequisition, { id }, c.call)).rejects.toEqual(
      refused('procurement.nothing_to_order'),
    )
    await runCommand(cancelPurchaseOrder, { id: orders[0]?.id ?? '', reason }, c.call)
    expect(await stateOf(id)).toBe('approved none')
    await runCommand(cancelPurchaseRequisition, { id, reason }, c.call)
  })
})

describe('requisitions become orders', () => {
  it('merged by item and split over suppliers, never twice', async () => {
    const itemId = await makeBoughtItem(c)
    const line = { itemId, unitPrice: '3', supplierId: first }
    const a = await approved([{ ...line, quantity: '5' }])
    const b = await approved([{ ...line, quantity: '7' }])
    const [aLine = '', bLine = ''] = [a.lines[0]?.id, b.lines[0]?.id]
    const made = await order({
      lines: [
        { requisitionLineId: aLine },
        { requisitionLineId: bLine, quantity: '4' },
        { requisitionLineId: bLine, quantity: '2', supplierId: second, unitPrice: '2.5' },
      ],
    })
    expect(made.orders.map((o) => [o.supplierId, o.net])).toEqual([
      [first, '27.00'],
      [second, '5.00'],
    ])
    expect(await orderLines(made.orders[0]?.id ?? '')).toMatchObject([{ quantity: '9', price: '3' }])
    expect([await stateOf(a.id), await stateOf(b.id)]).toEqual(['closed full', 'approved part'])
    await expect(order({ lines: [{ requisitionLineId: bLine, quantity: '2' }] })).rejects.toMatchObject({
      issues: [{ path: 'lines.0.quantity', code: 'procurement.open_quantity', params: { left: '1' } }],
    })
    await expect(runCommand(cancelPurchaseRequisition, { id: b.id, reason }, c.call)).rejects.toEqual(
      refused('procurement.already_ordered'),
    )
  })

  it('once, however many order at the same time', async () => {
    const itemId = await makeBoughtItem(c)
    const made = await approved([{ itemId, quantity: '10', unitPrice: '1', supplierId: first }])
    const [line] = made.lines
    const tried = await Promise.allSettled(
      Array.from({ length: 8 }, () => order({ lines: [{ requisitionLineId: line?.id ?? '', quantity: '3' }] })),
    )
    expect(tried.filter((t) => t.status === 'fulfilled')).toHaveLength(3)
    expect(await stateOf(made.id)).toBe('approved part')
  })

  it('and a line of an order that shrinks covers less of them', async () => {
    const itemId = await makeBoughtItem(c)
    const made = await approved([{ itemId, quantity: '10', unitPrice: '1', supplierId: first }])
    const { orders } = await order({ requisitionIds: [made.id] })
    const id = orders[0]?.id ?? ''
    const [row] = await readRows<{ id: Id }>(c.admin, 'select id from purchase_order_line where order_id = $1', [id])
    await runCommand(
      updatePurchaseOrder,
      { id, lines: [{ id: row?.id ?? '', itemId, quantity: '4', unitPrice: '1' }] },
      c.call,
    )
    expect(await stateOf(made.id)).toBe('approved part')
    await runCommand(updatePurchaseOrder, { id, lines: [] }, c.call)
    expect(await stateOf(made.id)).toBe('approved none')
  })
})

describe('a reorder point', () => {
  const place = async (levels: { safety: string; reorder: string; maximum: string | null }) => {
    const itemId = await makeBoughtItem(c)
    await runCommand(setItemLevels, { itemId, levels: [{ warehouseId: c.warehouseId, ...levels }] }, { actor: c.admin })
    await runCommand(updatePurchaseItemSetting, { companyId: c.companyId, itemId, preferredSupplierId: first }, c.call)
    return itemId
  }
  const asked = (itemId: Id) =>
    readRows<{ id: Id; status: string; quantity: string }>(
      c.admin,
      `select r.id, r.status, trim_scale(l.stock_quantity)::text as quantity from purchase_requisition r
       join purchase_requisition_line l on l.requisition_id = r.id where r.reorder_item_id = $1 order by r.id`,
      [itemId],
    )
  const trigger = (itemId: Id) => inCommand(c.admin, (ctx) => reorderItem(ctx, c.companyId, itemId, c.warehouseId))

  it('asks once, up to the maximum, though fifty triggers come at once', async () => {
    const itemId = await place({ safety: '10', reorder: '20', maximum: '50' })
    await runCommand(
      saveSupplierPrices,
      { supplierId: first, prices: [{ itemId, unitPrice: '2', orderMinimum: '30', orderMultiple: '12' }] },
      c.call,
    )
    await Promise.all(Array.from({ length: 50 }, () => trigger(itemId)))
    expect(await asked(itemId)).toMatchObject([{ status: 'draft', quantity: '60' }])
    const alerts = await readRows<object>(
      c.admin,
      `select 1 from alert where kind = 'reorder_requested' and params ->> 'item' = (select code from item where id = $1)`,
      [itemId],
    )
    expect(alerts).toHaveLength(1)
  })

  it('counts what is coming, and looks again when it does not come', async () => {
    const itemId = await place({ safety: '10', reorder: '20', maximum: null })
    const made = await approved([{ itemId, quantity: '10', unitPrice: '1', supplierId: first }])
    const { orders } = await order({ requisitionIds: [made.id] })
    await trigger(itemId)
    expect(await asked(itemId)).toEqual([])
    const id = orders[0]?.id ?? ''
    await runCommand(approvePurchaseOrder, { id }, c.call)
    const coming = await runQuery(incomingStock, { companyId: c.companyId, itemIds: [itemId] }, c.call)
    expect(coming).toMatchObject([{ ordered: '10', planned: '0' }])
    await runCommand(cancelPurchaseOrder, { id, reason }, c.call)
    await deliverAll()
    expect(await asked(itemId)).toMatchObject([{ quantity: '20' }])
  })

  it('asks again after what it asked for was cancelled, and not while goods are there', async () => {
    const itemId = await place({ safety: '5', reorder: '8', maximum: null })
    await trigger(itemId)
    const [one] = await asked(itemId)
    await runCommand(cancelPurchaseRequisition, { id: one?.id ?? '', reason }, c.call)
    await trigger(itemId)
    const [, two] = await asked(itemId)
    expect(two).toMatchObject({ quantity: '8', status: 'draft' })
    await runCommand(approvePurchaseRequisition, { id: two?.id ?? '' }, c.call)
    const { orders } = await order({ requisitionIds: [two?.id ?? ''] })
    const id = orders[0]?.id ?? ''
    await runCommand(approvePurchaseOrder, { id }, c.call)
    await runCommand(createGoodsReceipt, { companyId: c.companyId, orderIds: [id], post: true }, c.call)
    await trigger(itemId)
    expect(await asked(itemId)).toHaveLength(2)
  })
})

describe('the shortage of a sales order', () => {
  it('is asked for once, though the event comes twice and an older one comes late', async () => {
    const itemId = await makeBoughtItem(c)
    const [orderId, lineId] = [newId(), newId()]
    const event = (short: string) => emitApproved(orderId, lineId, itemId, short)
    const ids = [await event('6'), await event('10')]
    const sourced = () =>
      readRows<{ quantity: string }>(
        c.admin,
        'select trim_scale(stock_quantity)::text as quantity from purchase_requisition_line where source_line_id = $1 order by id',
        [lineId],
      )
    await deliverOne(ids[1] ?? '')
    await deliverOne(ids[1] ?? '')
    await deliverOne(ids[0] ?? '')
    expect(await sourced()).toMatchObject([{ quantity: '10' }])
    const more = await event('15')
    await Promise.all([deliverOne(more), deliverOne(more)])
    expect(await sourced()).toMatchObject([{ quantity: '10' }, { quantity: '5' }])
  })
})

async function emitApproved(documentId: Id, lineId: Id, itemId: Id, short: string): Promise<Id> {
  await inCommand(c.admin, async (ctx) => {
    ctx.emit('sales.sales_order.approved', {
      document: 'sales_order',
      documentId,
      companyId: c.companyId,
      payload: {
        customerId: newId(),
        customerName: 'Customer',
        number: 'SO-1',
        shipPolicy: 'partial',
        requestedDate: '2026-07-01',
        lines: [
          {
            lineId,
            itemId,
            warehouseId: c.warehouseId,
            ordered: short,
            reserved: '0',
            short,
            requestedDate: '2026-07-01',
          },
        ],
      },
    })
  })
  const [row] = await pools.system<{ id: Id }[]>`
    select id from event where tenant_id = ${c.tenantId} and document_id = ${documentId} order by xid desc, id desc limit 1`
  return row?.id ?? ''
}

async function deliverOne(eventId: Id, reaction = 'procurement.cover-shortage'): Promise<void> {
  const [row] = await pools.system<{ xid: string }[]>`select xid::text as xid from event where id = ${eventId}`
  await deliver({ tenantId: c.tenantId, payload: { eventId, reaction, sort: sortKey(row?.xid ?? '0', eventId) } }, 1)
}

async function deliverAll(): Promise<void> {
  const events = await pools.system<{ id: Id }[]>`
    select id from event where tenant_id = ${c.tenantId} and type = 'procurement.purchase_order.cancelled' order by xid, id`
  for (const { id } of events) await deliverOne(id, 'procurement.reorder-after-cancel')
}
