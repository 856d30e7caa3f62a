import { z } from 'zod'
import type { FactDefinition } from './facts'
import { amountField, code, dateField, idField, nonNegative, optionalText, text, versionField } from './field'

export const approvalFlowStatuses = ['draft', 'live', 'retired'] as const
export const approvalStates = ['running', 'approved', 'rejected', 'voided'] as const
export const approvalStepStates = ['waiting', 'open', 'approved', 'rejected', 'skipped', 'closed'] as const
export const approverKinds = ['role', 'manager', 'people', 'source'] as const

const roleCode = z.string().min(1).max(60)
const hours = z
  .int()
  .min(1)
  .max(24 * 90)

/** Who may approve a step. `source` = a resolver that a module registers (`cost_center_owner`). */
export const approverSource = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('role'), role: roleCode }),
  z.strictObject({ kind: z.literal('manager') }),
  z.strictObject({ kind: z.literal('people'), userIds: z.array(idField).min(1).max(50) }),
  z.strictObject({ kind: z.literal('source'), source: z.string().regex(/^[a-z][a-z0-9_]{0,59}$/) }),
])
export type ApproverSource = z.infer<typeof approverSource>

/** To whom a step goes that waits too long: the managers of those who have not decided, a role, or one person. */
export const escalationTarget = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('manager') }),
  z.strictObject({ kind: z.literal('role'), role: roleCode }),
  z.strictObject({ kind: z.literal('person'), userId: idField }),
])
export type EscalationTarget = z.infer<typeof escalationTarget>

export const approvalStepContent = z
  .strictObject({
    nameEn: text(80),
    nameZh: text(80),
    /** Stages follow one another; the branches of a stage run side by side; the steps of a branch in order. */
    stage: z.int().min(1).max(20),
    branch: z.int().min(1).max(10).default(1),
    approvers: approverSource,
    /** How many of them have to approve; `all` = each of those who could when the step opened. */
    needed: z.union([z.int().min(1).max(20), z.literal('all')]).default(1),
    /** Only for amounts (base currency) above this; exactly at it the step is skipped. */
    above: nonNegative(amountField).nullable().default(null),
    /** Only for amounts up to this, inclusive. */
    upTo: nonNegative(amountField).nullable().default(null),
    /** A reminder each time that this many hours have passed. */
    remindAfterHours: hours.nullable().default(null),
    escalateAfterHours: hours.nullable().default(null),
    escalateTo: escalationTarget.nullable().default(null),
  })
  .refine((s) => (s.escalateAfterHours === null) === (s.escalateTo === null), {
    error: 'approval.escalation_incomplete',
    path: ['escalateTo'],
  })
export type ApprovalStepContent = z.infer<typeof approvalStepContent>

/** What a version of a flow says. Without a condition it is for every document. Of several that match the highest priority wins, then the code. */
export const approvalFlowContent = z.strictObject({
  priority: z.int().min(0).max(1000).default(100),
  condition: z.string().trim().max(2000, { error: 'validation.too_long' }).default(''),
  steps: z.array(approvalStepContent).min(1, { error: 'approval.no_steps' }).max(30),
})
export type ApprovalFlowContent = z.infer<typeof approvalFlowContent>

export const approvalFlowHead = z.strictObject({
  nameEn: text(120),
  nameZh: text(120),
  document: z.string().regex(/^[a-z_]{1,60}$/),
  transition: z.string().regex(/^[a-z_]{1,40}$/),
})
export const createApprovalFlowInput = approvalFlowHead.extend({ code: code(60), content: approvalFlowContent })
export const saveApprovalFlowDraftInput = approvalFlowHead.extend({
  id: idField,
  version: versionField,
  content: approvalFlowContent,
})
export const approvalFlowRef = z.strictObject({ id: idField, version: versionField })

const comment = z
  .string()
  .trim()
  .max(2000, { error: 'validation.too_long' })
  .regex(/^[\P{Cc}\t\n]*$/u, { error: 'validation.characters' })

/** A decision on the step that waits for the caller. A return needs a comment. `documentVersion`: what the caller looked at. */
export const decideApprovalInput = z
  .strictObject({
    id: idField,
    decision: z.enum(['approve', 'return']),
    comment: comment.default(''),
    documentVersion: versionField.optional(),
  })
  .refine((d) => d.decision === 'approve' || d.comment.length >= 3, {
    error: 'approval.comment_needed',
    path: ['comment'],
  })

export const decidedApproval = z.object({
  id: z.string(),
  status: z.enum(approvalStates),
  /** Whether the command that was asked for has run. */
  executed: z.boolean(),
  /** The refusal that kept the approved command from running; the approval stays. */
  stopped: z.object({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) }).nullable(),
  document: z.string(),
  documentId: z.string(),
})

/** What the refusal `common.approval_needed` carries: the document was sent for approval, nothing was refused. */
export const approvalNeeded = z.object({
  instanceId: z.string(),
  flow: z.object({ code: z.string(), en: z.string(), zh: z.string() }),
  /** State and version of the document as it now stands. */
  status: z.string(),
  version: z.number(),
  approvers: z.array(z.string()),
})
export type ApprovalNeeded = z.infer<typeof approvalNeeded>

export const saveDelegationInput = z
  .strictObject({
    toUserId: idField,
    fromDate: dateField,
    toDate: dateField,
    note: optionalText(200),
    /** For somebody else (who fell ill): needs `control.approval.delegate`. */
    fromUserId: idField.optional(),
  })
  .refine((d) => d.toDate >= d.fromDate, { error: 'approval.period_backwards', path: ['toDate'] })

/** Facts that every flow may ask about, whatever the document; what the module's own check gives takes their place. */
export const approvalFacts: Readonly<Record<string, FactDefinition>> = {
  amount: {
    type: 'decimal',
    scope: 'header',
    nullable: true,
    unit: 'base_amount',
    label: { en: 'Amount (base currency)', zh: '金额（本位币）' },
  },
  company: { type: 'text', scope: 'header', label: { en: 'Company code', zh: '公司编码' } },
  requester_id: { type: 'text', scope: 'header', label: { en: 'Requester (id)', zh: '申请人（标识）' } },
  requester_roles: { type: 'list', scope: 'header', label: { en: 'Roles of the requester', zh: '申请人的角色' } },
}
