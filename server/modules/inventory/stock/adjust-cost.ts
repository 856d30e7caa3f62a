import { AppError, notFound } from '@/server/kernel/errors'
import { type Id, newId } from '@/server/kernel/ids'
import { type Decimal, dec, plain, ZERO } from '@/server/kernel/money'
import { accounts, company } from '@/server/modules/finance'
import type { CommandContext } from '@/server/platform/commands/context'
import type { AdjustCostInput, AdjustCostResult } from '../types'
import { cloneRun, replay } from '../valuation/replay.rules'
import { comparePositions, type LedgerEvent, loadHistory, type Position } from './history'
import { loadMasters } from './load'
import { type ItemValue, lockValues, toValues } from './load-values'
import { comeForward, goBack, type Past, type Recost } from './past'
import { itemAccounts } from './plan.rules'
import { postStockJournals } from './stock-journal'
import { writeValuations } from './write-movements'
import { recostRows, writeRecosts } from './write-recost'

interface Receipt extends Position {
  requestId: Id
  itemId: Id
}
type Adjustment = AdjustCostInput['adjustments'][number]
interface Adjusted {
  readonly adjustment: Adjustment
  readonly event: LedgerEvent
  readonly moveId: Id
}

/**
 * Changes what receipts cost after they were posted: freight and duty, a billed price, an exchange difference. Stock takes what is still on
 * hand of it and the moves that followed take their part, as if the cost had been known (standard cost: all of it is a variance): inventory
 * and what went out against the contra account, in the period of `postingDate`. What is posted stays as it is. Amounts at the precision of
 * the base currency. Costs what the moves of those items since the receipts cost to read; the item's valuation is locked.
 * Errors: not_found (no such move in the company), inventory.not_a_receipt, .cost_below_zero, and finance's (period, accounts).
 */
export async function adjustCost(ctx: CommandContext, input: AdjustCostInput): Promise<AdjustCostResult[]> {
  const { companyId } = input
  const adjustments = input.adjustments.filter((a) => !dec(a.amount).isZero())
  const receipts = await receiptsOf(
    ctx,
    companyId,
    adjustments.map((a) => a.receiptMoveId),
  )
  const itemIds = [...new Set(receipts.map((r) => r.itemId))]
  const [masters, account, settings, raw] = await Promise.all([
    loadMasters(ctx, companyId, { itemIds, warehouseIds: [], binIds: [], lotIds: [] }),
    accounts(ctx, companyId),
    company(ctx, companyId),
    lockValues(ctx, { companyId, itemIds, leaving: new Map(), ownLayersOf: [], originals: [] }),
  ])
  const { digits } = settings
  const values = toValues(raw, masters.items, digits, [])
  const cuts = cutsBefore(receipts)
  const histories = await loadHistory(ctx, { companyId, digits, cuts, values: values.byItem, originals: [] })
  const results = new Map<Id, AdjustCostResult>()
  const recosts: Recost[] = []
  const done: Adjusted[] = []
  for (const [itemId, history] of histories) {
    const held = values.byItem.get(itemId)
    const cut = cuts.get(itemId)
    const code = masters.items.get(itemId)?.code ?? ''
    if (!held || !cut) throw notFound('stock_move')
    const own = adjustments.flatMap((adjustment) => {
      const event = history.events.find((e) => e.requestId === adjustment.receiptMoveId)
      return event ? [{ adjustment, event, moveId: newId() }] : []
    })
    const past = goBack(held, history, cut)
    recosts.push(adjustItem(past, held, own, code, results))
    done.push(...own)
  }
  const header = input
  const rows = await recostRows(ctx, header, recosts, itemAccounts(masters, account))
  const causeOf = (itemId: Id) => done.find((d) => d.event.itemId === itemId)?.moveId ?? itemId
  await Promise.all([
    ...writeAdjustments(ctx, input, done),
    ...writeRecosts(ctx, header, { recosts, rows, causeOf }),
    writeValuations(ctx, companyId, values),
  ])
  const posted = done.map(({ adjustment, event }) => ({
    value: dec(adjustment.amount),
    accountId: event.accountId,
    contraAccountId: adjustment.contraAccountId,
    postsContra: true,
  }))
  await postStockJournals(ctx, header, settings, posted, rows)
  return input.adjustments.map((a) => results.get(a.id) ?? { id: a.id, onHand: '0', consumed: '0' })
}

/** Puts the amounts on their receipts, one after the other, and plays what followed: what stock keeps of each is what its value gains. */
function adjustItem(
  past: Past,
  held: ItemValue,
  own: readonly Adjusted[],
  code: string,
  results: Map<Id, AdjustCostResult>,
): Recost {
  let total = ZERO
  let stock = past.bookedValue.plus(held.transitValue)
  let recost: Recost | undefined
  own.forEach(({ adjustment, event }, index) => {
    const amount = dec(adjustment.amount)
    addTo(event, amount, adjustment.contraAccountId, code)
    total = total.plus(amount)
    let now: Decimal
    if (index < own.length - 1) now = stockAfter(past, held)
    else {
      recost = comeForward(past, held, [], total)
      now = held.state.value.plus(held.transitValue)
    }
    const onHand = now.minus(stock)
    stock = now
    results.set(adjustment.id, { id: adjustment.id, onHand: plain(onHand), consumed: plain(amount.minus(onHand)) })
  })
  if (!recost) throw new Error('an item with adjustments expected')
  return recost
}

