import { sql } from 'drizzle-orm'
import type { z } from 'zod'
import { stockAdjustmentView } from '@/server/contracts/inventory/document-views'
import { stockAdjustmentList } from '@/server/contracts/inventory/documents'
import { byId } from '@/server/contracts/inventory/views'
import { notFound } from '@/server/kernel/errors'
import { query } from '@/server/platform/commands/command'
import { listQueries } from '@/server/platform/lists/list'

type View = z.input<typeof stockAdjustmentView>

export const listStockAdjustments = listQueries({
  definition: stockAdjustmentList,
  name: 'inventory.listStockAdjustments',
  permission: 'inventory.stock_adjustment.read',
  from: sql`stock_adjustment d join warehouse w on w.tenant_id = d.tenant_id and w.id = d.warehouse_id
    join company co on co.tenant_id = d.tenant_id and co.id = d.company_id`,
  where: (ctx) => sql`d.tenant_id = ${ctx.tenantId}`,
  company: sql`d.company_id`,
  columns: {
    number: sql`d.number`,
    company: sql`co.name`,
    documentDate: sql`d.document_date`,
    postingDate: sql`d.posting_date`,
    kind: sql`d.kind`,
    warehouse: sql`w.name`,
    reason: sql`d.reason`,
    status: sql`d.status`,
  },
  nullable: ['number'],
  extra: { version: sql`d.version` },
  id: sql`d.id`,
  owner: sql`d.created_by`,
  search: [sql`d.number`, sql`d.reason`],
})

export const getStockAdjustment = query({
  name: 'inventory.getStockAdjustment',
  permission: 'inventory.stock_adjustment.read',
  input: byId,
  output: stockAdjustmentView,
  handler: async (ctx, { id }) => {
    const [row] = await ctx.sql<Omit<View, 'lines'>[]>`
      select d.id, d.version, d.company_id as "companyId", d.number, d.status, d.document_date as "documentDate",
        d.posting_date as "postingDate", d.note, d.kind, d.warehouse_id as "warehouseId", w.name as warehouse, d.reason,
        d.contra_account_id as "contraAccountId", co.base_currency as currency, m.name as "createdByName",
        (select sum(v.value)::text from stock_move v where v.tenant_id = ${ctx.tenantId} and v.source_id = d.id) as value
      from stock_adjustment d join warehouse w on w.tenant_id = d.tenant_id and w.id = d.warehouse_id
      join company co on co.tenant_id = d.tenant_id and co.id = d.company_id
      left join membership m on m.tenant_id = d.tenant_id and m.user_id = d.created_by
      where d.tenant_id = ${ctx.tenantId} and d.id = ${id}`
    if (!row) throw notFound('stock_adjustment')
    const lines = await ctx.sql<View['lines']>`
      select l.id, l.item_id as "itemId", i.code as "itemCode", i.name as "itemName", i.name_zh as "itemNameZh", su.code as unit,
        su.digits as "unitDigits", i.tracking, l.unit_id as "unitId", u.code as "unitCode", trim_scale(l.quantity)::text as quantity,
        trim_scale(l.stock_quantity)::text as "stockQuantity", l.lot_id as "lotId", t.code as lot, l.bin_id as "binId", b.code as bin,
        trim_scale(l.unit_cost)::text as "unitCost",
        (select sum(v.value)::text from stock_move v where v.tenant_id = ${ctx.tenantId} and v.request_id = l.id) as value
      from stock_adjustment_line l join item i on i.tenant_id = l.tenant_id and i.id = l.item_id
      join unit_of_measure su on su.tenant_id = i.tenant_id and su.id = i.stock_unit_id
      join unit_of_measure u on u.tenant_id = l.tenant_id and u.id = l.unit_id
      left join bin b on b.tenant_id = l.tenant_id and b.id = l.bin_id
      left join lot t on t.tenant_id = l.tenant_id and t.id = l.lot_id
      where l.tenant_id = ${ctx.tenantId} and l.adjustment_id = ${id} order by l.line_no`
    return { ...row, lines: [...lines] }
  },
})
