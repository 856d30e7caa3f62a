import { sql } from 'drizzle-orm'
import { belowLevelList, expiringLotList, stockList, stockMoveList } from '@/server/contracts/inventory/lists'
import { listQueries } from '@/server/platform/lists/list'

const permission = 'inventory.stock.read'
const itemColumns = { itemCode: sql`i.code`, itemName: sql`i.name` }

/** Balances of a warehouse by item; available as `availability` counts it. The value is the ledger's, from its months. */
export const listStock = listQueries({
  definition: stockList,
  name: 'inventory.listStock',
  permission,
  from: sql`warehouse w join company co on co.tenant_id = w.tenant_id and co.id = w.company_id
    join lateral (
      select b.item_id, sum(b.on_hand) as on_hand, sum(b.reserved) as reserved,
        coalesce(sum(b.on_hand) filter (where w.kind = 'quarantine' or n.kind = 'quarantine' or l.status <> 'available'), 0) as on_hold,
        coalesce(sum(greatest(b.on_hand - b.reserved, 0)) filter (where w.kind = 'normal' and n.kind = 'storage' and (b.lot_id is null or
          (l.status = 'available' and (l.expiry_date is null or l.expiry_date >= current_date + bi.min_shelf_life_days)))), 0) as available
      from stock_balance b join item bi on bi.tenant_id = b.tenant_id and bi.id = b.item_id
      join bin n on n.tenant_id = b.tenant_id and n.id = b.bin_id
      left join lot l on l.tenant_id = b.tenant_id and l.id = b.lot_id
      where b.tenant_id = w.tenant_id and b.warehouse_id = w.id and (b.on_hand <> 0 or b.reserved <> 0)
      group by b.item_id) s on true
    join item i on i.tenant_id = w.tenant_id and i.id = s.item_id
    join unit_of_measure u on u.tenant_id = i.tenant_id and u.id = i.stock_unit_id
    left join item_category c on c.tenant_id = i.tenant_id and c.id = i.category_id
    left join lateral (
      select coalesce(sum(m.value), 0) as value from stock_month m
      where m.tenant_id = w.tenant_id and m.company_id = w.company_id and m.item_id = s.item_id and m.warehouse_id = w.id) v on true`,
  where: (ctx) => sql`w.tenant_id = ${ctx.tenantId}`,
  company: sql`w.company_id`,
  columns: {
    ...itemColumns,
    category: sql`c.name`,
    company: sql`co.name`,
    warehouse: sql`w.name`,
    warehouseKind: sql`w.kind`,
    onHand: sql`trim_scale(s.on_hand)`,
    reserved: sql`trim_scale(s.reserved)`,
    onHold: sql`trim_scale(s.on_hold)`,
    available: sql`trim_scale(s.available)`,
    unit: sql`u.code`,
    value: sql`v.value`,
    currency: sql`co.base_currency`,
  },
  nullable: ['category'],
  extra: { itemId: sql`i.id`, warehouseId: sql`w.id`, itemNameZh: sql`i.name_zh` },
  id: sql`md5(i.id::text || w.id::text)::uuid`,
  search: [sql`(i.code || ' ' || i.name || ' ' || coalesce(i.name_zh, ''))`],
})

export const listStockMoves = listQueries({
  definition: stockMoveList,
  name: 'inventory.listStockMoves',
  permission,
  from: sql`stock_move m join item i on i.tenant_id = m.tenant_id and i.id = m.item_id
    join company co on co.tenant_id = m.tenant_id and co.id = m.company_id
    join unit_of_measure u on u.tenant_id = i.tenant_id and u.id = i.stock_unit_id
    join warehouse w on w.tenant_id = m.tenant_id and w.id = m.warehouse_id
    join bin b on b.tenant_id = m.tenant_id and b.id = m.bin_id
    left join lot l on l.tenant_id = m.tenant_id and l.id = m.lot_id`,
  where: (ctx) => sql`m.tenant_id = ${ctx.tenantId}`,
  company: sql`m.company_id`,
  columns: {
    postingDate: sql`m.posting_date`,
    document: sql`m.source_label`,
    kind: sql`m.kind`,
    ...itemColumns,
    company: sql`co.name`,
    warehouse: sql`w.name`,
    bin: sql`b.code`,
    lot: sql`l.code`,
    quantity: sql`trim_scale(m.quantity)`,
    unit: sql`u.code`,
    unitCost: sql`trim_scale(m.unit_cost)`,
    value: sql`m.value`,
    currency: sql`co.base_currency`,
    postedAt: sql`m.posted_at`,
  },
  nullable: ['document', 'lot'],
  extra: {
    itemId: sql`m.item_id`,
    itemNameZh: sql`i.name_zh`,
    lotId: sql`m.lot_id`,
    sourceDocument: sql`m.source_document`,
    sourceId: sql`m.source_id`,
  },
  id: sql`m.id`,
  search: [sql`i.code`, sql`i.name`, sql`i.name_zh`, sql`m.source_label`, sql`l.code`],
})

