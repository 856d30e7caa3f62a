import type { GoodsReceiptLineInput } from '@/server/contracts/procurement/goods-receipt'
import { OPEN_ORDER_STATES } from '@/server/contracts/procurement/machines'
import type { CalendarDate } from '@/server/kernel/calendar-date'
import { conflict, notFound, validation } from '@/server/kernel/errors'
import { type Id, newId } from '@/server/kernel/ids'
import { type Decimal, type DecimalString, dec, plain, ZERO } from '@/server/kernel/money'
import { convertToStock, ensureLots, type ItemInfo, items as itemsOf, quarantineBin } from '@/server/modules/inventory'
import type { CommandContext, QueryContext } from '@/server/platform/commands/context'
import type { OrderLineRow, OrderRow } from '../orders/order'
import type { NewReceiptLine } from './receipt'
import { shortBy, splitReceipt, type Tolerance } from './tolerance.rules'

export interface FromOrders {
  readonly orders: ReadonlyMap<Id, OrderRow>
  readonly lines: readonly OrderLineRow[]
}

/** How a line is taken in: tolerances by item, supplier and company, nearest first; and whether it is inspected. */
export interface ReceivingTerms extends Tolerance {
  readonly inspect: boolean
}

export async function receivingTerms(
  ctx: QueryContext,
  companyId: Id,
  supplierId: Id,
  itemIds: readonly Id[],
): Promise<{ of: (itemId: Id | null) => ReceivingTerms }> {
  const rows = await ctx.sql<(ReceivingTerms & { id: Id | null })[]>`
    select i.id, coalesce(t.over_receipt_percent, s.over_receipt_percent, c.over_receipt_percent, 0)::text as "overPercent",
      coalesce(t.under_receipt_percent, s.under_receipt_percent, c.under_receipt_percent, 0)::text as "underPercent",
      coalesce(t.over_receipt_action, s.over_receipt_action, c.over_receipt_action, 'refuse') as "overAction",
      coalesce(t.inspect, false) as inspect
    from (select unnest(${[...itemIds]}::uuid[]) as id union all select null) i
    left join purchase_item_setting t on t.tenant_id = ${ctx.tenantId} and t.company_id = ${companyId} and t.item_id = i.id
    left join supplier s on s.tenant_id = ${ctx.tenantId} and s.id = ${supplierId}
    left join purchase_setting c on c.tenant_id = ${ctx.tenantId} and c.company_id = ${companyId}`
  const known = new Map(rows.map((r) => [r.id, r]))
  const none: ReceivingTerms = { overPercent: '0', underPercent: '0', overAction: 'refuse', inspect: false }
  return { of: (itemId) => known.get(itemId) ?? known.get(null) ?? none }
}

/** What still may come of a line: ordered less closed short less what came and stayed. */
export const openOf = (l: OrderLineRow): Decimal =>
  dec(l.stockQuantity).minus(l.shortQuantity).minus(l.receivedQuantity).plus(l.returnedQuantity)

/** Orders of one receipt: of one supplier and company, placed, and the supplier is not blocked for everything. */
export async function oneSupplier(ctx: CommandContext, orders: readonly OrderRow[], companyId: Id): Promise<OrderRow> {
  const [first] = orders
  if (!first) throw conflict('procurement.nothing_to_receive')
  for (const o of orders) {
    if (o.companyId !== companyId) throw conflict('common.reference')
    if (o.supplierId !== first.supplierId) throw conflict('procurement.one_supplier')
    if (o.kind === 'blanket') throw conflict('procurement.blanket_not_received', { order: o.number })
    if (!(OPEN_ORDER_STATES as readonly string[]).includes(o.status))
      throw conflict('procurement.order_not_open', { order: o.number })
  }
  const blocked = await ctx.sql`
    select 1 from supplier where tenant_id = ${ctx.tenantId} and id = ${first.supplierId} and block = 'all'`
  if (blocked.length > 0) throw conflict('procurement.supplier_is_blocked', { supplier: first.supplierName })
  return first
}

/** Everything that is open. */
const allOpen = (from: FromOrders): GoodsReceiptLineInput[] =>
  from.lines
    .filter((l) => l.kind !== 'freight' && openOf(l).greaterThan(0))
    .map((l) => ({
      orderLineId: l.id,
      quantity: plain(openOf(l).div(l.unitFactor)),
      rejectedQuantity: '0',
      rejectionReason: null,
      final: false,
      hold: false,
    }))

