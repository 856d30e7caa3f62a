import type { z } from 'zod'
import { stockAsOf, stockAsOfInput, stockOfItem, stockOfItemInput } from '@/server/contracts/inventory/views'
import { notFound } from '@/server/kernel/errors'
import { plain, sum } from '@/server/kernel/money'
import { query } from '@/server/platform/commands/command'
import { likePattern } from '@/server/platform/lists/conditions'
import { availability } from './availability'

type OfItem = z.input<typeof stockOfItem>

/** Where an item is, what of it may be promised, and what it is worth in each company. */
export const getStockOfItem = query({
  name: 'inventory.getStockOfItem',
  permission: 'inventory.stock.read',
  input: stockOfItemInput,
  output: stockOfItem,
  handler: async (ctx, { itemId }) => {
    const places = await ctx.sql<OfItem['places']>`
      select b.company_id as "companyId", b.warehouse_id as "warehouseId", w.name as warehouse, w.kind as "warehouseKind",
        b.bin_id as "binId", n.code as bin, n.kind as "binKind", b.lot_id as "lotId", l.code as lot, l.expiry_date as "expiryDate", l.status as "lotStatus",
        trim_scale(b.on_hand)::text as "onHand", trim_scale(b.reserved)::text as reserved
      from stock_balance b join warehouse w on w.tenant_id = b.tenant_id and w.id = b.warehouse_id
      join bin n on n.tenant_id = b.tenant_id and n.id = b.bin_id
      left join lot l on l.tenant_id = b.tenant_id and l.id = b.lot_id
      where b.tenant_id = ${ctx.tenantId} and b.item_id = ${itemId} and (b.on_hand <> 0 or b.reserved <> 0)
      order by w.code, n.code, l.expiry_date nulls last, l.code limit 5000`
    const names = new Map(places.map((p) => [p.warehouseId, p]))
    const warehouses = (await availability(ctx, { itemIds: [itemId] })).flatMap((a) => {
      const place = names.get(a.warehouseId)
      return place ? [{ ...a, companyId: place.companyId, warehouse: place.warehouse }] : []
    })
    const companies = await ctx.sql<OfItem['companies']>`
      select v.company_id as "companyId", co.name as company, co.base_currency as currency, trim_scale(v.quantity)::text as quantity,
        v.value::text as value, trim_scale(case when i.valuation = 'standard' then coalesce(v.standard_cost, i.standard_cost)
          when v.quantity > 0 then round(v.value / v.quantity, 6) when v.last_cost > 0 then v.last_cost end)::text as "unitCost",
        trim_scale(v.last_receipt_cost)::text as "lastReceiptCost",
        trim_scale(coalesce(v.standard_cost, i.standard_cost))::text as "standardCost",
        trim_scale(v.transit_quantity)::text as "transitQuantity", v.transit_value::text as "transitValue"
      from item_valuation v join company co on co.tenant_id = v.tenant_id and co.id = v.company_id
      join item i on i.tenant_id = v.tenant_id and i.id = v.item_id
      where v.tenant_id = ${ctx.tenantId} and v.item_id = ${itemId} order by co.name`
    return { places: [...places], warehouses, companies: [...companies] }
  },
})

/** Stock at the end of a day: whole months from the monthly table, the last one from its moves. */
export const getStockAsOf = query({
  name: 'inventory.getStockAsOf',
  permission: 'inventory.stock.read',
  input: stockAsOfInput,
  output: stockAsOf,
  handler: async (ctx, { companyId, date, warehouseId, text }) => {
    const month = `${date.slice(0, 7)}-01`
    const [owner] = await ctx.sql<{ currency: string }[]>`
      select base_currency as currency from company where tenant_id = ${ctx.tenantId} and id = ${companyId}`
    if (!owner) throw notFound('company')
    const rows = await ctx.sql<z.input<typeof stockAsOf>['rows']>`
      with change as (
        select m.item_id, m.warehouse_id, m.quantity, m.value from stock_month m
        where m.tenant_id = ${ctx.tenantId} and m.company_id = ${companyId} and m.month < ${month}
        union all
        select m.item_id, m.warehouse_id, m.quantity, m.value from stock_move m
        where m.tenant_id = ${ctx.tenantId} and m.company_id = ${companyId} and m.posting_date between ${month} and ${date}
      ),
      stood as (
        select item_id, warehouse_id, sum(quantity) as quantity, sum(value) as value from change
        where ${warehouseId ?? null}::uuid is null or warehouse_id = ${warehouseId ?? null}::uuid
        group by item_id, warehouse_id having sum(quantity) <> 0 or sum(value) <> 0
      )
      select i.id as "itemId", i.code as "itemCode", i.name as "itemName", i.name_zh as "itemNameZh", w.id as "warehouseId",
        w.name as warehouse, u.code as unit, trim_scale(s.quantity)::text as quantity, s.value::text as value
      from stood s join item i on i.tenant_id = ${ctx.tenantId} and i.id = s.item_id
      join unit_of_measure u on u.tenant_id = i.tenant_id and u.id = i.stock_unit_id
      join warehouse w on w.tenant_id = i.tenant_id and w.id = s.warehouse_id
      where ${text} = '' or (i.code || ' ' || i.name || ' ' || coalesce(i.name_zh, '')) ilike ${likePattern(text)}
      order by s.value desc, i.code, w.code limit 5000`
    return {
      currency: owner.currency,
      total: plain(sum(rows.map((r) => r.value))),
      count: rows.length,
      rows: [...rows],
    }
  },
})
