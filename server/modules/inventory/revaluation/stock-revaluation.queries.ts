import { sql } from 'drizzle-orm'
import type { z } from 'zod'
import { stockRevaluationView } from '@/server/contracts/inventory/document-views'
import { stockRevaluationList } from '@/server/contracts/inventory/documents'
import { byId } from '@/server/contracts/inventory/views'
import { notFound } from '@/server/kernel/errors'
import { query } from '@/server/platform/commands/command'
import { listQueries } from '@/server/platform/lists/list'

type View = z.input<typeof stockRevaluationView>

export const listStockRevaluations = listQueries({
  definition: stockRevaluationList,
  name: 'inventory.listStockRevaluations',
  permission: 'inventory.stock_revaluation.read',
  from: sql`stock_revaluation d join company co on co.tenant_id = d.tenant_id and co.id = d.company_id`,
  where: (ctx) => sql`d.tenant_id = ${ctx.tenantId}`,
  company: sql`d.company_id`,
  columns: {
    number: sql`d.number`,
    company: sql`co.name`,
    documentDate: sql`d.document_date`,
    postingDate: sql`d.posting_date`,
    reason: sql`d.reason`,
    status: sql`d.status`,
  },
  nullable: ['number'],
  extra: { version: sql`d.version` },
  id: sql`d.id`,
  owner: sql`d.created_by`,
  search: [sql`d.number`, sql`d.reason`],
})

export const getStockRevaluation = query({
  name: 'inventory.getStockRevaluation',
  permission: 'inventory.stock_revaluation.read',
  input: byId,
  output: stockRevaluationView,
  handler: async (ctx, { id }) => {
    const [row] = await ctx.sql<Omit<View, 'lines'>[]>`
      select d.id, d.version, d.company_id as "companyId", d.number, d.status, d.document_date as "documentDate",
        d.posting_date as "postingDate", d.note, d.reason, d.contra_account_id as "contraAccountId", co.base_currency as currency,
        m.name as "createdByName"
      from stock_revaluation d join company co on co.tenant_id = d.tenant_id and co.id = d.company_id
      left join membership m on m.tenant_id = d.tenant_id and m.user_id = d.created_by
      where d.tenant_id = ${ctx.tenantId} and d.id = ${id}`
    if (!row) throw notFound('stock_revaluation')
    const lines = await ctx.sql<View['lines']>`
      select l.id, l.item_id as "itemId", i.code as "itemCode", i.name as "itemName", i.name_zh as "itemNameZh", u.code as unit,
        u.digits as "unitDigits", i.tracking, trim_scale(l.unit_cost)::text as "unitCost",
        trim_scale(case when i.valuation = 'standard' then coalesce(v.standard_cost, i.standard_cost)
          when v.quantity > 0 then round(v.value / v.quantity, 6) else v.last_cost end)::text as "currentCost",
        trim_scale(coalesce(v.quantity, 0))::text as "onHand", l.difference::text as difference
      from stock_revaluation_line l join item i on i.tenant_id = l.tenant_id and i.id = l.item_id
      join unit_of_measure u on u.tenant_id = i.tenant_id and u.id = i.stock_unit_id
      left join item_valuation v on v.tenant_id = l.tenant_id and v.company_id = l.company_id and v.item_id = l.item_id
      where l.tenant_id = ${ctx.tenantId} and l.revaluation_id = ${id} order by l.line_no`
    return { ...row, lines: [...lines] }
  },
})
