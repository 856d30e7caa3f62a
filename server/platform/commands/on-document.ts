import { AppError, forbidden, notFound } from '@/server/kernel/errors'
import type { Id } from '@/server/kernel/ids'
import { canTransit, transit } from '@/server/kernel/state-machine'
import {
  approvalGate,
  approvalNeeded,
  askAfterSubmit,
  documentChanged,
  type Gate,
  parking,
  stillWaiting,
} from '../approvals/gate'
import { noteExecution, startInstance } from '../approvals/instance'
import { decidedBy } from '../approvals/steps'
import { demandAmount, type Grant } from '../identity/actor'
import { judge } from '../rules/judge'
import { stopping } from '../rules/subject'
import { rowReader, updateDocumentRow } from '../tenancy/rows'
import { type CommandDefinition, type DocumentTable, type DocumentUse, documentCommandOf, type RowOf } from './command'
import type { CommandContext } from './context'
import { parseInput } from './parse'
import { Run } from './run'

type Use = DocumentUse<DocumentTable, string, string>
type Doc = RowOf<DocumentTable>

/** A command on a document as it was called: `raw` is its input before it was parsed. */
export interface DocumentCall {
  readonly definition: CommandDefinition
  readonly use: Use
  readonly input: { id: Id; version?: number }
  readonly raw: unknown
}
export type DocumentOutcome = { readonly result: unknown } | { readonly refusal: AppError }

/** Lock, transition, rules, approval, handler, write: what the runner does for a command on a document. */
export async function onDocument(
  ctx: CommandContext,
  call: DocumentCall,
  grant: Grant | undefined,
): Promise<DocumentOutcome> {
  const doc = await lockDocument(ctx, call.use, call.input, grant)
  return perform(ctx, call, doc, 'ask')
}

/**
 * The part that the last approval runs again, in the name of who asked. `approved`: the instance whose approval is complete, so
 * that nobody is asked anew.
 */
export async function perform(
  ctx: CommandContext,
  call: DocumentCall,
  doc: Doc,
  approved: 'ask' | { readonly instanceId: Id },
): Promise<DocumentOutcome> {
  const { definition, use, input } = call
  const { kind, transition } = use
  const to = transition ? transit(kind.machine, doc.status, transition) : doc.status
  const subject = await definition.check?.(ctx, input, doc)
  if (subject) {
    const findings = stopping(await judge(ctx, subject))
    if (findings.length > 0) return { refusal: await stopByRules(ctx, use, doc, findings) }
  }
  const gate: Gate =
    approved === 'ask'
      ? await approvalGate(ctx, { definition, use, raw: call.raw, doc, subject })
      : { kind: 'passed', instanceId: approved.instanceId }
  if (gate.kind === 'waiting') return { refusal: await stillWaiting(ctx, gate.instance, doc) }
  if (gate.kind === 'passed' && ctx instanceof Run) ctx.approvedBy = await decidedBy(ctx, gate.instanceId)
  if (gate.kind === 'ask') return { refusal: await sendForApproval(ctx, use, doc, gate.asking) }
  const result = await carryOut(ctx, call, doc, to, gate.kind === 'passed' ? gate.instanceId : null)
  return { result }
}

async function carryOut(
  ctx: CommandContext,
  { definition, use, input }: DocumentCall,
  doc: Doc,
  to: string,
  approval: Id | null,
) {
  const { kind, transition } = use
  let columns: Record<string, unknown> = {}
  const result = await definition.handler(ctx, input, doc, (given) => {
    columns = { ...columns, ...given }
  })
  // Without a transition the state is what the handler's own steps have made of it.
  // An approval that is being carried out has ended: nothing runs on the document any more.
  await writeDocument(ctx, use, doc, transition ? { ...columns, status: to } : columns, approval === null)
  const after = { ...doc, ...columns, status: to, version: doc.version + 1 } as Doc
  if (approval) await noteExecution(ctx, approval, { documentVersion: after.version })
  const before = Object.fromEntries(Object.keys(columns).map((key) => [key, (doc as Record<string, unknown>)[key]]))
  ctx.record({
    action: transition ?? definition.name.split('.').pop() ?? definition.name,
    document: kind.type,
    documentId: doc.id,
    companyId: doc.companyId,
    // A number that is taken last is on the result by the time the row is written.
    get label() {
      return kind.label(after) ?? numberOf(result)
    },
    before: { status: doc.status, ...before },
    after: { status: to, ...columns, ...(approval && { approval: { instanceId: approval, askedBy: ctx.actor.name } }) },
  })
  await askAfterSubmit(ctx, use, after, definition.permission)
  return result
}

/** The number that a document's command answers with. */
const numberOf = (result: unknown): string | null =>
  typeof result === 'object' && result !== null && 'number' in result && typeof result.number === 'string'
    ? result.number
    : null

const locks = new WeakMap<DocumentTable, ReturnType<typeof rowReader<DocumentTable>>>()

