import { beforeAll, describe, expect, it } from 'vitest'
import { type Id, newId } from '@/server/kernel/ids'
import {
  closeStockTransfer,
  createStockAdjustment,
  createStockCount,
  createStockRevaluation,
  createStockTransfer,
  createWarehouse,
  enterStockCount,
  postStockAdjustment,
  postStockCount,
  postStockRevaluation,
  receiveStockTransfer,
  reserve,
  reverseStockAdjustment,
  shipStockTransfer,
  startStockCount,
  submitStockCount,
} from '@/server/modules/inventory'
import { runCommand } from '@/server/platform/commands/runner'
import {
  createStockCompany,
  inCommand,
  makeItem,
  post,
  readRows,
  roleBalance,
  type StockCompany,
} from '@/server/testing/stock'
import { actorOf } from '@/server/testing/tenant'

let c: StockCompany
beforeAll(async () => {
  c = await createStockCompany()
})
const dates = { documentDate: '2026-04-01', postingDate: '2026-04-02' }
const held = async (itemId: Id) =>
  (
    await readRows<{ q: string; v: string; t: string }>(
      c.admin,
      'select quantity::float8::text q, value::float8::text v, transit_value::float8::text t from item_valuation where item_id = $1',
      [itemId],
    )
  )[0]
const rolesNow = async (...roles: string[]) => Promise.all(roles.map(async (r) => Number(await roleBalance(c, r))))
const eventsOf = async (documentId: Id) =>
  (
    await readRows<{ type: string }>(c.admin, 'select type from event where document_id = $1 order by id', [documentId])
  ).map((e) => e.type)

describe('stock adjustment', () => {
  it('posts against the adjustment account with a number, and reverses by linked moves', async () => {
    const itemId = await makeItem(c, 'ADJ')
    const [before = 0] = await rolesNow('stock_adjustment')
    const { id } = await runCommand(
      createStockAdjustment,
      {
        companyId: c.companyId,
        ...dates,
        kind: 'receipt',
        warehouseId: c.warehouseId,
        reason: 'Found',
        lines: [{ itemId, quantity: '4', unitCost: '2.5' }],
      },
      { actor: c.admin },
    )
    const posted = await runCommand(postStockAdjustment, { id }, { actor: c.admin })
    expect(posted.number).toBe('ADJ-2026-00001')
    expect(await held(itemId)).toEqual({ q: '4', v: '10', t: '0' })
    expect((await rolesNow('stock_adjustment'))[0]).toBeCloseTo(before - 10)
    const [entry] = await readRows<{ label: string }>(
      c.admin,
      'select source_label as label from journal_entry where source_document_id = $1',
      [id],
    )
    expect(entry?.label).toBe('ADJ-2026-00001')
    expect(await eventsOf(id)).toEqual(['inventory.stock.available', 'inventory.stock_adjustment.posted'])
    await runCommand(reverseStockAdjustment, { id, postingDate: '2026-04-03' }, { actor: c.admin })
    expect(await held(itemId)).toEqual({ q: '0', v: '0', t: '0' })
    expect((await rolesNow('stock_adjustment'))[0]).toBeCloseTo(before)
    await expect(runCommand(postStockAdjustment, { id }, { actor: c.admin })).rejects.toMatchObject({
      code: 'common.illegal_transition',
    })
  })
})

describe('stock transfer', () => {
  it('ships, receives a part, and writes the lost rest off', async () => {
    const itemId = await makeItem(c, 'MOVE', { valuation: 'fifo' })
    await post(c, 'receipt', [{ itemId, quantity: '10', unitCost: '3' }])
    const other = await runCommand(
      createWarehouse,
      { companyId: c.companyId, code: 'WEST', name: 'West' },
      { actor: c.admin },
    )
    const [transit = 0, scrap = 0] = await rolesNow('goods_in_transit', 'scrap')
    const { id } = await runCommand(
      createStockTransfer,
      {
        companyId: c.companyId,
        ...dates,
        fromWarehouseId: c.warehouseId,
        toWarehouseId: other.id,
        lines: [{ itemId, quantity: '6' }],
      },
      { actor: c.admin },
    )
    const shipped = await runCommand(shipStockTransfer, { id }, { actor: c.admin })
    expect(shipped.number).toBe('TRF-2026-00001')
    expect((await rolesNow('goods_in_transit'))[0]).toBeCloseTo(transit + 18)
    const [line] = await readRows<{ id: Id }>(c.admin, 'select id from stock_transfer_line where transfer_id = $1', [
      id,
    ])
    const lineId = line?.id ?? ''
    const part = { id, postingDate: '2026-04-05', lines: [{ lineId, quantity: '4' }] }
    await runCommand(receiveStockTransfer, part, { actor: c.admin })
    await expect(runCommand(receiveStockTransfer, part, { actor: c.admin })).rejects.toMatchObject({
      code: 'inventory.over_shipped',
    })
    await expect(
      runCommand(closeStockTransfer, { id, postingDate: '2026-04-06' }, { actor: c.admin }),
    ).rejects.toMatchObject({ code: 'inventory.still_in_transit' })
    await runCommand(closeStockTransfer, { id, postingDate: '2026-04-06', shortage: 'lost' }, { actor: c.admin })
    expect(await held(itemId)).toEqual({ q: '8', v: '24', t: '0' })
    const after = await rolesNow('goods_in_transit', 'scrap')
    expect(after[0]).toBeCloseTo(transit)
    expect(after[1]).toBeCloseTo(scrap + 6)
  })
})

