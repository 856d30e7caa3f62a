import { commonFacts, type FactDefinition } from '@/server/contracts/platform/facts'
import type { RuleParameter } from '@/server/contracts/platform/rules'
import { todayIn } from '@/server/kernel/calendar-date'
import type { Id } from '@/server/kernel/ids'
import type { QueryContext } from '../commands/context'
import { isListening, onAnnouncement, onMissed } from '../events/listen'
import { catalogueOf } from './catalogue'
import { PLACEHOLDER } from './evaluate'
import { literal, namesIn, substitute } from './expression'
import type { RuleEffect } from './subject'

/** A version in force, ready to be evaluated. */
export interface LiveRule {
  readonly ruleId: Id
  readonly code: string
  readonly nameEn: string
  readonly nameZh: string
  readonly document: string
  readonly triggers: readonly string[]
  readonly scope: 'header' | 'line'
  readonly versionId: Id
  readonly number: number
  readonly effect: RuleEffect
  readonly messageEn: string
  readonly messageZh: string
  readonly overridePermission: string | null
  readonly parameters: Readonly<Record<string, RuleParameter>>
  readonly from: string
  readonly to: string | null
  /** Decides silently: recorded, never stopping. */
  readonly shadow: boolean
  /** The condition with its parameters written in; those that depend on the role are named `p<i>_<name>`. */
  readonly expression: string
  readonly roleParameters: readonly { readonly name: string; readonly as: string }[]
  /** Facts that the condition reads: what an override stands on. */
  readonly facts: readonly string[]
}

/** The rules of one moment: those on the header and those on each line, each list also as one expression for one call. */
export interface RuleSet {
  readonly header: RuleGroup
  readonly line: RuleGroup
  readonly rules: readonly LiveRule[]
  /** The facts that any of them needs: others need not be gathered. */
  readonly reads: ReadonlySet<string>
  /** The company's calendar date, for which they were chosen. */
  readonly today: string
}
export interface RuleGroup {
  readonly rules: readonly LiveRule[]
  readonly conditions: readonly string[]
  /** Facts that any of them reads, with their types. */
  readonly names: ReadonlyMap<string, FactDefinition>
}

interface TenantRules {
  readonly at: number
  readonly rules: Promise<readonly LiveRule[]>
  readonly zones: Map<Id, string>
  readonly sets: Map<string, RuleSet>
}

/** How long rules are believed while announcements do not arrive. */
const UNHEARD_MS = 300
const cache = new Map<Id, TenantRules>()
let watching = false

function watch(): void {
  if (watching) return
  watching = true
  onAnnouncement('config', (message) => {
    if (message.area === 'rules' || message.area === 'companies') cache.delete(message.tenantId)
  })
  onMissed(() => cache.clear())
}

/** The rules in force today, at the company, for a document at a trigger. From the process's memory when it is current. */
export async function ruleSet(ctx: QueryContext, document: string, trigger: string, companyId: Id): Promise<RuleSet> {
  watch()
  let tenant = cache.get(ctx.tenantId)
  if (!tenant || (!isListening() && Date.now() - tenant.at > UNHEARD_MS)) {
    const fresh: TenantRules = { at: Date.now(), rules: load(ctx), zones: new Map(), sets: new Map() }
    // The entry stands before its rows arrive: an announcement that comes meanwhile removes it.
    cache.set(ctx.tenantId, fresh)
    fresh.rules.catch(() => cache.get(ctx.tenantId) === fresh && cache.delete(ctx.tenantId))
    tenant = fresh
  }
  const rules = await tenant.rules
  const today = await companyToday(ctx, tenant.zones, companyId)
  const key = `${document}:${trigger}:${today}`
  let set = tenant.sets.get(key)
  if (!set) {
    set = compile(rules, document, trigger, today)
    tenant.sets.set(key, set)
  }
  return set
}

