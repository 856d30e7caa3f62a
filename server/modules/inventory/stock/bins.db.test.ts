import { beforeAll, describe, expect, it } from 'vitest'
import { type Id, newId } from '@/server/kernel/ids'
import { availability, moveBins, quarantineBin, reserve } from '@/server/modules/inventory'
import { brokenInvariants } from '@/server/testing/oracle/invariants'
import { createStockCompany, inCommand, makeItem, post, readRows, type StockCompany } from '@/server/testing/stock'

let c: StockCompany
beforeAll(async () => {
  c = await createStockCompany()
})
const move = (itemId: Id, fromBinId: Id, toBinId: Id, quantity: string) =>
  inCommand(c.admin, (ctx) =>
    moveBins(ctx, {
      companyId: c.companyId,
      source: { document: 'test', documentId: newId(), label: null },
      postingDate: '2026-03-11',
      moves: [{ itemId, warehouseId: c.warehouseId, fromBinId, toBinId, quantity }],
    }),
  )
const stockOf = async (itemId: Id) => {
  const [row] = await inCommand(c.admin, (ctx) => availability(ctx, { itemIds: [itemId] }))
  return row && [row.onHand, row.reserved, row.onHold, row.available].map(Number)
}
const binIn = async (itemId: Id): Promise<Id> => {
  const [row] = await readRows<{ bin: Id }>(c.admin, 'select bin_id as bin from stock_balance where item_id = $1', [
    itemId,
  ])
  return row?.bin ?? ''
}

describe('quarantine', () => {
  it('makes one bin a warehouse, however many ask at once', async () => {
    const bins = await Promise.all(
      Array.from({ length: 8 }, () => inCommand(c.admin, (ctx) => quarantineBin(ctx, c.warehouseId))),
    )
    expect(new Set(bins).size).toBe(1)
    expect(await readRows(c.admin, `select code, kind from bin where id = $1`, [bins[0]])).toEqual([
      { code: 'QUARANTINE', kind: 'quarantine' },
    ])
  })

  it('keeps goods on hand but neither available, nor set aside, nor delivered, until they are moved back', async () => {
    const itemId = await makeItem(c, 'HOLD')
    await post(c, 'receipt', [{ itemId, quantity: '10', unitCost: '3' }])
    const [bin, aside] = [await binIn(itemId), await inCommand(c.admin, (ctx) => quarantineBin(ctx, c.warehouseId))]
    await move(itemId, bin, aside, '4')
    expect(await stockOf(itemId)).toEqual([10, 0, 4, 6])
    const demand = { demandId: newId(), itemId, warehouseId: c.warehouseId, quantity: '8' }
    const source = { document: 'sales_order', documentId: newId(), label: null }
    const [got] = await inCommand(c.admin, (ctx) => reserve(ctx, { companyId: c.companyId, source, demands: [demand] }))
    expect(got).toMatchObject({ reserved: '6', short: '2' })
    const refused = { code: 'inventory.insufficient_stock' }
    await expect(post(c, 'issue', [{ itemId, quantity: '1' }])).rejects.toMatchObject(refused)
    await expect(post(c, 'delivery', [{ itemId, quantity: '1', binId: aside }])).rejects.toMatchObject(refused)
    await expect(move(itemId, bin, aside, '1')).rejects.toMatchObject(refused)
    await expect(move(itemId, bin, bin, '1')).rejects.toMatchObject({ code: 'inventory.same_bin' })
    await post(c, 'scrap', [{ itemId, quantity: '1', binId: aside }])
    await move(itemId, aside, bin, '3')
    expect(await stockOf(itemId)).toEqual([9, 6, 0, 3])
    expect(await brokenInvariants(c.admin, 'inventory')).toEqual({})
  })
})
