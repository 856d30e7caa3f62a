import { documentRef } from '@/server/contracts/platform/field'
import { documentResult } from '@/server/contracts/procurement/common'
import { purchaseRequisitionReason } from '@/server/contracts/procurement/purchase-requisition'
import { conflict } from '@/server/kernel/errors'
import { dec, plain } from '@/server/kernel/money'
import { company } from '@/server/modules/finance'
import { documentCommand } from '@/server/platform/commands/command'
import {
  linesOfRequisitions,
  purchaseRequisitionKind,
  type RequisitionLineRow,
  type RequisitionRow,
  requisitionResult,
} from './requisition'
import { requisitionSubject, setRequisitionBudget } from './requisition-budget'

const kind = purchaseRequisitionKind
const eventOf = (row: RequisitionRow) => ({
  document: 'purchase_requisition',
  documentId: row.id,
  companyId: row.companyId,
})
const estimateOf = (row: RequisitionRow) => ({ number: row.number, baseNet: plain(row.baseNet) })

const someLines = (lines: readonly RequisitionLineRow[]) => {
  if (lines.length === 0) throw conflict('procurement.no_lines')
}
/** Refuses while an order covers a part of it. Error procurement.already_ordered. */
const untouched = (lines: readonly RequisitionLineRow[]) => {
  const ordered = lines.find((l) => dec(l.orderedQuantity).greaterThan(0))
  if (ordered) throw conflict('procurement.already_ordered', { position: ordered.position })
}

export const submitPurchaseRequisition = documentCommand({
  name: 'procurement.submitPurchaseRequisition',
  permission: 'procurement.purchase_requisition.submit',
  input: documentRef,
  output: documentResult,
  document: { kind, transition: 'submit' },
  check: requisitionSubject('submit'),
  handler: async (ctx, _input, row) => {
    someLines(await linesOfRequisitions(ctx, [row.id]))
    ctx.emit('procurement.purchase_requisition.submitted', { ...eventOf(row), payload: estimateOf(row) })
    return requisitionResult(row, 'in_approval')
  },
})

/** Hands a requisition that waits for approval back to its author. */
export const returnPurchaseRequisition = documentCommand({
  name: 'procurement.returnPurchaseRequisition',
  permission: 'procurement.purchase_requisition.approve',
  input: purchaseRequisitionReason,
  output: documentResult,
  document: { kind, transition: 'return' },
  handler: async (_ctx, { reason }, row, patch) => {
    patch({ reason })
    return requisitionResult(row, 'draft')
  },
})

/** Refuses a need for good; its author may revise it. */
export const rejectPurchaseRequisition = documentCommand({
  name: 'procurement.rejectPurchaseRequisition',
  permission: 'procurement.purchase_requisition.approve',
  input: purchaseRequisitionReason,
  output: documentResult,
  document: { kind, transition: 'reject' },
  handler: async (ctx, { reason }, row, patch) => {
    patch({ reason })
    ctx.emit('procurement.purchase_requisition.rejected', {
      ...eventOf(row),
      payload: { number: row.number, reason },
    })
    return requisitionResult(row, 'rejected')
  },
})

/** Lets a need be ordered, and holds its estimate of the budgets. Error finance.over_budget. */
export const approvePurchaseRequisition = documentCommand({
  name: 'procurement.approvePurchaseRequisition',
  permission: 'procurement.purchase_requisition.approve',
  input: documentRef,
  output: documentResult,
  document: { kind, transition: 'approve' },
  check: requisitionSubject('approve'),
  handler: async (ctx, _input, row, patch) => {
    const lines = await linesOfRequisitions(ctx, [row.id])
    someLines(lines)
    await setRequisitionBudget(ctx, row, lines, true)
    const { today } = await company(ctx, row.companyId)
    patch({ approvedAt: today, reason: null })
    ctx.emit('procurement.purchase_requisition.approved', { ...eventOf(row), payload: estimateOf(row) })
    return requisitionResult(row, 'approved')
  },
})

/** Ends a requisition: what is not ordered is not needed any more, and its budget is freed. */
export const closePurchaseRequisition = documentCommand({
  name: 'procurement.closePurchaseRequisition',
  permission: 'procurement.purchase_requisition.close',
  input: purchaseRequisitionReason,
  output: documentResult,
  document: { kind, transition: 'close' },
  handler: async (ctx, { reason }, row, patch) => {
    await setRequisitionBudget(ctx, row, await linesOfRequisitions(ctx, [row.id]), false)
    patch({ reason })
    return requisitionResult(row, 'closed')
  },
})

/** Takes back a requisition that no order covers. */
export const cancelPurchaseRequisition = documentCommand({
  name: 'procurement.cancelPurchaseRequisition',
  permission: 'procurement.purchase_requisition.cancel',
  input: purchaseRequisitionReason,
  output: documentResult,
  document: { kind, transition: 'cancel' },
  handler: async (ctx, { reason }, row, patch) => {
    const lines = await linesOfRequisitions(ctx, [row.id])
    untouched(lines)
    await setRequisitionBudget(ctx, row, lines, false)
    patch({ reason })
    ctx.emit('procurement.purchase_requisition.cancelled', {
      ...eventOf(row),
      payload: { number: row.number, reason },
    })
    return requisitionResult(row, 'cancelled')
  },
})

/** Takes a requisition that no order covers back to a draft; its budget is freed until it is approved again. */
export const revisePurchaseRequisition = documentCommand({
  name: 'procurement.revisePurchaseRequisition',
  permission: 'procurement.purchase_requisition.update',
  input: documentRef,
  output: documentResult,
  document: { kind, transition: 'revise' },
  constraints: { purchase_requisition_reorder: { code: 'procurement.reorder_exists', path: 'id' } },
  handler: async (ctx, _input, row, patch) => {
    const lines = await linesOfRequisitions(ctx, [row.id])
    untouched(lines)
    await setRequisitionBudget(ctx, row, lines, false)
    patch({ reason: null })
    return requisitionResult(row, 'draft')
  },
})
