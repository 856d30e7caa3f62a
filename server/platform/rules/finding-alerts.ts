import { type AlertDraft, raiseAlerts } from '../alerts/raise'
import type { CommandContext } from '../commands/context'
import type { Fired, StoredFinding } from './store'
import type { RuleSubject } from './subject'

/** Who is told when a rule names nobody who may override. */
export const ALERT_PERMISSION = 'control.alert.read'

/** Tells about findings that this judgement opened; a warning is for the user at the screen alone. */
export async function raiseFindingAlerts(
  ctx: CommandContext,
  subject: RuleSubject,
  fired: readonly Fired[],
  stored: ReadonlyMap<string, StoredFinding>,
): Promise<void> {
  const drafts = fired.flatMap(({ verdict: { rule }, lineId, lineLabel, message }): AlertDraft[] => {
    const finding = stored.get(`${rule.ruleId}:${lineId ?? ''}`)
    if (!finding?.fresh || rule.effect === 'warn') return []
    const line = lineLabel ? ` · ${lineLabel}` : ''
    return [
      {
        kind: `rule.${rule.effect}`,
        severity: rule.effect === 'block' ? 'critical' : rule.effect === 'override' ? 'warning' : 'info',
        messageKey: 'rule_finding',
        params: { subject: `${subject.label ?? ''}${line}`, rule: rule.code, en: message.en, zh: message.zh },
        companyId: subject.companyId,
        document: subject.document,
        documentId: subject.documentId,
        audience: { permission: rule.overridePermission ?? ALERT_PERMISSION },
        dedupeKey: `finding:${finding.id}`,
      },
    ]
  })
  await raiseAlerts(ctx, drafts)
}
