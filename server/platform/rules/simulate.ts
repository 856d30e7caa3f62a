import { z } from 'zod'
import { commonFacts, factsInScope } from '@/server/contracts/platform/facts'
import { ruleContent } from '@/server/contracts/platform/rules'
import {
  type SimulationResult,
  type SimulationView,
  shadowRuleInput,
  shadowView,
  simulateRuleInput,
  simulationView,
} from '@/server/contracts/platform/simulation'
import { addMonths, todayIn } from '@/server/kernel/calendar-date'
import { conflict, notFound } from '@/server/kernel/errors'
import { type Id, newId } from '@/server/kernel/ids'
import { command, query } from '../commands/command'
import type { CommandContext, QueryContext } from '../commands/context'
import { catalogueOf } from './catalogue'
import { addVersion, CONFIG, check, lockRule, log } from './editing'
import { group, type LiveRule, prepare, readsOf } from './live-rules'
import { type PastDocument, replayOf } from './replay'
import { Simulation } from './simulation'

const output = z.object({ id: z.string(), version: z.number() })

interface CompanyRow {
  currency: string
  time_zone: string
}

/**
 * Replays a draft on the documents of the last months: what it would have stopped, how much money, whose. Documents that were
 * judged then are judged by their facts as they were stored; the others by facts that their module works out from the books. A role's
 * parameter is taken for the roles that the author has today. The result is kept; nothing else changes.
 */
export const simulateRule = command({
  name: 'control.simulateRule',
  permission: 'control.rule.simulate',
  input: simulateRuleInput,
  output: output.extend({ simulationId: z.string() }),
  handler: async (ctx, { id, version, companyId, months }) => {
    const started = performance.now()
    const row = await lockRule(ctx, id, version)
    if (!row.draft) throw conflict('rules.nothing_to_simulate')
    const content = ruleContent.parse(row.draft)
    check(row, content)
    const [company] = await ctx.sql<CompanyRow[]>`
      select base_currency as currency, time_zone from company where tenant_id = ${ctx.tenantId} and id = ${companyId}`
    if (!company) throw notFound('company')
    const to = todayIn(company.time_zone, ctx.now)
    const rule: LiveRule = {
      ...{ ruleId: id, code: row.code, nameEn: row.nameEn, nameZh: row.nameZh, document: row.document },
      ...{ triggers: row.triggers, scope: row.scope, versionId: '', number: 0, shadow: false },
      ...{ from: content.effectiveFrom, to: content.effectiveTo },
      ...content,
      ...prepare(content.condition, content.parameters, 0),
    }
    const simulation = new Simulation(rule, group([rule]), await people(ctx))
    const from = addMonths(to, -months)
    await replay(ctx, simulation, { companyId, from, to, timeZone: company.time_zone })
    const result: SimulationResult = {
      ...{ from, to, currency: company.currency },
      ...simulation.result(),
      unknownFacts: unknownFacts(rule),
      milliseconds: Math.round(performance.now() - started),
    }
    const simulationId = newId()
    await ctx.sql`
      insert into rule_simulation (tenant_id, id, company_id, rule_id, content, result, actor_id, actor_name)
      select ${ctx.tenantId}, ${simulationId}, ${companyId}, ${id}, ${JSON.stringify(content)}::jsonb, ${JSON.stringify(result)}::jsonb,
             ${ctx.actor.userId}, coalesce((select name from membership where tenant_id = ${ctx.tenantId} and user_id = ${ctx.actor.userId}), 'Keel')`
    await ctx.sql`
      update rule set draft_stage = case draft_stage when 'shadow' then 'shadow' else 'simulated' end
      where tenant_id = ${ctx.tenantId} and id = ${id}`
    log(ctx, 'simulate', row, null, { months, companyId, documents: result.documents, stopped: result.stopped })
    return { id, version: row.version, simulationId }
  },
})

/** Facts of the condition that cannot be worked out afterwards. */
function unknownFacts(rule: LiveRule): string[] {
  const known = replayOf(rule.document)?.facts
  const catalogue = catalogueOf(rule.document)
  if (!catalogue) return []
  const facts = factsInScope(catalogue, rule.scope)
  return rule.facts.filter((name) => name in facts && name !== 'today' && name !== 'actor_roles' && !known?.has(name))
}

