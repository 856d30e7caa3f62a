import { shippedInvoiceRules, supplierInvoiceFacts } from '@/server/contracts/procurement/invoice-facts'
import { registerFacts } from '@/server/platform/rules/catalogue'
import { registerReplay } from '@/server/platform/rules/replay'
import './on/on-goods-receipt-posted'
import { supplierInvoiceReplay } from './supplier-invoices/replay-invoices'

registerFacts(supplierInvoiceFacts, shippedInvoiceRules)
registerReplay(supplierInvoiceReplay)

export {
  cancelLandedCost,
  createLandedCost,
  postLandedCost,
  previewLandedCost,
  reverseLandedCost,
} from './landed-costs/landed-cost.commands'
/** What arrives and what is asked for it: receipts, returns, landed costs, supplier invoices. */
export { inspectGoodsReceipt } from './receipts/inspect-receipt'
export {
  cancelGoodsReceipt,
  createGoodsReceipt,
  postGoodsReceipt,
  type Received,
  type ReceiveRequest,
  receive,
  updateGoodsReceipt,
} from './receipts/receipt.commands'
export { reverseGoodsReceipt } from './receipts/reverse-receipt'
export * from './reports/receiving-documents'
export * from './reports/receiving-lists'
export { matchSettings, updateMatchSettings } from './settings/match-settings'
export { createSupplierCreditNote } from './supplier-invoices/create-credit-note'
export { importSupplierInvoice } from './supplier-invoices/import-invoice'
export {
  createSupplierInvoice,
  createSupplierInvoiceFrom,
  deleteSupplierInvoice,
  postSupplierInvoice,
  updateSupplierInvoice,
} from './supplier-invoices/invoice.commands'
export { previewSupplierInvoice } from './supplier-invoices/match-preview'
export { releaseSupplierInvoice } from './supplier-invoices/release-invoice'
export { reverseSupplierInvoice } from './supplier-invoices/reverse-invoice'
export {
  cancelSupplierReturn,
  createSupplierReturn,
  postSupplierReturn,
  returnToSupplier,
  reverseSupplierReturn,
} from './supplier-returns/return.commands'
