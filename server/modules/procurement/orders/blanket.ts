import type { CalendarDate } from '@/server/kernel/calendar-date'
import { conflict } from '@/server/kernel/errors'
import type { Id } from '@/server/kernel/ids'
import { type Decimal, type DecimalString, dec, HUNDRED, plain } from '@/server/kernel/money'
import type { CommandContext } from '@/server/platform/commands/context'

interface Blanket {
  number: string
  kind: string
  status: string
  validFrom: CalendarDate | null
  validTo: CalendarDate | null
  blanketAmount: DecimalString | null
  calledAmount: DecimalString
  allowancePercent: DecimalString
  currency: string
}

/** What may be called of something agreed, with the allowance on top; exactly at it passes. */
export const withAllowance = (agreed: DecimalString, percent: DecimalString): Decimal =>
  dec(agreed).times(HUNDRED.plus(percent)).div(HUNDRED)

/**
 * Refuses what a blanket order does not allow: outside its period (both ends inclusive), more of a line or more money than agreed
 * with the allowance. Called after the call-off has been counted, with the blanket order's row locked by that, so that two call-offs
 * see each other. Errors: procurement.blanket_not_open, blanket_period, blanket_quantity, blanket_amount.
 */
export async function demandBlanket(ctx: CommandContext, blanketId: Id, date: CalendarDate): Promise<void> {
  const [blanket] = await ctx.sql<Blanket[]>`
    select number, kind, status, valid_from as "validFrom", valid_to as "validTo", blanket_amount as "blanketAmount",
      called_amount as "calledAmount", allowance_percent as "allowancePercent", currency
    from purchase_order where tenant_id = ${ctx.tenantId} and id = ${blanketId} for update`
  if (blanket?.kind !== 'blanket' || !['approved', 'sent', 'confirmed'].includes(blanket.status))
    throw conflict('procurement.blanket_not_open', { number: blanket?.number ?? '' })
  const { number, validFrom, validTo, currency, allowancePercent } = blanket
  if ((validFrom && date < validFrom) || (validTo && date > validTo))
    throw conflict('procurement.blanket_period', { number, date })
  const [over] = await ctx.sql<{ position: number; called: string; agreed: string }[]>`
    select position, trim_scale(called_quantity)::text as called, trim_scale(stock_quantity)::text as agreed
    from purchase_order_line where tenant_id = ${ctx.tenantId} and order_id = ${blanketId}
      and called_quantity > (stock_quantity - short_quantity) * (100 + ${allowancePercent}::numeric) / 100
    order by position limit 1`
  if (over) throw conflict('procurement.blanket_quantity', { number, percent: plain(allowancePercent), ...over })
  if (blanket.blanketAmount === null) return
  if (dec(blanket.calledAmount).greaterThan(withAllowance(blanket.blanketAmount, allowancePercent)))
    throw conflict('procurement.blanket_amount', {
      number,
      currency,
      called: plain(blanket.calledAmount),
      agreed: plain(blanket.blanketAmount),
      percent: plain(allowancePercent),
    })
}
