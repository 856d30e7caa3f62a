import { z } from 'zod'
import { findingStates, overrideFindingInput, ruleEffects } from '@/server/contracts/platform/rules'
import { conflict, forbidden, notFound } from '@/server/kernel/errors'
import { type Id, newId } from '@/server/kernel/ids'
import { closeAlerts } from '../alerts/raise'
import { command, query } from '../commands/command'
import { type Actor, demand, may } from '../identity/actor'
import { listPermissions } from '../identity/system-roles'

interface FindingRow {
  id: Id
  company_id: Id
  document: string
  document_id: Id
  label: string | null
  rule_id: Id
  version_id: Id
  judgement_id: Id
  effect: (typeof ruleEffects)[number]
  state: (typeof findingStates)[number]
  override_permission: string | null
  facts_hash: string
  code: string
  number: number
}

/**
 * Accepts, with a reason, what a rule found, as long as the facts stay as they are. The permission is the one that the rule
 * names; the evidence names rule, version, judgement and facts. The document itself is not touched: repeat its transition.
 */
export const overrideFinding = command({
  name: 'control.overrideFinding',
  permission: null,
  input: overrideFindingInput,
  output: z.object({ id: z.string(), document: z.string(), documentId: z.string() }),
  handler: async (ctx, { findingId, reason }) => {
    const { sql, tenantId, actor } = ctx
    const [f] = await sql<FindingRow[]>`
      select f.*, r.code, v.number from rule_finding f
      join rule r on r.tenant_id = f.tenant_id and r.id = f.rule_id
      join rule_version v on v.tenant_id = f.tenant_id and v.id = f.version_id
      where f.tenant_id = ${tenantId} and f.id = ${findingId} for update of f`
    if (!f) throw notFound('rule_finding')
    if (f.override_permission === null || f.effect !== 'override') throw forbidden('rules.nobody')
    demand(actor, f.override_permission)
    if (f.state !== 'open') throw conflict('rules.finding_not_open', { state: f.state })
    const id = newId()
    await sql`
      insert into rule_override (tenant_id, id, company_id, finding_id, rule_id, version_id, judgement_id, document, document_id,
                                 facts_hash, reason, actor_id, actor_name)
      values (${tenantId}, ${id}, ${f.company_id}, ${f.id}, ${f.rule_id}, ${f.version_id}, ${f.judgement_id}, ${f.document},
              ${f.document_id}, ${f.facts_hash}, ${reason}, ${actor.userId}, ${actor.name})`
    await sql`
      update rule_finding set state = 'overridden', overridden_hash = facts_hash, override_id = ${id}
      where tenant_id = ${tenantId} and id = ${f.id}`
    await closeAlerts(ctx, [`finding:${f.id}`])
    ctx.record({
      action: 'override_rule',
      document: f.document,
      documentId: f.document_id,
      companyId: f.company_id,
      label: f.label,
      after: { rule: f.code, ruleVersion: f.number, reason },
    })
    return { id: f.id, document: f.document, documentId: f.document_id }
  },
})

const standing = z.object({
  id: z.string(),
  ruleId: z.string(),
  ruleCode: z.string(),
  ruleName: z.object({ en: z.string(), zh: z.string() }),
  ruleVersion: z.number(),
  effect: z.enum(ruleEffects),
  state: z.enum(findingStates),
  lineId: z.string().nullable(),
  lineLabel: z.string().nullable(),
  message: z.object({ en: z.string(), zh: z.string() }),
  overridePermission: z.string().nullable(),
  /** Whether the caller may override it. */
  mayOverride: z.boolean(),
  override: z.object({ by: z.string(), reason: z.string(), at: z.string() }).nullable(),
})

type StandingRow = Omit<z.infer<typeof standing>, 'mayOverride'>

/** Findings quote costs, floors and limits: for those who work on such documents or look after the rules, not for all who read them. */
const maySeeFindings = (actor: Actor, document: string): boolean =>
  may(actor, 'control.decision.read') ||
  [...actor.grants.keys(), ...listPermissions()].some(
    (name) => name.split('.')[1] === document && !/\.(read|view|export)$/.test(name) && may(actor, name),
  )

/** What stands against a document now, and what was overridden. Row scope of the document is checked where the document is read. */
export const documentFindings = query({
  name: 'control.documentFindings',
  permission: null,
  input: z.strictObject({ document: z.string().regex(/^[a-z_]{1,60}$/), documentId: z.uuid() }),
  output: z.array(standing),
  handler: async ({ sql, tenantId, actor }, { document, documentId }) => {
    if (!maySeeFindings(actor, document)) throw forbidden('control.decision.read')
    const rows = await sql<StandingRow[]>`
      select f.id, f.rule_id as "ruleId", r.code as "ruleCode", json_build_object('en', r.name_en, 'zh', r.name_zh) as "ruleName",
             v.number as "ruleVersion", f.effect, f.state, nullif(f.subject_id, f.document_id) as "lineId", f.line_label as "lineLabel",
             json_build_object('en', f.message_en, 'zh', f.message_zh) as message, f.override_permission as "overridePermission",
             case when f.state = 'overridden' then json_build_object('by', o.actor_name, 'reason', o.reason, 'at', o.at) end as override
      from rule_finding f
      join rule r on r.tenant_id = f.tenant_id and r.id = f.rule_id
      join rule_version v on v.tenant_id = f.tenant_id and v.id = f.version_id
      left join rule_override o on o.tenant_id = f.tenant_id and o.id = f.override_id
      where f.tenant_id = ${tenantId} and f.document = ${document} and f.document_id = ${documentId} and f.state <> 'resolved'
      order by f.id`
    return rows.map((row) => ({
      ...row,
      mayOverride: row.effect === 'override' && row.overridePermission !== null && may(actor, row.overridePermission),
    }))
  },
})
