import type { z } from 'zod'
import type { quantityField } from '@/server/contracts/platform/field'
import type { CalendarDate } from '@/server/kernel/calendar-date'
import { AppError, notFound, validation } from '@/server/kernel/errors'
import type { Id } from '@/server/kernel/ids'
import { dec } from '@/server/kernel/money'
import type { CommandContext } from '@/server/platform/commands/context'
import { convertToStock, items } from './masters/items'

interface QuantityLine {
  itemId: Id
  unitId?: Id | null
  quantity: z.output<typeof quantityField>
}

/** Fills unit and stock quantity of lines. Errors: not a stock item, blocked, unit of another item, zero in stock units. */
export async function inStockUnits<L extends QuantityLine>(ctx: CommandContext, lines: readonly L[]) {
  const known = await items(
    ctx,
    lines.map((l) => l.itemId),
  )
  return lines.map((line, index) => {
    const item = known.get(line.itemId)
    if (!item) throw notFound('item')
    const path = `lines.${index}`
    if (item.kind !== 'stock') throw validation('inventory.not_a_stock_item', `${path}.itemId`, { item: item.code })
    if (item.status !== 'active') throw validation('inventory.item_blocked', `${path}.itemId`, { item: item.code })
    const unitId = line.unitId ?? item.stockUnitId
    const stockQuantity = convertToStock(item, unitId, line.quantity)
    if (dec(stockQuantity).isZero()) throw validation('inventory.zero_quantity', `${path}.quantity`)
    return { ...line, unitId, stockQuantity, lineNo: index + 1 }
  })
}

/** A warehouse of the company that documents may name: open, and not the transit one. */
export async function refuseForeignWarehouse(
  ctx: CommandContext,
  companyId: Id,
  warehouseIds: readonly Id[],
): Promise<void> {
  const rows = await ctx.sql<{ id: Id; code: string; kind: string }[]>`
    select id, code, kind from warehouse
    where tenant_id = ${ctx.tenantId} and company_id = ${companyId} and id = any(${[...warehouseIds]}::uuid[]) and status = 'active'`
  if (rows.length < new Set(warehouseIds).size) throw notFound('warehouse')
  const transit = rows.find((r) => r.kind === 'transit')
  if (transit) throw new AppError('conflict', 'inventory.transit_warehouse', { warehouse: transit.code })
}

/** The document as source of moves: its label is filled in when its number is known, before the journal entry is written. */
export interface NumberedSource {
  document: string
  documentId: Id
  label: string | null
}

/** Gives the document its number as the last thing before the commit, and tells `source`, `output` and `after`. */
export function numberDocument(
  ctx: CommandContext,
  doc: { id: Id; companyId: Id; number: string | null },
  document: 'stock_adjustment' | 'stock_transfer' | 'stock_count' | 'stock_revaluation',
  date: CalendarDate,
  told: { source?: NumberedSource; output: { number: string | null }; after?: (number: string) => void },
): void {
  if (doc.number) return
  ctx.numberLast({ companyId: doc.companyId, document: `inventory.${document}`, date }, async (number) => {
    await ctx.sql`update ${ctx.sql(document)} set number = ${number} where tenant_id = ${ctx.tenantId} and id = ${doc.id}`
    if (told.source) told.source.label = number
    told.output.number = number
    told.after?.(number)
  })
}
