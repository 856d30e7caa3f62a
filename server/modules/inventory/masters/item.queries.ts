import { z } from 'zod'
import {
  byId,
  categoryOption,
  itemOption,
  itemOptionsInput,
  itemView,
  resolvedItems,
  resolveItemsInput,
  unitOption,
} from '@/server/contracts/inventory/views'
import { notFound } from '@/server/kernel/errors'
import { query } from '@/server/platform/commands/command'
import type { QueryContext } from '@/server/platform/commands/context'
import { likePattern } from '@/server/platform/lists/conditions'

type ItemRow = z.input<typeof itemView>
type Option = z.input<typeof itemOption>

export const getItem = query({
  name: 'inventory.getItem',
  permission: 'inventory.item.read',
  input: byId,
  output: itemView,
  handler: async (ctx, { id }) => {
    const [row] = await ctx.sql<ItemRow[]>`
      select i.id, i.version, i.code, i.name, i.name_zh as "nameZh", i.description, i.kind, i.category_id as "categoryId",
        i.stock_unit_id as "stockUnitId", i.sales_unit_id as "salesUnitId", i.purchase_unit_id as "purchaseUnitId",
        i.tracking, i.expires, i.min_shelf_life_days as "minShelfLifeDays", i.valuation,
        trim_scale(i.standard_cost)::text as "standardCost", i.allow_negative as "allowNegative",
        trim_scale(i.weight_kg)::text as "weightKg", trim_scale(i.volume_m3)::text as "volumeM3",
        to_jsonb(i.tax_code_ids) as "taxCodeIds", i.status,
        case when c.id is not null then jsonb_build_object('id', c.id, 'code', c.code, 'name', c.name, 'nameZh', c.name_zh) end as category,
        coalesce((select jsonb_agg(jsonb_build_object('unitId', iu.unit_id, 'factor', trim_scale(iu.factor)::text) order by iu.id)
          from item_unit iu where iu.tenant_id = ${ctx.tenantId} and iu.item_id = i.id), '[]') as units,
        coalesce((select jsonb_agg(jsonb_build_object('barcode', b.barcode, 'unitId', b.unit_id) order by b.id)
          from item_barcode b where b.tenant_id = ${ctx.tenantId} and b.item_id = i.id), '[]') as barcodes,
        coalesce((select jsonb_agg(jsonb_build_object('itemId', k.item_id, 'quantity', trim_scale(k.quantity)::text) order by k.id)
          from item_component k where k.tenant_id = ${ctx.tenantId} and k.kit_id = i.id), '[]') as components,
        coalesce((select jsonb_agg(jsonb_build_object('id', p.id, 'code', p.code, 'name', p.name, 'nameZh', p.name_zh) order by k.id)
          from item_component k join item p on p.tenant_id = ${ctx.tenantId} and p.id = k.item_id
          where k.tenant_id = ${ctx.tenantId} and k.kit_id = i.id), '[]') as "componentItems",
        coalesce((select jsonb_agg(jsonb_build_object('companyId', a.company_id, 'role', a.role, 'accountId', a.account_id) order by a.id)
          from item_account a where a.tenant_id = ${ctx.tenantId} and a.item_id = i.id), '[]') as accounts,
        coalesce((select jsonb_agg(jsonb_build_object('warehouseId', v.warehouse_id, 'safety', trim_scale(v.safety)::text,
            'reorder', trim_scale(v.reorder)::text, 'maximum', trim_scale(v.maximum)::text) order by v.id)
          from item_level v where v.tenant_id = ${ctx.tenantId} and v.item_id = i.id), '[]') as levels,
        exists (select 1 from stock_move m where m.tenant_id = ${ctx.tenantId} and m.item_id = i.id) as "hasMoved"
      from item i left join item_category c on c.tenant_id = i.tenant_id and c.id = i.category_id
      where i.tenant_id = ${ctx.tenantId} and i.id = ${id}`
    if (!row) throw notFound('item')
    return row
  },
})

const optionColumns = (ctx: QueryContext) => ctx.sql`
  i.id, i.code, i.name, i.name_zh as "nameZh", i.kind, i.status, i.tracking, i.expires, i.valuation,
  i.stock_unit_id as "stockUnitId", u.code as "unitCode", u.digits as "unitDigits"`