describe('stock count', () => {
  it('books what was counted, keeps moves made meanwhile, wants another approver, and lets reservations give way', async () => {
    const itemId = await makeItem(c, 'CNT')
    const missing = await makeItem(c, 'CNT2')
    await post(c, 'receipt', [
      { itemId, quantity: '10', unitCost: '5' },
      { itemId: missing, quantity: '3', unitCost: '1' },
    ])
    const demandId = newId()
    await inCommand(c.admin, (ctx) =>
      reserve(ctx, {
        companyId: c.companyId,
        source: { document: 'sales_order', documentId: newId(), label: null },
        demands: [{ demandId, itemId, warehouseId: c.warehouseId, quantity: '6' }],
      }),
    )
    const counter = actorOf(c.tenantId, ['*'])
    const { id } = await runCommand(
      createStockCount,
      { companyId: c.companyId, ...dates, warehouseId: c.warehouseId, tolerancePercent: '5', toleranceValue: '100' },
      { actor: c.admin },
    )
    await runCommand(startStockCount, { id, itemIds: [itemId, missing] }, { actor: c.admin })
    const [line] = await readRows<{ bin_id: Id }>(
      c.admin,
      'select bin_id from stock_count_line where count_id = $1 and item_id = $2',
      [id, itemId],
    )
    const lines = [{ itemId, binId: line?.bin_id ?? '', counted: '7' }]
    await runCommand(enterStockCount, { id, lines }, { actor: counter })
    // Three are missing; then two more are delivered before the count is posted.
    await post(c, 'delivery', [{ itemId, quantity: '2' }], '2026-04-02')
    await runCommand(submitStockCount, { id }, { actor: counter })
    await expect(runCommand(postStockCount, { id }, { actor: counter })).rejects.toMatchObject({
      code: 'inventory.approver_counted',
    })
    await expect(
      runCommand(postStockCount, { id }, { actor: actorOf(c.tenantId, ['inventory.stock_count.post']) }),
    ).rejects.toMatchObject({ kind: 'forbidden' })
    await runCommand(postStockCount, { id }, { actor: c.admin })
    expect(await held(itemId)).toEqual({ q: '5', v: '25', t: '0' })
    expect(await held(missing)).toEqual({ q: '3', v: '3', t: '0' })
    const [balance] = await readRows<{ on_hand: string; reserved: string }>(
      c.admin,
      'select on_hand::float8::text on_hand, reserved::float8::text reserved from stock_balance where item_id = $1',
      [itemId],
    )
    expect(balance).toEqual({ on_hand: '5', reserved: '5' })
    const lost = await readRows<{ payload: { quantity: string } }>(
      c.admin,
      `select payload from event where type = 'inventory.reservation.lost' and payload->>'demandId' = $1`,
      [demandId],
    )
    expect(lost.map((e) => e.payload.quantity)).toEqual(['1'])
  })
})

describe('revaluation', () => {
  it('gives FIFO layers and a standard item a new cost, the difference to cost variance', async () => {
    const fifo = await makeItem(c, 'RVF', { valuation: 'fifo' })
    const standard = await makeItem(c, 'RVS', { valuation: 'standard', standardCost: '4' })
    await post(c, 'receipt', [
      { itemId: fifo, quantity: '2', unitCost: '10' },
      { itemId: standard, quantity: '5', unitCost: '4' },
    ])
    await post(c, 'receipt', [{ itemId: fifo, quantity: '1', unitCost: '16' }])
    const [before = 0] = await rolesNow('cost_variance')
    const { id } = await runCommand(
      createStockRevaluation,
      {
        companyId: c.companyId,
        ...dates,
        reason: 'Year 2026',
        lines: [
          { itemId: fifo, unitCost: '13' },
          { itemId: standard, unitCost: '4.5' },
        ],
      },
      { actor: c.admin },
    )
    await runCommand(postStockRevaluation, { id }, { actor: c.admin })
    expect(await held(fifo)).toEqual({ q: '3', v: '39', t: '0' })
    expect(await held(standard)).toEqual({ q: '5', v: '22.5', t: '0' })
    expect((await rolesNow('cost_variance'))[0]).toBeCloseTo(before - 5.5)
    const moves = [
      { itemId: fifo, quantity: '2' },
      { itemId: standard, quantity: '1' },
    ]
    const { results } = await post(c, 'delivery', moves, dates.postingDate)
    expect(results.map((r) => r.value)).toEqual(['-26', '-4.5'])
  })
})
