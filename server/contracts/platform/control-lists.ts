import { z } from 'zod'
import { defineListColumns } from './list'
import { ruleEffects, ruleStatuses } from './rules'
import { draftStages } from './simulation'

/** The documents that rules judge. */
const judgedDocuments = [
  'sales_order',
  'customer_invoice',
  'purchase_requisition',
  'purchase_order',
  'supplier_invoice',
] as const

/** The rules of the tenant. */
export const ruleList = defineListColumns({
  name: 'control.rules',
  messages: 'control.rule',
  columns: {
    code: { type: 'text' },
    nameEn: { type: 'text' },
    nameZh: { type: 'text' },
    document: { type: 'enum', values: judgedDocuments, enumLabels: 'control.document', groupable: true },
    effect: { type: 'enum', values: ruleEffects, enumLabels: 'control.effect', groupable: true },
    status: { type: 'enum', values: ruleStatuses, enumLabels: 'control.rule_status', groupable: true },
    number: { type: 'integer' },
    hasDraft: { type: 'boolean', hidden: true },
    draftStage: { type: 'enum', values: draftStages, enumLabels: 'control.draft_stage', groupable: true },
    effectiveFrom: { type: 'date' },
    effectiveTo: { type: 'date', hidden: true },
    openFindings: { type: 'integer', filterable: false, sortable: false },
    updatedAt: { type: 'instant' },
  },
  defaultSort: [{ column: 'code', direction: 'asc' }],
})

/** Every rule that fired, with what it saw. */
export const decisionList = defineListColumns({
  name: 'control.decisions',
  messages: 'control.decision',
  columns: {
    at: { type: 'instant' },
    ruleCode: { type: 'text', groupable: true },
    ruleVersion: { type: 'integer' },
    effect: { type: 'enum', values: ruleEffects, enumLabels: 'control.effect', groupable: true },
    result: { type: 'enum', values: ['fired', 'failed'], enumLabels: 'control.result', groupable: true },
    document: { type: 'enum', values: judgedDocuments, enumLabels: 'control.document', groupable: true },
    label: { type: 'text' },
    lineLabel: { type: 'text' },
    trigger: { type: 'text', groupable: true },
    messageEn: { type: 'text', filterable: false, sortable: false },
    messageZh: { type: 'text', filterable: false, sortable: false },
    actorName: { type: 'text', filterable: false, sortable: false },
    shadow: { type: 'boolean' },
  },
  defaultSort: [{ column: 'at', direction: 'desc' }],
})

/** Reactions to events that failed. */
export const deliveryList = defineListColumns({
  name: 'control.deliveries',
  messages: 'control.delivery',
  columns: {
    lastAt: { type: 'instant' },
    reaction: { type: 'text', groupable: true },
    type: { type: 'text', groupable: true },
    document: { type: 'text', groupable: true },
    attempts: { type: 'integer' },
    state: {
      type: 'enum',
      values: ['waiting', 'retrying', 'dead', 'dismissed'],
      enumLabels: 'control.delivery_state',
      groupable: true,
    },
    error: { type: 'text' },
    firstAt: { type: 'instant', hidden: true },
  },
  defaultSort: [{ column: 'lastAt', direction: 'desc' }],
})

export const alertSeverities = ['info', 'warning', 'critical'] as const
export const alertStates = ['open', 'acknowledged', 'done'] as const

/** What wants somebody's eye. */
export const alertList = defineListColumns({
  name: 'control.alerts',
  messages: 'control.alerts',
  columns: {
    createdAt: { type: 'instant' },
    severity: { type: 'enum', values: alertSeverities, enumLabels: 'control.severity', groupable: true },
    state: { type: 'enum', values: alertStates, enumLabels: 'control.alert_state', groupable: true },
    kind: { type: 'text', groupable: true },
    document: { type: 'enum', values: judgedDocuments, enumLabels: 'control.document', groupable: true },
    ownerName: { type: 'text', filterable: false, sortable: false },
  },
  defaultSort: [{ column: 'createdAt', direction: 'desc' }],
})

/** An alert as the bell, the list and the live channel show it. */
export const alertView = z.object({
  id: z.string(),
  kind: z.string(),
  severity: z.enum(alertSeverities),
  state: z.enum(alertStates),
  messageKey: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  document: z.string().nullable(),
  documentId: z.string().nullable(),
  createdAt: z.string(),
})
export type AlertView = z.infer<typeof alertView>
