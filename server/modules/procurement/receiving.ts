import './on/on-goods-receipt-posted'

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
export { createSupplierCreditNote } from './supplier-invoices/create-credit-note'
export { importSupplierInvoice } from './supplier-invoices/import-invoice'
export {
  createSupplierInvoice,
  createSupplierInvoiceFrom,
  deleteSupplierInvoice,
  postSupplierInvoice,
  updateSupplierInvoice,
} from './supplier-invoices/invoice.commands'
export { releaseSupplierInvoice } from './supplier-invoices/release-invoice'
export { reverseSupplierInvoice } from './supplier-invoices/reverse-invoice'
export {
  cancelSupplierReturn,
  createSupplierReturn,
  postSupplierReturn,
  returnToSupplier,
  reverseSupplierReturn,
} from './supplier-returns/return.commands'
