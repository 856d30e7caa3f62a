import { z } from 'zod'
import {
  type ApprovalFlowContent,
  approvalFlowContent,
  type approvalFlowHead,
  approvalFlowRef,
  createApprovalFlowInput,
  saveApprovalFlowDraftInput,
} from '@/server/contracts/platform/approval'
import { AppError, conflict, notFound, validation } from '@/server/kernel/errors'
import { type Id, newId } from '@/server/kernel/ids'
import { dec } from '@/server/kernel/money'
import { command, documentCommandOf } from '../commands/command'
import type { CommandContext } from '../commands/context'
import { checkCondition } from '../rules/expression'
import { factsOfFlow } from './live-flows'
import { approverResolver } from './sources'

type Head = z.infer<typeof approvalFlowHead>
interface FlowRow extends Head {
  id: Id
  code: string
  status: 'draft' | 'live' | 'retired'
  draft: ApprovalFlowContent | null
  version: number
}

const CONFIG = { area: 'approvals' }
const output = z.object({ id: z.string(), version: z.number() })

/** Refuses what could never run: an unknown transition, fact, role or person, or a condition that fails. */
async function check(ctx: CommandContext, head: Head, content: ApprovalFlowContent): Promise<void> {
  if (!documentCommandOf(head.document, head.transition))
    throw validation('approval.unknown_transition', 'transition', {
      document: head.document,
      transition: head.transition,
    })
  if (content.condition) checkCondition(content.condition, factsOfFlow(head.document), [])
  const roles = new Set<string>()
  const people = new Set<Id>()
  for (const [i, { approvers, escalateTo, above, upTo }] of content.steps.entries()) {
    if (approvers.kind === 'role') roles.add(approvers.role)
    if (escalateTo?.kind === 'role') roles.add(escalateTo.role)
    if (approvers.kind === 'people') for (const id of approvers.userIds) people.add(id)
    if (escalateTo?.kind === 'person') people.add(escalateTo.userId)
    if (approvers.kind === 'source' && !approverResolver(approvers.source))
      throw validation('approval.unknown_source', `content.steps.${i}.approvers`, { source: approvers.source })
    if (above !== null && upTo !== null && dec(above).greaterThanOrEqualTo(upTo))
      throw validation('approval.band_empty', `content.steps.${i}.upTo`)
  }
  const [found] = await ctx.sql<{ roles: string[]; people: Id[] }[]>`
    select array(select code from role where tenant_id = ${ctx.tenantId} and code = any (${[...roles]}::text[])) as roles,
           array(select user_id::text from membership where tenant_id = ${ctx.tenantId} and user_id = any (${[...people]}::uuid[])) as people`
  const role = [...roles].find((code) => !found?.roles.includes(code))
  if (role) throw validation('approval.unknown_role', 'content.steps', { role })
  if ([...people].some((id) => !found?.people.includes(id)))
    throw validation('approval.unknown_person', 'content.steps')
}

async function lockFlow(ctx: CommandContext, id: Id, version: number): Promise<FlowRow> {
  const [row] = await ctx.sql<FlowRow[]>`
    select id, code, name_en as "nameEn", name_zh as "nameZh", document, transition, status, draft, version
    from approval_flow where tenant_id = ${ctx.tenantId} and id = ${id} for update`
  if (!row) throw notFound('approval_flow')
  if (row.version !== version) throw new AppError('conflict', 'common.stale_version', { version: row.version })
  return row
}

const log = (ctx: CommandContext, action: string, row: { id: Id; code: string }, before: unknown, after: unknown) =>
  ctx.record({ action, document: 'approval_flow', documentId: row.id, label: row.code, before, after })

/** Starts a flow as a draft: it asks nobody until it is published. */
export const createApprovalFlow = command({
  name: 'control.createApprovalFlow',
  permission: 'control.approval_flow.create',
  input: createApprovalFlowInput,
  output,
  constraints: { approval_flow_code: { code: 'approval.code_taken', path: 'code' } },
  handler: async (ctx, { code, content, ...head }) => {
    await check(ctx, head, content)
    const id = newId()
    await ctx.sql`
      insert into approval_flow (tenant_id, id, code, name_en, name_zh, document, transition, draft, created_by, updated_by)
      values (${ctx.tenantId}, ${id}, ${code}, ${head.nameEn}, ${head.nameZh}, ${head.document}, ${head.transition},
              ${JSON.stringify(content)}::text::jsonb, ${ctx.actor.userId}, ${ctx.actor.userId})`
    log(ctx, 'create', { id, code }, null, { ...head, content })
    return { id, version: 1 }
  },
})

