import { AppError, notFound } from '@/server/kernel/errors'
import { type Id, newId } from '@/server/kernel/ids'
import { allocate, type DecimalString, dec, plain, round } from '@/server/kernel/money'
import { accounts, company } from '@/server/modules/finance'
import type { CommandContext } from '@/server/platform/commands/context'
import { loadMasters, type Masters } from '../stock/load'
import { type ItemValue, lockValues, toValues } from '../stock/load-values'
import type { PostingHeader } from '../stock/movement'
import { postStockJournal, writeUses, writeValuations } from '../stock/write-movements'

interface Place {
  itemId: Id
  warehouseId: Id
  binId: Id
  lotId: Id | null
}

/**
 * Gives items a new unit cost: what is on hand is worth that from now on, the difference goes to the contra account (cost variance when
 * none is named). FIFO layers take their share; a standard item gets a new standard. Returns the difference by item.
 */
export async function revalue(
  ctx: CommandContext,
  input: { header: PostingHeader; contraAccountId: Id | null; costs: ReadonlyMap<Id, DecimalString> },
): Promise<Map<Id, DecimalString>> {
  const { header, costs } = input
  const itemIds = [...costs.keys()]
  const everything = new Map(itemIds.map((id) => [id, dec('99999999999999')]))
  const [masters, account, settings, places, raw] = await Promise.all([
    loadMasters(ctx, header.companyId, { itemIds, warehouseIds: [], binIds: [], lotIds: [] }),
    accounts(ctx, header.companyId),
    company(ctx, header.companyId),
    placesOf(ctx, header.companyId, itemIds),
    lockValues(ctx, { companyId: header.companyId, itemIds, leaving: everything, ownLayersOf: [], originals: [] }),
  ])
  const values = toValues(raw, masters.items, settings.digits)
  const rows = itemIds.map((itemId) => {
    const held = values.byItem.get(itemId)
    const item = masters.items.get(itemId)
    if (!held || !item) throw notFound('item')
    return {
      id: newId(),
      itemId,
      ...change(held, masters, dec(costs.get(itemId) ?? '0'), settings.digits),
      place: places.find((p) => p.itemId === itemId),
      accountId: item.accounts.inventory ?? account('inventory'),
      contraAccountId: input.contraAccountId ?? item.accounts.cost_variance ?? account('cost_variance'),
      postsContra: true,
    }
  })
  const changed = rows.filter((r) => !r.value.isZero())
  const uses = rows.flatMap((r) => r.uses.map((u) => ({ ...u, moveId: r.id })))
  const moves = changed.map((r) => ({
    id: r.id,
    item_id: r.itemId,
    warehouse_id: r.place?.warehouseId,
    bin_id: r.place?.binId,
    lot_id: r.place?.lotId,
    value: r.value.toFixed(),
    account_id: r.accountId,
    contra_account_id: r.contraAccountId,
  }))
  const { source } = header
  await Promise.all([
    ctx.sql`
      insert into stock_move (tenant_id, id, company_id, request_id, kind, item_id, warehouse_id, bin_id, lot_id, posting_date,
        document_date, quantity, value, unit_cost, account_id, contra_account_id, source_document, source_id, source_label, posted_by)
      select ${ctx.tenantId}, n.id, ${header.companyId}, n.id, 'revaluation', n.item_id, n.warehouse_id, n.bin_id, n.lot_id,
        ${header.postingDate}, ${header.documentDate}, 0, n.value, 0, n.account_id, n.contra_account_id, ${source.document},
        ${source.documentId}, ${source.label}, ${ctx.actor.userId}
      from jsonb_to_recordset(${JSON.stringify(moves)}::text::jsonb) as n(id uuid, item_id uuid, warehouse_id uuid, bin_id uuid,
        lot_id uuid, value numeric, account_id uuid, contra_account_id uuid)`.execute(),
    ...writeUses(
      ctx,
      header.companyId,
      uses.filter((u) => !u.value.isZero()),
    ),
    writeValuations(ctx, header.companyId, values),
  ])
  await postStockJournal(ctx, header, settings, changed)
  return new Map(rows.map((r) => [r.itemId, plain(r.value)]))
}

/** The new state of one item: value, standard, and what each layer's value loses (negative = gains). */
function change(held: ItemValue, masters: Masters, cost: ReturnType<typeof dec>, digits: number) {
  const { state } = held
  const standard = masters.items.get(held.itemId)?.valuation === 'standard'
  if (!standard && !state.quantity.greaterThan(0))
    throw new AppError('conflict', 'inventory.value_without_stock', {
      item: masters.items.get(held.itemId)?.code ?? '',
    })
  const worth = round(state.quantity.times(cost), digits)
  const value = worth.minus(state.value)
  const parts = allocate(
    worth,
    state.layers.map((l) => l.quantity),
    digits,
  )
  const uses = state.layers.map((layer, i) => ({
    layerId: layer.id,
    quantity: dec(0),
    value: layer.value.minus(parts[i] ?? 0),
  }))
  state.value = worth
  state.lastCost = cost
  if (standard) state.standardCost = cost
  return { value, uses }
}

/** Where an item's value-only row stands: the place with most of it. */
const placesOf = async (ctx: CommandContext, companyId: Id, itemIds: readonly Id[]) =>
  ctx.sql<Place[]>`
    select distinct on (b.item_id) b.item_id as "itemId", b.warehouse_id as "warehouseId", b.bin_id as "binId", b.lot_id as "lotId"
    from stock_balance b join warehouse w on w.tenant_id = b.tenant_id and w.id = b.warehouse_id and w.kind <> 'transit'
    where b.tenant_id = ${ctx.tenantId} and b.company_id = ${companyId} and b.item_id = any(${[...itemIds]}::uuid[])
    order by b.item_id, b.on_hand desc, b.id`
