import type { CalendarDate } from '@/server/kernel/calendar-date'
import { type Id, newId } from '@/server/kernel/ids'
import type { DecimalString } from '@/server/kernel/money'
import type { CommandContext } from '@/server/platform/commands/context'

export interface AllocationRow {
  readonly id?: Id
  readonly debitItemId: Id
  readonly creditItemId: Id
  readonly date: CalendarDate
  readonly amount: DecimalString
  readonly debitBase: DecimalString
  readonly creditBase: DecimalString
  readonly entryId?: Id | null
  readonly paymentId?: Id | null
  readonly reversesId?: Id | null
}

/** Writes allocations in one statement; a trigger lowers what remains and refuses what does not fit. */
export async function insertAllocations(
  ctx: CommandContext,
  companyId: Id,
  rows: readonly AllocationRow[],
): Promise<void> {
  if (rows.length === 0) return
  const json = rows.map((r) => ({
    id: r.id ?? newId(),
    debit_item_id: r.debitItemId,
    credit_item_id: r.creditItemId,
    date: r.date,
    amount: r.amount,
    debit_base: r.debitBase,
    credit_base: r.creditBase,
    entry_id: r.entryId ?? null,
    payment_id: r.paymentId ?? null,
    reverses_id: r.reversesId ?? null,
  }))
  await ctx.sql`
    insert into allocation (tenant_id, id, company_id, debit_item_id, credit_item_id, date, amount, debit_base, credit_base,
      entry_id, payment_id, reverses_id, created_by)
    select ${ctx.tenantId}, r.id, ${companyId}, r.debit_item_id, r.credit_item_id, r.date, r.amount, r.debit_base, r.credit_base,
      r.entry_id, r.payment_id, r.reverses_id, ${ctx.actor.userId}
    from jsonb_to_recordset(${JSON.stringify(json)}::text::jsonb) as r(id uuid, debit_item_id uuid, credit_item_id uuid, date date,
      amount numeric, debit_base numeric, credit_base numeric, entry_id uuid, payment_id uuid, reverses_id uuid)`
}
