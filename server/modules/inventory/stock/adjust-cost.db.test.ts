import { beforeAll, describe, expect, it } from 'vitest'
import { type Id, newId } from '@/server/kernel/ids'
import { adjustCost, createLot, getStockAsOf, moveBins, quarantineBin, reverseMoves } from '@/server/modules/inventory'
import { runCommand, runQuery } from '@/server/platform/commands/runner'
import { brokenInvariants } from '@/server/testing/oracle/invariants'
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
let freight: Id
beforeAll(async () => {
  c = await createStockCompany()
  const [row] = await readRows<{ id: Id }>(c.admin, `select account_id as id from account_role where role = 'rounding'`)
  freight = row?.id ?? ''
})

const ROLES = ['inventory', 'cogs', 'cost_variance', 'grni', 'rounding'] as const
const books = async () => Promise.all(ROLES.map(async (r) => Number(await roleBalance(c, r))))
/** What work does to the accounts, in the order of ROLES. */
async function moved(work: () => Promise<unknown>): Promise<number[]> {
  const before = await books()
  await work()
  return (await books()).map((b, i) => Number((b - (before[i] ?? 0)).toFixed(2)))
}
const adjust = (adjustments: { receiptMoveId: Id; amount: string; contraAccountId?: Id }[], date = '2026-05-20') =>
  inCommand(c.admin, (ctx) =>
    adjustCost(ctx, {
      companyId: c.companyId,
      source: { document: 'test', documentId: newId(), label: 'L-1' },
      postingDate: date,
      documentDate: date,
      description: 'freight',
      adjustments: adjustments.map((a, i) => ({
        id: String(i),
        contraAccountId: freight,
        kind: 'landed_cost' as const,
        ...a,
      })),
    }),
  )
const received = async (itemId: Id, quantity: string, unitCost: string, date?: string, more = {}) => {
  const id = newId()
  const { source } = await post(c, 'receipt', [{ itemId, id, quantity, unitCost, ...more }], date)
  return { id, source }
}