async function people(ctx: QueryContext): Promise<Map<Id, { name: string; roles: string[] }>> {
  const rows = await ctx.sql<{ id: Id; name: string; roles: string[] }[]>`
    select m.user_id as id, m.name, array_remove(array_agg(r.code), null) as roles
    from membership m
    left join membership_role mr on mr.tenant_id = m.tenant_id and mr.membership_id = m.id
    left join role r on r.tenant_id = m.tenant_id and r.id = mr.role_id
    where m.tenant_id = ${ctx.tenantId} group by m.user_id, m.name`
  return new Map(rows.map((r) => [r.id, { name: r.name, roles: r.roles }]))
}

interface Range {
  readonly companyId: Id
  readonly from: string
  readonly to: string
  readonly timeZone: string
}

async function replay(ctx: QueryContext, simulation: Simulation, range: Range): Promise<void> {
  const { rule } = simulation
  const judged = new Set<Id>()
  // Judged without a fact that the draft reads, since nothing read it then: what was stored stands, the rest is worked out from the books.
  const partly = new Map<Id, PastDocument>()
  for await (const batch of recorded(ctx, rule, range)) {
    const whole = batch.filter((document) => hasFacts(document, rule))
    for (const document of batch) judged.add(document.documentId)
    for (const document of batch) if (!whole.includes(document)) partly.set(document.documentId, document)
    simulation.judge(whole, true)
  }
  const source = replayOf(rule.document)
  if (source) {
    const settings = Object.fromEntries(
      Object.entries(catalogueOf(rule.document)?.settings ?? {}).map(([name, setting]) => {
        const given = rule.parameters[name]
        return [name, given === undefined ? setting.default : typeof given === 'string' ? given : given.default]
      }),
    )
    const { companyId, from, to } = range
    for await (const batch of source.read(ctx, { companyId, from, to, facts: readsOf(rule), settings })) {
      const again = batch.flatMap((past) => {
        const then = partly.get(past.documentId)
        partly.delete(past.documentId)
        return then ? [completed(then, past)] : judged.has(past.documentId) ? [] : [past]
      })
      simulation.judge(again, false)
    }
  }
  simulation.leaveOut(partly.size)
}

/** Whether a document was judged with all that the rule's condition reads. */
function hasFacts({ header, lines }: PastDocument, rule: LiveRule): boolean {
  const elsewhere = rule.facts.filter((name) => !(name in header) && !(name in commonFacts))
  if (elsewhere.length === 0) return true
  return rule.scope === 'line' && lines.every(({ facts }) => elsewhere.every((name) => name in facts))
}

/** What is known from then, with what the books say where nothing was kept. */
function completed(then: PastDocument, past: PastDocument): PastDocument {
  const kept = new Map(then.lines.map((l) => [l.lineId, l.facts]))
  return {
    ...then,
    header: { ...past.header, ...then.header },
    lines: past.lines.map((l) => ({ ...l, facts: { ...l.facts, ...kept.get(l.lineId) } })),
  }
}

interface RecordedRow {
  id: Id
  documentId: Id
  label: string | null
  date: string
  personId: Id
  facts: { header: PastDocument['header']; lines: PastDocument['lines'] }
}
const BATCH = 500

/** The last judgement of each document at one of the rule's triggers, by the order of the judgements. */
async function* recorded(ctx: QueryContext, rule: LiveRule, range: Range): AsyncIterable<PastDocument[]> {
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const rows = await ctx.sql<RecordedRow[]>`
      select j.id, j.document_id as "documentId", j.label, (j.at at time zone ${range.timeZone})::date::text as date,
        j.actor_id as "personId", j.facts
      from rule_judgement j
      where j.tenant_id = ${ctx.tenantId} and j.company_id = ${range.companyId} and j.document = ${rule.document}
        and j.trigger = any (${[...rule.triggers]}::text[]) and j.id > ${after}::uuid
        and j.at >= (${range.from}::date)::timestamp at time zone ${range.timeZone}
        and not exists (select 1 from rule_judgement n where n.tenant_id = j.tenant_id and n.document_id = j.document_id and n.id > j.id
                          and n.trigger = any (${[...rule.triggers]}::text[]))
      order by j.id limit ${BATCH}`
    const last = rows.at(-1)
    if (!last) return
    yield rows.map(({ facts, ...row }) => ({
      ...row,
      label: row.label ?? '',
      amount: String(facts.header.total_net_base ?? facts.header.amount ?? '0'),
      header: facts.header,
      lines: facts.lines,
    }))
    after = last.id
  }
}

