import {
  acknowledgeAlert,
  alerts,
  finishAlert,
  liveAlerts,
  openAlerts,
  reopenAlert,
} from '@/server/platform/alerts/alerts'
import { deliveries, dismissDelivery, retryDelivery } from '@/server/platform/events/deliveries'
import { benchSubjects, checkRule, tryRule } from '@/server/platform/rules/bench'
import {
  createRule,
  discardRuleDraft,
  publishRule,
  restoreShippedRules,
  retireRule,
  saveRuleDraft,
} from '@/server/platform/rules/editing'
import { documentFindings, overrideFinding } from '@/server/platform/rules/override'
import { decision, decisions, ruleDetail, rules, ruleVocabulary } from '@/server/platform/rules/queries'
import { checkInvariants } from '@/server/platform/schedules/invariants'
import { mutation, query, router } from '../trpc'

export const controlRouter = router({
  rules: router({
    rows: query(rules.rows),
    summary: query(rules.summary),
    groups: query(rules.groups),
    get: query(ruleDetail),
    vocabulary: query(ruleVocabulary),
    create: mutation(createRule),
    saveDraft: mutation(saveRuleDraft),
    publish: mutation(publishRule),
    retire: mutation(retireRule),
    discardDraft: mutation(discardRuleDraft),
    restoreShipped: mutation(restoreShippedRules),
    check: query(checkRule),
    try: query(tryRule),
    benchSubjects: query(benchSubjects),
  }),
  decisions: router({
    rows: query(decisions.rows),
    summary: query(decisions.summary),
    groups: query(decisions.groups),
    get: query(decision),
  }),
  findings: router({ ofDocument: query(documentFindings), override: mutation(overrideFinding) }),
  alerts: router({
    rows: query(alerts.rows),
    summary: query(alerts.summary),
    groups: query(alerts.groups),
    open: query(openAlerts),
    live: query(liveAlerts),
    acknowledge: mutation(acknowledgeAlert),
    finish: mutation(finishAlert),
    reopen: mutation(reopenAlert),
  }),
  deliveries: router({
    rows: query(deliveries.rows),
    summary: query(deliveries.summary),
    groups: query(deliveries.groups),
    retry: mutation(retryDelivery),
    dismiss: mutation(dismissDelivery),
  }),
  invariants: router({ check: query(checkInvariants) }),
})
