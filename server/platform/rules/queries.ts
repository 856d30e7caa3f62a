import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { decisionList, ruleList } from '@/server/contracts/platform/control-lists'
import { factsInScope } from '@/server/contracts/platform/facts'
import {
  type DecisionView,
  decisionView,
  type RuleView,
  ruleView,
  vocabularyView,
} from '@/server/contracts/platform/rule-views'
import type { RuleContent } from '@/server/contracts/platform/rules'
import { notFound } from '@/server/kernel/errors'
import { query } from '../commands/command'
import { listPermissions } from '../identity/system-roles'
import { listQueries } from '../lists/list'
import { allCatalogues, shippedRules } from './catalogue'

const overridesOf = (document: string): string[] => [
  ...new Set([
    ...shippedRules().flatMap((r) => (r.document === document && r.overridePermission ? [r.overridePermission] : [])),
    ...listPermissions().filter((name) => name.endsWith('.override')),
  ]),
]

/** The version in force today, or the last one. */
const current = sql`left join lateral (
  select * from rule_version x where x.tenant_id = r.tenant_id and x.rule_id = r.id and x.mode = 'live'
  order by (x.effective_from <= current_date and (x.effective_to is null or x.effective_to >= current_date)) desc, x.number desc limit 1) v on true`

export const rules = listQueries({
  definition: ruleList,
  name: 'control.listRules',
  permission: 'control.rule.read',
  from: sql`rule r ${current}`,
  where: (ctx) => sql`r.tenant_id = ${ctx.tenantId}`,
  columns: {
    code: sql`r.code`,
    nameEn: sql`r.name_en`,
    nameZh: sql`r.name_zh`,
    document: sql`r.document`,
    effect: sql`coalesce(v.effect, r.draft ->> 'effect')`,
    status: sql`r.status`,
    number: sql`v.number`,
    hasDraft: sql`(r.draft is not null)`,
    draftStage: sql`r.draft_stage`,
    effectiveFrom: sql`v.effective_from`,
    effectiveTo: sql`v.effective_to`,
    openFindings: sql`(select count(*)::int from rule_finding f where f.tenant_id = r.tenant_id and f.rule_id = r.id and f.state = 'open')`,
    updatedAt: sql`r.updated_at`,
  },
  nullable: ['number', 'draftStage', 'effectiveFrom', 'effectiveTo'],
  id: sql`r.id`,
  search: [sql`r.code`, sql`r.name_en`, sql`r.name_zh`],
})

export const decisions = listQueries({
  definition: decisionList,
  name: 'control.listDecisions',
  permission: 'control.decision.read',
  from: sql`rule_decision d
    join rule r on r.tenant_id = d.tenant_id and r.id = d.rule_id
    join rule_version v on v.tenant_id = d.tenant_id and v.id = d.version_id
    left join membership m on m.tenant_id = d.tenant_id and m.user_id = d.actor_id`,
  where: (ctx) => sql`d.tenant_id = ${ctx.tenantId}`,
  columns: {
    at: sql`d.at`,
    ruleCode: sql`r.code`,
    ruleVersion: sql`v.number`,
    effect: sql`d.effect`,
    result: sql`d.result`,
    document: sql`d.document`,
    label: sql`d.label`,
    lineLabel: sql`d.line_label`,
    trigger: sql`d.trigger`,
    messageEn: sql`d.message_en`,
    messageZh: sql`d.message_zh`,
    actorName: sql`m.name`,
    shadow: sql`d.shadow`,
  },
  nullable: ['label', 'lineLabel', 'actorName'],
  extra: { documentId: sql`d.document_id`, ruleId: sql`d.rule_id` },
  id: sql`d.id`,
  owner: sql`d.actor_id`,
  search: [sql`d.label`, sql`r.code`, sql`d.message_en`, sql`d.message_zh`],
})

