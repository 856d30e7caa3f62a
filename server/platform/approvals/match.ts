import type { ApprovalStepContent } from '@/server/contracts/platform/approval'
import { todayIn } from '@/server/kernel/calendar-date'
import { notFound } from '@/server/kernel/errors'
import type { Id } from '@/server/kernel/ids'
import { Decimal, type DecimalString } from '@/server/kernel/money'
import type { DocumentKind, DocumentTable, RowOf } from '../commands/command'
import type { QueryContext } from '../commands/context'
import type { Actor } from '../identity/actor'
import { remembered } from '../remembered'
import { judge, namesIn } from '../rules/expression'
import type { Facts, RuleSubject } from '../rules/subject'
import { factsOfFlow, type LiveFlow } from './live-flows'

interface CompanyFacts {
  readonly code: string
  readonly timeZone: string
}

/** Remembered until a company is changed. */
const companyFacts = remembered(
  (id: Id) => id,
  async ({ sql, tenantId }: QueryContext, id) => {
    const [row] = await sql<CompanyFacts[]>`
      select code, time_zone as "timeZone" from company where tenant_id = ${tenantId} and id = ${id}`
    if (!row) throw notFound('company')
    return row
  },
)

/** What flows know of a document's company. */
export async function companyOfFlow(ctx: QueryContext, companyId: Id): Promise<{ company: string; today: string }> {
  const { code, timeZone } = await companyFacts(ctx, companyId)
  return { company: code, today: todayIn(timeZone, ctx.now) }
}

/** The facts of a document for flows: those of its check, with what the platform knows of every document. */
export async function flowFacts(
  ctx: QueryContext,
  kind: DocumentKind<DocumentTable, string, string>,
  doc: RowOf<DocumentTable>,
  requester: Actor,
  subject: RuleSubject | undefined,
): Promise<Facts> {
  return {
    amount: kind.amount?.(doc) ?? null,
    ...(await companyOfFlow(ctx, doc.companyId)),
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