function addTo(event: LedgerEvent, amount: Decimal, contraAccountId: Id, item: string): void {
  if (event.action !== 'in' || event.link !== null || event.comesBack)
    throw new AppError('conflict', 'inventory.not_a_receipt', { item })
  event.adjusted = event.adjusted.plus(amount)
  if (contraAccountId === event.contraAccountId) event.adjustedSame = event.adjustedSame.plus(amount)
  event.booked = { ...event.booked, goods: event.booked.goods.plus(amount) }
  if (event.booked.goods.isNegative()) throw new AppError('conflict', 'inventory.cost_below_zero', { item })
}

function stockAfter(past: Past, held: ItemValue): Decimal {
  const trial = cloneRun(past.run)
  const changes = replay(trial, past.later, past.history.claimed)
  const transit = changes
    .filter((c) => past.later.some((e) => e === c.event && e.transit))
    .reduce((v, c) => v.minus(c.goods), held.transitValue)
  return trial.state.value.plus(transit)
}

/** Just before the first receipt of each item. */
function cutsBefore(receipts: readonly Receipt[]): Map<Id, Position> {
  const cuts = new Map<Id, Position>()
  for (const r of receipts) {
    const before = { date: r.date, sequence: r.sequence - 1 }
    const known = cuts.get(r.itemId)
    if (!known || comparePositions(before, known) < 0) cuts.set(r.itemId, before)
  }
  return cuts
}

async function receiptsOf(ctx: CommandContext, companyId: Id, requests: readonly Id[]): Promise<Receipt[]> {
  const wanted = [...new Set(requests)]
  const rows = await ctx.sql<Receipt[]>`
    select distinct request_id as "requestId", item_id as "itemId", posting_date as date, sequence::float8 as sequence from stock_move
    where tenant_id = ${ctx.tenantId} and company_id = ${companyId} and request_id = any(${wanted}::uuid[]) and sequence > 0`
  if (rows.length < wanted.length) throw notFound('stock_move')
  return rows
}

function writeAdjustments(ctx: CommandContext, input: AdjustCostInput, done: readonly Adjusted[]): Promise<unknown>[] {
  if (done.length === 0) return []
  const data = done.map(({ adjustment: a, event: e, moveId }) => ({
    id: moveId,
    kind: a.kind,
    item_id: e.itemId,
    request_id: e.requestId,
    date: e.date,
    sequence: e.sequence,
    warehouse_id: e.warehouseId,
    bin_id: e.binId,
    lot_id: e.rows[0]?.lotId ?? null,
    value: a.amount,
    same: a.contraAccountId === e.contraAccountId ? a.amount : '0',
    account_id: e.accountId,
    contra_account_id: a.contraAccountId,
  }))
  const { source } = input
  const list = ctx.sql`jsonb_to_recordset(${JSON.stringify(data)}::text::jsonb) as n(id uuid, kind text, item_id uuid, request_id uuid,
    date date, sequence bigint, warehouse_id uuid, bin_id uuid, lot_id uuid, value numeric, same numeric, account_id uuid,
    contra_account_id uuid)`
  return [
    ctx.sql`
      insert into stock_move (tenant_id, id, company_id, request_id, kind, cost_from, item_id, warehouse_id, bin_id, lot_id, posting_date,
        document_date, quantity, value, unit_cost, account_id, contra_account_id, original_request_id, source_document, source_id,
        source_label, posted_by)
      select ${ctx.tenantId}, n.id, ${input.companyId}, n.id, n.kind, 'given', n.item_id, n.warehouse_id, n.bin_id, n.lot_id,
        ${input.postingDate}, ${input.documentDate}, 0, n.value, 0, n.account_id, n.contra_account_id, n.request_id, ${source.document},
        ${source.documentId}, ${source.label}, ${ctx.actor.userId}
      from ${list}`.execute(),
    ctx.sql`
      insert into stock_move_cost as c (tenant_id, id, company_id, request_id, item_id, posting_date, sequence, adjusted, adjusted_same)
      select ${ctx.tenantId}, n.request_id, ${input.companyId}, n.request_id, n.item_id, n.date, n.sequence, sum(n.value), sum(n.same)
      from ${list} group by n.request_id, n.item_id, n.date, n.sequence
      on conflict (tenant_id, request_id) do update set adjusted = c.adjusted + excluded.adjusted,
        adjusted_same = c.adjusted_same + excluded.adjusted_same`.execute(),
  ]
}