/** One decision in full: every fact as it was, so that it can be understood and run again. */
export const decision = query({
  name: 'control.getDecision',
  permission: 'control.decision.read',
  input: z.strictObject({ id: z.uuid() }),
  output: decisionView,
  handler: async (ctx, { id }) => {
    const [row] = await ctx.sql<DecisionView[]>`
      select d.id, d.at, d.judgement_id as "judgementId", d.rule_id as "ruleId", r.code as "ruleCode", v.number as "ruleVersion", v.condition,
             d.effect, d.result, d.document, d.document_id as "documentId", d.label, d.line_label as "lineLabel", d.trigger, d.facts, d.shadow,
             d.message_en as "messageEn", d.message_zh as "messageZh", m.name as "actorName",
             (select json_build_object('by', o.actor_name, 'reason', o.reason, 'at', o.at) from rule_override o
              where o.tenant_id = d.tenant_id and o.rule_id = d.rule_id and o.judgement_id = d.judgement_id
                and o.finding_id in (select f.id from rule_finding f where f.tenant_id = d.tenant_id and f.subject_id = coalesce(d.line_id, d.document_id))
              order by o.id desc limit 1) as override
      from rule_decision d
      join rule r on r.tenant_id = d.tenant_id and r.id = d.rule_id
      join rule_version v on v.tenant_id = d.tenant_id and v.id = d.version_id
      left join membership m on m.tenant_id = d.tenant_id and m.user_id = d.actor_id
      where d.tenant_id = ${ctx.tenantId} and d.id = ${id}`
    if (!row) throw notFound('rule_decision')
    return row
  },
})

/** A rule with its draft and every version it ever had. */
export const ruleDetail = query({
  name: 'control.getRule',
  permission: 'control.rule.read',
  input: z.strictObject({ id: z.uuid() }),
  output: ruleView,
  handler: async (ctx, { id }) => {
    const [row] = await ctx.sql<Omit<RuleView, 'versions'>[]>`
      select r.id, r.code, r.name_en as "nameEn", r.name_zh as "nameZh", r.document, r.triggers, r.scope, r.owner_id as "ownerId",
             m.name as "ownerName", r.status, r.draft, r.draft_stage as "draftStage",
             r.shadow_version_id is not null as "inShadow", r.version,
             (select count(*)::int from rule_finding f where f.tenant_id = r.tenant_id and f.rule_id = r.id and f.state = 'open') as "openFindings"
      from rule r left join membership m on m.tenant_id = r.tenant_id and m.user_id = r.owner_id
      where r.tenant_id = ${ctx.tenantId} and r.id = ${id}`
    if (!row) throw notFound('rule')
    const today = ctx.now.toISOString().slice(0, 10)
    const versions = await ctx.sql<
      (RuleContent & {
        number: number
        mode: 'live' | 'shadow'
        shadowing: boolean
        publishedAt: string
        publishedBy: string | null
      })[]
    >`
      select v.number, v.mode, v.id = r.shadow_version_id as shadowing, v.condition, v.effect, v.message_en as "messageEn", v.message_zh as "messageZh",
             v.override_permission as "overridePermission", v.parameters, v.effective_from::text as "effectiveFrom",
             v.effective_to::text as "effectiveTo", v.published_at as "publishedAt", m.name as "publishedBy"
      from rule_version v join rule r on r.tenant_id = v.tenant_id and r.id = v.rule_id
      left join membership m on m.tenant_id = v.tenant_id and m.user_id = v.published_by
      where v.tenant_id = ${ctx.tenantId} and v.rule_id = ${id} order by v.number desc`
    const inForce =
      row.status === 'live'
        ? versions.find(
            (v) => v.mode === 'live' && v.effectiveFrom <= today && (v.effectiveTo === null || v.effectiveTo >= today),
          )
        : undefined
    return {
      ...row,
      versions: versions.map(({ number, mode, shadowing, publishedAt, publishedBy, ...content }) => ({
        number,
        content,
        publishedAt,
        publishedBy,
        standing:
          mode === 'shadow'
            ? shadowing
              ? ('shadow' as const)
              : ('past' as const)
            : inForce?.number === number
              ? ('current' as const)
              : row.status === 'live' && content.effectiveFrom > today
                ? ('coming' as const)
                : ('past' as const),
      })),
    }
  },
})

/** What conditions may ask about, for each document that is judged, and who can be named in role parameters. */
export const ruleVocabulary = query({
  name: 'control.ruleVocabulary',
  permission: 'control.rule.read',
  input: z.strictObject({}),
  output: vocabularyView,
  handler: async (ctx) => ({
    documents: allCatalogues().map((catalogue) => ({
      document: catalogue.document,
      triggers: [...catalogue.triggers],
      overrides: overridesOf(catalogue.document),
      facts: Object.entries(factsInScope(catalogue, 'line')).map(([name, f]) => ({
        name,
        type: f.type,
        scope: f.scope,
        nullable: f.nullable ?? false,
        unit: f.unit ?? null,
        label: f.label,
      })),
      settings: Object.entries(catalogue.settings ?? {}).map(([name, s]) => ({ name, ...s })),
    })),
    roles: [
      ...(await ctx.sql<{ code: string; name: string }[]>`
        select code, name from role where tenant_id = ${ctx.tenantId} order by name`),
    ],
  }),
})
