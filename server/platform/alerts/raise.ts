import { type Id, newId } from '@/server/kernel/ids'
import type { CommandContext } from '../commands/context'

export interface AlertDraft {
  readonly kind: string
  readonly severity: 'info' | 'warning' | 'critical'
  /** Key below `control.alert.` of the message catalogue. */
  readonly messageKey: string
  readonly params: Readonly<Record<string, string | number>>
  readonly companyId?: Id | null
  readonly document?: string | null
  readonly documentId?: Id | null
  /** Who sees it: holders of the permission, or one person; neither = everybody in the tenant. */
  readonly audience: { readonly permission: string } | { readonly userId: Id } | 'everybody'
  /** The same matter raised again while it is not done is the same alert, brought up to date. */
  readonly dedupeKey?: string
}

interface Raised {
  id: Id
  company_id: Id | null
  kind: string
  severity: AlertDraft['severity']
  fresh: boolean
}

/** Raises alerts in the running transaction; they reach the browsers of their audience when it commits. */
export async function raiseAlerts(ctx: CommandContext, drafts: readonly AlertDraft[]): Promise<void> {
  if (drafts.length === 0) return
  const rows = drafts.map((d) => ({
    id: newId(),
    company_id: d.companyId ?? null,
    kind: d.kind,
    severity: d.severity,
    message_key: d.messageKey,
    params: d.params,
    document: d.document ?? null,
    document_id: d.documentId ?? null,
    audience_permission: typeof d.audience === 'object' && 'permission' in d.audience ? d.audience.permission : null,
    audience_user_id: typeof d.audience === 'object' && 'userId' in d.audience ? d.audience.userId : null,
    dedupe_key: d.dedupeKey ?? null,
  }))
  const raised = await ctx.sql<Raised[]>`
    insert into alert as old (tenant_id, id, company_id, kind, severity, message_key, params, document, document_id,
                              audience_permission, audience_user_id, dedupe_key)
    select ${ctx.tenantId}, r.* from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(
      id uuid, company_id uuid, kind text, severity text, message_key text, params jsonb, document text, document_id uuid,
      audience_permission text, audience_user_id uuid, dedupe_key text)
    on conflict (tenant_id, dedupe_key) where state <> 'done'
      do update set params = excluded.params, severity = excluded.severity, state = 'open', updated_at = now()
    returning id, company_id, kind, severity, xmax = 0 as fresh`
  for (const { id, company_id: companyId, kind, severity, fresh } of raised) {
    ctx.announce('alert', { id })
    if (fresh)
      ctx.emit('platform.alert.raised', { document: 'alert', documentId: id, companyId, payload: { kind, severity } })
  }
}

/** Marks the open alerts of these matters as done: what they told of is settled. */
export async function closeAlerts(ctx: CommandContext, dedupeKeys: readonly string[]): Promise<void> {
  const closed = await ctx.sql<{ id: Id }[]>`
    update alert set state = 'done', done_at = now(), updated_at = now(), done_by = ${ctx.actor.userId}
    where tenant_id = ${ctx.tenantId} and state <> 'done' and dedupe_key = any (${dedupeKeys as string[]}::text[]) returning id`
  for (const { id } of closed) ctx.announce('alert', { id })
}
