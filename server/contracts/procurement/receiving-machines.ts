import { defineMachine } from '@/server/kernel/state-machine'

/** Goods arrive, or a service is accepted. What is billed is not reversed but sent back. */
export const goodsReceiptMachine = defineMachine({
  document: 'goods_receipt',
  initial: 'draft',
  states: ['draft', 'posted', 'reversed', 'cancelled'],
  transitions: {
    post: { from: ['draft'], to: 'posted' },
    reverse: { from: ['posted'], to: 'reversed' },
    cancel: { from: ['draft'], to: 'cancelled' },
  },
})
export type GoodsReceiptState = (typeof goodsReceiptMachine.states)[number]

export const supplierReturnMachine = defineMachine({
  document: 'supplier_return',
  initial: 'draft',
  states: ['draft', 'posted', 'reversed', 'cancelled'],
  transitions: {
    post: { from: ['draft'], to: 'posted' },
    reverse: { from: ['posted'], to: 'reversed' },
    cancel: { from: ['draft'], to: 'cancelled' },
  },
})
export type SupplierReturnState = (typeof supplierReturnMachine.states)[number]

export const landedCostMachine = defineMachine({
  document: 'landed_cost',
  initial: 'draft',
  states: ['draft', 'posted', 'reversed', 'cancelled'],
  transitions: {
    post: { from: ['draft'], to: 'posted' },
    reverse: { from: ['posted'], to: 'reversed' },
    cancel: { from: ['draft'], to: 'cancelled' },
  },
})
export type LandedCostState = (typeof landedCostMachine.states)[number]

/** `blocked`: a rule stopped it. Whether a posted one may be paid is told by its payment blocks, not by its state. */
export const supplierInvoiceMachine = defineMachine({
  document: 'supplier_invoice',
  initial: 'draft',
  states: ['draft', 'blocked', 'posted', 'reversed'],
  transitions: {
    block: { from: ['draft'], to: 'blocked' },
    post: { from: ['draft', 'blocked'], to: 'posted' },
    reverse: { from: ['posted'], to: 'reversed' },
  },
})
export type SupplierInvoiceState = (typeof supplierInvoiceMachine.states)[number]
