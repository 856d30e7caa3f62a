import { item } from '@/db/schema/inventory/item'
import { stockLayer } from '@/db/schema/inventory/ledger'
import { changeItemValuationInput, masterRef } from '@/server/contracts/inventory/masters'
import type { CalendarDate } from '@/server/kernel/calendar-date'
import { AppError, conflict, forbidden, validation } from '@/server/kernel/errors'
import { type Id, newId } from '@/server/kernel/ids'
import { type Decimal, dec, plain, round, UNIT_PRICE_DIGITS } from '@/server/kernel/money'
import { accounts, company } from '@/server/modules/finance'
import { command } from '@/server/platform/commands/command'
import type { CommandContext } from '@/server/platform/commands/context'
import { insertRows } from '@/server/platform/tenancy/bulk'
import { lockMaster, updateMaster } from '../masters/save'
import { loadMasters } from '../stock/load'
import { type ItemValue, lockValues, toValues } from '../stock/load-values'
import { writeUses } from '../stock/write-uses'
import type { Valuation } from '../types'
import { currentCost } from '../valuation/state'

interface Change {
  readonly itemId: Id
  readonly code: string
  readonly from: Valuation
  readonly to: Valuation
}

/** A cost of at most six decimals at which stock is worth what it is worth now. Error inventory.method_needs_revaluation. */
function standardOf({ state }: ItemValue, code: string): Decimal {
  const cost = round(currentCost(state), UNIT_PRICE_DIGITS)
  if (!round(state.quantity.times(cost), state.digits).equals(state.value))
    throw new AppError('conflict', 'inventory.method_needs_revaluation', { item: code, cost: plain(cost) })
  return cost
}

/** Stock that is not simply there has no value that could be carried over. */
function refuseOpen(held: ItemValue, { code }: Change, today: CalendarDate): void {
  if (held.state.quantity.isNegative() || !held.transitQuantity.isZero())
    throw conflict('inventory.method_open_stock', { item: code })
  if (held.lastDate !== null && held.lastDate > today)
    throw conflict('inventory.method_later_moves', { item: code, date: held.lastDate })
}

/**
 * Closes the old method in one company and begins the new one with the value on hand: as one layer, as the average, or as the standard.
 * A move of nothing marks the place in the order of moves, and a checkpoint keeps the state there. Returns the unit cost.
 */
