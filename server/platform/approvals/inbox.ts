import type { z } from 'zod'
import type { inboxItem } from '@/server/contracts/platform/inbox'
import type { Id } from '@/server/kernel/ids'
import type { QueryContext } from '../commands/context'
import { seatsOf } from './seats'

type Item = z.infer<typeof inboxItem>
type Row = Omit<Item, 'approval'> & { instanceId: Id; stepId: Id; en: string; zh: string }

/** The approvals in which the caller can decide now, the longest waiting first. */
export async function approvalsForMe(ctx: QueryContext): Promise<Item[]> {
  const seats = await seatsOf(ctx, null)
  if (seats.size === 0) return []
  const rows = await ctx.sql<Row[]>`
    select i.id as "instanceId", s.id as "stepId", i.document as kind, i.document_id as id, i.document_version as version,
           coalesce(i.label, '–') as label, null as hint, i.company_id as "companyId", trim_scale(i.amount)::text as amount,
           c.base_currency as currency, i.requester_name as by, s.opened_at as since, s.name_en as en, s.name_zh as zh
    from approval_instance i
      join company c on c.tenant_id = i.tenant_id and c.id = i.company_id
      join approval_step s on s.tenant_id = i.tenant_id and s.instance_id = i.id
    where i.tenant_id = ${ctx.tenantId} and s.id = any (${[...seats.values()].map((seat) => seat.stepId)}::uuid[])
    order by s.opened_at limit 200`
  return rows.map(({ instanceId, stepId: _, en, zh, ...item }) => ({
    ...item,
    approval: { instanceId, step: { en, zh }, inPlaceOf: seats.get(instanceId)?.inPlaceOf ?? null },
  }))
}

/** Of these documents those on which an approval runs: they are decided there, not by who may approve in general. */
export async function inApproval({ sql, tenantId }: QueryContext, documentIds: readonly Id[]): Promise<Set<Id>> {
  if (documentIds.length === 0) return new Set()
  const rows = await sql<{ id: Id }[]>`
    select document_id as id from approval_instance
    where tenant_id = ${tenantId} and status = 'running' and document_id = any (${[...documentIds]}::uuid[])`
  return new Set(rows.map((row) => row.id))
}
