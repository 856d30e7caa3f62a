import { sql } from 'drizzle-orm'
import type { z } from 'zod'
import { stockTransferView } from '@/server/contracts/inventory/document-views'
import { stockTransferList } from '@/server/contracts/inventory/documents'
import { byId } from '@/server/contracts/inventory/views'
import { notFound } from '@/server/kernel/errors'
import { query } from '@/server/platform/commands/command'
import { listQueries } from '@/server/platform/lists/list'

type View = z.input<typeof stockTransferView>

export const listStockTransfers = listQueries({
  definition: stockTransferList,
  name: 'inventory.listStockTransfers',
  permission: 'inventory.stock_transfer.read',
  from: sql`stock_transfer d join warehouse f on f.tenant_id = d.tenant_id and f.id = d.from_warehouse_id
    join warehouse t on t.tenant_id = d.tenant_id and t.id = d.to_warehouse_id
    join company co on co.tenant_id = d.tenant_id and co.id = d.company_id`,
  where: (ctx) => sql`d.tenant_id = ${ctx.tenantId}`,
  company: sql`d.company_id`,
  columns: {
    number: sql`d.number`,
    company: sql`co.name`,
    documentDate: sql`d.document_date`,
    postingDate: sql`d.posting_date`,
    fromWarehouse: sql`f.name`,
    toWarehouse: sql`t.name`,
    expectedDate: sql`d.expected_date`,
    status: sql`d.status`,
  },
  nullable: ['number', 'expectedDate'],
  extra: { version: sql`d.version` },
  id: sql`d.id`,
  owner: sql`d.created_by`,
  search: [sql`d.number`, sql`d.note`],
})

export const getStockTransfer = query({
  name: 'inventory.getStockTransfer',
  permission: 'inventory.stock_transfer.read',
  input: byId,
  output: stockTransferView,
  handler: async (ctx, { id }) => {
    const [row] = await ctx.sql<Omit<View, 'lines'>[]>`
      select d.id, d.version, d.company_id as "companyId", d.number, d.status, d.document_date as "documentDate",
        d.posting_date as "postingDate", d.note, d.from_warehouse_id as "fromWarehouseId", f.name as "fromWarehouse",
        d.to_warehouse_id as "toWarehouseId", t.name as "toWarehouse", d.expected_date as "expectedDate", m.name as "createdByName"
      from stock_transfer d join warehouse f on f.tenant_id = d.tenant_id and f.id = d.from_warehouse_id
      join warehouse t on t.tenant_id = d.tenant_id and t.id = d.to_warehouse_id
      left join membership m on m.tenant_id = d.tenant_id and m.user_id = d.created_by
      where d.tenant_id = ${ctx.tenantId} and d.id = ${id}`
    if (!row) throw notFound('stock_transfer')
    const onTheWay = row.status === 'shipped' || row.status === 'received'
    const lines = await ctx.sql<View['lines']>`
      select l.id, l.item_id as "itemId", i.code as "itemCode", i.name as "itemName", i.name_zh as "itemNameZh", su.code as unit,
        su.digits as "unitDigits", i.tracking, l.unit_id as "unitId", u.code as "unitCode", trim_scale(l.quantity)::text as quantity,
        trim_scale(l.stock_quantity)::text as "stockQuantity", l.lot_id as "lotId", t.code as lot, l.from_bin_id as "fromBinId",
        b.code as "fromBin", trim_scale(l.received)::text as received,
        trim_scale(case when ${onTheWay} then l.stock_quantity - l.received else 0 end)::text as open
      from stock_transfer_line l join item i on i.tenant_id = l.tenant_id and i.id = l.item_id
      join unit_of_measure su on su.tenant_id = i.tenant_id and su.id = i.stock_unit_id
      join unit_of_measure u on u.tenant_id = l.tenant_id and u.id = l.unit_id
      left join bin b on b.tenant_id = l.tenant_id and b.id = l.from_bin_id
      left join lot t on t.tenant_id = l.tenant_id and t.id = l.lot_id
      where l.tenant_id = ${ctx.tenantId} and l.transfer_id = ${id} order by l.line_no`
    return { ...row, lines: [...lines] }
  },
})