describe('late costs', () => {
  it('splits by what is left of the layer, of the average, and not at all at standard', async () => {
    const expected = {
      fifo: { onHand: '8', consumed: '12', books: [8, 12, 0, 0, -20] },
      average: { onHand: '14', consumed: '6', books: [14, 6, 0, 0, -20] },
      standard: { onHand: '0', consumed: '20', books: [0, 0, 20, 0, -20] },
    }
    for (const valuation of ['fifo', 'average', 'standard'] as const) {
      const itemId = await makeItem(c, `LATE-${valuation}`, { valuation, standardCost: '10' })
      const receipt = await received(itemId, '10', '10')
      await received(itemId, '10', '10')
      await post(c, 'delivery', [{ itemId, quantity: '6' }])
      const { onHand, consumed, books } = expected[valuation]
      expect(
        await moved(async () =>
          expect(await adjust([{ receiptMoveId: receipt.id, amount: '20' }])).toEqual([{ id: '0', onHand, consumed }]),
        ),
      ).toEqual(books)
    }
  })

  it('says for each of several costs of an item what stock keeps of it', async () => {
    const itemId = await makeItem(c, 'LATE-MANY', { valuation: 'fifo' })
    const [first, second] = [await received(itemId, '4', '5'), await received(itemId, '4', '5')]
    await post(c, 'delivery', [{ itemId, quantity: '6' }])
    expect(
      await adjust([
        { receiptMoveId: first.id, amount: '8' },
        { receiptMoveId: second.id, amount: '4' },
        { receiptMoveId: second.id, amount: '-2' },
      ]),
    ).toEqual([
      { id: '0', onHand: '0', consumed: '8' },
      { id: '1', onHand: '2', consumed: '2' },
      { id: '2', onHand: '-1', consumed: '-1' },
    ])
    await expect(adjust([{ receiptMoveId: first.id, amount: '-29' }])).rejects.toMatchObject({
      code: 'inventory.cost_below_zero',
    })
  })

  it('follows goods through a transfer, and comes back with what a customer returns', async () => {
    const itemId = await makeItem(c, 'LATE-PATH', { valuation: 'fifo' })
    const receipt = await received(itemId, '10', '10')
    const [out, sold] = [newId(), newId()]
    await post(c, 'transfer_out', [{ itemId, id: out, quantity: '4' }])
    await post(c, 'delivery', [{ itemId, id: sold, quantity: '6' }])
    await post(c, 'transfer_in', [{ itemId, quantity: '2', originalMoveId: out, binId: c.binIds[1] ?? null }])
    await post(c, 'customer_return', [{ itemId, quantity: '3', originalMoveId: sold }])
    // 2 in transit, 5 on hand, 3 sold: seven tenths stay.
    expect(await adjust([{ receiptMoveId: receipt.id, amount: '10' }])).toMatchObject([{ onHand: '7', consumed: '3' }])
    const { results } = await post(c, 'customer_return', [{ itemId, quantity: '3', originalMoveId: sold }])
    expect(results[0]?.value).toBe('33')
  })

  it('covers a shortage at the late cost', async () => {
    const itemId = await makeItem(c, 'LATE-NEG', { allowNegative: true })
    await post(c, 'delivery', [{ itemId, quantity: '3' }])
    const receipt = await received(itemId, '4', '10')
    expect(await adjust([{ receiptMoveId: receipt.id, amount: '8' }])).toMatchObject([{ onHand: '2', consumed: '6' }])
  })

  it('refuses what is not a receipt, of another company too', async () => {
    const itemId = await makeItem(c, 'LATE-NOT')
    const id = newId()
    await received(itemId, '4', '10')
    await post(c, 'delivery', [{ itemId, id, quantity: '1' }])
    await expect(adjust([{ receiptMoveId: id, amount: '1' }])).rejects.toMatchObject({
      code: 'inventory.not_a_receipt',
    })
    await expect(adjust([{ receiptMoveId: newId(), amount: '1' }])).rejects.toMatchObject({ kind: 'not_found' })
  })
})

describe('what becomes of an adjusted receipt', () => {
  it('goes back to the supplier at its cost by now: freight is lost, a billed price is not', async () => {
    const itemId = await makeItem(c, 'BACK', { valuation: 'fifo' })
    await received(itemId, '5', '9')
    const receipt = await received(itemId, '10', '10')
    const [grni] = await readRows<{ id: Id }>(c.admin, `select account_id as id from account_role where role = 'grni'`)
    await adjust([
      { receiptMoveId: receipt.id, amount: '20' },
      { receiptMoveId: receipt.id, amount: '5', contraAccountId: grni?.id ?? '' },
    ])
    // Leaves at 12.50: 10.50 against what was received and not invoiced, 2.00 of freight to cost variance.
    expect(
      await moved(() => post(c, 'supplier_return', [{ itemId, quantity: '2', originalMoveId: receipt.id }])),
    ).toEqual([-25, 0, 4, 21, 0])
  })

  it('is reversed at its own value; the late cost leaves with it, and its reversal closes the variance', async () => {
    const itemId = await makeItem(c, 'UNDO', { valuation: 'fifo' })
    const receipt = await received(itemId, '10', '10')
    await adjust([{ receiptMoveId: receipt.id, amount: '20' }])
    const date = '2026-06-01'
    expect(
      await moved(() => inCommand(c.admin, (ctx) => reverseMoves(ctx, { source: receipt.source, postingDate: date }))),
    ).toEqual([-120, 0, 20, 100, 0])
    expect(await moved(() => adjust([{ receiptMoveId: receipt.id, amount: '-20' }], date))).toEqual([0, 0, -20, 0, 20])
  })

  it('is reversed out of quarantine', async () => {
    const itemId = await makeItem(c, 'UNDO-Q')
    const receipt = await received(itemId, '5', '10', undefined, { binId: c.binIds[0] })
    await inCommand(c.admin, async (ctx) =>
      moveBins(ctx, {
        companyId: c.companyId,
        source: receipt.source,
        postingDate: '2026-03-10',
        moves: [
          {
            ...{ itemId, warehouseId: c.warehouseId, quantity: '3' },
            ...{ fromBinId: c.binIds[0] ?? '', toBinId: await quarantineBin(ctx, c.warehouseId) },
          },
        ],
      }),
    )
    await inCommand(c.admin, (ctx) => reverseMoves(ctx, { source: receipt.source, postingDate: '2026-03-11' }))
    expect(
      await readRows(c.admin, 'select sum(on_hand)::float8 as n from stock_balance where item_id = $1', [itemId]),
    ).toEqual([{ n: 0 }])
  })
})

