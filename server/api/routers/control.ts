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
import { ruleTrials, simulateRule, startShadow, stopShadow } from '@/server/platform/rules/simulate'
import { checkInvariants } from '@/server/platform/schedules/invariants'
import { listRouter, mutation, query, router } from '../trpc'

export const controlRouter = router({
  rules: router({
    list: listRouter(rules),
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
    simulate: mutation(simulateRule),
    startShadow: mutation(startShadow),
    stopShadow: mutation(stopShadow),
    trials: query(ruleTrials),
    benchSubjects: query(benchSubjects),
  }),
  decisions: router({
    list: listRouter(decisions),
    get: query(decision),
  }),
  findings: router({ ofDocument: query(documentFindings), override: mutation(overrideFinding) }),
  alerts: router({
    list: listRouter(alerts),
    open: query(openAlerts),
    live: query(liveAlerts),
    acknowledge: mutation(acknowledgeAlert),
    finish: mutation(finishAlert),
    reopen: mutation(reopenAlert),
  }),
  deliveries: router({
    list: listRouter(deliveries),
    retry: mutation(retryDelivery),
    dismiss: mutation(dismissDelivery),
  }),
  invariants: router({ check: query(checkInvariants) }),
})