async function carryOver(ctx: CommandContext, companyId: Id, change: Change): Promise<Decimal | null> {
  const { itemId, code, from, to } = change
  const [masters, account, settings, raw] = await Promise.all([
    loadMasters(ctx, companyId, { itemIds: [itemId], warehouseIds: [], binIds: [], lotIds: [] }),
    accounts(ctx, companyId),
    company(ctx, companyId),
    lockValues(ctx, {
      companyId,
      itemIds: [itemId],
      leaving: new Map([[itemId, dec('99999999999999')]]),
      ownLayersOf: [],
      originals: [],
    }),
  ])
  const held = toValues(raw, masters.items, settings.digits, []).byItem.get(itemId)
  const owner = masters.items.get(itemId)
  if (!held || !owner || held.lastDate === null) return null
  refuseOpen(held, change, settings.today)
  const { state } = held
  const standard = to === 'standard' ? standardOf(held, code) : null
  const cost = round(currentCost(state), UNIT_PRICE_DIGITS)
  const at = { date: settings.today, sequence: held.sequence + 1 }
  const moveId = newId()
  const accountId = owner.accounts.inventory ?? account('inventory')
  await ctx.sql`
    insert into stock_move (tenant_id, id, company_id, request_id, kind, sequence, cost_from, item_id, warehouse_id, bin_id, lot_id, posting_date,
      document_date, quantity, value, unit_cost, account_id, contra_account_id, source_document, source_id, source_label, posted_by)
    select ${ctx.tenantId}, ${moveId}, ${companyId}, ${moveId}, 'revaluation', ${at.sequence}, 'given', ${itemId}, b.warehouse_id, b.bin_id,
      b.lot_id, ${at.date}, ${at.date}, 0, 0, ${cost.toFixed()}, ${accountId}, ${accountId}, 'item', ${itemId}, ${code}, ${ctx.actor.userId}
    from stock_balance b join warehouse w on w.tenant_id = b.tenant_id and w.id = b.warehouse_id and w.kind <> 'transit'
    where b.tenant_id = ${ctx.tenantId} and b.company_id = ${companyId} and b.item_id = ${itemId} order by b.on_hand desc, b.id limit 1`
  if (from === 'fifo')
    await Promise.all(
      writeUses(
        ctx,
        companyId,
        state.layers.map((l) => ({ layerId: l.id, moveId, quantity: l.quantity, value: l.value })),
      ),
    )
  const layers =
    to === 'fifo' && state.quantity.greaterThan(0)
      ? [{ id: newId(), requestId: moveId, ...at, quantity: plain(state.quantity), value: plain(state.value) }]
      : []
  await insertRows(
    ctx,
    stockLayer,
    layers.map((l) => ({ ...l, companyId, itemId, moveId })),
  )
  await ctx.sql`
    update item_valuation set sequence = ${at.sequence}, last_date = ${at.date}, method_since = ${at.date}, method_sequence = ${at.sequence},
      checkpoint_sequence = ${at.sequence}, last_cost = ${cost.toFixed()}, standard_cost = coalesce(${standard?.toFixed() ?? null}::numeric, standard_cost)
    where tenant_id = ${ctx.tenantId} and company_id = ${companyId} and item_id = ${itemId}`
  await ctx.sql`
    insert into stock_checkpoint (tenant_id, id, company_id, item_id, posting_date, sequence, quantity, value, last_cost, last_receipt_cost,
      standard_cost, layers)
    select tenant_id, gen_random_uuid(), company_id, item_id, ${at.date}, ${at.sequence}, quantity, value, last_cost, last_receipt_cost,
      standard_cost, ${JSON.stringify(layers)}::text::jsonb
    from item_valuation where tenant_id = ${ctx.tenantId} and company_id = ${companyId} and item_id = ${itemId}`
  return cost
}

/**
 * Changes how an item is valued. Neutral: its value on hand stays, in every company, and becomes the opening layer, average or standard;
 * nothing is posted. Moves dated before the change are refused from then on. Errors: inventory.same_method, .method_open_stock (below
 * zero or in transit), .method_later_moves, .method_needs_revaluation; forbidden to who does not see all companies.
 */
export const changeItemValuation = command({
  name: 'inventory.changeItemValuation',
  permission: 'inventory.stock_revaluation.post',
  input: changeItemValuationInput,
  output: masterRef,
  handler: async (ctx, { id, version, valuation }) => {
    if (ctx.actor.companies !== '*') throw forbidden('inventory.stock_revaluation.post')
    const before = await lockMaster(ctx, 'item', item, { id, version })
    if (before.kind !== 'stock') throw validation('inventory.not_a_stock_item', 'id', { item: before.code })
    if (before.valuation === valuation) throw validation('inventory.same_method', 'valuation')
    const companies = await ctx.sql<{ id: Id }[]>`
      select company_id as id from item_valuation where tenant_id = ${ctx.tenantId} and item_id = ${id} order by company_id`
    let cost: Decimal | null = null
    for (const { id: companyId } of companies) {
      const change = { itemId: id, code: before.code, from: before.valuation, to: valuation }
      cost = (await carryOver(ctx, companyId, change)) ?? cost
    }
    const standard = valuation === 'standard' && before.standardCost === null ? (cost ?? dec(0)).toFixed() : null
    return updateMaster(ctx, 'item', item, before, { valuation, ...(standard !== null && { standardCost: standard }) })
  },
})