/** The company's calendar date: rules begin and end with its days. */
async function companyToday(ctx: QueryContext, zones: Map<Id, string>, companyId: Id): Promise<string> {
  let zone = zones.get(companyId)
  if (!zone) {
    const [row] = await ctx.sql<{ time_zone: string }[]>`
      select time_zone from company where tenant_id = ${ctx.tenantId} and id = ${companyId}`
    zone = row?.time_zone ?? 'UTC'
    zones.set(companyId, zone)
  }
  return todayIn(zone, ctx.now)
}

type Row = Omit<LiveRule, 'expression' | 'roleParameters' | 'facts'> & { condition: string }

async function load(ctx: QueryContext): Promise<readonly LiveRule[]> {
  const rows = await ctx.sql<Row[]>`
    select r.id as "ruleId", r.code, r.name_en as "nameEn", r.name_zh as "nameZh", r.document, r.triggers, r.scope,
           v.id as "versionId", v.number, v.condition, v.effect, v.message_en as "messageEn", v.message_zh as "messageZh",
           v.override_permission as "overridePermission", v.parameters,
           v.effective_from::text as "from", v.effective_to::text as "to", v.mode = 'shadow' as shadow
    from rule r join rule_version v on v.tenant_id = r.tenant_id and v.rule_id = r.id
    where r.tenant_id = ${ctx.tenantId} and (r.status = 'live' and v.mode = 'live' or v.id = r.shadow_version_id)
    order by r.code, v.number desc`
  return rows.map((row, i) => {
    const { condition, ...rest } = row
    return { ...rest, ...prepare(condition, row.parameters, i) }
  })
}

/** Writes parameters into a condition. `index` keeps the names of role parameters of several rules apart. */
export function prepare(condition: string, parameters: LiveRule['parameters'], index: number) {
  const values = new Map<string, string>()
  const roleParameters: { name: string; as: string }[] = []
  for (const [name, value] of Object.entries(parameters)) {
    const as = `p${index}_${name}`
    if (typeof value === 'string') values.set(name, literal(value))
    else roleParameters.push({ name, as })
    if (typeof value !== 'string') values.set(name, as)
  }
  return {
    expression: substitute(condition, values),
    roleParameters,
    facts: namesIn(condition).filter((name) => !(name in parameters)),
  }
}

/** The facts that a rule needs: its condition's, and those that its messages name. */
export function readsOf(rule: Pick<LiveRule, 'facts' | 'messageEn' | 'messageZh' | 'parameters'>): Set<string> {
  const named = [...`${rule.messageEn} ${rule.messageZh}`.matchAll(PLACEHOLDER)].flatMap((m) => m[1] ?? [])
  return new Set([...rule.facts, ...named.filter((name) => !(name in rule.parameters))])
}

function compile(rules: readonly LiveRule[], document: string, trigger: string, today: string): RuleSet {
  const inForce = new Map<string, LiveRule>()
  // Highest version first: the first that covers the day is in force. What decides silently does so beside it, from now on.
  for (const rule of rules) {
    const key = rule.shadow ? `shadow:${rule.ruleId}` : rule.ruleId
    if (rule.document === document && rule.triggers.includes(trigger) && !inForce.has(key))
      if (rule.shadow || (rule.from <= today && (rule.to === null || rule.to >= today))) inForce.set(key, rule)
  }
  const all = [...inForce.values()]
  return {
    today,
    rules: all,
    reads: new Set(all.flatMap((rule) => [...readsOf(rule)])),
    header: group(all.filter((r) => r.scope === 'header')),
    line: group(all.filter((r) => r.scope === 'line')),
  }
}

const DECIMAL: FactDefinition = { type: 'decimal', scope: 'header', label: { en: '', zh: '' } }

export function group(rules: readonly LiveRule[]): RuleGroup {
  const names = new Map<string, FactDefinition>()
  for (const rule of rules) {
    const facts = { ...commonFacts, ...catalogueOf(rule.document)?.facts }
    for (const name of rule.facts) names.set(name, facts[name] ?? { ...DECIMAL, type: 'text' })
    for (const { as } of rule.roleParameters) names.set(as, DECIMAL)
  }
  return { rules, names, conditions: rules.map((r) => r.expression) }
}