describe('back-dated moves', () => {
  it('are corrected in open periods only: each its own where it is open, else that of the cause', async () => {
    const itemId = await makeItem(c, 'PERIOD', { valuation: 'fifo' })
    await received(itemId, '10', '10', '2026-01-10')
    await post(c, 'delivery', [{ itemId, quantity: '4' }], '2026-02-10')
    await post(c, 'delivery', [{ itemId, quantity: '4' }], '2026-03-10')
    await post(c, 'delivery', [{ itemId, quantity: '2' }], '2026-03-20')
    await inCommand(c.admin, (ctx) =>
      ctx.sql`update fiscal_period set status = 'closed' where tenant_id = ${ctx.tenantId} and start_date = '2026-02-01'`.execute(),
    )
    // Eight of the twenty leave at 8 now; what February gained goes to January, where the receipt is.
    await received(itemId, '8', '8', '2026-01-05')
    const rows = await readRows(
      c.admin,
      `select posting_date::text as date, value::float8 as value from stock_move where item_id = $1 and kind = 'recost' order by 1`,
      [itemId],
    )
    expect(rows).toEqual([
      { date: '2026-01-05', value: 8 },
      { date: '2026-03-10', value: 8 },
    ])
    await inCommand(c.admin, (ctx) =>
      ctx.sql`update fiscal_period set status = 'open' where tenant_id = ${ctx.tenantId} and start_date = '2026-02-01'`.execute(),
    )
    const then = await runQuery(
      getStockAsOf,
      { companyId: c.companyId, date: '2026-03-31', text: 'PERIOD' },
      { actor: c.admin },
    )
    expect(then.rows).toMatchObject([{ quantity: '8', value: '80.0000' }])
  })

  it('values serial numbers and lots by the order of their moves, and leaves every balance right', async () => {
    const itemId = await makeItem(c, 'SERIAL', { valuation: 'fifo', tracking: 'serial' })
    const lot = async (code: string) =>
      (await runCommand(createLot, { itemId, code, receivedDate: '2026-03-01' }, { actor: c.admin })).id
    const [first, second, third] = [await lot('S-1'), await lot('S-2'), await lot('S-3')]
    const sold = newId()
    await received(itemId, '1', '10', '2026-03-05', { lotId: first })
    const receipt = await received(itemId, '1', '12', '2026-03-06', { lotId: second })
    await post(c, 'delivery', [{ itemId, id: sold, lotId: second, quantity: '1' }], '2026-03-07')
    // Found out later: a third came first, so the piece that was sold cost 7.
    expect(await moved(() => received(itemId, '1', '7', '2026-03-02', { lotId: third }))).toEqual([10, -3, 0, -7, 0])
    expect(await adjust([{ receiptMoveId: receipt.id, amount: '2' }])).toMatchObject([{ onHand: '2', consumed: '0' }])
    const { results } = await post(
      c,
      'customer_return',
      [{ itemId, quantity: '1', originalMoveId: sold }],
      '2026-03-08',
    )
    expect(results[0]).toMatchObject({ value: '7', places: [{ lotId: second }] })
    expect(await brokenInvariants(c.admin, 'inventory')).toEqual({})
  })
})
