import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Id, newId } from '@/server/kernel/ids'
import {
  adjustCost,
  createStockRevaluation,
  type MoveKind,
  postStockRevaluation,
  reverseMoves,
  type Source,
} from '@/server/modules/inventory'
import { checkpoints } from '@/server/modules/inventory/stock/past'
import { runCommand } from '@/server/platform/commands/runner'
import { createStockCompany, inCommand, makeItem, post, readRows, type StockCompany } from '../stock'
import { type Books, booksOf, centsOf, money, ROLES, type Told } from './history-oracle'
import { brokenInvariants } from './invariants'
import type { Method } from './stock-oracle'

/**
 * Moves in any order of days, late costs, returns, reversals and revaluations: after each of them the books say what they would say had
 * everything been known from the start.
 */
let c: StockCompany
let account: Record<string, Id>
beforeAll(async () => {
  checkpoints.every = 4
  c = await createStockCompany()
  const rows = await readRows<{ role: string; id: Id }>(c.admin, 'select role, account_id as id from account_role')
  account = Object.fromEntries(rows.map((r) => [r.role, r.id]))
})

const day = fc.integer({ min: 0, max: 119 }).map((n) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10))
const pieces = fc.integer({ min: 1, max: 15 })
const kind = fc.constantFrom(
  ...([
    'receipt',
    'receipt',
    'receipt',
    'delivery',
    'delivery',
    'delivery',
    'issue',
    'found',
    'adjust',
    'adjust',
  ] as const),
  ...(['customer_return', 'supplier_return', 'transfer_out', 'transfer_in', 'undo', 'revaluation'] as const),
)
const step = fc.record({
  kind,
  day,
  pieces,
  pick: fc.nat(),
  cents: fc.integer({ min: 0, max: 9999 }),
  same: fc.boolean(),
})
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

interface World {
  readonly method: Method
  readonly standard: bigint
  readonly negative: boolean
  readonly itemId: Id
  readonly base: Books
  readonly told: Told[]
  readonly ids: { id: Id; source: Source; left: bigint; undone: boolean }[]
}

async function balances(): Promise<Books> {
  const rows = await readRows<{ role: (typeof ROLES)[number]; balance: string }>(
    c.admin,
    `select r.role, coalesce(sum(l.base_amount), 0)::numeric(20, 2)::text as balance from account_role r
     left join journal_line l on l.tenant_id = r.tenant_id and l.account_id = r.account_id
     where r.company_id = $1 and r.role = any($2::text[]) group by 1`,
    [c.companyId, ROLES],
  )
  return Object.fromEntries(rows.map((r) => [r.role, centsOf(r.balance)])) as Books
}

async function expectBooks(w: World): Promise<void> {
  const { pieces: onHand, ...books } = booksOf(w.method, w.standard, w.told)
  const now = await balances()
  const gained = Object.fromEntries(ROLES.map((r) => [r, now[r] - w.base[r]]))
  expect(gained).toEqual(books)
  const [held] = await readRows<{ quantity: string; value: string }>(
    c.admin,
    'select quantity::bigint::text as quantity, value::numeric(20,2)::text as value from item_valuation where item_id = $1',
    [w.itemId],
  )
  expect(held ?? { quantity: '0', value: '0.00' }).toEqual({ quantity: String(onHand), value: money(books.inventory) })
  if (onHand === 0n) expect(books.inventory).toBe(0n)
}

const GOES_OUT = new Set<Told['kind']>(['delivery', 'issue', 'transfer_out', 'supplier_return', 'undo_in'])
const signed = (m: Told) => (m.kind === 'revaluation' ? 0n : GOES_OUT.has(m.kind) ? -m.pieces : m.pieces)
const onHand = (told: readonly Told[]) => told.reduce((n, m) => n + signed(m), 0n)
const noChange = { adjusted: 0n, same: 0n }

/** Those that a step may pick from, with their index. */
const candidates = (w: World, kinds: readonly Told['kind'][]) =>
  w.told.flatMap((m, index) => (kinds.includes(m.kind) && !w.ids[index]?.undone ? [index] : []))