interface Counted {
  readonly line: OrderLineRow
  readonly order: OrderRow
  readonly wanted: GoodsReceiptLineInput
  readonly unitId: Id | null
  readonly factor: DecimalString
  /** Stock unit. */
  readonly quantity: DecimalString
  readonly rejected: DecimalString
}

function count(from: FromOrders, wanted: GoodsReceiptLineInput, items: ReadonlyMap<Id, ItemInfo>, i: number): Counted {
  const line = from.lines.find((l) => l.id === wanted.orderLineId)
  const order = line && from.orders.get(line.orderId)
  if (!line || !order || line.kind === 'freight')
    throw validation('procurement.not_this_line', `lines.${i}.orderLineId`)
  const unitId = wanted.unitId ?? line.unitId
  const item = line.itemId ? items.get(line.itemId) : undefined
  const factor = unitId === line.unitId ? line.unitFactor : item?.units.find((u) => u.unitId === unitId)?.factor
  if (!factor)
    throw validation('procurement.unit_not_kept', `lines.${i}.unitId`, { item: item?.code ?? line.description })
  const inStock = (q: DecimalString) =>
    item && unitId && unitId !== line.unitId ? convertToStock(item, unitId, q) : plain(dec(q).times(factor))
  return {
    line,
    order,
    wanted,
    unitId,
    factor,
    quantity: plain(inStock(wanted.quantity)),
    rejected: plain(inStock(wanted.rejectedQuantity)),
  }
}

/** The row as it was counted, before it is split by tolerance and priced. */
function rowOf(c: Counted, companyId: Id, position: number): NewReceiptLine {
  const { line, order, wanted } = c
  return {
    id: newId(),
    companyId,
    position,
    orderId: line.orderId,
    orderLineId: line.id,
    kind: line.kind === 'service' ? 'service' : 'item',
    itemId: line.itemId,
    stocked: line.stocked,
    description: line.description,
    unitId: c.unitId,
    unitFactor: c.factor,
    unitQuantity: wanted.quantity,
    quantity: c.quantity,
    rejectedQuantity: c.rejected,
    rejectionReason: wanted.rejectionReason ?? null,
    final: wanted.final,
    shortQuantity: '0',
    held: wanted.hold,
    heldQuantity: '0',
    holdReason: wanted.hold ? ('asked' as const) : null,
    warehouseId: line.stocked ? (wanted.warehouseId ?? line.warehouseId ?? order.warehouseId) : null,
    binId: wanted.binId ?? null,
    lotId: wanted.lotId ?? null,
    lotCode: wanted.lotCode ?? null,
    expiryDate: wanted.expiryDate ?? null,
    expenseAccountId: line.expenseAccountId,
    costCenterId: line.costCenterId,
    projectId: line.projectId,
    currency: order.currency,
    rate: order.rate,
    price: plain(dec(line.net).div(line.stockQuantity).toDecimalPlaces(6)),
  }
}

/** Lines of a draft: what was counted, nothing decided. Errors: procurement.not_this_line, .unknown_unit, .nothing_to_receive. */
export async function countReceipt(
  ctx: CommandContext,
  companyId: Id,
  from: FromOrders,
  wanted?: readonly GoodsReceiptLineInput[],
): Promise<NewReceiptLine[]> {
  const items = await itemsOf(
    ctx,
    from.lines.flatMap((l) => l.itemId ?? []),
  )
  const counted = (wanted ?? allOpen(from)).map((w, i) => count(from, w, items, i))
  if (counted.every((c) => dec(c.quantity).isZero() && dec(c.rejected).isZero()))
    throw conflict('procurement.nothing_to_receive')
  counted.forEach((c, i) => {
    if (dec(c.rejected).greaterThan(0) && !c.wanted.rejectionReason)
      throw validation('validation.required', `lines.${i}.rejectionReason`)
  })
  return counted.map((c, i) => rowOf(c, companyId, i + 1))
}

function split(row: NewReceiptLine, take: DecimalString, hold: DecimalString, terms: ReceivingTerms): NewReceiptLine[] {
  const asked = row.held === true
  const inspected = terms.inspect && row.stocked
  const part = (quantity: DecimalString, held: boolean, holdReason: NewReceiptLine['holdReason']): NewReceiptLine => ({
    ...row,
    id: newId(),
    quantity,
    unitQuantity: plain(
      dec(quantity)
        .div(row.unitFactor ?? '1')
        .toDecimalPlaces(6),
    ),
    held,
    heldQuantity: held ? quantity : '0',
    holdReason,
  })
  const first = part(take, asked || inspected, asked ? 'asked' : inspected ? 'inspection' : null)
  if (dec(hold).isZero()) return [first]
  const over = {
    ...part(hold, true, 'over_tolerance'),
    rejectedQuantity: '0',
    rejectionReason: null,
    final: false,
  }
  return dec(take).isZero() && dec(row.rejectedQuantity ?? '0').isZero() ? [over] : [first, over]
}