/** Lets the draft decide silently beside what is in force: its decisions are recorded, nobody is stopped or alerted. */
export const startShadow = command({
  name: 'control.startShadow',
  permission: 'control.rule.publish',
  input: shadowRuleInput,
  output,
  handler: async (ctx, { id, version }) => {
    const row = await lockRule(ctx, id, version)
    if (!row.draft) throw conflict('rules.nothing_to_publish')
    const content = ruleContent.parse(row.draft)
    check(row, content)
    const versionId = newId()
    const number = await addVersion(ctx, id, content, 'shadow', versionId)
    return moveShadow(ctx, row, versionId, { number, content })
  },
})

/** Stops the silent decisions; what they recorded stays. */
export const stopShadow = command({
  name: 'control.stopShadow',
  permission: 'control.rule.publish',
  input: shadowRuleInput,
  output,
  handler: async (ctx, { id, version }) => {
    const row = await lockRule(ctx, id, version)
    if (!row.shadowVersionId) throw conflict('rules.not_in_shadow')
    return moveShadow(ctx, row, null, null)
  },
})

async function moveShadow(
  ctx: CommandContext,
  row: Awaited<ReturnType<typeof lockRule>>,
  versionId: Id | null,
  after: unknown,
) {
  await ctx.sql`
    update rule set shadow_version_id = ${versionId}, draft_stage = case when draft is not null then ${versionId ? 'shadow' : 'simulated'} end,
      version = version + 1, updated_at = now(), updated_by = ${ctx.actor.userId}
    where tenant_id = ${ctx.tenantId} and id = ${row.id}`
  log(ctx, versionId ? 'start_shadow' : 'stop_shadow', row, null, after)
  ctx.announce('config', CONFIG)
  return { id: row.id, version: row.version + 1 }
}

/** The latest simulations of a rule, the last first, and what its shadow has recorded. */
export const ruleTrials = query({
  name: 'control.ruleTrials',
  permission: 'control.rule.read',
  input: z.strictObject({ id: z.uuid() }),
  output: z.object({ simulations: z.array(simulationView), shadow: shadowView.nullable() }),
  handler: async (ctx, { id }) => {
    const simulations = await ctx.sql<SimulationView[]>`
      select id, at, actor_name as by, company_id as "companyId", content, result from rule_simulation
      where tenant_id = ${ctx.tenantId} and rule_id = ${id} order by id desc limit 5`
    const [shadow] = await ctx.sql<z.infer<typeof shadowView>[]>`
      select v.number, v.published_at as since,
        (select count(distinct document_id)::int from rule_judgement j where j.tenant_id = v.tenant_id and j.at >= v.published_at
          and j.version_ids @> array[v.id]) as judged,
        (select count(distinct document_id)::int from rule_decision d where d.tenant_id = v.tenant_id and d.rule_id = v.rule_id
          and d.version_id = v.id) as fired,
        (select count(distinct d.document_id)::int from rule_decision d join rule_decision l on l.tenant_id = d.tenant_id
          and l.judgement_id = d.judgement_id and l.rule_id = d.rule_id and not l.shadow
          where d.tenant_id = v.tenant_id and d.rule_id = v.rule_id and d.version_id = v.id) as "alsoLive"
      from rule r join rule_version v on v.tenant_id = r.tenant_id and v.id = r.shadow_version_id
      where r.tenant_id = ${ctx.tenantId} and r.id = ${id}`
    return { simulations: [...simulations], shadow: shadow ?? null }
  },
})
