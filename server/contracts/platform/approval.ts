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
  /** The caller is one of those who decide now: what is left to do is to decide. */
  mayDecide: z.boolean(),
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

export const delegationView = z.object({
  id: z.string(),
  fromUserId: z.string(),
  fromName: z.string(),
  toUserId: z.string(),
  toName: z.string(),
  fromDate: z.string(),
  toDate: z.string(),
  note: z.string().nullable(),
  mine: z.boolean(),
})
export type DelegationView = z.infer<typeof delegationView>

const words = z.object({ en: z.string(), zh: z.string() })
const factValue = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())])

/** A step of an approval as people see it. */
export const approvalStepView = z.object({
  id: z.string(),
  stage: z.number(),
  branch: z.number(),
  name: words,
  status: z.enum(approvalStepStates),
  needed: z.number().nullable(),
  fallback: z.boolean(),
  openedAt: z.string().nullable(),
  decidedAt: z.string().nullable(),
  escalatedAt: z.string().nullable(),
  /** Who may still decide it. */
  approvers: z.array(z.object({ id: z.string(), name: z.string(), via: z.string() })),
  decisions: z.array(
    z.object({
      by: z.string(),
      inPlaceOf: z.string().nullable(),
      decision: z.enum(['approve', 'return']),
      comment: z.string().nullable(),
      at: z.string(),
    }),
  ),
})

/** An approval with its trail: who approved which step when, who is next. */
export const approvalView = z.object({
  id: z.string(),
  document: z.string(),
  documentId: z.string(),
  label: z.string().nullable(),
  transition: z.string(),
  flow: z.object({ id: z.string(), code: z.string(), name: words, number: z.number() }),
  requesterId: z.string(),
  requesterName: z.string(),
  amount: z.string().nullable(),
  currency: z.string(),
  status: z.enum(approvalStates),
  startedAt: z.string(),
  endedAt: z.string().nullable(),
  endReason: z.string().nullable(),
  executed: z.boolean(),
  stopped: z.object({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) }).nullable(),
  documentVersion: z.number(),
  steps: z.array(approvalStepView),
  /** Whether the caller may decide now, and for whom when it is not in their own name. */
  mayDecide: z.boolean(),
  inPlaceOf: z.string().nullable(),
  mayWithdraw: z.boolean(),
})
export type ApprovalView = z.infer<typeof approvalView>

/** What an approver reads before deciding: the facts that the flow stands on, and the document's lines. */
export const approvalPreview = approvalView.extend({
  facts: z.array(z.object({ name: z.string(), label: words, unit: z.string().nullable(), value: factValue })),
  lines: z
    .object({
      currency: z.string().nullable(),
      rows: z.array(
        z.object({
          id: z.string(),
          text: z.string(),
          quantity: z.string().nullable(),
          unit: z.string().nullable(),
          price: z.string().nullable(),
          amount: z.string().nullable(),
        }),
      ),
    })
    .nullable(),
})
export type ApprovalPreview = z.infer<typeof approvalPreview>

/** What somebody asked for and where it stands. */
export const approvalRequestView = z.object({
  id: z.string(),
  document: z.string(),
  documentId: z.string(),
  label: z.string().nullable(),
  companyId: z.string(),
  amount: z.string().nullable(),
  currency: z.string(),
  status: z.enum(approvalStates),
  executed: z.boolean(),
  stoppedCode: z.string().nullable(),
  startedAt: z.string(),
  endedAt: z.string().nullable(),
  step: words.nullable(),
  waitsFor: z.array(z.string()),
})

export const approvalFlowView = z.object({
  id: z.string(),
  code: z.string(),
  nameEn: z.string(),
  nameZh: z.string(),
  document: z.string(),
  transition: z.string(),
  status: z.enum(approvalFlowStatuses),
  draft: approvalFlowContent.nullable(),
  version: z.number(),
  running: z.number(),
  versions: z.array(
    z.object({
      number: z.number(),
      content: approvalFlowContent,
      publishedAt: z.string(),
      publishedBy: z.string().nullable(),
      running: z.number(),
      current: z.boolean(),
    }),
  ),
})
export type ApprovalFlowView = z.infer<typeof approvalFlowView>

/** What flows can be made of: documents with their transitions and facts, roles, people, sources. */
export const approvalVocabulary = z.object({
  documents: z.array(
    z.object({
      document: z.string(),
      transitions: z.array(z.string()),
      facts: z.array(
        z.object({
          name: z.string(),
          type: z.enum(['decimal', 'text', 'date', 'boolean', 'list']),
          scope: z.enum(['header', 'line']),
          nullable: z.boolean(),
          unit: z.string().nullable(),
          label: words,
        }),
      ),
    }),
  ),
  roles: z.array(z.object({ code: z.string(), name: z.string() })),
  people: z.array(z.object({ id: z.string(), name: z.string() })),
  sources: z.array(z.object({ source: z.string(), label: words })),
})
export type ApprovalVocabulary = z.infer<typeof approvalVocabulary>

export const tryApprovalFlowInput = z.strictObject({
  document: z.string().regex(/^[a-z_]{1,60}$/),
  transition: z.string().regex(/^[a-z_]{1,40}$/),
  documentId: idField,
  content: approvalFlowContent,
})

/** Who would have to approve a real document, and why. */
export const approvalTrial = z.object({
  holds: z.boolean(),
  requester: z.string(),
  facts: z.array(z.object({ name: z.string(), label: words, unit: z.string().nullable(), value: factValue })),
  steps: z.array(
    z.object({
      name: words,
      stage: z.number(),
      branch: z.number(),
      applies: z.boolean(),
      needed: z.number(),
      approvers: z.array(z.string()),
      fallback: z.boolean(),
    }),
  ),
  /** The flow in force that would be taken now; null = nobody is asked. */
  inForce: z.object({ code: z.string(), name: words }).nullable(),
})
export type ApprovalTrial = z.infer<typeof approvalTrial>
