import { type Id, newId } from '@/server/kernel/ids'
import type { CommandContext } from '../commands/context'
import { evaluateGroup, messageOf, type Verdict } from './evaluate'
import { hashFacts } from './facts-hash'
import { raiseFindingAlerts } from './finding-alerts'
import { ruleSet } from './live-rules'
import { type Fired, type StoredFinding, storeJudgement } from './store'
import type { Facts, Finding, RuleSubject } from './subject'

/**
 * Judges a subject by the rules in force: stores which versions looked at which facts, each decision that fired, and what stands
 * against the document now; returns the latter. A rule that cannot be evaluated counts as fired. An override given earlier holds
 * while rule, line and the values of the facts that the rule reads are the same. A version in shadow leaves its decisions and nothing else.
 */
export async function judge(ctx: CommandContext, subject: RuleSubject): Promise<Finding[]> {
  const set = await ruleSet(ctx, subject.document, subject.trigger, subject.companyId)
  if (set.rules.length === 0) return []
  const common: Facts = {
    ...subject.header,
    today: set.today,
    actor_roles: ctx.actor.roles,
  }
  const roles = ctx.actor.roles
  const fired: Fired[] = []
  const collect = (verdicts: readonly Verdict[], facts: Facts, line: { lineId: Id; label: string } | null) => {
    for (const verdict of verdicts)
      if (verdict.result !== 'passed')
        fired.push({
          verdict,
          lineId: line?.lineId ?? null,
          lineLabel: line?.label ?? null,
          facts,
          factsHash: hashFacts(verdict.rule.facts, facts),
          message: messageOf(verdict, facts, roles),
        })
  }
  collect(evaluateGroup(set.header, common, roles), common, null)
  if (set.line.rules.length > 0)
    for (const line of subject.lines) {
      const facts = { ...common, ...line.facts }
      collect(evaluateGroup(set.line, facts, roles), facts, line)
    }
  const storing = storeJudgement(ctx, subject, common, set.rules, fired, newId())
  if (fired.length === 0) {
    ctx.send(storing)
    return []
  }
  const stored = await storing
  const standing = fired.filter((f) => !f.verdict.rule.shadow)
  await raiseFindingAlerts(ctx, subject, standing, stored)
  return standing.map((f) => toFinding(f, stored))
}

const keyOf = (ruleId: Id, lineId: Id | null) => `${ruleId}:${lineId ?? ''}`

function toFinding(fired: Fired, stored: ReadonlyMap<string, StoredFinding>): Finding {
  const { rule } = fired.verdict
  const row = stored.get(keyOf(rule.ruleId, fired.lineId))
  if (!row) throw new Error(`the finding of rule ${rule.code} was not stored`)
  return {
    id: row.id,
    ruleId: rule.ruleId,
    ruleCode: rule.code,
    ruleVersion: rule.number,
    effect: rule.effect,
    lineId: fired.lineId,
    message: fired.message,
    overridePermission: rule.overridePermission,
    overridden: row.state === 'overridden',
  }
}
