import { sql } from 'drizzle-orm'
import { categoryList, unitList } from '@/server/contracts/inventory/lists'
import { itemList, lotList, warehouseList } from '@/server/contracts/inventory/masters'
import { listQueries } from '@/server/platform/lists/list'

export const listItems = listQueries({
  definition: itemList,
  name: 'inventory.listItems',
  permission: 'inventory.item.read',
  from: sql`item i join unit_of_measure u on u.tenant_id = i.tenant_id and u.id = i.stock_unit_id
    left join item_category c on c.tenant_id = i.tenant_id and c.id = i.category_id`,
  where: (ctx) => sql`i.tenant_id = ${ctx.tenantId}`,
  columns: {
    code: sql`i.code`,
    name: sql`i.name`,
    nameZh: sql`i.name_zh`,
    kind: sql`i.kind`,
    category: sql`c.name`,
    unit: sql`u.code`,
    tracking: sql`i.tracking`,
    valuation: sql`i.valuation`,
    standardCost: sql`trim_scale(i.standard_cost)`,
    status: sql`i.status`,
  },
  nullable: ['nameZh', 'category', 'standardCost'],
  extra: { version: sql`i.version` },
  id: sql`i.id`,
  owner: sql`i.created_by`,
  // One expression: the one that the trigram index holds.
  search: [sql`(i.code || ' ' || i.name || ' ' || coalesce(i.name_zh, ''))`],
})

export const listUnits = listQueries({
  definition: unitList,
  name: 'inventory.listUnits',
  permission: 'inventory.unit.read',
  from: sql`unit_of_measure u`,
  where: (ctx) => sql`u.tenant_id = ${ctx.tenantId}`,
  columns: {
    code: sql`u.code`,
    name: sql`u.name`,
    nameZh: sql`u.name_zh`,
    unitClass: sql`u.unit_class`,
    factor: sql`trim_scale(u.factor)`,
    digits: sql`u.digits`,
  },
  nullable: ['nameZh'],
  extra: { version: sql`u.version` },
  id: sql`u.id`,
  search: [sql`u.code`, sql`u.name`, sql`u.name_zh`],
})

export const listCategories = listQueries({
  definition: categoryList,
  name: 'inventory.listCategories',
  permission: 'inventory.category.read',
  from: sql`item_category c left join item_category p on p.tenant_id = c.tenant_id and p.id = c.parent_id`,
  where: (ctx) => sql`c.tenant_id = ${ctx.tenantId}`,
  columns: {
    code: sql`c.code`,
    name: sql`c.name`,
    nameZh: sql`c.name_zh`,
    parent: sql`p.name`,
    items: sql`(select count(*)::int from item i where i.tenant_id = c.tenant_id and i.category_id = c.id)`,
  },
  nullable: ['nameZh', 'parent'],
  extra: { version: sql`c.version` },
  id: sql`c.id`,
  search: [sql`c.code`, sql`c.name`, sql`c.name_zh`],
})

export const listWarehouses = listQueries({
  definition: warehouseList,
  name: 'inventory.listWarehouses',
  permission: 'inventory.warehouse.read',
  from: sql`warehouse w join company co on co.tenant_id = w.tenant_id and co.id = w.company_id`,
  where: (ctx) => sql`w.tenant_id = ${ctx.tenantId}`,
  company: sql`w.company_id`,
  columns: {
    code: sql`w.code`,
    name: sql`w.name`,
    company: sql`co.name`,
    kind: sql`w.kind`,
    status: sql`w.status`,
  },
  extra: { companyId: sql`w.company_id`, nameZh: sql`w.name_zh` },
  id: sql`w.id`,
  search: [sql`w.code`, sql`w.name`, sql`w.name_zh`],
})

export const listLots = listQueries({
  definition: lotList,
  name: 'inventory.listLots',
  permission: 'inventory.lot.read',
  from: sql`lot l join item i on i.tenant_id = l.tenant_id and i.id = l.item_id`,
  where: (ctx) => sql`l.tenant_id = ${ctx.tenantId}`,
  columns: {
    code: sql`l.code`,
    itemCode: sql`i.code`,
    itemName: sql`i.name`,
    expiryDate: sql`l.expiry_date`,
    receivedDate: sql`l.received_date`,
    supplierLot: sql`l.supplier_lot`,
    status: sql`l.status`,
  },
  nullable: ['expiryDate', 'supplierLot'],
  extra: { itemId: sql`l.item_id`, itemNameZh: sql`i.name_zh` },
  id: sql`l.id`,
  search: [sql`l.code`, sql`i.code`, sql`i.name`, sql`i.name_zh`],
})
