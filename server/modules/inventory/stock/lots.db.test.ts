import { beforeAll, describe, expect, it } from 'vitest'
import { type Id, newId } from '@/server/kernel/ids'
import {
  availability,
  createLot,
  itemCard,
  listStockValuation,
  postMoves,
  reserve,
  reserved,
  reverseMoves,
  setItemLevels,
  updateLot,
} from '@/server/modules/inventory'
import { runCommand, runQuery } from '@/server/platform/commands/runner'
import { deliverEvents } from '@/server/testing/deliver'
import { brokenInvariants } from '@/server/testing/oracle/invariants'
import { createStockCompany, inCommand, makeItem, post, readRows, type StockCompany } from '@/server/testing/stock'

let c: StockCompany
beforeAll(async () => {
  c = await createStockCompany()
})
const makeLot = async (itemId: Id, code: string, expiryDate: string | null = null) =>
  (await runCommand(createLot, { itemId, code, expiryDate, receivedDate: '2026-01-05' }, { actor: c.admin })).id
const setAside = (itemId: Id, quantity: string, requiredDate: string) => {
  const demandId = newId()
  return inCommand(c.admin, async (ctx) => {
    const demands = [{ demandId, itemId, warehouseId: c.warehouseId, quantity, requiredDate }]
    const source = { document: 'sales_order', documentId: newId(), label: null }
    const [answer] = await reserve(ctx, { companyId: c.companyId, source, demands })
    return { answer, demandId, places: (await reserved(ctx, [demandId])).get(demandId) ?? [] }
  })
}

describe('lots', () => {
  it('are set aside first expired first, good ones only, and traced to the demand when delivered', async () => {
    const itemId = await makeItem(c, 'MILK', { tracking: 'lot', expires: true, minShelfLifeDays: 10 })
    const [late, soon, stale] = [
      await makeLot(itemId, 'L-LATE', '2099-12-31'),
      await makeLot(itemId, 'L-SOON', '2099-06-30'),
      await makeLot(itemId, 'L-STALE', '2099-06-05'),
    ]
    await post(c, 'receipt', [
      { itemId, lotId: late, quantity: '5', unitCost: '1' },
      { itemId, lotId: soon, quantity: '3', unitCost: '2' },
      { itemId, lotId: stale, quantity: '9', unitCost: '1' },
    ])
    // On 2099-06-01 the stale lot has four days left of ten; the other two are good, the sooner first.
    const { answer, demandId, places } = await setAside(itemId, '9', '2099-06-01')
    expect(answer).toMatchObject({ reserved: '8', short: '1' })
    expect(places.map((p) => [p.lotId, Number(p.quantity)])).toEqual([
      [soon, 3],
      [late, 5],
    ])
    const { results } = await post(c, 'delivery', [{ itemId, quantity: '4', demandId }])
    expect(results[0]?.places.map((p) => [p.lotId, p.quantity])).toEqual([
      [soon, '3'],
      [late, '1'],
    ])
  })

  it('on hold are neither available nor delivered, but may be scrapped by name', async () => {
    const itemId = await makeItem(c, 'HOLD', { tracking: 'lot' })
    const lotId = await makeLot(itemId, 'H-1')
    await post(c, 'receipt', [{ itemId, lotId, quantity: '4', unitCost: '1' }])
    await runCommand(updateLot, { id: lotId, version: 1, status: 'hold' }, { actor: c.admin })
    const [open] = await inCommand(c.admin, (ctx) => availability(ctx, { itemIds: [itemId] }))
    expect([Number(open?.onHand), Number(open?.available)]).toEqual([4, 0])
    await expect(post(c, 'delivery', [{ itemId, lotId, quantity: '1' }])).rejects.toMatchObject({
      code: 'inventory.lot_not_deliverable',
    })
    await post(c, 'scrap', [{ itemId, lotId, quantity: '1' }])
    await expect(post(c, 'receipt', [{ itemId, quantity: '1', unitCost: '1' }])).rejects.toMatchObject({
      code: 'inventory.lot_required',
    })
  })

  it('with a serial number come in once', async () => {
    const itemId = await makeItem(c, 'SER', { tracking: 'serial' })
    const lotId = await makeLot(itemId, 'S-1')
    await post(c, 'receipt', [{ itemId, lotId, quantity: '1', unitCost: '50' }])
    await expect(post(c, 'receipt', [{ itemId, lotId, quantity: '1', unitCost: '50' }])).rejects.toMatchObject({
      code: 'inventory.serial_on_hand',
    })
  })
})

