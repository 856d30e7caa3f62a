import type { ApprovalStepContent } from '@/server/contracts/platform/approval'
import { approvalFacts } from '@/server/contracts/platform/approval'
import { commonFacts, type FactDefinition } from '@/server/contracts/platform/facts'
import type { Id } from '@/server/kernel/ids'
import { type DocumentKind, type DocumentTable, registry } from '../commands/command'
import type { QueryContext } from '../commands/context'
import { isListening, onAnnouncement, onMissed } from '../events/listen'
import { catalogueOf } from '../rules/catalogue'
import { namesIn } from '../rules/expression'
import { ruleSet } from '../rules/live-rules'

/** The version of a flow that new requests go by. */
export interface LiveFlow {
  readonly flowId: Id
  readonly versionId: Id
  readonly code: string
  readonly nameEn: string
  readonly nameZh: string
  readonly document: string
  readonly transition: string
  readonly number: number
  readonly priority: number
  readonly condition: string
  readonly steps: readonly ApprovalStepContent[]
}

interface TenantFlows {
  readonly at: number
  readonly loaded: Promise<KnownFlows>
}

export interface KnownFlows {
  /** Documents that ever had a flow: for others nothing is looked up. */
  readonly documents: ReadonlySet<string>
  /** `document:transition` of every flow that was ever in force: what runs on a retired one still stands on its facts. */
  readonly read: ReadonlySet<string>
  /** In the order in which they are asked. */
  readonly live: readonly LiveFlow[]
}

/** How long flows are believed while announcements do not arrive. */
const UNHEARD_MS = 300
const cache = new Map<Id, TenantFlows>()
let watching = false

function watch(): void {
  if (watching) return
  watching = true
  onAnnouncement('config', (message) => {
    if (message.area === 'approvals') cache.delete(message.tenantId)
  })
  onMissed(() => cache.clear())
}

/** The tenant's flows; from the process's memory when it is current, so that a command without a flow pays a look-up in a map. */
export async function knownFlows(ctx: QueryContext): Promise<KnownFlows> {
  watch()
  const held = cache.get(ctx.tenantId)
  if (held && (isListening() || Date.now() - held.at <= UNHEARD_MS)) return held.loaded
  const fresh: TenantFlows = { at: Date.now(), loaded: load(ctx) }
  // The entry stands before its rows arrive: an announcement that comes meanwhile removes it.
  cache.set(ctx.tenantId, fresh)
  fresh.loaded.catch(() => cache.get(ctx.tenantId) === fresh && cache.delete(ctx.tenantId))
  return fresh.loaded
}

type Row = LiveFlow & { status: string }

async function load({ sql, tenantId }: QueryContext): Promise<KnownFlows> {
  const rows = await sql<Row[]>`
    select distinct on (f.id) f.id as "flowId", v.id as "versionId", f.code, f.name_en as "nameEn", f.name_zh as "nameZh", f.document,
           f.transition, f.status, v.number, v.priority, v.condition, v.steps
    from approval_flow f join approval_flow_version v on v.tenant_id = f.tenant_id and v.flow_id = f.id
    where f.tenant_id = ${tenantId} order by f.id, v.number desc`
  return {
    documents: new Set(rows.map((row) => row.document)),
    read: new Set(rows.map((row) => `${row.document}:${row.transition}`)),
    live: rows
      .filter((row) => row.status === 'live')
      .sort((a, b) => b.priority - a.priority || (a.code < b.code ? -1 : 1)),
  }
}

/** Whether a flow may ask for facts of such a document at this transition: a check that is spared without rules is made then. */
export async function flowsRead(ctx: QueryContext, document: string, transition: string): Promise<boolean> {
  return tried.has(ctx) || (await knownFlows(ctx)).read.has(`${document}:${transition}`)
}

const tried = new WeakSet<QueryContext>()
/** For a trial: checks made in this context gather their facts whether or not a flow is in force. */
export function gatherFacts<C extends QueryContext>(ctx: C): C {
  tried.add(ctx)
  return ctx
}

/** Whether anything looks at the facts of such a document: a rule or a flow. Checks that cost queries are spared otherwise. */
export async function factsAreRead(
  ctx: QueryContext,
  document: string,
  trigger: string,
  companyId: Id,
): Promise<boolean> {
  return (
    (await flowsRead(ctx, document, trigger)) || (await ruleSet(ctx, document, trigger, companyId)).rules.length > 0
  )
}

/**
 * Which facts of such a document are looked at at this trigger; undefined where nothing looks at any. What takes no query may be told
 * whether or not it is asked for; what does is gathered only then. Where there is a flow its approvers are shown the whole header.
 */
export async function factsWanted(
  ctx: QueryContext,
  document: string,
  trigger: string,
  companyId: Id,
): Promise<((fact: string) => boolean) | undefined> {
  const { reads, rules } = await ruleSet(ctx, document, trigger, companyId)
  const flows = await flowsRead(ctx, document, trigger)
  if (rules.length === 0 && !flows) return undefined
  // One check may serve several transitions, of which a flow stands on another; a draft that is saved is asked by none.
  if (!flows && (trigger === 'save' || !(await knownFlows(ctx)).documents.has(document)))
    return (fact) => reads.has(fact)
  const known = catalogueOf(document)?.facts
  return (fact) => reads.has(fact) || known?.[fact]?.scope === 'header'
}

/** The kind of document that commands work on; undefined when none does. */
export function kindOf(document: string): DocumentKind<DocumentTable, string, string> | undefined {
  for (const definition of registry.values())
    if (definition.kind === 'command' && definition.document?.kind.type === document) return definition.document.kind
  return undefined
}

/** Everything that a flow of this document may ask about. */
export function factsOfFlow(document: string): Readonly<Record<string, FactDefinition>> {
  const own = Object.entries(catalogueOf(document)?.facts ?? {}).filter(([, fact]) => fact.scope === 'header')
  const { actor_roles: _, ...common } = commonFacts
  const { amount, ...rest } = approvalFacts
  // A kind that has an amount always has one.
  const sized = amount && { amount: { ...amount, nullable: kindOf(document)?.amount === undefined } }
  return { ...sized, ...rest, ...Object.fromEntries(own), ...common }
}

/** The facts that an approval stands on: other values of them void it. The day passes for every document alike. */
export function factsRead(flow: Pick<LiveFlow, 'condition' | 'steps'>): string[] {
  const limited = flow.steps.some((step) => step.above !== null || step.upTo !== null)
  const names = [...namesIn(flow.condition), ...(limited ? ['amount'] : [])]
  return [...new Set(names)].filter((name) => name !== 'today').sort()
}
