import type { Id } from '@/server/kernel/ids'
import type { CommandContext } from '@/server/platform/commands/context'

/** What entries explained of a bank's line is open again: they are reversed, or no longer tied to it. */
export async function freeStatementLine(
  ctx: CommandContext,
  lineId: Id | null,
  entryIds: readonly (Id | null)[],
): Promise<void> {
  if (lineId === null) return
  const entries = entryIds.filter((id) => id !== null)
  await ctx.sql`
    update bank_statement_line l set settled = l.settled - (
      select coalesce(sum(j.amount), 0) from journal_line j
      join company_bank_account b on b.tenant_id = j.tenant_id and b.id = l.company_bank_account_id and b.account_id = j.account_id
      where j.tenant_id = l.tenant_id and j.entry_id = any (${entries}::uuid[])),
      version = l.version + 1, updated_at = now(), updated_by = ${ctx.actor.userId}
    where l.tenant_id = ${ctx.tenantId} and l.id = ${lineId}`
}
