import { sql } from 'drizzle-orm'
import type { z } from 'zod'
import { stockCountView } from '@/server/contracts/inventory/document-views'
import { stockCountList } from '@/server/contracts/inventory/documents'
import { byId } from '@/server/contracts/inventory/views'
import { notFound } from '@/server/kernel/errors'
import { dec, plain } from '@/server/kernel/money'
import { company } from '@/server/modules/finance'
import { query } from '@/server/platform/commands/command'
import { may } from '@/server/platform/identity/actor'
import { listQueries } from '@/server/platform/lists/list'
import { costOf } from '../masters/items'
import { overTolerance } from './post-stock-count'

type View = z.input<typeof stockCountView>
type Line = View['lines'][number]

export const listStockCounts = listQueries({
  definition: stockCountList,
  name: 'inventory.listStockCounts',
  permission: 'inventory.stock_count.read',
  from: sql`stock_count d join warehouse w on w.tenant_id = d.tenant_id and w.id = d.warehouse_id
    join company co on co.tenant_id = d.tenant_id and co.id = d.company_id`,
  where: (ctx) => sql`d.tenant_id = ${ctx.tenantId}`,
  company: sql`d.company_id`,
  columns: {
    number: sql`d.number`,
    company: sql`co.name`,
    documentDate: sql`d.document_date`,
    postingDate: sql`d.posting_date`,
    warehouse: sql`w.name`,
    blind: sql`d.blind`,
    status: sql`d.status`,
  },
  nullable: ['number'],
  extra: { version: sql`d.version` },
  id: sql`d.id`,
  owner: sql`d.created_by`,
  search: [sql`d.number`, sql`w.name`],
})

/** A count with its sheet. While it is counted blind nobody gets the books; later only who may review it. */
export const getStockCount = query({
  name: 'inventory.getStockCount',
  permission: 'inventory.stock_count.read',
  input: byId,
  output: stockCountView,
  handler: async (ctx, { id }) => {
    const [row] = await ctx.sql<Omit<View, 'lines' | 'hidden' | 'valued' | 'currency'>[]>`
      select d.id, d.version, d.company_id as "companyId", d.number, d.status, d.document_date as "documentDate",
        d.posting_date as "postingDate", d.note, d.warehouse_id as "warehouseId", w.name as warehouse, d.blind,
        trim_scale(d.tolerance_percent)::text as "tolerancePercent", trim_scale(d.tolerance_value)::text as "toleranceValue",
        m.name as "createdByName"
      from stock_count d join warehouse w on w.tenant_id = d.tenant_id and w.id = d.warehouse_id
      left join membership m on m.tenant_id = d.tenant_id and m.user_id = d.created_by
      where d.tenant_id = ${ctx.tenantId} and d.id = ${id}`
    if (!row) throw notFound('stock_count')
    const counting = row.status === 'draft' || row.status === 'counting'
    const hidden = row.blind && (counting || !may(ctx.actor, 'inventory.stock_count.post'))
    type Row = Omit<Line, 'book' | 'variance' | 'varianceValue' | 'overTolerance'> & { book: string }
    const rows = await ctx.sql<Row[]>`
      select l.id, l.item_id as "itemId", i.code as "itemCode", i.name as "itemName", i.name_zh as "itemNameZh", u.code as unit,
        u.digits as "unitDigits", i.tracking, l.bin_id as "binId", b.code as bin, l.lot_id as "lotId", t.code as lot,
        t.expiry_date as "expiryDate", trim_scale(l.counted)::text as counted, m.name as "countedByName",
        coalesce(l.counted_by = ${ctx.actor.userId}, false) as "countedByMe", l.counted_at as "countedAt",
        trim_scale(l.book_quantity)::text as book,
        coalesce((select jsonb_agg(c.barcode) from item_barcode c where c.tenant_id = ${ctx.tenantId} and c.item_id = i.id), '[]') as barcodes
      from stock_count_line l join item i on i.tenant_id = l.tenant_id and i.id = l.item_id
      join unit_of_measure u on u.tenant_id = i.tenant_id and u.id = i.stock_unit_id
      join bin b on b.tenant_id = l.tenant_id and b.id = l.bin_id
      left join lot t on t.tenant_id = l.tenant_id and t.id = l.lot_id
      left join membership m on m.tenant_id = l.tenant_id and m.user_id = l.counted_by
      where l.tenant_id = ${ctx.tenantId} and l.count_id = ${id} order by b.code, i.code, t.code nulls first, l.id`
    const valued = !hidden && may(ctx.actor, 'inventory.valuation.read')
    const itemIds = [...new Set(rows.map((l) => l.itemId))]
    const costs = hidden ? null : await costOf(ctx, { companyId: row.companyId, itemIds, basis: 'current' })
    const tolerance = { percent: row.tolerancePercent, value: row.toleranceValue }
    const lines = rows.map((line): Line => {
      if (!costs) return { ...line, book: null, variance: null, varianceValue: null, overTolerance: false }
      if (line.counted === null) return { ...line, variance: null, varianceValue: null, overTolerance: false }
      const cost = costs.get(line.itemId) ?? '0'
      const variance = dec(line.counted).minus(line.book)
      const over = overTolerance({ book: line.book, counted: line.counted }, cost, tolerance)
      const varianceValue = valued ? plain(variance.times(cost)) : null
      return { ...line, variance: plain(variance), varianceValue, overTolerance: over }
    })
    const { baseCurrency: currency } = await company(ctx, row.companyId)
    return { ...row, currency, hidden, valued, lines }
  },
})
