import { AppError, notFound } from '@/server/kernel/errors'
import type { Id } from '@/server/kernel/ids'
import { type DecimalString, dec, sum, toFixed } from '@/server/kernel/money'
import type { QueryContext } from '@/server/platform/commands/context'
import { rememberedRows } from '@/server/platform/remembered'
import type { CostBasis, ItemInfo } from '../types'

/** Items by id, with units, account overrides and components; remembered until an item, a unit or a category is changed. An unknown id is `common.not_found`. */
export async function items(ctx: QueryContext, ids: Iterable<Id>): Promise<Map<Id, ItemInfo>> {
  const wanted = [...new Set(ids)]
  const found = wanted.length === 0 ? new Map<Id, ItemInfo>() : await known(ctx, wanted)
  if (found.size < wanted.length) throw notFound('item')
  return found
}

const known = rememberedRows(async (ctx: QueryContext, wanted): Promise<Map<Id, ItemInfo>> => {
  const rows = await ctx.sql<ItemInfo[]>`
    with recursive wanted as (select * from item where tenant_id = ${ctx.tenantId} and id = any(${wanted}::uuid[])),
    path as (
      select w.id as item_id, c.id, c.parent_id, 0 as depth
      from wanted w join item_category c on c.tenant_id = ${ctx.tenantId} and c.id = w.category_id
      union all
      select p.item_id, c.id, c.parent_id, p.depth + 1
      from path p join item_category c on c.tenant_id = ${ctx.tenantId} and c.id = p.parent_id where p.depth < 20
    ),
    overrides as (
      select distinct on (o.item_id, o.company_id, o.role) o.* from (
        select a.item_id, a.company_id, a.role, a.account_id, -1 as depth
        from item_account a where a.tenant_id = ${ctx.tenantId} and a.item_id = any(${wanted}::uuid[])
        union all
        select p.item_id, a.company_id, a.role, a.account_id, p.depth
        from path p join item_account a on a.tenant_id = ${ctx.tenantId} and a.category_id = p.id
      ) o order by o.item_id, o.company_id, o.role, o.depth
    )
    select w.id, w.code, w.name, w.name_zh as "nameZh", w.description, w.kind, w.status, w.category_id as "categoryId",
      (select c.code from item_category c where c.tenant_id = w.tenant_id and c.id = w.category_id) as "categoryCode",
      coalesce((select jsonb_agg(p.id order by p.depth) from path p where p.item_id = w.id), '[]') as "categoryPath",
      w.stock_unit_id as "stockUnitId", su.code as "stockUnitCode", su.digits as "stockUnitDigits",
      w.sales_unit_id as "salesUnitId", w.purchase_unit_id as "purchaseUnitId",
      jsonb_build_array(jsonb_build_object('unitId', su.id, 'code', su.code, 'digits', su.digits, 'factor', '1')) ||
      coalesce((select jsonb_agg(jsonb_build_object('unitId', u.id, 'code', u.code, 'digits', u.digits,
                  'factor', trim_scale(iu.factor)::text) order by u.code)
                from item_unit iu join unit_of_measure u on u.tenant_id = ${ctx.tenantId} and u.id = iu.unit_id
                where iu.tenant_id = ${ctx.tenantId} and iu.item_id = w.id), '[]') as units,
      w.tracking, w.expires, w.min_shelf_life_days as "minShelfLifeDays", w.valuation, w.standard_cost as "standardCost",
      w.allow_negative as "allowNegative", w.weight_kg as "weightKg", w.volume_m3 as "volumeM3",
      to_jsonb(w.tax_code_ids) as "taxCodeIds",
      coalesce((select jsonb_agg(jsonb_build_object('companyId', o.company_id, 'role', o.role, 'accountId', o.account_id))
                from overrides o where o.item_id = w.id), '[]') as accounts,
      coalesce((select jsonb_agg(jsonb_build_object('itemId', c.item_id, 'quantity', trim_scale(c.quantity)::text))
                from item_component c where c.tenant_id = ${ctx.tenantId} and c.kit_id = w.id), '[]') as components
    from wanted w join unit_of_measure su on su.tenant_id = ${ctx.tenantId} and su.id = w.stock_unit_id`
  return new Map(rows.map((row) => [row.id, row]))
})

