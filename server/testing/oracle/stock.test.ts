import { beforeAll, describe, expect, it } from 'vitest'
import { newId } from '@/server/kernel/ids'
import { postMoves, release, reserve } from '@/server/modules/inventory'
import { pools } from '@/server/platform/pools'
import { withTenant } from '@/server/platform/tenancy/transaction'
import { createStockCompany, inCommand, makeItem, post, readRows, type StockCompany } from '../stock'
import { brokenInvariants } from './invariants'

let c: StockCompany
beforeAll(async () => {
  c = await createStockCompany()
})

describe('stock under concurrency', () => {
  it('gives exactly ten reservations to 500 who want one of ten pieces', { timeout: 120_000 }, async () => {
    const itemId = await makeItem(c, 'RUSH')
    await post(c, 'receipt', [
      { itemId, quantity: '6', unitCost: '1', binId: c.binIds[0] ?? null },
      { itemId, quantity: '4', unitCost: '1', binId: c.binIds[1] ?? null },
    ])
    const answers = await Promise.all(
      Array.from({ length: 500 }, () =>
        inCommand(c.admin, (ctx) =>
          reserve(ctx, {
            companyId: c.companyId,
            source: { document: 'sales_order', documentId: newId(), label: null },
            demands: [{ demandId: newId(), itemId, warehouseId: c.warehouseId, quantity: '1' }],
          }),
        ),
      ),
    )
    expect(answers.flat().filter((a) => a.reserved === '1')).toHaveLength(10)
    expect(answers.flat().filter((a) => a.short === '1')).toHaveLength(490)
    expect(await brokenInvariants(c.admin, 'inventory')).toEqual({})
  })

  it('lets postings in any order of items meet without a deadlock reaching a caller', {
    timeout: 120_000,
  }, async () => {
    const ids = await Promise.all(
      (['fifo', 'average', 'standard', 'fifo'] as const).map((valuation, i) =>
        makeItem(c, `MEET-${i}`, { valuation, standardCost: '2' }),
      ),
    )
    await post(
      c,
      'receipt',
      ids.map((itemId) => ({ itemId, quantity: '400', unitCost: '2.1' })),
    )
    const shuffled = (n: number) => [...ids.slice(n % 4), ...ids.slice(0, n % 4)]
    await Promise.all(
      Array.from({ length: 60 }, async (_, n) => {
        const source = { document: 'test', documentId: newId(), label: null }
        if (n % 3 === 0)
          return post(
            c,
            'receipt',
            shuffled(n).map((itemId) => ({ itemId, quantity: '2', unitCost: '3', binId: c.binIds[n % 4] ?? null })),
          )
        const demands = shuffled(n).map((itemId) => ({
          demandId: newId(),
          itemId,
          warehouseId: c.warehouseId,
          quantity: '3',
        }))
        await inCommand(c.admin, (ctx) => reserve(ctx, { companyId: c.companyId, source, demands }))
        if (n % 3 === 1) return inCommand(c.admin, (ctx) => release(ctx, { demandIds: demands.map((d) => d.demandId) }))
        return inCommand(c.admin, (ctx) =>
          postMoves(ctx, {
            companyId: c.companyId,
            kind: 'delivery',
            postingDate: '2026-05-01',
            documentDate: '2026-05-01',
            source,
            moves: demands.map((d) => ({ ...d, id: newId() })),
          }),
        )
      }),
    )
    const [sum] = await readRows<{ on_hand: string; reserved: string }>(
      c.admin,
      'select sum(on_hand)::bigint::text as on_hand, sum(reserved)::bigint::text as reserved from stock_balance where item_id = any($1::uuid[])',
      [ids],
    )
    expect(sum).toEqual({ on_hand: String(4 * (400 + 20 * 2 - 20 * 3)), reserved: '0' })
    expect(await brokenInvariants(c.admin, 'inventory')).toEqual({})
  })
})

describe('the stock ledger against raw SQL', () => {
  it.each(['stock_move', 'stock_layer', 'stock_layer_use'])(
    'lets the application role neither change nor delete %s',
    async (table) => {
      for (const statement of [`update ${table} set id = id`, `delete from ${table}`, `truncate ${table}`])
        await expect(withTenant(pools.app, c.admin, 'write', ({ sql }) => sql.unsafe(statement))).rejects.toMatchObject(
          {
            code: '42501',
          },
        )
    },
  )

  it('refuses a reservation of more than there is, and stock below zero', async () => {
    const itemId = await makeItem(c, 'RAW')
    await post(c, 'receipt', [{ itemId, quantity: '2', unitCost: '1' }])
    for (const change of ['reserved = 3', 'on_hand = -1', 'reserved = -1'])
      await expect(
        withTenant(pools.app, c.admin, 'write', ({ sql }) =>
          sql.unsafe(`update stock_balance set ${change} where item_id = '${itemId}'`),
        ),
      ).rejects.toMatchObject({ code: '23514' })
  })
})
