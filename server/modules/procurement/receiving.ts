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
export {
  cancelSupplierReturn,
  createSupplierReturn,
  postSupplierReturn,
  returnToSupplier,
  reverseSupplierReturn,
} from './supplier-returns/return.commands'
