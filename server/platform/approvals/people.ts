import type { ApproverSource, EscalationTarget } from '@/server/contracts/platform/approval'
import type { Id } from '@/server/kernel/ids'
import type { QueryContext } from '../commands/context'
import { ADMINISTRATOR } from '../identity/system-roles'
import { type ApproverRequest, approverResolver } from './sources'

export type Via = 'role' | 'manager' | 'people' | 'source' | 'escalation' | 'fallback'

export interface Candidate {
  readonly userId: Id
  readonly name: string
  readonly via: Via
}

/** Everybody with a role, whoever they are. */
async function holdersOf({ sql, tenantId }: QueryContext, role: string): Promise<Id[]> {
  const rows = await sql<{ userId: Id }[]>`
    select m.user_id as "userId" from role r
      join membership_role mr on mr.tenant_id = r.tenant_id and mr.role_id = r.id
      join membership m on m.tenant_id = mr.tenant_id and m.id = mr.membership_id
     where r.tenant_id = ${tenantId} and r.code = ${role}`
  return rows.map((row) => row.userId)
}

/** The people that these report to. */
async function managersOf({ sql, tenantId }: QueryContext, userIds: readonly Id[]): Promise<Id[]> {
  const rows = await sql<{ userId: Id }[]>`
    select distinct b.user_id as "userId" from membership m
      join membership b on b.tenant_id = m.tenant_id and b.id = m.manager_id
     where m.tenant_id = ${tenantId} and m.user_id = any (${[...userIds]}::uuid[])`
  return rows.map((row) => row.userId)
}

async function named(
  ctx: QueryContext,
  source: Exclude<ApproverSource, { kind: 'role' }>,
  request: ApproverRequest,
): Promise<readonly Id[]> {
  switch (source.kind) {
    case 'manager':
      return managersOf(ctx, [request.requesterId])
    case 'people':
      return source.userIds
    case 'source':
      return (await approverResolver(source.source)?.resolve(ctx, request)) ?? []
  }
}

/** Of these people those who are active, may enter the company, and are not left out (the requester, who has decided already). */
async function eligible(
  { sql, tenantId }: QueryContext,
  userIds: readonly Id[],
  companyId: Id,
  without: readonly Id[],
  via: Via,
): Promise<Candidate[]> {
  if (userIds.length === 0) return []
  const rows = await sql<{ userId: Id; name: string }[]>`
    select user_id as "userId", name from membership
     where tenant_id = ${tenantId} and status = 'active' and user_id = any (${[...userIds]}::uuid[])
       and user_id <> all (${[...without]}::uuid[]) and (companies is null or ${companyId}::uuid = any (companies))
     order by name, user_id`
  return rows.map((row) => ({ ...row, via }))
}

/** As `eligible`, of everybody with a role. */
async function eligibleHolders(
  { sql, tenantId }: QueryContext,
  role: string,
  companyId: Id,
  without: readonly Id[],
  via: Via,
): Promise<Candidate[]> {
  const rows = await sql<{ userId: Id; name: string }[]>`
    select distinct m.user_id as "userId", m.name from role r
      join membership_role mr on mr.tenant_id = r.tenant_id and mr.role_id = r.id
      join membership m on m.tenant_id = mr.tenant_id and m.id = mr.membership_id
     where r.tenant_id = ${tenantId} and r.code = ${role} and m.status = 'active'
       and m.user_id <> all (${[...without]}::uuid[]) and (m.companies is null or ${companyId}::uuid = any (m.companies))
     order by m.name, m.user_id`
  return rows.map((row) => ({ ...row, via }))
}

/** Who may approve a step of this request, but for those who are left out. */
export async function candidates(
  ctx: QueryContext,
  source: ApproverSource,
  request: ApproverRequest,
  without: readonly Id[],
): Promise<Candidate[]> {
  if (source.kind === 'role') return eligibleHolders(ctx, source.role, request.companyId, without, source.kind)
  return eligible(ctx, await named(ctx, source, request), request.companyId, without, source.kind)
}

/** Where a step goes that nobody can approve. */
export const administrators = async (ctx: QueryContext, companyId: Id, without: readonly Id[]): Promise<Candidate[]> =>
  eligibleHolders(ctx, ADMINISTRATOR, companyId, without, 'fallback')

/** Where a step goes that has waited too long; `waitingFor` are those who have not decided. */
export async function escalated(
  ctx: QueryContext,
  target: EscalationTarget,
  companyId: Id,
  waitingFor: readonly Id[],
  without: readonly Id[],
): Promise<Candidate[]> {
  const found =
    target.kind === 'manager'
      ? await managersOf(ctx, waitingFor)
      : target.kind === 'role'
        ? await holdersOf(ctx, target.role)
        : [target.userId]
  return eligible(ctx, found, companyId, without, 'escalation')
}
