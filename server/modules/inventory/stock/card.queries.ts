import type { z } from 'zod'
import {
  availabilityInput,
  availabilityOut,
  itemCardInput,
  itemCardOut,
  scanInput,
  scanOut,
} from '@/server/contracts/inventory/card'
import { addDays, endOfMonth, isCalendarDate, startOfMonth } from '@/server/kernel/calendar-date'
import { validation } from '@/server/kernel/errors'
import { type Id, isId } from '@/server/kernel/ids'
import { query } from '@/server/platform/commands/command'
import type { QueryContext } from '@/server/platform/commands/context'
import { availability } from './availability'

const permission = 'inventory.stock.read'

export const getAvailability = query({
  name: 'inventory.getAvailability',
  permission,
  input: availabilityInput,
  output: availabilityOut,
  handler: (ctx, input) => availability(ctx, input),
})

/** The item that a barcode names, and the unit that it stands for. */
export const scanBarcode = query({
  name: 'inventory.scanBarcode',
  permission: 'inventory.item.read',
  input: scanInput,
  output: scanOut,
  async handler(ctx, { barcode }) {
    const [row] = await ctx.sql<NonNullable<z.output<typeof scanOut>>[]>`
      select i.id as "itemId", i.code, i.name, b.unit_id as "unitId", i.tracking from item_barcode b
      join item i on i.tenant_id = b.tenant_id and i.id = b.item_id
      where b.tenant_id = ${ctx.tenantId} and b.barcode = ${barcode}`
    return row ?? null
  },
})

const MOVE_COLUMNS = (ctx: QueryContext) => ctx.sql`
  m.id, m.posting_date as "postingDate", m.posted_at as "postedAt", m.kind, w.code as warehouse, n.code as bin, l.code as lot,
  m.quantity, m.value, m.unit_cost as "unitCost", m.source_document as "sourceDocument", m.source_id as "sourceId",
  coalesce(m.source_label, (select j.source_label from journal_entry j where j.tenant_id = m.tenant_id
    and j.source_document_id = m.source_id and j.source_label is not null limit 1)) as source`
const MOVE_JOINS = (ctx: QueryContext) => ctx.sql`
  join warehouse w on w.tenant_id = m.tenant_id and w.id = m.warehouse_id
  join bin n on n.tenant_id = m.tenant_id and n.id = m.bin_id
  left join lot l on l.tenant_id = m.tenant_id and l.id = m.lot_id`

/** The card of an item: what there was before `from`, then its moves in order, by keyset. */
export const itemCard = query({
  name: 'inventory.itemCard',
  permission,
  input: itemCardInput,
  output: itemCardOut,
  async handler(ctx, input) {
    const [afterDate = null, afterId = null] = input.cursor ? input.cursor.split('/') : []
    if (input.cursor && !(afterDate && isCalendarDate(afterDate) && afterId && isId(afterId)))
      throw validation('validation.cursor', 'cursor')
    const rows = await ctx.sql<z.output<typeof itemCardOut>['rows']>`
      select ${MOVE_COLUMNS(ctx)} from stock_move m ${MOVE_JOINS(ctx)}
      where m.tenant_id = ${ctx.tenantId} and m.company_id = ${input.companyId} and m.item_id = ${input.itemId}
        and (${input.warehouseId ?? null}::uuid is null or m.warehouse_id = ${input.warehouseId ?? null}::uuid)
        and m.posting_date between ${input.from}::date and ${input.to}::date
        and (${afterDate}::date is null or (m.posting_date, m.id) > (${afterDate}::date, ${afterId}::uuid))
      order by m.posting_date, m.id limit ${input.limit + 1}`
    const page = rows.slice(0, input.limit)
    const last = page.at(-1)
    const nextCursor = rows.length > input.limit && last ? `${last.postingDate}/${last.id}` : null
    return { opening: await openingOf(ctx, input, addDays(input.from, -1)), rows: page, nextCursor }
  },
})

async function openingOf(
  ctx: QueryContext,
  input: { companyId: Id; itemId: Id; warehouseId?: Id | null | undefined },
  date: string,
): Promise<{ quantity: string; value: string }> {
  const [row] = await ctx.sql<{ quantity: string; value: string }[]>`
    select coalesce(sum(quantity), 0)::text as quantity, coalesce(sum(value), 0)::text as value from (
      select s.quantity, s.value, s.warehouse_id from stock_month s
      where s.tenant_id = ${ctx.tenantId} and s.company_id = ${input.companyId} and s.item_id = ${input.itemId}
        and s.month <= ${startOfMonth(date)}::date
      union all
      select -m.quantity, -m.value, m.warehouse_id from stock_move m
      where m.tenant_id = ${ctx.tenantId} and m.company_id = ${input.companyId} and m.item_id = ${input.itemId}
        and m.posting_date > ${date}::date and m.posting_date <= ${endOfMonth(date)}::date) p
    where ${input.warehouseId ?? null}::uuid is null or p.warehouse_id = ${input.warehouseId ?? null}::uuid`
  return row ?? { quantity: '0', value: '0' }
}
