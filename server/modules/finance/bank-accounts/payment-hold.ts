import type { HoldKind } from '@/server/contracts/finance/bank-account'
import { conflict } from '@/server/kernel/errors'
import { type Id, newId } from '@/server/kernel/ids'
import type { CommandContext, QueryContext } from '@/server/platform/commands/context'

/** Holds or frees what is owed for a document: `kinds` say why it is not paid; none = it may be paid. */
export async function setPaymentHold(
  ctx: CommandContext,
  hold: { companyId: Id; openItemSourceId: Id; kinds: readonly HoldKind[] },
): Promise<void> {
  const { companyId, openItemSourceId, kinds } = hold
  if (kinds.length === 0)
    await ctx.sql`delete from payment_hold where tenant_id = ${ctx.tenantId} and source_document_id = ${openItemSourceId}`
  else
    await ctx.sql`
      insert into payment_hold (tenant_id, id, company_id, source_document_id, kinds, created_by, updated_by)
      values (${ctx.tenantId}, ${newId()}, ${companyId}, ${openItemSourceId}, ${[...kinds].sort()}::text[], ${ctx.actor.userId}, ${ctx.actor.userId})
      on conflict (tenant_id, source_document_id) do update set kinds = excluded.kinds, updated_at = now(), updated_by = excluded.updated_by`
}

/** Refuses with finance.payment_hold when one of these documents is held. */
export async function demandNoHold(
  ctx: QueryContext,
  items: readonly { sourceDocumentId: Id; number: string }[],
): Promise<void> {
  const ids = items.map((item) => item.sourceDocumentId)
  const [held] = await ctx.sql<{ source_document_id: Id }[]>`
    select source_document_id from payment_hold
    where tenant_id = ${ctx.tenantId} and source_document_id = any (${ids}::uuid[]) limit 1`
  if (!held) return
  const item = items.find((i) => i.sourceDocumentId === held.source_document_id)
  throw conflict('finance.payment_hold', { number: item?.number ?? '' })
}