/** Plays a step on the product; what it accepts is told to the oracle, what the model forbids must be refused and change nothing. */
async function play(w: World, s: Step): Promise<void> {
  if (s.kind === 'adjust') return adjust(w, s)
  if (s.kind === 'undo') return undo(w, s)
  if (s.kind === 'revaluation') return revalue(w, s)
  const quantity = BigInt(s.pieces)
  const sources: Partial<Record<Step['kind'], Told['kind'][]>> = {
    customer_return: ['delivery'],
    supplier_return: ['receipt'],
    transfer_in: ['transfer_out'],
  }
  const from = sources[s.kind]
  const choice = from && candidates(w, from)
  const of = choice ? (choice[s.pick % Math.max(choice.length, 1)] ?? -1) : -1
  if (choice && of < 0) return
  const original = w.ids[of]
  const told: Told = {
    kind: s.kind,
    // Nothing comes back before it went.
    day: original && s.day < (w.told[of]?.day ?? '') ? (w.told[of]?.day ?? s.day) : s.day,
    pieces: quantity,
    cents: BigInt(s.cents),
    of,
    ...noChange,
  }
  const id = newId()
  const moves: Record<string, MoveKind> = { found: 'receipt' }
  const posting = post(
    c,
    moves[s.kind] ?? (s.kind as MoveKind),
    [
      {
        itemId: w.itemId,
        id,
        quantity: String(quantity),
        ...(s.kind === 'receipt' && { value: money(told.cents) }),
        ...(s.kind === 'found' && { contraAccountId: account.stock_adjustment ?? null }),
        ...(original && { originalMoveId: original.id }),
      },
    ],
    told.day,
  )
  if (original && original.left < quantity) {
    await expect(posting).rejects.toMatchObject({ code: expect.stringMatching(/over_original|insufficient_stock/) })
    return
  }
  if (GOES_OUT.has(told.kind) && !w.negative && onHand(w.told) < quantity) {
    await expect(posting).rejects.toMatchObject({ code: 'inventory.insufficient_stock' })
    return
  }
  const { source } = await posting
  if (original) original.left -= quantity
  w.told.push(told)
  w.ids.push({ id, source, left: quantity, undone: false })
}

async function adjust(w: World, s: Step): Promise<void> {
  const choice = candidates(w, ['receipt', 'found'])
  const index = choice[s.pick % Math.max(choice.length, 1)] ?? -1
  const [receipt, known] = [w.told[index], w.ids[index]]
  if (!receipt || !known) return
  const same = s.same && receipt.kind === 'receipt'
  const amount = BigInt(s.cents) - (receipt.kind === 'receipt' ? 5000n : 0n)
  const before = booksOf(w.method, w.standard, w.told)
  const adjusting = inCommand(c.admin, (ctx) =>
    adjustCost(ctx, {
      companyId: c.companyId,
      source: { document: 'test', documentId: newId(), label: 'L-1' },
      postingDate: s.day,
      documentDate: s.day,
      description: 'late cost',
      adjustments: [
        {
          id: 'a',
          receiptMoveId: known.id,
          amount: money(amount),
          contraAccountId: (same ? account.grni : account.rounding) ?? '',
          kind: same ? 'price_variance' : 'landed_cost',
        },
      ],
    }),
  )
  if (receipt.kind === 'receipt' && receipt.cents + receipt.adjusted + amount < 0n) {
    await expect(adjusting).rejects.toMatchObject({ code: 'inventory.cost_below_zero' })
    return
  }
  const [split] = await adjusting
  receipt.adjusted += amount
  if (same) receipt.same += amount
  const after = booksOf(w.method, w.standard, w.told)
  const kept = after.inventory + after.goods_in_transit - before.inventory - before.goods_in_transit
  expect([centsOf(Number(split?.onHand).toFixed(2)), centsOf(Number(split?.consumed).toFixed(2))]).toEqual([
    kept,
    amount - kept,
  ])
}

async function undo(w: World, s: Step): Promise<void> {
  const choice = candidates(w, ['receipt', 'found', 'delivery', 'issue'])
  const of = choice[s.pick % Math.max(choice.length, 1)] ?? -1
  const [original, known] = [w.told[of], w.ids[of]]
  if (!original || !known) return
  const date = [s.day, original.day].sort()[1] ?? s.day
  const undoing = inCommand(c.admin, (ctx) => reverseMoves(ctx, { source: known.source, postingDate: date }))
  const out = original.kind === 'receipt' || original.kind === 'found'
  if (known.left < original.pieces) {
    await expect(undoing).rejects.toMatchObject({ code: 'inventory.already_returned' })
    return
  }
  if (out && !w.negative && onHand(w.told) < original.pieces) {
    await expect(undoing).rejects.toMatchObject({ code: 'inventory.insufficient_stock' })
    return
  }
  await undoing
  known.undone = true
  const base = { day: date, pieces: original.pieces, cents: 0n, of, ...noChange }
  w.told.push({ kind: out ? 'undo_in' : 'undo_out', ...base })
  w.ids.push({ id: newId(), source: known.source, left: 0n, undone: true })
}

async function revalue(w: World, s: Step): Promise<void> {
  const then = onHand(w.told.filter((m) => m.day <= s.day))
  const cost = BigInt(s.cents % 1000)
  if (w.told.length === 0) return
  const { id } = await runCommand(
    createStockRevaluation,
    {
      companyId: c.companyId,
      documentDate: s.day,
      postingDate: s.day,
      reason: 'Market',
      lines: [{ itemId: w.itemId, unitCost: money(cost) }],
    },
    { actor: c.admin },
  )
  const posting = runCommand(postStockRevaluation, { id }, { actor: c.admin })
  if (w.method !== 'standard' && then <= 0n) {
    await expect(posting).rejects.toMatchObject({ code: 'inventory.value_without_stock' })
    return
  }
  await posting
  const source = { document: 'stock_revaluation', documentId: id, label: null }
  w.told.push({ kind: 'revaluation', day: s.day, pieces: 0n, cents: cost * 10_000n, of: -1, ...noChange })
  w.ids.push({ id, source, left: 0n, undone: true })
}

