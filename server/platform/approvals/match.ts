import type { ApprovalStepContent } from '@/server/contracts/platform/approval'
import { Decimal, type DecimalString } from '@/server/kernel/money'
import type { DocumentKind, DocumentTable, RowOf } from '../commands/command'
import type { QueryContext } from '../commands/context'
import type { Actor } from '../identity/actor'
import { judge, namesIn } from '../rules/expression'
import type { Facts, RuleSubject } from '../rules/subject'
import { factsOfFlow, type LiveFlow } from './live-flows'

/** The facts of a document for flows: those of its check, with what the platform knows of every document. */
export async function flowFacts(
  ctx: QueryContext,
  kind: DocumentKind<DocumentTable, string, string>,
  doc: RowOf<DocumentTable>,
  requester: Actor,
  subject: RuleSubject | undefined,
): Promise<Facts> {
  const [row] = await ctx.sql<{ code: string; today: string }[]>`
    select code, (${ctx.now.toISOString()}::timestamptz at time zone time_zone)::date::text as today
    from company where tenant_id = ${ctx.tenantId} and id = ${doc.companyId}`
  return {
    amount: kind.amount?.(doc) ?? null,
    company: row?.code ?? null,
    today: row?.today ?? null,
    ...subject?.header,
    requester_id: requester.userId,
    requester_roles: requester.roles,
  }
}

/** Whether a condition holds. One that cannot be evaluated counts as holding: who cannot tell asks. */
export function holds(document: string, condition: string, facts: Facts): boolean {
  if (condition === '') return true
  const known = factsOfFlow(document)
  const names = new Map(namesIn(condition).flatMap((name) => (known[name] ? [[name, known[name]] as const] : [])))
  try {
    return judge([condition], facts, names)[0] !== false
  } catch {
    return true
  }
}

/** Whether a step is asked for at this amount; without an amount it always is. */
export function stepApplies(step: Pick<ApprovalStepContent, 'above' | 'upTo'>, amount: DecimalString | null): boolean {
  if (amount === null) return true
  const size = new Decimal(amount).abs()
  return (
    (step.above === null || size.greaterThan(step.above)) && (step.upTo === null || size.lessThanOrEqualTo(step.upTo))
  )
}

export const amountOf = (facts: Facts): DecimalString | null =>
  typeof facts.amount === 'string' && /^-?\d+(\.\d+)?$/.test(facts.amount) ? facts.amount : null

/** The flow that a document needs at a transition: the first whose condition holds and of which a step is left at its amount. */
export const matchFlow = (flows: readonly LiveFlow[], transition: string, facts: Facts): LiveFlow | undefined =>
  flows.find(
    (flow) =>
      flow.transition === transition &&
      holds(flow.document, flow.condition, facts) &&
      flow.steps.some((step) => stepApplies(step, amountOf(facts))),
  )
