import { AppError, notFound } from '@/server/kernel/errors'
import { type Id, newId } from '@/server/kernel/ids'
import { type Decimal, type DecimalString, dec, plain, ZERO } from '@/server/kernel/money'
import { accounts, company } from '@/server/modules/finance'
import type { CommandContext } from '@/server/platform/commands/context'
import { loadMasters, type StockItem } from '../stock/load'
import { type ItemValue, lockValues, toValues } from '../stock/load-values'
import type { PostingHeader } from '../stock/movement'
import { comeForward, openPast, type Past } from '../stock/past'
import { itemAccounts } from '../stock/plan.rules'
import { postStockJournals } from '../stock/stock-journal'
import { keepCheckpoints, writeValuations } from '../stock/write-movements'
import { recostRows, writeRecosts } from '../stock/write-recost'
import { writeUses } from '../stock/write-uses'
import { revalueState } from '../valuation/revalue.rules'

interface Place {
  itemId: Id
  warehouseId: Id
  binId: Id
  lotId: Id | null
}

/**
 * Gives items a new unit cost: what is on hand is worth that from then on, the difference goes to the contra account (cost variance when
 * none is named). FIFO layers take their share; a standard item gets a new standard. Dated before other moves, it counts where it stands
 * and the later ones are corrected. Returns the difference by item.
 */
export async function revalue(
  ctx: CommandContext,
  input: { header: PostingHeader; contraAccountId: Id | null; costs: ReadonlyMap<Id, DecimalString> },
): Promise<Map<Id, DecimalString>> {
  const { header, costs } = input
  const { companyId, postingDate } = header
  const itemIds = [...costs.keys()]
  const everything = new Map(itemIds.map((id) => [id, dec('99999999999999')]))
  const [masters, account, settings, places, raw] = await Promise.all([
    loadMasters(ctx, companyId, { itemIds, warehouseIds: [], binIds: [], lotIds: [] }),
    accounts(ctx, companyId),
    company(ctx, companyId),
    placesOf(ctx, companyId, itemIds),
    lockValues(ctx, { companyId, itemIds, leaving: everything, ownLayersOf: [], originals: [] }),
  ])
  const values = toValues(raw, masters.items, settings.digits, [])
  const pasts = await openPast(ctx, { companyId, date: postingDate, digits: settings.digits, values, originals: [] })
  const lines = itemIds.map((itemId) => {
    const held = values.byItem.get(itemId)
    const item = masters.items.get(itemId)
    if (!held || !item) throw notFound('item')
    return {
      id: newId(),
      itemId,
      ...change(held, item, dec(costs.get(itemId) ?? '0'), {
        postingDate,
        past: pasts.get(itemId),
        moved: places.some((p) => p.itemId === itemId),
      }),
      cost: dec(costs.get(itemId) ?? '0'),
      place: places.find((p) => p.itemId === itemId),
      accountId: item.accounts.inventory ?? account('inventory'),
      contraAccountId: input.contraAccountId ?? item.accounts.cost_variance ?? account('cost_variance'),
      postsContra: true,
    }
  })
  const recosts = lines.flatMap((l) => l.recosts)
  const rows = await recostRows(ctx, header, recosts, itemAccounts(masters, account))
  const causeOf = (itemId: Id) => lines.find((l) => l.itemId === itemId)?.id ?? itemId
  await Promise.all([
    writeRows(
      ctx,
      header,
      lines.filter((l) => l.place),
    ),
    ...writeUses(
      ctx,
      companyId,
      lines.flatMap((l) => l.uses.map((u) => ({ ...u, moveId: l.id }))),
    ),
    ...writeRecosts(ctx, header, { recosts, rows, causeOf }),
    writeValuations(ctx, companyId, values),
    ...keepCheckpoints(ctx, companyId, values),
  ])
  await postStockJournals(ctx, header, settings, lines, rows)
  return new Map(lines.map((l) => [l.itemId, plain(l.value)]))
}