/** Items that may stand on a line, best match first: a barcode, then the code, then words of the name. */
export const itemOptions = query({
  name: 'inventory.itemOptions',
  permission: 'inventory.item.read',
  input: itemOptionsInput,
  output: z.object({ items: z.array(itemOption) }),
  handler: async (ctx, { text, kinds }) => {
    const rows = await ctx.sql<Option[]>`
      select ${optionColumns(ctx)}
      from item i join unit_of_measure u on u.tenant_id = i.tenant_id and u.id = i.stock_unit_id
      where i.tenant_id = ${ctx.tenantId} and i.status = 'active' and i.kind = any(${kinds ?? ['stock', 'service', 'kit']}::text[])
        and (${text} = '' or (i.code || ' ' || i.name || ' ' || coalesce(i.name_zh, '')) ilike ${likePattern(text)}
          or i.id = (select b.item_id from item_barcode b where b.tenant_id = ${ctx.tenantId} and b.barcode = ${text}))
      order by lower(i.code) = lower(${text}) desc, i.code ilike ${likePattern(text, '')} desc, i.code, i.id limit 20`
    return { items: [...rows] }
  },
})

/** Items by what was pasted: exact code, barcode or name. A text that fits several items is left out. */
export const resolveItems = query({
  name: 'inventory.resolveItems',
  permission: 'inventory.item.read',
  input: resolveItemsInput,
  output: resolvedItems,
  handler: async (ctx, { texts }) => {
    const rows = await ctx.sql<(Option & { text: string })[]>`
      with wanted as (select distinct t as text from unnest(${texts}::text[]) t where t <> ''),
      hit as (
        select w.text, i.id, 1 as rank from wanted w join item i on i.tenant_id = ${ctx.tenantId} and lower(i.code) = lower(w.text)
        union select w.text, b.item_id, 2 from wanted w join item_barcode b on b.tenant_id = ${ctx.tenantId} and b.barcode = w.text
        union select w.text, i.id, 3 from wanted w join item i on i.tenant_id = ${ctx.tenantId} and (i.name = w.text or i.name_zh = w.text)
      ),
      best as (select text, rank, min(id::text)::uuid as id, count(*) as n from hit group by text, rank),
      first as (select distinct on (text) * from best order by text, rank)
      select f.text, ${optionColumns(ctx)}
      from first f join item i on i.tenant_id = ${ctx.tenantId} and i.id = f.id
      join unit_of_measure u on u.tenant_id = i.tenant_id and u.id = i.stock_unit_id
      where f.n = 1`
    return { found: rows.map(({ text, ...item }) => ({ text, item })) }
  },
})

export const unitOptions = query({
  name: 'inventory.unitOptions',
  permission: 'inventory.item.read',
  input: z.strictObject({}),
  output: z.object({ units: z.array(unitOption) }),
  handler: async (ctx) => {
    const units = await ctx.sql<z.input<typeof unitOption>[]>`
      select id, version, code, name, name_zh as "nameZh", unit_class as "unitClass", trim_scale(factor)::text as factor, digits
      from unit_of_measure where tenant_id = ${ctx.tenantId} order by code limit 2000`
    return { units: [...units] }
  },
})

export const categoryOptions = query({
  name: 'inventory.categoryOptions',
  permission: 'inventory.item.read',
  input: z.strictObject({}),
  output: z.object({ categories: z.array(categoryOption) }),
  handler: async (ctx) => {
    const categories = await ctx.sql<z.input<typeof categoryOption>[]>`
      select c.id, c.version, c.code, c.name, c.name_zh as "nameZh", c.parent_id as "parentId",
        coalesce((select jsonb_agg(jsonb_build_object('companyId', a.company_id, 'role', a.role, 'accountId', a.account_id) order by a.id)
          from item_account a where a.tenant_id = ${ctx.tenantId} and a.category_id = c.id), '[]') as accounts
      from item_category c where c.tenant_id = ${ctx.tenantId} order by c.code limit 5000`
    return { categories: [...categories] }
  },
})
