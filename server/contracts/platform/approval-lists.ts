import { approvalFlowStatuses, approvalStates } from './approval'
import { defineListColumns } from './list'

/** The approval flows of the tenant. */
export const approvalFlowList = defineListColumns({
  name: 'control.approvalFlows',
  messages: 'approval.flow_list',
  columns: {
    code: { type: 'text' },
    nameEn: { type: 'text' },
    nameZh: { type: 'text' },
    document: { type: 'text', groupable: true },
    transition: { type: 'text' },
    status: { type: 'enum', values: approvalFlowStatuses, enumLabels: 'approval.flow_status', groupable: true },
    priority: { type: 'integer' },
    number: { type: 'integer' },
    hasDraft: { type: 'boolean' },
    running: { type: 'integer', filterable: false, sortable: false },
    updatedAt: { type: 'instant' },
  },
  defaultSort: [{ column: 'code', direction: 'asc' }],
})

/** Every approval that was asked for. */
export const approvalList = defineListColumns({
  name: 'control.approvals',
  messages: 'approval.list',
  columns: {
    startedAt: { type: 'instant' },
    label: { type: 'text' },
    document: { type: 'text', groupable: true },
    transition: { type: 'text' },
    requesterName: { type: 'text', groupable: true },
    amount: { type: 'money', currency: 'currency' },
    currency: { type: 'text', hidden: true },
    status: { type: 'enum', values: approvalStates, enumLabels: 'approval.status', groupable: true },
    waitsFor: { type: 'text', filterable: false, sortable: false },
    flowCode: { type: 'text', groupable: true },
    flowVersion: { type: 'integer', hidden: true },
    endedAt: { type: 'instant', hidden: true },
  },
  defaultSort: [{ column: 'startedAt', direction: 'desc' }],
})
