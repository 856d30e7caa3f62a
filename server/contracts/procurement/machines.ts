import { defineMachine } from '@/server/kernel/state-machine'

/**
 * A need until it is ordered. `return` hands it back to its author, `reject` refuses it for good (it can be revised); how much of it
 * stands on orders is progress, not a state. Ordered in full it closes by itself.
 */
export const purchaseRequisitionMachine = defineMachine({
  document: 'purchase_requisition',
  initial: 'draft',
  states: ['draft', 'in_approval', 'blocked', 'approved', 'rejected', 'closed', 'cancelled'],
  transitions: {
    submit: { from: ['draft', 'blocked'], to: 'in_approval' },
    return: { from: ['in_approval'], to: 'draft' },
    reject: { from: ['in_approval', 'blocked'], to: 'rejected' },
    block: { from: ['draft', 'in_approval'], to: 'blocked' },
    approve: { from: ['draft', 'in_approval', 'blocked'], to: 'approved' },
    close: { from: ['approved'], to: 'closed' },
    reopen: { from: ['closed'], to: 'approved' },
    cancel: { from: ['draft', 'in_approval', 'blocked', 'approved', 'rejected'], to: 'cancelled' },
    revise: { from: ['blocked', 'approved', 'rejected'], to: 'draft' },
  },
})
export type PurchaseRequisitionState = (typeof purchaseRequisitionMachine.states)[number]

/** Suppliers are asked; it closes when its lines are awarded, or without. */
export const requestForQuotationMachine = defineMachine({
  document: 'request_for_quotation',
  initial: 'draft',
  states: ['draft', 'sent', 'closed', 'cancelled'],
  transitions: {
    send: { from: ['draft', 'sent'], to: 'sent' },
    close: { from: ['sent'], to: 'closed' },
    reopen: { from: ['closed'], to: 'sent' },
    cancel: { from: ['draft', 'sent'], to: 'cancelled' },
  },
})
export type RequestForQuotationState = (typeof requestForQuotationMachine.states)[number]

/** A supplier's offer: once submitted it stands as it was given. */
export const supplierQuotationMachine = defineMachine({
  document: 'supplier_quotation',
  initial: 'draft',
  states: ['draft', 'submitted', 'awarded', 'lost', 'cancelled'],
  transitions: {
    submit: { from: ['draft'], to: 'submitted' },
    return: { from: ['submitted'], to: 'draft' },
    award: { from: ['submitted', 'awarded'], to: 'awarded' },
    lose: { from: ['submitted'], to: 'lost' },
    cancel: { from: ['draft', 'submitted'], to: 'cancelled' },
  },
})
export type SupplierQuotationState = (typeof supplierQuotationMachine.states)[number]

/**
 * Rules may send an order to `blocked`; `approve` commits the budget. `revise` opens the next revision of an approved
 * order as a draft, `change` makes it at once where it is small. What changed has to be sent again.
 */
export const purchaseOrderMachine = defineMachine({
  document: 'purchase_order',
  initial: 'draft',
  states: ['draft', 'in_approval', 'blocked', 'approved', 'sent', 'confirmed', 'closed', 'cancelled'],
  transitions: {
    submit: { from: ['draft', 'blocked'], to: 'in_approval' },
    return: { from: ['in_approval'], to: 'draft' },
    block: { from: ['draft', 'in_approval'], to: 'blocked' },
    approve: { from: ['draft', 'in_approval', 'blocked'], to: 'approved' },
    send: { from: ['approved', 'sent'], to: 'sent' },
    confirm: { from: ['approved', 'sent', 'confirmed'], to: 'confirmed' },
    close: { from: ['approved', 'sent', 'confirmed'], to: 'closed' },
    close_short: { from: ['approved', 'sent', 'confirmed'], to: 'closed' },
    reopen: { from: ['closed'], to: 'approved' },
    cancel: { from: ['draft', 'in_approval', 'blocked', 'approved', 'sent', 'confirmed'], to: 'cancelled' },
    revise: { from: ['blocked', 'approved', 'sent', 'confirmed'], to: 'draft' },
    change: { from: ['approved', 'sent', 'confirmed'], to: 'approved' },
  },
})
export type PurchaseOrderState = (typeof purchaseOrderMachine.states)[number]
export type PurchaseOrderTransition = keyof typeof purchaseOrderMachine.transitions

/** Orders on which goods may arrive and bills may come. */
export const OPEN_ORDER_STATES = ['approved', 'sent', 'confirmed'] as const