/** Saves the next version as a draft; what is in force stays in force. What a flow guards is fixed once it was published. */
export const saveApprovalFlowDraft = command({
  name: 'control.saveApprovalFlowDraft',
  permission: 'control.approval_flow.update',
  input: saveApprovalFlowDraftInput,
  output,
  handler: async (ctx, { id, version, content, ...head }) => {
    const row = await lockFlow(ctx, id, version)
    const moved = head.document !== row.document || head.transition !== row.transition
    if (moved && row.status !== 'draft') throw conflict('approval.subject_fixed')
    await check(ctx, head, content)
    await ctx.sql`
      update approval_flow set name_en = ${head.nameEn}, name_zh = ${head.nameZh}, document = ${head.document},
        transition = ${head.transition}, draft = ${JSON.stringify(content)}::text::jsonb, version = version + 1, updated_at = now(),
        updated_by = ${ctx.actor.userId}
      where tenant_id = ${ctx.tenantId} and id = ${id}`
    const { draft, ...before } = row
    log(ctx, 'update', row, { ...before, content: draft }, { ...head, content })
    ctx.announce('config', CONFIG)
    return { id, version: row.version + 1 }
  },
})

/** Puts the draft in force: requests from now on go by it, those that run stay on their version. */
export const publishApprovalFlow = command({
  name: 'control.publishApprovalFlow',
  permission: 'control.approval_flow.publish',
  input: approvalFlowRef,
  output: output.extend({ number: z.number() }),
  handler: async (ctx, { id, version }) => {
    const row = await lockFlow(ctx, id, version)
    if (!row.draft) throw conflict('approval.nothing_to_publish')
    const content = approvalFlowContent.parse(row.draft)
    await check(ctx, row, content)
    const [added] = await ctx.sql<{ number: number }[]>`
      insert into approval_flow_version (tenant_id, id, flow_id, number, priority, condition, steps, published_by)
      select ${ctx.tenantId}, ${newId()}, ${id}, coalesce(max(number), 0) + 1, ${content.priority}, ${content.condition},
             ${JSON.stringify(content.steps)}::text::jsonb, ${ctx.actor.userId}
      from approval_flow_version where tenant_id = ${ctx.tenantId} and flow_id = ${id} returning number`
    const number = added?.number ?? 1
    await ctx.sql`
      update approval_flow set status = 'live', draft = null, version = version + 1, updated_at = now(), updated_by = ${ctx.actor.userId}
      where tenant_id = ${ctx.tenantId} and id = ${id}`
    log(ctx, 'publish', row, { status: row.status }, { status: 'live', number, content })
    ctx.announce('config', CONFIG)
    return { id, version: row.version + 1, number }
  },
})

/** Takes a flow out of force for new requests; those that run go on. Publishing a new draft brings it back. */
export const retireApprovalFlow = command({
  name: 'control.retireApprovalFlow',
  permission: 'control.approval_flow.retire',
  input: approvalFlowRef,
  output,
  handler: async (ctx, { id, version }) => {
    const row = await lockFlow(ctx, id, version)
    if (row.status !== 'live') throw conflict('approval.not_live')
    await ctx.sql`
      update approval_flow set status = 'retired', version = version + 1, updated_at = now(), updated_by = ${ctx.actor.userId}
      where tenant_id = ${ctx.tenantId} and id = ${id}`
    log(ctx, 'retire', row, { status: 'live' }, { status: 'retired' })
    ctx.announce('config', CONFIG)
    return { id, version: row.version + 1 }
  },
})

/** Throws the draft away. A flow that was never published keeps its last one. */
export const discardApprovalFlowDraft = command({
  name: 'control.discardApprovalFlowDraft',
  permission: 'control.approval_flow.update',
  input: approvalFlowRef,
  output,
  handler: async (ctx, { id, version }) => {
    const row = await lockFlow(ctx, id, version)
    if (!row.draft || row.status === 'draft') throw conflict('approval.nothing_to_discard')
    await ctx.sql`
      update approval_flow set draft = null, version = version + 1, updated_at = now(), updated_by = ${ctx.actor.userId}
      where tenant_id = ${ctx.tenantId} and id = ${id}`
    log(ctx, 'discard_draft', row, { content: row.draft }, null)
    return { id, version: row.version + 1 }
  },
})
