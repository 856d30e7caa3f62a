import { sql } from 'drizzle-orm'
import { stockValuationList } from '@/server/contracts/inventory/card'
import { listQueries } from '@/server/platform/lists/list'

export const listStockValuation = listQueries({
  definition: stockValuationList,
  name: 'inventory.listStockValuation',
  permission: 'inventory.valuation.read',
  from: sql`item_valuation v
    join item i on i.tenant_id = v.tenant_id and i.id = v.item_id
    join unit_of_measure u on u.tenant_id = i.tenant_id and u.id = i.stock_unit_id
    join company o on o.tenant_id = v.tenant_id and o.id = v.company_id
    left join item_category c on c.tenant_id = i.tenant_id and c.id = i.category_id`,
  where: (ctx) => sql`v.tenant_id = ${ctx.tenantId} and (v.quantity <> 0 or v.value <> 0 or v.transit_quantity <> 0)`,
  company: sql`v.company_id`,
  columns: {
    itemCode: sql`i.code`,
    itemName: sql`i.name`,
    category: sql`c.name`,
    company: sql`o.code`,
    valuation: sql`i.valuation`,
    unit: sql`u.code`,
    quantity: sql`v.quantity`,
    unitCost: sql`(case when v.quantity <> 0 then round(v.value / v.quantity, 6) else v.last_cost end)`,
    value: sql`v.value`,
    transitQuantity: sql`v.transit_quantity`,
    transitValue: sql`v.transit_value`,
    currency: sql`o.base_currency`,
  },
  nullable: ['category'],
  extra: { itemId: sql`v.item_id`, companyId: sql`v.company_id` },
  id: sql`v.id`,
  search: [sql`i.code`, sql`i.name`, sql`i.name_zh`],
})
