import { beforeAll, describe, expect, it } from 'vitest'
import {
  categoryOptions,
  createLot,
  getItem,
  getLot,
  getStockAsOf,
  getStockOfItem,
  getWarehouse,
  itemOptions,
  listBelowLevel,
  listCategories,
  listExpiringLots,
  listItems,
  listLots,
  listStock,
  listStockMoves,
  listUnits,
  listWarehouses,
  lotOptions,
  resolveItems,
  setItemLevels,
  traceLot,
  unitOptions,
  warehouseOptions,
} from '@/server/modules/inventory'
import { runCommand, runQuery } from '@/server/platform/commands/runner'
import { search } from '@/server/platform/search/search'
import { createStockCompany, makeItem, post, type StockCompany } from '@/server/testing/stock'

let c: StockCompany
let itemId: string
let lotId: string
beforeAll(async () => {
  c = await createStockCompany()
  itemId = await makeItem(c, 'MILK', { tracking: 'lot', expires: true })
  const lot = { itemId, code: 'L-1', expiryDate: '2030-01-01', receivedDate: '2026-03-01' }
  lotId = (await runCommand(createLot, lot, { actor: c.admin })).id
  await post(c, 'receipt', [{ itemId, warehouseId: c.warehouseId, lotId, quantity: '10', unitCost: '2' }], '2026-03-05')
  await post(c, 'issue', [{ itemId, warehouseId: c.warehouseId, lotId, quantity: '4' }], '2026-04-10')
  await runCommand(
    setItemLevels,
    { itemId, levels: [{ warehouseId: c.warehouseId, safety: '8', reorder: '20', maximum: '50' }] },
    { actor: c.admin },
  )
})

const as = () => ({ actor: c.admin })

describe('lists of inventory', () => {
  const all = {
    listItems,
    listUnits,
    listCategories,
    listWarehouses,
    listLots,
    listStock,
    listStockMoves,
    listExpiringLots,
    listBelowLevel,
  }
  it.each(Object.entries(all))('%s answers rows, a summary, groups and a search', async (_, queries) => {
    const { rows } = await runQuery(queries.rows, {}, as())
    expect((await runQuery(queries.summary, {}, as())).count).toBe(rows.length)
    expect((await runQuery(queries.rows, { search: 'nothing like it' }, as())).rows).toEqual([])
  })

  it('tells what is in stock and what it is worth', async () => {
    const { rows } = await runQuery(listStock.rows, { search: 'MILK' }, as())
    expect(rows).toMatchObject([{ onHand: '6', reserved: '0', available: '6', value: '12.0000' }])
    const below = await runQuery(listBelowLevel.rows, {}, as())
    expect(below.rows).toMatchObject([{ level: 'safety', missing: '44' }])
    expect((await runQuery(listExpiringLots.rows, {}, as())).rows).toMatchObject([{ lot: 'L-1', onHand: '6' }])
    expect((await runQuery(listStockMoves.rows, { search: 'L-1' }, as())).rows).toHaveLength(2)
  })
})

describe('stock at a date', () => {
  it.each([
    ['2026-03-04', []],
    ['2026-03-05', [{ quantity: '10', value: '20.0000' }]],
    ['2026-04-09', [{ quantity: '10', value: '20.0000' }]],
    ['2026-04-10', [{ quantity: '6', value: '12.0000' }]],
  ])('on %s', async (date, rows) => {
    const told = await runQuery(getStockAsOf, { companyId: c.companyId, date, text: 'MILK' }, as())
    expect(told.rows).toMatchObject(rows)
    expect(told.rows).toHaveLength(rows.length)
  })
})

describe('views', () => {
  it('shows an item, its stock and its lot with the way it went', async () => {
    expect(await runQuery(getItem, { id: itemId }, as())).toMatchObject({ code: 'MILK', hasMoved: true })
    const stock = await runQuery(getStockOfItem, { itemId }, as())
    expect(stock.places).toMatchObject([{ lot: 'L-1', onHand: '6' }])
    expect(stock.companies).toMatchObject([{ quantity: '6', value: '12.0000', unitCost: '2' }])
    expect((await runQuery(getLot, { id: lotId }, as())).places).toMatchObject([{ onHand: '6' }])
    const { moves } = await runQuery(traceLot, { id: lotId }, as())
    expect(moves.map((m) => m.quantity)).toEqual(['10', '-4'])
    expect((await runQuery(getWarehouse, { id: c.warehouseId }, as())).bins.length).toBeGreaterThan(0)
  })

  it('offers choices, and finds what was pasted', async () => {
    expect((await runQuery(itemOptions, { text: 'mil' }, as())).items).toMatchObject([{ id: itemId }])
    expect((await runQuery(resolveItems, { texts: ['milk', 'nothing'] }, as())).found).toMatchObject([{ text: 'milk' }])
    expect((await runQuery(lotOptions, { itemId, text: 'L' }, as())).lots).toMatchObject([{ id: lotId, onHand: '6' }])
    expect((await runQuery(unitOptions, {}, as())).units.length).toBeGreaterThan(10)
    expect((await runQuery(categoryOptions, {}, as())).categories).toEqual([])
    expect((await runQuery(warehouseOptions, {}, as())).warehouses.length).toBeGreaterThan(0)
  })

  it('is found by the palette', async () => {
    const { hits } = await runQuery(search, { text: 'MILK' }, as())
    expect(hits).toContainEqual(expect.objectContaining({ kind: 'item', href: `inventory/items/${itemId}` }))
    const { hits: lots } = await runQuery(search, { text: 'L-1' }, as())
    expect(lots).toContainEqual(expect.objectContaining({ kind: 'lot', id: lotId }))
  })
})
