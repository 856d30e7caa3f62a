import { sql } from 'drizzle-orm'
import { boolean, check, date, index, integer, jsonb, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { amount, belongsTo, companyTable, instant, openTo, stamps, tenantTable } from '../../columns'
import { company } from './tenant'

/** An approval flow of the tenant: which transition of which document it guards. What it asks for stands in its versions; `draft` is the next one. */
export const approvalFlow = tenantTable(
  'approval_flow',
  {
    code: text('code').notNull(),
    nameEn: text('name_en').notNull(),
    nameZh: text('name_zh').notNull(),
    document: text('document').notNull(),
    transition: text('transition').notNull(),
    status: text('status', { enum: ['draft', 'live', 'retired'] })
      .notNull()
      .default('draft'),
    draft: jsonb('draft'),
    ...stamps,
  },
  (t) => [unique('approval_flow_code').on(t.tenantId, t.code)],
)

/** What a flow asks for, from its publication on. A running instance stays on the version that it began with. */
export const approvalFlowVersion = tenantTable(
  'approval_flow_version',
  {
    flowId: uuid('flow_id').notNull(),
    number: integer('number').notNull(),
    priority: integer('priority').notNull(),
    condition: text('condition').notNull(),
    steps: jsonb('steps').notNull(),
    publishedAt: instant('published_at').notNull().defaultNow(),
    publishedBy: uuid('published_by'),
  },
  (t) => [
    unique('approval_flow_version_number').on(t.tenantId, t.flowId, t.number),
    belongsTo(t, t.flowId, () => approvalFlow),
  ],
  'append',
)

/** One request for approval: the command that was asked for, by whom, on which version of the document. At most one runs a document. */
export const approvalInstance = companyTable(
  'approval_instance',
  {
    flowId: uuid('flow_id').notNull(),
    versionId: uuid('version_id').notNull(),
    document: text('document').notNull(),
    documentId: uuid('document_id').notNull(),
    label: text('label'),
    transition: text('transition').notNull(),
    /** The command that the last approval runs, and its input as it was given. */
    command: text('command').notNull(),
    input: jsonb('input').notNull(),
    /** What the requester must still be allowed to when it runs; null = every member. */
    permission: text('permission'),
    requesterId: uuid('requester_id').notNull(),
    requesterName: text('requester_name').notNull(),
    /** Permissions that an API token was cut down to; null = all of the person's. */
    scopes: text('scopes').array(),
    amount: amount('amount'),
    /** What the flow read, and a hash of it: other values void the instance. */
    facts: jsonb('facts').notNull(),
    factsHash: text('facts_hash').notNull(),
    documentVersion: integer('document_version').notNull(),
    status: text('status', { enum: ['running', 'approved', 'rejected', 'voided'] }).notNull(),
    startedAt: instant('started_at').notNull(),
    endedAt: instant('ended_at'),
    /** Why it was voided. */
    endReason: text('end_reason'),
    executedAt: instant('executed_at'),
    /** The refusal that kept the approved command from running. */
    stoppedCode: text('stopped_code'),
    stoppedParams: jsonb('stopped_params'),
  },
  (t) => [
    uniqueIndex('approval_instance_running').on(t.tenantId, t.documentId).where(sql`status = 'running'`),
    index('approval_instance_document').on(t.tenantId, t.documentId, t.id),
    index('approval_instance_requester').on(t.tenantId, t.requesterId, t.id.desc()),
    index('approval_instance_flow').on(t.tenantId, t.flowId, t.status),
    belongsTo(t, t.companyId, () => company),
    belongsTo(t, t.flowId, () => approvalFlow),
    belongsTo(t, t.versionId, () => approvalFlowVersion),
  ],
)

/** A step of an instance. Stages follow one another; the branches of a stage run side by side, the steps of a branch in order. */
export const approvalStep = companyTable(
  'approval_step',
  {
    instanceId: uuid('instance_id').notNull(),
    position: integer('position').notNull(),
    stage: integer('stage').notNull(),
    branch: integer('branch').notNull(),
    nameEn: text('name_en').notNull(),
    nameZh: text('name_zh').notNull(),
    approvers: jsonb('approvers').notNull(),
    /** How many have to approve; null = all of them. */
    needed: integer('needed'),
    status: text('status', { enum: ['waiting', 'open', 'approved', 'rejected', 'skipped', 'closed'] }).notNull(),
    openedAt: instant('opened_at'),
    decidedAt: instant('decided_at'),
    remindHours: integer('remind_hours'),
    remindAt: instant('remind_at'),
    reminders: integer('reminders').notNull().default(0),
    escalateHours: integer('escalate_hours'),
    escalateTo: jsonb('escalate_to'),
    escalateAt: instant('escalate_at'),
    escalatedAt: instant('escalated_at'),
    /** Nobody (or too few) could approve: it went to the administrators. */
    fallback: boolean('fallback').notNull().default(false),
  },
  (t) => [
    unique('approval_step_position').on(t.tenantId, t.instanceId, t.position),
    index('approval_step_due').on(t.tenantId, t.status, t.remindAt),
    belongsTo(t, t.companyId, () => company),
    belongsTo(t, t.instanceId, () => approvalInstance),
    openTo('approval_step', 'keel_system', 'select'),
  ],
)

/** Who may decide a step that is open, and through what. */
export const approvalApprover = companyTable(
  'approval_approver',
  {
    instanceId: uuid('instance_id').notNull(),
    stepId: uuid('step_id').notNull(),
    userId: uuid('user_id').notNull(),
    via: text('via', { enum: ['role', 'manager', 'people', 'source', 'escalation', 'fallback'] }).notNull(),
  },
  (t) => [
    unique('approval_approver_once').on(t.tenantId, t.stepId, t.userId),
    index('approval_approver_user').on(t.tenantId, t.userId, t.stepId),
    belongsTo(t, t.companyId, () => company),
    belongsTo(t, t.instanceId, () => approvalInstance),
    belongsTo(t, t.stepId, () => approvalStep),
  ],
)

/** A decision, for good: who decided, in whose place, on which version of the document. */
export const approvalDecision = companyTable(
  'approval_decision',
  {
    at: instant('at').notNull(),
    instanceId: uuid('instance_id').notNull(),
    stepId: uuid('step_id').notNull(),
    decision: text('decision', { enum: ['approve', 'return'] }).notNull(),
    actorId: uuid('actor_id').notNull(),
    actorName: text('actor_name').notNull(),
    /** The absent approver in whose place it was taken; null = one's own. */
    onBehalfOfId: uuid('on_behalf_of_id'),
    onBehalfOfName: text('on_behalf_of_name'),
    comment: text('comment'),
    documentVersion: integer('document_version').notNull(),
  },
  (t) => [
    unique('approval_decision_once').on(t.tenantId, t.instanceId, t.actorId),
    index('approval_decision_actor').on(t.tenantId, t.actorId, t.id.desc()),
    belongsTo(t, t.companyId, () => company),
    belongsTo(t, t.instanceId, () => approvalInstance),
    belongsTo(t, t.stepId, () => approvalStep),
  ],
  'append',
)

/** Who decides in whose place while they are away, both days inclusive. */
export const approvalDelegation = tenantTable(
  'approval_delegation',
  {
    fromUserId: uuid('from_user_id').notNull(),
    toUserId: uuid('to_user_id').notNull(),
    fromDate: date('from_date', { mode: 'string' }).notNull(),
    toDate: date('to_date', { mode: 'string' }).notNull(),
    note: text('note'),
    revokedAt: instant('revoked_at'),
    ...stamps,
  },
  (t) => [
    index('approval_delegation_to').on(t.tenantId, t.toUserId, t.toDate),
    index('approval_delegation_from').on(t.tenantId, t.fromUserId, t.toDate),
    check('approval_delegation_period', sql`${t.toDate} >= ${t.fromDate}`),
    check('approval_delegation_other', sql`${t.toUserId} <> ${t.fromUserId}`),
  ],
)