export const listExpiringLots = listQueries({
  definition: expiringLotList,
  name: 'inventory.listExpiringLots',
  permission,
  from: sql`lot l join item i on i.tenant_id = l.tenant_id and i.id = l.item_id
    join unit_of_measure u on u.tenant_id = i.tenant_id and u.id = i.stock_unit_id
    join lateral (
      select b.company_id, b.warehouse_id, sum(b.on_hand) as on_hand, sum(b.reserved) as reserved from stock_balance b
      where b.tenant_id = l.tenant_id and b.lot_id = l.id and b.on_hand <> 0 group by b.company_id, b.warehouse_id) s on true
    join warehouse w on w.tenant_id = l.tenant_id and w.id = s.warehouse_id
    join company co on co.tenant_id = l.tenant_id and co.id = s.company_id`,
  where: (ctx) => sql`l.tenant_id = ${ctx.tenantId} and l.expiry_date is not null`,
  columns: {
    expiryDate: sql`l.expiry_date`,
    daysLeft: sql`(l.expiry_date - current_date)`,
    lot: sql`l.code`,
    ...itemColumns,
    company: sql`co.name`,
    warehouse: sql`w.name`,
    onHand: sql`trim_scale(s.on_hand)`,
    reserved: sql`trim_scale(s.reserved)`,
    unit: sql`u.code`,
    status: sql`l.status`,
  },
  extra: { lotId: sql`l.id`, itemId: sql`i.id`, itemNameZh: sql`i.name_zh` },
  id: sql`md5(l.id::text || w.id::text)::uuid`,
  search: [sql`l.code`, sql`i.code`, sql`i.name`, sql`i.name_zh`],
})

export const listBelowLevel = listQueries({
  definition: belowLevelList,
  name: 'inventory.listBelowLevel',
  permission,
  from: sql`item_level v join item i on i.tenant_id = v.tenant_id and i.id = v.item_id
    join unit_of_measure u on u.tenant_id = i.tenant_id and u.id = i.stock_unit_id
    join warehouse w on w.tenant_id = v.tenant_id and w.id = v.warehouse_id
    join company co on co.tenant_id = v.tenant_id and co.id = v.company_id
    join lateral (
      select coalesce(sum(b.on_hand), 0) as on_hand, coalesce(sum(b.reserved), 0) as reserved from stock_balance b
      where b.tenant_id = v.tenant_id and b.item_id = v.item_id and b.warehouse_id = v.warehouse_id) s on true`,
  where: (ctx) =>
    sql`v.tenant_id = ${ctx.tenantId} and i.status = 'active' and w.status = 'active' and s.on_hand < greatest(v.safety, v.reorder)`,
  company: sql`v.company_id`,
  columns: {
    ...itemColumns,
    company: sql`co.name`,
    warehouse: sql`w.name`,
    level: sql`case when s.on_hand < v.safety then 'safety' else 'reorder' end`,
    onHand: sql`trim_scale(s.on_hand)`,
    reserved: sql`trim_scale(s.reserved)`,
    safety: sql`trim_scale(v.safety)`,
    reorder: sql`trim_scale(v.reorder)`,
    maximum: sql`trim_scale(v.maximum)`,
    missing: sql`trim_scale(coalesce(v.maximum, greatest(v.safety, v.reorder)) - s.on_hand)`,
    unit: sql`u.code`,
    tracking: sql`i.tracking`,
  },
  nullable: ['maximum'],
  extra: { itemId: sql`i.id`, itemNameZh: sql`i.name_zh` },
  id: sql`v.id`,
  search: [sql`(i.code || ' ' || i.name || ' ' || coalesce(i.name_zh, ''))`],
})