export async function lockDocument(
  ctx: CommandContext,
  use: Use,
  input: { id: Id; version?: number },
  grant: Grant | undefined,
): Promise<Doc> {
  const { table, type, machine } = use.kind
  const lock = locks.get(table) ?? rowReader(table, 'id = $2 for update')
  locks.set(table, lock)
  const locked = lock(ctx, input.id)
  use.kind.alongside?.(ctx, input.id)
  const rows = await locked
  const doc = rows[0] as Doc | undefined
  if (!doc) throw notFound(type)
  if (input.version !== undefined && input.version !== doc.version)
    throw new AppError('conflict', 'common.stale_version', { version: doc.version })
  demandReach(ctx, use, doc, grant)
  if (use.states && !use.states.includes(doc.status))
    throw new AppError('illegal_transition', 'common.wrong_state', { document: machine.document, state: doc.status })
  return doc
}

/** Whether the grant covers this row and its amount. */
export function demandReach(ctx: CommandContext, { kind, transition }: Use, doc: Doc, grant: Grant | undefined): void {
  if (grant?.scope === 'own' && doc.createdBy !== ctx.actor.userId) throw forbidden(kind.type)
  if (grant && kind.amount && transition) demandAmount(grant, kind.amount(doc))
}

/** Writes columns and the next version; an approval that runs on the document does not outlive it. */
async function writeDocument(
  ctx: CommandContext,
  use: Use,
  doc: Doc,
  columns: Record<string, unknown>,
  mayRun = true,
): Promise<void> {
  // Sent with the command's last statements: nothing after it reads the row.
  ctx.send(updateDocumentRow(ctx, use.kind.table, { id: doc.id, userId: ctx.actor.userId }, columns))
  if (mayRun) await documentChanged(ctx, use, doc.id)
}

/** Moves a document by a transition that the platform makes itself: with the module's own handler where it has a command for it. */
async function move(
  ctx: CommandContext,
  use: Use,
  doc: Doc,
  transition: string,
  given: Record<string, unknown>,
): Promise<Doc> {
  const { kind } = use
  const status = transit(kind.machine, doc.status, transition)
  const own = documentCommandOf(kind.type, transition)
  let columns: Record<string, unknown> = {}
  if (own)
    await own.handler(ctx, parseInput(own.input, { id: doc.id, ...given }), doc, (patch) => {
      columns = { ...columns, ...patch }
    })
  await writeDocument(ctx, { kind, transition }, doc, { ...columns, status })
  ctx.record({
    action: transition,
    document: kind.type,
    documentId: doc.id,
    companyId: doc.companyId,
    label: kind.label(doc),
    before: { status: doc.status },
    after: { status },
  })
  return { ...doc, ...columns, status, version: doc.version + 1 } as Doc
}

/** Parks the document where its life has a place for that, and begins the approval in the name of the actor. */
async function sendForApproval(
  ctx: CommandContext,
  use: Use,
  doc: Doc,
  asking: Extract<Gate, { kind: 'ask' }>['asking'],
): Promise<AppError> {
  const { park } = parking(use.kind)
  const { machine } = use.kind
  const parks =
    park !== null &&
    park !== asking.transition &&
    canTransit(machine, doc.status, park) &&
    canTransit(machine, transit(machine, doc.status, park), asking.transition)
  const parked = parks ? await move(ctx, use, doc, park, {}) : doc
  const { id, approvers } = await startInstance(ctx, { ...asking, documentVersion: parked.version })
  const { code, nameEn: en, nameZh: zh } = asking.flow
  return approvalNeeded({
    instanceId: id,
    flow: { code, en, zh },
    status: parked.status,
    version: parked.version,
    approvers,
    // Who asks never decides.
    mayDecide: false,
  })
}

/** Sends a document back to its author, where its life has a way back from here. Returns the document as it then stands. */
export async function sendBack(ctx: CommandContext, use: Use, doc: Doc, reason: string): Promise<Doc> {
  const { back } = parking(use.kind)
  if (back === null || !canTransit(use.kind.machine, doc.status, back)) return doc
  const takesReason = documentCommandOf(use.kind.type, back)?.input.safeParse({ id: doc.id, reason }).success
  return move(ctx, use, doc, back, takesReason ? { reason } : {})
}

/** A stopped transition is itself a fact: the document goes to `blocked` where its life has that state, and the decisions stay. */
async function stopByRules(
  ctx: CommandContext,
  use: Use,
  doc: Doc,
  findings: ReturnType<typeof stopping>,
): Promise<AppError> {
  const { kind } = use
  const blocks = 'block' in kind.machine.transitions && canTransit(kind.machine, doc.status, 'block')
  if (blocks) await writeDocument(ctx, use, doc, { status: transit(kind.machine, doc.status, 'block') })
  const document = { document: kind.type, documentId: doc.id, companyId: doc.companyId }
  ctx.record({ ...document, action: 'blocked_by_rule', label: kind.label(doc), after: findings.map((f) => f.ruleCode) })
  ctx.emit('platform.rule.blocked', {
    ...document,
    payload: { document: kind.type, trigger: use.transition ?? 'save', rules: findings.map((f) => f.ruleCode) },
  })
  return new AppError('rule_blocked', 'common.rule_blocked', { count: findings.length }, [], findings)
}