/** The new state of one item, what its layers lose (negative = gain), and what that does to later moves. */
function change(
  held: ItemValue,
  item: StockItem,
  cost: Decimal,
  at: { postingDate: string; past: Past | undefined; moved: boolean },
) {
  const { state } = held
  if (item.valuation !== 'standard' && !state.quantity.greaterThan(0))
    throw new AppError('conflict', 'inventory.value_without_stock', { item: item.code })
  const before = state.layers.map((l) => ({ layerId: l.id, value: l.value }))
  const value = revalueState(state, cost)
  // An item that never moved has no order yet: its moves start from the new standard.
  if (at.moved) {
    held.sequence += 1
    if (held.lastDate === null || at.postingDate > held.lastDate) held.lastDate = at.postingDate
  } else held.originCost = cost
  if (at.past) {
    const booked = { goods: value, settlement: ZERO, variance: ZERO }
    return { value, sequence: held.sequence, uses: [], recosts: [comeForward(at.past, held, [{ booked, layers: [] }])] }
  }
  const uses = before
    .map((l, i) => ({ layerId: l.layerId, quantity: ZERO, value: l.value.minus(state.layers[i]?.value ?? 0) }))
    .filter((u) => !u.value.isZero())
  return { value, sequence: held.sequence, uses, recosts: [] }
}

interface Row {
  id: Id
  itemId: Id
  sequence: number
  value: Decimal
  place: Place | undefined
  accountId: Id
  contraAccountId: Id
}

/** The unit cost of the row is the new one: what a replay values the stock of its moment at. */
function writeRows(
  ctx: CommandContext,
  header: PostingHeader,
  lines: readonly (Row & { cost: Decimal })[],
): Promise<unknown> {
  const moves = lines.map((l) => ({
    id: l.id,
    item_id: l.itemId,
    sequence: l.sequence,
    warehouse_id: l.place?.warehouseId,
    bin_id: l.place?.binId,
    lot_id: l.place?.lotId,
    value: l.value.toFixed(),
    unit_cost: l.cost.toFixed(),
    account_id: l.accountId,
    contra_account_id: l.contraAccountId,
  }))
  const { source } = header
  return ctx.sql`
    insert into stock_move (tenant_id, id, company_id, request_id, kind, sequence, cost_from, item_id, warehouse_id, bin_id, lot_id,
      posting_date, document_date, quantity, value, unit_cost, account_id, contra_account_id, source_document, source_id, source_label,
      posted_by)
    select ${ctx.tenantId}, n.id, ${header.companyId}, n.id, 'revaluation', n.sequence, 'given', n.item_id, n.warehouse_id, n.bin_id,
      n.lot_id, ${header.postingDate}, ${header.documentDate}, 0, n.value, n.unit_cost, n.account_id, n.contra_account_id,
      ${source.document}, ${source.documentId}, ${source.label}, ${ctx.actor.userId}
    from jsonb_to_recordset(${JSON.stringify(moves)}::text::jsonb) as n(id uuid, item_id uuid, sequence bigint, warehouse_id uuid,
      bin_id uuid, lot_id uuid, value numeric, unit_cost numeric, account_id uuid, contra_account_id uuid)`.execute()
}

/** Where an item's value-only row stands: the place with most of it. */
const placesOf = async (ctx: CommandContext, companyId: Id, itemIds: readonly Id[]) =>
  ctx.sql<Place[]>`
    select distinct on (b.item_id) b.item_id as "itemId", b.warehouse_id as "warehouseId", b.bin_id as "binId", b.lot_id as "lotId"
    from stock_balance b join warehouse w on w.tenant_id = b.tenant_id and w.id = b.warehouse_id and w.kind <> 'transit'
    where b.tenant_id = ${ctx.tenantId} and b.company_id = ${companyId} and b.item_id = any(${[...itemIds]}::uuid[])
    order by b.item_id, b.on_hand desc, b.id`