/**
 * A quantity of one of the item's units in its stock unit, rounded to the stock unit's places.
 * Errors: `inventory.unit_not_of_item`.
 */
export function convertToStock(
  item: Pick<ItemInfo, 'code' | 'units' | 'stockUnitDigits'>,
  unitId: Id,
  quantity: DecimalString,
): DecimalString {
  const unit = item.units.find((u) => u.unitId === unitId)
  if (!unit) throw new AppError('validation', 'inventory.unit_not_of_item', { item: item.code })
  return toFixed(dec(quantity).times(unit.factor), item.stockUnitDigits)
}

/** As `convertToStock`, for an item that is not loaded yet. */
export async function toStockQuantity(
  ctx: QueryContext,
  input: { itemId: Id; unitId: Id; quantity: DecimalString },
): Promise<DecimalString> {
  const item = (await items(ctx, [input.itemId])).get(input.itemId)
  if (!item) throw notFound('item')
  return convertToStock(item, input.unitId, input.quantity)
}

/**
 * Unit cost in base currency on a named basis: value / quantity on hand (the last known cost when there is none), the standard,
 * or that of the last receipt. A kit costs what its
 * components cost. An item without such a cost is missing from the answer.
 */
export async function costOf(
  ctx: QueryContext,
  input: { companyId: Id; itemIds: readonly Id[]; basis: CostBasis },
): Promise<Map<Id, DecimalString>> {
  if (input.itemIds.length === 0) return new Map()
  const rows = await ctx.sql<
    { id: Id; kind: string; current: string | null; standard: string | null; last_receipt: string | null }[]
  >`
    select i.id, i.kind, coalesce(v.standard_cost, i.standard_cost) as standard, v.last_receipt_cost as last_receipt,
      case when i.valuation = 'standard' then coalesce(v.standard_cost, i.standard_cost)
           when v.quantity > 0 then round(v.value / v.quantity, 6)
           when v.last_cost > 0 then v.last_cost end as current
    from item i left join item_valuation v
      on v.tenant_id = i.tenant_id and v.company_id = ${input.companyId} and v.item_id = i.id
    where i.tenant_id = ${ctx.tenantId} and i.id = any(${[...input.itemIds]}::uuid[])`
  const costs = new Map<Id, DecimalString>()
  for (const row of rows) {
    const cost = row[input.basis]
    if (cost !== null) costs.set(row.id, cost)
  }
  const kits = rows.filter((r) => r.kind === 'kit').map((r) => r.id)
  return kits.length > 0 ? addKits(ctx, input, kits, costs) : costs
}

/** A kit has a cost when every component has one. */
async function addKits(
  ctx: QueryContext,
  input: { companyId: Id; basis: CostBasis },
  kits: readonly Id[],
  costs: Map<Id, DecimalString>,
): Promise<Map<Id, DecimalString>> {
  const parts = await ctx.sql<{ kitId: Id; itemId: Id; quantity: DecimalString }[]>`
    select kit_id as "kitId", item_id as "itemId", quantity from item_component
    where tenant_id = ${ctx.tenantId} and kit_id = any(${[...kits]}::uuid[])`
  const known = await costOf(ctx, { ...input, itemIds: [...new Set(parts.map((p) => p.itemId))] })
  for (const id of kits) {
    const own = parts.filter((p) => p.kitId === id)
    costs.delete(id)
    if (own.length > 0 && own.every((p) => known.has(p.itemId)))
      costs.set(id, toFixed(sum(own.map((p) => dec(known.get(p.itemId) ?? '0').times(p.quantity))), 6))
  }
  return costs
}