/**
 * Decides about counted lines as the orders stand now: tolerances (every earlier receipt and every row before count), what goes on
 * hold, what is closed short, lots and bins. Errors: procurement.over_receipt, .no_warehouse, and those of lots.
 */
export async function decideReceipt(
  ctx: CommandContext,
  companyId: Id,
  supplierId: Id,
  from: FromOrders,
  rows: readonly NewReceiptLine[],
  date: CalendarDate,
): Promise<NewReceiptLine[]> {
  const terms = await receivingTerms(
    ctx,
    companyId,
    supplierId,
    rows.flatMap((r) => r.itemId ?? []),
  )
  const lines = new Map(from.lines.map((l) => [l.id, l]))
  const before = new Map<Id, Decimal>()
  const decided = rows.flatMap((row) => {
    const line = lines.get(row.orderLineId)
    if (!line) throw notFound('purchase_order')
    const t = terms.of(row.itemId ?? null)
    const earlier = before.get(line.id) ?? ZERO
    before.set(line.id, earlier.plus(row.quantity))
    const ordered = {
      open: plain(dec(line.stockQuantity).minus(line.shortQuantity)),
      received: plain(dec(line.receivedQuantity).minus(line.returnedQuantity)),
    }
    const made = splitReceipt(ordered, earlier, row.quantity, t)
    if (made === 'refused')
      throw conflict('procurement.over_receipt', {
        position: line.position,
        ordered: ordered.open,
        received: plain(dec(ordered.received).plus(earlier).plus(row.quantity)),
        percent: plain(t.overPercent),
      })
    return split(row, made.take, made.hold, t)
  })
  const closed = closeShort(decided, lines, terms.of)
  const placed = await place(ctx, closed)
  return withLots(ctx, placed, date)
}

/** Writes what will not come any more to the last row of each order line. */
function closeShort(
  rows: readonly NewReceiptLine[],
  lines: ReadonlyMap<Id, OrderLineRow>,
  terms: (itemId: Id | null) => ReceivingTerms,
): NewReceiptLine[] {
  const last = new Map(rows.map((r, i) => [r.orderLineId, i]))
  return rows.map((row, i) => {
    const line = lines.get(row.orderLineId)
    if (!line || last.get(row.orderLineId) !== i) return { ...row, position: i + 1, shortQuantity: '0' }
    const mine = rows.filter((r) => r.orderLineId === row.orderLineId)
    const received = mine
      .reduce((sum, r) => sum.plus(r.quantity), dec(line.receivedQuantity))
      .minus(line.returnedQuantity)
      .plus(line.shortQuantity)
    const shortQuantity = shortBy(
      line.stockQuantity,
      received,
      terms(row.itemId ?? null),
      mine.some((r) => r.final),
    )
    return { ...row, position: i + 1, shortQuantity }
  })
}

/** What is stocked needs a warehouse; what is on hold goes to its quarantine bin. */
async function place(ctx: CommandContext, rows: readonly NewReceiptLine[]): Promise<NewReceiptLine[]> {
  const bins = new Map<Id, Id>()
  for (const row of rows) {
    if (!row.stocked) continue
    if (!row.warehouseId) throw conflict('procurement.line_warehouse_missing', { position: row.position })
    if (row.held && !bins.has(row.warehouseId)) bins.set(row.warehouseId, await quarantineBin(ctx, row.warehouseId))
  }
  return rows.map((row) =>
    row.stocked && row.held && row.warehouseId ? { ...row, binId: bins.get(row.warehouseId) ?? null } : row,
  )
}

async function withLots(
  ctx: CommandContext,
  rows: readonly NewReceiptLine[],
  date: CalendarDate,
): Promise<NewReceiptLine[]> {
  const asked = rows.flatMap((r) =>
    r.itemId && r.lotCode && !r.lotId
      ? [{ itemId: r.itemId, code: r.lotCode, expiryDate: r.expiryDate ?? null, receivedDate: date }]
      : [],
  )
  const lots = await ensureLots(ctx, asked)
  return rows.map((r) => ({
    ...r,
    lotId: r.lotId ?? (r.itemId && r.lotCode ? (lots.get(`${r.itemId}/${r.lotCode}`) ?? null) : null),
  }))
}
