import { type Id, newId } from '@/server/kernel/ids'
import type { CommandContext } from '../commands/context'
import type { Verdict } from './evaluate'
import type { LiveRule } from './live-rules'
import type { Facts, RuleSubject } from './subject'

/** A rule that fired or failed on the header or a line, as it is stored. */
export interface Fired {
  readonly verdict: Verdict
  readonly lineId: Id | null
  readonly lineLabel: string | null
  readonly facts: Facts
  readonly factsHash: string
  readonly message: { readonly en: string; readonly zh: string }
}

export interface StoredFinding {
  readonly id: Id
  readonly state: 'open' | 'overridden' | 'resolved'
  /** It was opened by this judgement: not there before, or its facts have changed. */
  readonly fresh: boolean
}

/**
 * One statement: the judgement, a decision for each rule that fired, the findings that stand now, and those of the judged
 * rules that no longer do. Returns the standing findings by `rule:line`.
 */
export async function storeJudgement(
  ctx: CommandContext,
  subject: RuleSubject,
  header: Facts,
  rules: readonly LiveRule[],
  fired: readonly Fired[],
  judgementId: Id,
): Promise<Map<string, StoredFinding>> {
  const { tenantId, actor, sql } = ctx
  const { document, documentId, companyId, label, trigger } = subject
  const facts = JSON.stringify({
    header,
    lines: subject.lines.map(({ lineId, label: lineLabel, facts: own }) => ({ lineId, label: lineLabel, facts: own })),
  })
  const judging = rules.filter((r) => !r.shadow).map((r) => r.ruleId)
  const judgement = sql`
      insert into rule_judgement (tenant_id, id, company_id, document, document_id, label, trigger, actor_id, version_ids, facts)
      values (${tenantId}, ${judgementId}, ${companyId}, ${document}, ${documentId}, ${label}, ${trigger}, ${actor.userId},
              ${rules.map((r) => r.versionId)}::uuid[], ${facts}::json)`
  // Nearly always nothing fired: then only what fired before is settled. Alerts are found by an array: joined, all open ones would be read.
  if (fired.length === 0) {
    await sql`
      with judged as (${judgement}),
      resolved as (
        update rule_finding set state = 'resolved', resolved_at = now()
        where tenant_id = ${tenantId} and document_id = ${documentId} and state <> 'resolved' and rule_id = any (${judging}::uuid[])
        returning id)
      update alert set state = 'done', done_at = now(), updated_at = now()
      where tenant_id = ${tenantId} and state <> 'done' and dedupe_key = any (array(select 'finding:' || id from resolved))`
    return new Map()
  }
  const rows = await sql<{ id: Id; rule_id: Id; line_id: Id | null; state: StoredFinding['state']; fresh: boolean }[]>`
    with judged as (${judgement}
    ), fired as (
      select * from jsonb_to_recordset(${JSON.stringify(fired.map(rowOf))}::jsonb) as f(
        decision_id uuid, finding_id uuid, rule_id uuid, version_id uuid, line_id uuid, line_label text, result text, effect text,
        facts jsonb, message_en text, message_zh text, override_permission text, facts_hash text, shadow boolean)
    ), decided as (
      insert into rule_decision (tenant_id, id, company_id, judgement_id, rule_id, version_id, document, document_id, label, trigger,
                                 line_id, line_label, result, effect, facts, message_en, message_zh, actor_id, shadow)
      select ${tenantId}, decision_id, ${companyId}, ${judgementId}, rule_id, version_id, ${document}, ${documentId}, ${label}, ${trigger},
             line_id, line_label, result, effect, facts, message_en, message_zh, ${actor.userId}, shadow from fired
    ), resolved as (
      update rule_finding set state = 'resolved', resolved_at = now()
      where tenant_id = ${tenantId} and document_id = ${documentId} and state <> 'resolved'
        and rule_id = any (${judging}::uuid[])
        and not exists (select from fired f where not f.shadow and f.rule_id = rule_finding.rule_id
                        and coalesce(f.line_id, ${documentId}::uuid) = rule_finding.subject_id)
      returning id
    ), closed as (
      update alert set state = 'done', done_at = now(), updated_at = now()
      where tenant_id = ${tenantId} and state <> 'done' and dedupe_key = any (array(select 'finding:' || id from resolved))
    )
    insert into rule_finding as old (tenant_id, id, company_id, document, document_id, subject_id, label, line_label, rule_id, version_id,
      judgement_id, opened_by, effect, result, message_en, message_zh, override_permission, facts_hash, state)
    select ${tenantId}, finding_id, ${companyId}, ${document}, ${documentId}, coalesce(line_id, ${documentId}::uuid), ${label}, line_label,
           rule_id, version_id, ${judgementId}, ${judgementId}, effect, result, message_en, message_zh, override_permission, facts_hash, 'open'
    from fired where not shadow
    on conflict (tenant_id, document_id, rule_id, subject_id) do update set
      label = excluded.label, line_label = excluded.line_label, version_id = excluded.version_id, judgement_id = excluded.judgement_id,
      effect = excluded.effect, result = excluded.result, message_en = excluded.message_en, message_zh = excluded.message_zh,
      override_permission = excluded.override_permission, facts_hash = excluded.facts_hash, resolved_at = null,
      state = case when excluded.effect = 'override' and old.overridden_hash = excluded.facts_hash then 'overridden' else 'open' end,
      opened_by = case when old.state = 'resolved' or old.facts_hash <> excluded.facts_hash then excluded.opened_by else old.opened_by end,
      opened_at = case when old.state = 'resolved' or old.facts_hash <> excluded.facts_hash then now() else old.opened_at end
    returning id, rule_id, nullif(subject_id, document_id) as line_id, state, state = 'open' and opened_by = ${judgementId} as fresh`
  return new Map(rows.map((r) => [`${r.rule_id}:${r.line_id ?? ''}`, { id: r.id, state: r.state, fresh: r.fresh }]))
}

const rowOf = ({ verdict: { rule, result }, ...f }: Fired) => ({
  decision_id: newId(),
  finding_id: newId(),
  rule_id: rule.ruleId,
  version_id: rule.versionId,
  line_id: f.lineId,
  line_label: f.lineLabel,
  result,
  effect: rule.effect,
  facts: { ...f.facts, ...Object.fromEntries(Object.entries(rule.parameters).map(([k, v]) => [`parameter.${k}`, v])) },
  message_en: f.message.en,
  message_zh: f.message.zh,
  override_permission: rule.overridePermission,
  facts_hash: f.factsHash,
  shadow: rule.shadow,
})
