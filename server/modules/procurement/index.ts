import { purchaseOrderFacts, purchaseRequisitionFacts } from '@/server/contracts/procurement/facts'
import { shippedProcurementRules } from '@/server/contracts/procurement/shipped-rules'
import { registerFacts } from '@/server/platform/rules/catalogue'
import './approval'
import './imports'
import './inbox'
import { registerReplay } from '@/server/platform/rules/replay'
import { purchaseOrderReplay } from './facts/replay-orders'
import './on/on-party-updated'
import './on/on-sales-order-approved'
import './on/on-sales-order-cancelled'
import './on/on-stock-below-safety'
import './print/supplier-mails'
import './screens/search'

registerFacts(purchaseOrderFacts, shippedProcurementRules)
registerReplay(purchaseOrderReplay)
registerFacts(purchaseRequisitionFacts)

export { importHistoricPurchases, purchaseHistory } from './history/import-historic-purchases'
export { changePurchaseOrder } from './orders/change-order'
export { callOffBlanketOrder, duplicatePurchaseOrder } from './orders/copy-order'
export { orderRequisitions } from './orders/order-requisitions'
export { createPurchaseOrder, previewPurchaseOrder, updatePurchaseOrder } from './orders/save-order'
export * from './orders/transitions'
export * from './portal'
export { explainSupplierPrices, saveSupplierPrices, supplierPrices } from './prices/supplier-price.commands'
export { printedPurchases, printPurchase } from './print/print-document'
export { awardRequestForQuotation, orderSupplierQuotation } from './quotations/award'
export { compareQuotations } from './quotations/compare'
export * from './quotations/quotation.commands'
export * from './quotations/rfq-transitions'
export { createRequestForQuotation, updateRequestForQuotation } from './quotations/save-rfq'
export * from './receiving'
export * from './reports/documents'
export * from './reports/lists'
export { relatedPurchases, relatedPurchasesOf } from './reports/related'
export * from './reports/supplier.queries'
export * from './reports/totals'
export { type Incoming, incoming } from './requisitions/incoming'
export { reopenPurchaseRequisition } from './requisitions/reopen-requisition'
export { createPurchaseRequisition, updatePurchaseRequisition } from './requisitions/save-requisition'
export * from './requisitions/transitions'
export {
  setUpProcurement,
  setUpProcurementCommand,
  updatePurchaseItemSetting,
  updatePurchaseSettings,
} from './settings/set-up-procurement'
export { purchaseItemSettings, purchaseSettings } from './settings/settings.queries'
export { importSuppliers } from './suppliers/import-suppliers'
export { blockSupplier, createSupplier, updateSupplier } from './suppliers/supplier.commands'
