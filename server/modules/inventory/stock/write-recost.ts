import type { CalendarDate } from '@/server/kernel/calendar-date'
import { type Id, newId } from '@/server/kernel/ids'
import type { Decimal } from '@/server/kernel/money'
import { type OpenPeriod, openPeriods } from '@/server/modules/finance'
import type { CommandContext } from '@/server/platform/commands/context'
import type { PostingHeader } from './movement'
import type { Checkpoint, Recost } from './past'
import type { Recosted } from './recost'
import { writeUses } from './write-uses'

/** A correction as it is booked: one row for all moves of a warehouse that post to the same accounts. */
export interface RecostRow {
  readonly id: Id
  readonly itemId: Id
  readonly date: CalendarDate
  readonly warehouseId: Id
  readonly binId: Id
  readonly accountId: Id
  readonly contraAccountId: Id
  readonly postsContra: boolean
  value: Decimal
}

/** Which accounts of an item take what is not the move's own: settlements and variances. */
export type AccountsOf = (itemId: Id) => { cogs: Id; variance: Id }

/**
 * The rows that correct what moves cost, dated in an open period: those up to the causing date, in its period or in one that is not
 * open on the causing date, later ones on the last corrected date of their own period.
 */
export async function recostRows(
  ctx: CommandContext,
  header: PostingHeader,
  recosts: readonly Recost[],
  accountsOf: AccountsOf,
): Promise<RecostRow[]> {
  const changes = recosts.flatMap((r) => r.changes)
  if (changes.length === 0) return []
  const last = [header.postingDate, ...changes.map((c) => c.event.date)].sort().at(-1) ?? header.postingDate
  const periods =
    last > header.postingDate
      ? await openPeriods(ctx, { companyId: header.companyId, from: header.postingDate, to: last })
      : []
  const dates = datesOf(
    changes.map((c) => c.event.date),
    header.postingDate,
    periods,
  )
  const rows = new Map<string, RecostRow>()
  const add = (row: Omit<RecostRow, 'id'>) => {
    if (row.value.isZero()) return
    const key = `${row.itemId}${row.date}${row.warehouseId}${row.accountId}${row.contraAccountId}${row.postsContra}`
    const known = rows.get(key)
    if (known) known.value = known.value.plus(row.value)
    else rows.set(key, { ...row, id: newId() })
  }
  for (const { event, goods, settlement, variance } of changes) {
    const { itemId, accountId, contraAccountId, transit } = event
    const own = accountsOf(itemId)
    const date = dates(event.date)
    const here = { itemId, date, accountId, warehouseId: event.warehouseId, binId: event.binId, postsContra: true }
    add({ ...here, contraAccountId, value: goods, postsContra: !transit })
    if (transit) {
      const there = { ...transit, contraAccountId: accountId, value: goods.negated(), postsContra: false }
      add({ itemId, date, ...there })
    }
    if (!settlement.isZero()) add({ ...here, contraAccountId: own.cogs, value: settlement })
    if (!variance.isZero()) add({ ...here, contraAccountId: own.variance, value: variance })
  }
  return [...rows.values()].filter((r) => !r.value.isZero())
}

function datesOf(dates: readonly CalendarDate[], cause: CalendarDate, periods: readonly OpenPeriod[]) {
  const periodOf = (date: CalendarDate) => periods.find((p) => p.startDate <= date && date <= p.endDate)
  const own = periodOf(cause)
  const latest = new Map<OpenPeriod, CalendarDate>()
  const known = new Map<CalendarDate, OpenPeriod | null>()
  for (const date of new Set(dates)) {
    const period = date > cause ? periodOf(date) : undefined
    const moved = period && period !== own ? period : null
    known.set(date, moved)
    if (moved && date > (latest.get(moved) ?? '')) latest.set(moved, date)
  }
  return (date: CalendarDate): CalendarDate => {
    const period = known.get(date)
    return (period && latest.get(period)) ?? cause
  }
}

/**
 * Stores corrections: rows of the ledger with quantity zero, what each move costs by now, what is left of the layers, and the checkpoints
 * that the replay passed.
 */
export function writeRecosts(
  ctx: CommandContext,
  header: PostingHeader,
  { recosts, rows, causeOf }: Recosted,
): Promise<unknown>[] {
  return [
    ...writeRows(ctx, header, rows),
    ...writeCosts(ctx, header.companyId, recosts),
    ...writeUses(
      ctx,
      header.companyId,
      recosts.flatMap((r) => r.layers.map((l) => ({ ...l, moveId: causeOf(r.itemId) }))),
    ),
    ...writeCheckpoints(ctx, header.companyId, recosts),
  ]
}

