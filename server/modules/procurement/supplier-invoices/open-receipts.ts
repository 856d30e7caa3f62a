import type { Id } from '@/server/kernel/ids'
import { type DecimalString, dec } from '@/server/kernel/money'
import { currencyDigits } from '@/server/modules/finance'
import type { QueryContext } from '@/server/platform/commands/context'
import type { OpenReceipt } from './clear.rules'

export interface OpenReceiptRow extends OpenReceipt {
  readonly price: DecimalString
  readonly stocked: boolean
  readonly expenseAccountId: Id | null
  readonly costCenterId: Id | null
  readonly projectId: Id | null
}

type Row = Omit<OpenReceiptRow, 'settled' | 'settledCost' | 'settledBase' | 'currencyDigits'> & {
  settled: string
  settledCost: string
  settledBase: string
}

/** Posted receipt lines of order lines with something left to bill, oldest first; `lock`ed where their orders are. */
export async function openReceipts(
  ctx: QueryContext,
  orderLineIds: readonly Id[],
  lock: boolean,
): Promise<OpenReceiptRow[]> {
  if (orderLineIds.length === 0) return []
  const rows = await ctx.sql<Row[]>`
    select l.id, l.order_line_id as "orderLineId", l.currency, l.quantity, l.cost, l.base_cost as "baseCost", l.price, l.stocked,
      l.expense_account_id as "expenseAccountId", l.cost_center_id as "costCenterId", l.project_id as "projectId",
      l.billed_quantity + l.returned_unbilled as settled, l.billed_cost + l.returned_cost as "settledCost",
      l.billed_base + l.returned_base as "settledBase"
    from goods_receipt_line l
    join goods_receipt h on h.tenant_id = l.tenant_id and h.id = l.receipt_id and h.status = 'posted' and not h.historical
    where l.tenant_id = ${ctx.tenantId} and l.order_line_id = any(${[...new Set(orderLineIds)]}::uuid[])
      and l.quantity > l.billed_quantity + l.returned_unbilled
    order by h.posting_date, l.id ${lock ? ctx.sql`for update of l` : ctx.sql``}`
  return rows.map((r) => ({
    ...r,
    currencyDigits: currencyDigits(r.currency),
    settled: dec(r.settled),
    settledCost: dec(r.settledCost),
    settledBase: dec(r.settledBase),
  }))
}