describe('levels and cards', () => {
  it('tells once when stock crosses strictly below safety', async () => {
    const itemId = await makeItem(c, 'SAFE')
    await post(c, 'receipt', [{ itemId, quantity: '10', unitCost: '1' }])
    const levels = [{ warehouseId: c.warehouseId, safety: '5', reorder: '8' }]
    await runCommand(setItemLevels, { itemId, levels }, { actor: c.admin })
    for (const quantity of ['5', '1', '2']) await post(c, 'delivery', [{ itemId, quantity }])
    const told = await readRows<{ payload: { onHand: string; safety: string } }>(
      c.admin,
      `select payload from event where type = 'inventory.stock.below_safety' and document_id = $1`,
      [itemId],
    )
    expect(told.map((e) => [e.payload.onHand, e.payload.safety])).toEqual([['4', '5']])
    await deliverEvents(c.tenantId)
    const alerts = await readRows<{ kind: string; state: string; params: { onHand: string } }>(
      c.admin,
      'select kind, state, params from alert where document_id = $1',
      [itemId],
    )
    expect(alerts).toMatchObject([{ kind: 'stock_below_safety', state: 'open', params: { onHand: '4' } }])
  })

  it('opens an item card with what was there, pages its moves, and lists what it is worth', async () => {
    const itemId = await makeItem(c, 'CARD')
    await post(c, 'receipt', [{ itemId, quantity: '6', unitCost: '2' }], '2026-01-15')
    await post(c, 'delivery', [{ itemId, quantity: '1' }], '2026-02-10')
    await post(c, 'delivery', [{ itemId, quantity: '2' }], '2026-02-20')
    const input = { itemId, companyId: c.companyId, from: '2026-02-15', to: '2026-03-31', limit: 1 }
    const page = await runQuery(itemCard, input, { actor: c.admin })
    expect([Number(page.opening.quantity), Number(page.opening.value)]).toEqual([5, 10])
    expect(page.rows.map((r) => Number(r.quantity))).toEqual([-2])
    const all = await runQuery(itemCard, { ...input, from: '2026-01-01' }, { actor: c.admin })
    const next = await runQuery(itemCard, { ...input, from: '2026-01-01', cursor: all.nextCursor }, { actor: c.admin })
    expect([...all.rows, ...next.rows].map((r) => Number(r.quantity))).toEqual([6, -1])
    const worth = await runQuery(listStockValuation.rows, { search: 'CARD' }, { actor: c.admin })
    expect(worth.rows.map((r) => [r.itemCode, Number(r.quantity), Number(r.value)])).toEqual([['CARD', 3, 6]])
  })
})

describe('returns and reversals', () => {
  it('refuse to reverse an issue of which a part has come back, and bring transfers home', async () => {
    const itemId = await makeItem(c, 'BACK', { valuation: 'fifo' })
    await post(c, 'receipt', [{ itemId, quantity: '5', unitCost: '3' }])
    const id = newId()
    const { source } = await post(c, 'delivery', [{ itemId, id, quantity: '3' }])
    const returned = await post(c, 'customer_return', [{ itemId, quantity: '1', originalMoveId: id }])
    const reverse = (what: typeof source) =>
      inCommand(c.admin, (ctx) => reverseMoves(ctx, { source: what, postingDate: '2026-03-12' }))
    await expect(reverse(source)).rejects.toMatchObject({ code: 'inventory.already_returned' })
    await reverse(returned.source)
    await reverse(source)
    const out = await post(c, 'transfer_out', [{ itemId, quantity: '2' }])
    await reverse(out.source)
    const [held] = await readRows<{ q: string; v: string; t: string }>(
      c.admin,
      'select quantity::float8::text q, value::float8::text v, transit_quantity::float8::text t from item_valuation where item_id = $1',
      [itemId],
    )
    expect(held).toEqual({ q: '5', v: '15', t: '0' })
    await expect(
      inCommand(c.admin, (ctx) =>
        postMoves(ctx, {
          companyId: c.companyId,
          kind: 'delivery',
          postingDate: '2027-06-01',
          documentDate: '2027-06-01',
          source: { document: 'test', documentId: newId(), label: null },
          moves: [{ id: newId(), itemId, warehouseId: c.warehouseId, quantity: '1' }],
        }),
      ),
    ).rejects.toMatchObject({ code: 'finance.no_period' })
    expect(await brokenInvariants(c.admin, 'inventory')).toEqual({})
  })
})