function writeRows(ctx: CommandContext, header: PostingHeader, rows: readonly RecostRow[]): Promise<unknown>[] {
  if (rows.length === 0) return []
  const { source } = header
  const data = rows.map((r) => ({
    id: r.id,
    item_id: r.itemId,
    date: r.date,
    warehouse_id: r.warehouseId,
    bin_id: r.binId,
    value: r.value.toFixed(),
    account_id: r.accountId,
    contra_account_id: r.contraAccountId,
  }))
  return [
    ctx.sql`
      insert into stock_move (tenant_id, id, company_id, request_id, kind, item_id, warehouse_id, bin_id, posting_date, document_date,
        quantity, value, unit_cost, account_id, contra_account_id, source_document, source_id, source_label, posted_by)
      select ${ctx.tenantId}, n.id, ${header.companyId}, n.id, 'recost', n.item_id, n.warehouse_id, n.bin_id, n.date,
        ${header.documentDate}, 0, n.value, 0, n.account_id, n.contra_account_id, ${source.document}, ${source.documentId},
        ${source.label}, ${ctx.actor.userId}
      from jsonb_to_recordset(${JSON.stringify(data)}::text::jsonb) as n(id uuid, item_id uuid, date date, warehouse_id uuid,
        bin_id uuid, value numeric, account_id uuid, contra_account_id uuid)`.execute(),
  ]
}

/** What moves cost by now; a part that is null stays as it is. */
function writeCosts(ctx: CommandContext, companyId: Id, recosts: readonly Recost[]): Promise<unknown>[] {
  const data = recosts.flatMap((r) =>
    r.changes.map(({ event, goods, settlement, variance }) => [
      event.requestId,
      event.itemId,
      event.date,
      event.sequence,
      goods.toFixed(),
      settlement.toFixed(),
      variance.toFixed(),
    ]),
  )
  if (data.length === 0) return []
  const column = (i: number) => `{${data.map((row) => row[i]).join(',')}}`
  return [
    ctx.sql`
      insert into stock_move_cost as c (tenant_id, id, company_id, request_id, item_id, posting_date, sequence, goods, settlement, variance)
      select ${ctx.tenantId}, n.request_id, ${companyId}, n.request_id, n.item_id, n.date, n.sequence, n.goods, n.settlement, n.variance
      from unnest(${column(0)}::text::uuid[], ${column(1)}::text::uuid[], ${column(2)}::text::date[], ${column(3)}::text::bigint[],
        ${column(4)}::text::numeric[], ${column(5)}::text::numeric[], ${column(6)}::text::numeric[])
        as n(request_id, item_id, date, sequence, goods, settlement, variance)
      on conflict (tenant_id, request_id) do update set goods = c.goods + excluded.goods,
        settlement = c.settlement + excluded.settlement, variance = c.variance + excluded.variance`.execute(),
  ]
}

function writeCheckpoints(ctx: CommandContext, companyId: Id, recosts: readonly Recost[]): Promise<unknown>[] {
  const gone = recosts.map((r) => ({ item_id: r.itemId, date: r.cut.date, sequence: r.cut.sequence }))
  if (gone.length === 0) return []
  const data = recosts.flatMap((r) => r.checkpoints.map((c) => ({ item_id: r.itemId, ...columnsOf(c) })))
  const sent: Promise<unknown>[] = [
    ctx.sql`
      delete from stock_checkpoint c using jsonb_to_recordset(${JSON.stringify(gone)}::text::jsonb) as n(item_id uuid, date date, sequence bigint)
      where c.tenant_id = ${ctx.tenantId} and c.company_id = ${companyId} and c.item_id = n.item_id
        and (c.posting_date, c.sequence) > (n.date, n.sequence)`.execute(),
  ]
  if (data.length > 0)
    sent.push(
      ctx.sql`
        insert into stock_checkpoint (tenant_id, id, company_id, item_id, posting_date, sequence, quantity, value, last_cost,
          last_receipt_cost, standard_cost, layers)
        select ${ctx.tenantId}, gen_random_uuid(), ${companyId}, n.item_id, n.date, n.sequence, n.quantity, n.value, n.last_cost,
          n.last_receipt_cost, n.standard_cost, n.layers
        from jsonb_to_recordset(${JSON.stringify(data)}::text::jsonb) as n(item_id uuid, date date, sequence bigint, quantity numeric,
          value numeric, last_cost numeric, last_receipt_cost numeric, standard_cost numeric, layers jsonb)`.execute(),
    )
  return sent
}

const columnsOf = ({ state, ...c }: Checkpoint) => ({
  date: c.date,
  sequence: c.sequence,
  quantity: state.quantity.toFixed(),
  value: state.value.toFixed(),
  last_cost: state.lastCost.toFixed(),
  last_receipt_cost: c.lastReceiptCost,
  standard_cost: state.method === 'standard' ? state.standardCost.toFixed() : null,
  layers: state.layers.map((l) => ({ ...l, quantity: l.quantity.toFixed(), value: l.value.toFixed() })),
})
