import { sql } from 'drizzle-orm'
import { z } from 'zod'
import {
  type ApprovalFlowContent,
  type ApprovalFlowView,
  approvalFlowView,
  approvalVocabulary,
} from '@/server/contracts/platform/approval'
import { approvalFlowList, approvalList } from '@/server/contracts/platform/approval-lists'
import { notFound } from '@/server/kernel/errors'
import { query, registry } from '../commands/command'
import { listQueries } from '../lists/list'
import { checkCondition } from '../rules/expression'
import { factsOfFlow } from './live-flows'
import { approverResolvers } from './sources'
import { READ_ALL } from './trail'

export const approvalFlows = listQueries({
  definition: approvalFlowList,
  name: 'control.listApprovalFlows',
  permission: 'control.approval_flow.read',
  from: sql`approval_flow f left join lateral (
    select * from approval_flow_version x where x.tenant_id = f.tenant_id and x.flow_id = f.id order by x.number desc limit 1) v on true`,
  where: (ctx) => sql`f.tenant_id = ${ctx.tenantId}`,
  columns: {
    code: sql`f.code`,
    nameEn: sql`f.name_en`,
    nameZh: sql`f.name_zh`,
    document: sql`f.document`,
    transition: sql`f.transition`,
    status: sql`f.status`,
    priority: sql`coalesce(v.priority, (f.draft ->> 'priority')::int)`,
    number: sql`v.number`,
    hasDraft: sql`(f.draft is not null)`,
    running: sql`(select count(*)::int from approval_instance i where i.tenant_id = f.tenant_id and i.flow_id = f.id and i.status = 'running')`,
    updatedAt: sql`f.updated_at`,
  },
  nullable: ['number', 'priority'],
  id: sql`f.id`,
  search: [sql`f.code`, sql`f.name_en`, sql`f.name_zh`],
})

export const approvals = listQueries({
  definition: approvalList,
  name: 'control.listApprovals',
  permission: READ_ALL,
  from: sql`approval_instance i
    join approval_flow f on f.tenant_id = i.tenant_id and f.id = i.flow_id
    join approval_flow_version v on v.tenant_id = i.tenant_id and v.id = i.version_id
    join company c on c.tenant_id = i.tenant_id and c.id = i.company_id`,
  where: (ctx) => sql`i.tenant_id = ${ctx.tenantId}`,
  columns: {
    startedAt: sql`i.started_at`,
    label: sql`i.label`,
    document: sql`i.document`,
    transition: sql`i.transition`,
    requesterName: sql`i.requester_name`,
    amount: sql`i.amount`,
    currency: sql`c.base_currency`,
    status: sql`i.status`,
    waitsFor: sql`(select string_agg(distinct m.name, ', ') from approval_step s
      join approval_approver a on a.tenant_id = s.tenant_id and a.step_id = s.id
      join membership m on m.tenant_id = a.tenant_id and m.user_id = a.user_id
      where s.tenant_id = i.tenant_id and s.instance_id = i.id and s.status = 'open')`,
    flowCode: sql`f.code`,
    flowVersion: sql`v.number`,
    endedAt: sql`i.ended_at`,
  },
  nullable: ['label', 'amount', 'waitsFor', 'endedAt'],
  extra: { documentId: sql`i.document_id`, flowId: sql`i.flow_id` },
  id: sql`i.id`,
  search: [sql`i.label`, sql`i.requester_name`, sql`f.code`],
})

/** A flow with its draft and every version it ever had. */
export const approvalFlowDetail = query({
  name: 'control.getApprovalFlow',
  permission: 'control.approval_flow.read',
  input: z.strictObject({ id: z.uuid() }),
  output: approvalFlowView,
  handler: async (ctx, { id }) => {
    const [row] = await ctx.sql<Omit<ApprovalFlowView, 'versions' | 'running'>[]>`
      select id, code, name_en as "nameEn", name_zh as "nameZh", document, transition, status, draft, version
      from approval_flow where tenant_id = ${ctx.tenantId} and id = ${id}`
    if (!row) throw notFound('approval_flow')
    const versions = await ctx.sql<
      (ApprovalFlowContent & { number: number; publishedAt: string; publishedBy: string | null; running: number })[]
    >`
      select v.number, v.priority, v.condition, v.steps, v.published_at as "publishedAt", m.name as "publishedBy",
             (select count(*)::int from approval_instance i
              where i.tenant_id = v.tenant_id and i.version_id = v.id and i.status = 'running') as running
      from approval_flow_version v left join membership m on m.tenant_id = v.tenant_id and m.user_id = v.published_by
      where v.tenant_id = ${ctx.tenantId} and v.flow_id = ${id} order by v.number desc`
    return {
      ...row,
      running: versions.reduce((total, v) => total + v.running, 0),
      versions: versions.map(({ number, publishedAt, publishedBy, running, ...content }, i) => ({
        number,
        content,
        publishedAt,
        publishedBy,
        running,
        current: i === 0 && row.status === 'live',
      })),
    }
  },
})

/** Says whether a condition could be published, without saving anything: for the field that is typed into. */
export const checkApprovalCondition = query({
  name: 'control.checkApprovalCondition',
  permission: 'control.approval_flow.read',
  input: z.strictObject({ document: z.string().max(60), condition: z.string().max(2000) }),
  output: z.object({ ok: z.literal(true) }),
  handler: async (_ctx, { document, condition }) => {
    if (condition.trim()) checkCondition(condition, factsOfFlow(document), [])
    return { ok: true as const }
  },
})

/** Transitions that carry nothing to decide: by them a document is put before approvers or comes back. */
const NEVER = new Set(['return', 'block', 'revise'])

function documents() {
  const found = new Map<string, Set<string>>()
  for (const definition of registry.values()) {
    const use = definition.kind === 'command' ? definition.document : undefined
    if (!use?.transition || NEVER.has(use.transition) || definition.name.startsWith('test.')) continue
    found.set(use.kind.type, (found.get(use.kind.type) ?? new Set()).add(use.transition))
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1))
}

/** What flows can be made of. */
export const approvalFlowVocabulary = query({
  name: 'control.approvalFlowVocabulary',
  permission: 'control.approval_flow.read',
  input: z.strictObject({}),
  output: approvalVocabulary,
  handler: async ({ sql: q, tenantId }) => ({
    documents: documents().map(([document, transitions]) => ({
      document,
      transitions: [...transitions],
      facts: Object.entries(factsOfFlow(document)).map(([name, f]) => ({
        name,
        type: f.type,
        scope: f.scope,
        nullable: f.nullable ?? false,
        unit: f.unit ?? null,
        label: f.label,
      })),
    })),
    roles: [
      ...(await q<
        { code: string; name: string }[]
      >`select code, name from role where tenant_id = ${tenantId} order by name`),
    ],
    people: [
      ...(await q<{ id: string; name: string }[]>`
        select user_id as id, name from membership where tenant_id = ${tenantId} and status = 'active' order by name limit 2000`),
    ],
    sources: approverResolvers().map(([source, { label }]) => ({ source, label })),
  }),
})