describe('stock against the oracle, in any order of days', () => {
  let runs = 0
  const cases: readonly [Method, boolean][] = [
    ['fifo', false],
    ['fifo', true],
    ['average', false],
    ['average', true],
    ['standard', false],
    ['standard', true],
  ]
  it.each(cases)('%s, below zero allowed: %s', { timeout: 240_000 }, async (method, negative) => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 24 }), async (steps) => {
        const itemId = await makeItem(c, `${method}-${negative}-${runs++}`, {
          valuation: method,
          allowNegative: negative,
          ...(method === 'standard' && { standardCost: '3.333333' }),
        })
        const standard = method === 'standard' ? 3_333_333n : 0n
        const w: World = { method, standard, negative, itemId, base: await balances(), told: [], ids: [] }
        for (const s of steps) {
          await play(w, s)
          await expectBooks(w)
        }
      }),
      // Each step looks at all books: a few runs each time, more with ORACLE_RUNS; a failure is told at once, not shrunk for minutes.
      { numRuns: Number(process.env.ORACLE_RUNS ?? 3), endOnFailure: true },
    )
    expect(await brokenInvariants(c.admin, 'inventory')).toEqual({})
  })
})

describe('re-costing under concurrency', () => {
  it('ends where the moves in their order end, whoever came first', { timeout: 240_000 }, async () => {
    const methods = ['fifo', 'average', 'standard'] as const
    const items = await Promise.all(
      methods.map((valuation) =>
        makeItem(c, `RACE-${valuation}`, { valuation, allowNegative: true, standardCost: '3.333333' }),
      ),
    )
    const first = await Promise.all(
      items.map(async (itemId) => {
        const id = newId()
        await post(c, 'receipt', [{ itemId, id, quantity: '30', unitCost: '3' }], '2026-02-01')
        return id
      }),
    )
    const base = await balances()
    await Promise.all(
      Array.from({ length: 48 }, (_, n) => {
        const date = `2026-0${1 + ((n * 7) % 4)}-${String(1 + ((n * 11) % 28)).padStart(2, '0')}`
        const order = n % 2 ? items : [...items].reverse()
        if (n % 6 === 0)
          return inCommand(c.admin, (ctx) =>
            adjustCost(ctx, {
              companyId: c.companyId,
              source: { document: 'test', documentId: newId(), label: null },
              postingDate: date,
              documentDate: date,
              description: 'late cost',
              adjustments: first.map((receiptMoveId, i) => ({
                id: String(i),
                receiptMoveId,
                amount: `${n}.07`,
                contraAccountId: account.rounding ?? '',
                kind: 'landed_cost' as const,
              })),
            }),
          )
        if (n % 3 === 1)
          return post(
            c,
            'receipt',
            order.map((itemId) => ({ itemId, quantity: '4', value: `${n}.11` })),
            date,
          )
        return post(
          c,
          'delivery',
          order.map((itemId) => ({ itemId, quantity: '5' })),
          date,
        )
      }),
    )
    const now = await balances()
    let [inventory, cogs] = [0n, 0n]
    for (const [i, itemId] of items.entries()) {
      const rows = await readRows<{
        kind: 'receipt' | 'delivery'
        day: string
        pieces: string
        value: string
        adjusted: string
      }>(
        c.admin,
        `select m.kind, m.posting_date::text as day, abs(m.quantity)::bigint::text as pieces, m.value::numeric(20,2)::text as value,
           coalesce(k.adjusted, 0)::numeric(20,2)::text as adjusted
         from stock_move m left join stock_move_cost k on k.tenant_id = m.tenant_id and k.request_id = m.request_id
         where m.item_id = $1 and m.sequence > 0 and m.quantity <> 0 order by m.sequence`,
        [itemId],
      )
      const told = rows.map((r) => ({
        kind: r.kind,
        day: r.day,
        pieces: BigInt(r.pieces),
        cents: centsOf(r.value),
        of: -1,
        adjusted: centsOf(r.adjusted),
        same: 0n,
      }))
      const books = booksOf(methods[i] ?? 'fifo', methods[i] === 'standard' ? 3_333_333n : 0n, told)
      inventory += books.inventory
      cogs += books.cogs
    }
    const opening = items.length * 9000 + 1000
    expect(now.inventory - base.inventory + BigInt(opening)).toBe(inventory)
    expect(now.cogs - base.cogs).toBe(cogs)
    expect(await brokenInvariants(c.admin, 'inventory')).toEqual({})
  })
})
