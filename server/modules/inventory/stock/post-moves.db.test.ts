import { beforeAll, describe, expect, it } from 'vitest'
import { newId } from '@/server/kernel/ids'
import { availability, release, reserve, reserved, reverseMoves } from '@/server/modules/inventory'
import {
  createStockCompany,
  inCommand,
  makeItem,
  post,
  readRows,
  roleBalance,
  type StockCompany,
} from '@/server/testing/stock'

let c: StockCompany
beforeAll(async () => {
  c = await createStockCompany()
})

const balancesOf = (itemId: string) =>
  readRows<{ on_hand: string; reserved: string }>(
    c.admin,
    'select sum(on_hand)::float8::text as on_hand, sum(reserved)::float8::text as reserved from stock_balance where item_id = $1',
    [itemId],
  )
const valuationOf = async (itemId: string) =>
  (
    await readRows<{ quantity: string; value: string }>(
      c.admin,
      'select quantity::float8::text as quantity, value::float8::text as value from item_valuation where item_id = $1',
      [itemId],
    )
  )[0]

describe('postMoves', () => {
  it('receives, delivers at average, and posts both to the books', async () => {
    const before = { inventory: Number(await roleBalance(c, 'inventory')), cogs: Number(await roleBalance(c, 'cogs')) }
    const itemId = await makeItem(c, 'AVG')
    await post(c, 'receipt', [{ itemId, quantity: '3', unitCost: '3.333333' }])
    const { results } = await post(c, 'delivery', [{ itemId, quantity: '2' }])
    expect(results[0]).toMatchObject({ quantity: '-2', value: '-6.67', unitCost: '3.335000' })
    expect(await valuationOf(itemId)).toEqual({ quantity: '1', value: '3.33' })
    expect(Number(await roleBalance(c, 'inventory')) - before.inventory).toBeCloseTo(3.33, 6)
    expect(Number(await roleBalance(c, 'cogs')) - before.cogs).toBeCloseTo(6.67, 6)
    expect(await balancesOf(itemId)).toEqual([{ on_hand: '1', reserved: '0' }])
  })

  it('refuses more than there is, and changes nothing', async () => {
    const itemId = await makeItem(c, 'SHORT')
    await post(c, 'receipt', [{ itemId, quantity: '1', unitCost: '5' }])
    await expect(post(c, 'delivery', [{ itemId, quantity: '2' }])).rejects.toMatchObject({
      code: 'inventory.insufficient_stock',
      params: { item: 'SHORT', requested: '2', available: '1' },
    })
    expect(await balancesOf(itemId)).toEqual([{ on_hand: '1', reserved: '0' }])
  })

  it('lets a reservation be delivered, and nobody else take it', async () => {
    const itemId = await makeItem(c, 'RSV', { valuation: 'fifo' })
    await post(c, 'receipt', [{ itemId, quantity: '10', unitCost: '2' }])
    const demandId = newId()
    const source = { document: 'sales_order', documentId: newId(), label: 'SO-1' }
    const demand = { demandId, itemId, warehouseId: c.warehouseId, quantity: '8' }
    const [got] = await inCommand(c.admin, (ctx) => reserve(ctx, { companyId: c.companyId, source, demands: [demand] }))
    expect(got).toEqual({ demandId, reserved: '8', short: '0' })
    await expect(post(c, 'delivery', [{ itemId, quantity: '3' }])).rejects.toMatchObject({
      code: 'inventory.insufficient_stock',
    })
    await post(c, 'delivery', [{ itemId, quantity: '5', demandId }])
    expect(await balancesOf(itemId)).toEqual([{ on_hand: '5', reserved: '3' }])
    await inCommand(c.admin, (ctx) => release(ctx, { demandId, quantity: '1' }))
    expect(await balancesOf(itemId)).toEqual([{ on_hand: '5', reserved: '2' }])
    const open = await inCommand(c.admin, (ctx) => availability(ctx, { itemIds: [itemId] }))
    expect(open.map((a) => Number(a.available))).toEqual([3])
    const places = await inCommand(c.admin, (ctx) => reserved(ctx, [demandId]))
    expect(places.get(demandId)?.map((p) => Number(p.quantity))).toEqual([2])
    await inCommand(c.admin, (ctx) => release(ctx, { demandIds: [demandId] }))
    expect(await balancesOf(itemId)).toEqual([{ on_hand: '5', reserved: '0' }])
  })

  it('brings a customer return back at the cost of its issue, once', async () => {
    const itemId = await makeItem(c, 'RET', { valuation: 'fifo' })
    await post(c, 'receipt', [{ itemId, quantity: '4', unitCost: '10' }])
    const issueId = newId()
    await post(c, 'delivery', [{ itemId, quantity: '3', id: issueId }])
    await post(c, 'receipt', [{ itemId, quantity: '4', unitCost: '99' }])
    const { results } = await post(c, 'customer_return', [{ itemId, quantity: '2', originalMoveId: issueId }])
    expect(results[0]).toMatchObject({ quantity: '2', value: '20' })
    await expect(
      post(c, 'customer_return', [{ itemId, quantity: '2', originalMoveId: issueId }]),
    ).rejects.toMatchObject({ code: 'inventory.over_original', params: { left: '1' } })
  })

  it('carries goods in transit at their value', async () => {
    const itemId = await makeItem(c, 'TRF')
    await post(c, 'receipt', [{ itemId, quantity: '10', unitCost: '7' }])
    const before = Number(await roleBalance(c, 'goods_in_transit'))
    const out = newId()
    await post(c, 'transfer_out', [{ itemId, quantity: '6', id: out }])
    expect(Number(await roleBalance(c, 'goods_in_transit')) - before).toBeCloseTo(42, 6)
    await post(c, 'transfer_in', [{ itemId, quantity: '4', originalMoveId: out, binId: c.binIds[1] ?? null }])
    expect(Number(await roleBalance(c, 'goods_in_transit')) - before).toBeCloseTo(14, 6)
    expect(await valuationOf(itemId)).toEqual({ quantity: '8', value: '56' })
    await expect(post(c, 'transfer_in', [{ itemId, quantity: '3', originalMoveId: out }])).rejects.toMatchObject({
      code: 'inventory.over_original',
    })
  })

  it('reverses a receipt by a linked move, and refuses when the goods are gone', async () => {
    const itemId = await makeItem(c, 'REV', { valuation: 'fifo' })
    const { source } = await post(c, 'receipt', [{ itemId, quantity: '5', unitCost: '4' }])
    await post(c, 'receipt', [{ itemId, quantity: '5', unitCost: '6' }])
    const [result] = await inCommand(c.admin, (ctx) => reverseMoves(ctx, { source, postingDate: '2026-03-11' }))
    expect(result).toMatchObject({ quantity: '-5', value: '-20' })
    expect(await valuationOf(itemId)).toEqual({ quantity: '5', value: '30' })
    await expect(
      inCommand(c.admin, (ctx) => reverseMoves(ctx, { source, postingDate: '2026-03-11' })),
    ).rejects.toMatchObject({ code: 'inventory.nothing_to_reverse' })
  })

  it('settles a shortage to cost of sales when the goods come', async () => {
    const itemId = await makeItem(c, 'NEG', { allowNegative: true })
    await post(c, 'receipt', [{ itemId, quantity: '1', unitCost: '10' }])
    await post(c, 'delivery', [{ itemId, quantity: '4' }])
    expect(await valuationOf(itemId)).toEqual({ quantity: '-3', value: '-30' })
    const before = Number(await roleBalance(c, 'cogs'))
    await post(c, 'receipt', [{ itemId, quantity: '5', unitCost: '12' }])
    expect(Number(await roleBalance(c, 'cogs')) - before).toBeCloseTo(6, 6)
    expect(await valuationOf(itemId)).toEqual({ quantity: '2', value: '24' })
  })
})
