import { goodsReceipt, goodsReceiptLine } from '@/db/schema/procurement'
import { conflict, notFound } from '@/server/kernel/errors'
import type { Id } from '@/server/kernel/ids'
import { type Decimal, type DecimalString, dec } from '@/server/kernel/money'
import type { CommandContext } from '@/server/platform/commands/context'
import { rowReader } from '@/server/platform/tenancy/rows'
import { lockPurchaseOrders } from '../orders/order'
import type { FromOrders } from './plan-receipt'
import type { ReceiptLineRow, ReceiptRow } from './receipt'

export interface LockedReceipts {
  readonly from: FromOrders
  readonly lines: ReadonlyMap<Id, ReceiptLineRow>
  readonly receipts: ReadonlyMap<Id, ReceiptRow>
}

const readLines = rowReader(goodsReceiptLine, 'id = any ($2::uuid[])')
const lockLines = rowReader(goodsReceiptLine, 'id = any ($2::uuid[]) order by id for update')
const readReceipts = rowReader(goodsReceipt, 'id = any ($2::uuid[])')

/** Lines of posted receipts with their orders, locked: orders by id, then lines by id. Errors: procurement.receipt_not_posted, not_found. */
export async function lockReceiptLines(ctx: CommandContext, ids: readonly Id[]): Promise<LockedReceipts> {
  if (ids.length === 0) return { from: { orders: new Map(), lines: [] }, lines: new Map(), receipts: new Map() }
  const wanted = [...new Set(ids)]
  const seen = await readLines(ctx, wanted)
  if (seen.length !== wanted.length) throw notFound('goods_receipt')
  const from = await lockPurchaseOrders(
    ctx,
    seen.map((l) => l.orderId),
  )
  const lines = await lockLines(ctx, wanted)
  const receipts = (await readReceipts(ctx, [...new Set(lines.map((l) => l.receiptId))])) as ReceiptRow[]
  for (const r of receipts)
    if (r.status !== 'posted') throw conflict('procurement.receipt_not_posted', { number: r.number })
  return { from, lines: new Map(lines.map((l) => [l.id, l])), receipts: new Map(receipts.map((r) => [r.id, r])) }
}

/** Received, neither billed nor sent back before it was. */
export const unbilledOf = (l: ReceiptLineRow): Decimal =>
  dec(l.quantity).minus(l.billedQuantity).minus(l.returnedUnbilled)

/** What happened to a receipt line, as differences. */
export interface ReceiptLineProgress {
  readonly id: Id
  readonly billed?: DecimalString
  readonly billedCost?: DecimalString
  readonly billedBase?: DecimalString
  readonly returned?: DecimalString
  readonly returnedUnbilled?: DecimalString
  readonly returnedBase?: DecimalString
  readonly returnedCost?: DecimalString
  readonly held?: DecimalString
}

/** Adds differences to any number of locked receipt lines with one statement. */
export async function advanceReceiptLines(ctx: CommandContext, changes: readonly ReceiptLineProgress[]): Promise<void> {
  if (changes.length === 0) return
  const rows = changes.map((c) => ({
    id: c.id,
    billed: c.billed ?? '0',
    billed_cost: c.billedCost ?? '0',
    billed_base: c.billedBase ?? '0',
    returned: c.returned ?? '0',
    unbilled: c.returnedUnbilled ?? '0',
    returned_base: c.returnedBase ?? '0',
    returned_cost: c.returnedCost ?? '0',
    held: c.held ?? '0',
  }))
  await ctx.sql`
    update goods_receipt_line l set
      billed_quantity = l.billed_quantity + c.billed, billed_cost = l.billed_cost + c.billed_cost, billed_base = l.billed_base + c.billed_base,
      returned_quantity = l.returned_quantity + c.returned, returned_unbilled = l.returned_unbilled + c.unbilled,
      returned_base = l.returned_base + c.returned_base, returned_cost = l.returned_cost + c.returned_cost,
      held_quantity = l.held_quantity + c.held
    from (select id, sum(billed) as billed, sum(billed_cost) as billed_cost, sum(billed_base) as billed_base, sum(returned) as returned,
        sum(unbilled) as unbilled, sum(returned_base) as returned_base, sum(returned_cost) as returned_cost, sum(held) as held
      from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as r(id uuid, billed numeric, billed_cost numeric, billed_base numeric,
        returned numeric, unbilled numeric, returned_base numeric, returned_cost numeric, held numeric) group by id) c
    where l.tenant_id = ${ctx.tenantId} and l.id = c.id`
}
