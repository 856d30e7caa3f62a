import {
  acknowledgeAlert,
  alerts,
  finishAlert,
  liveAlerts,
  openAlerts,
  reopenAlert,
} from '@/server/platform/alerts/alerts'
import { decideApproval } from '@/server/platform/approvals/decide'
import { delegations, revokeDelegation, saveDelegation } from '@/server/platform/approvals/delegations'
import {
  createApprovalFlow,
  discardApprovalFlowDraft,
  publishApprovalFlow,
  retireApprovalFlow,
  saveApprovalFlowDraft,
} from '@/server/platform/approvals/flows'
import { previewApproval } from '@/server/platform/approvals/preview'
import {
  approvalFlowDetail,
  approvalFlows,
  approvalFlowVocabulary,
  approvals,
  checkApprovalCondition,
} from '@/server/platform/approvals/queries'
import { documentApprovals, myApprovalRequests } from '@/server/platform/approvals/trail'
import { approvalTrialDocuments, tryApprovalFlow } from '@/server/platform/approvals/trial'
import { withdrawApproval } from '@/server/platform/approvals/withdraw'
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
import { checkInvariants, lastInvariants, runInvariants } from '@/server/platform/schedules/invariants'
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
  approvalFlows: router({
    list: listRouter(approvalFlows),
    get: query(approvalFlowDetail),
    vocabulary: query(approvalFlowVocabulary),
    create: mutation(createApprovalFlow),
    saveDraft: mutation(saveApprovalFlowDraft),
    publish: mutation(publishApprovalFlow),
    retire: mutation(retireApprovalFlow),
    discardDraft: mutation(discardApprovalFlowDraft),
    check: query(checkApprovalCondition),
    trialDocuments: query(approvalTrialDocuments),
    try: mutation(tryApprovalFlow),
  }),
  approvals: router({
    list: listRouter(approvals),
    mine: query(myApprovalRequests),
    ofDocument: query(documentApprovals),
    preview: query(previewApproval),
    decide: mutation(decideApproval),
    withdraw: mutation(withdrawApproval),
  }),
  delegations: router({
    list: query(delegations),
    save: mutation(saveDelegation),
    revoke: mutation(revokeDelegation),
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
  invariants: router({
    check: query(checkInvariants),
    last: query(lastInvariants),
    run: mutation(runInvariants),
  }),
})
