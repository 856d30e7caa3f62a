import { salesOrderFacts } from '@/server/contracts/sales/facts'
import { shippedSalesRules } from '@/server/contracts/sales/shipped-rules'
import { registerFacts } from '@/server/platform/rules/catalogue'
import { registerReplay } from '@/server/platform/rules/replay'
import { salesOrderReplay } from './facts/replay-orders'
import './approval'
import './inbox'
import './imports'
import './on/on-party-updated'
import './on/on-stock-available'
import './screens/search'

registerFacts(salesOrderFacts, shippedSalesRules)
registerReplay(salesOrderReplay)
registerFacts({ ...salesOrderFacts, document: 'customer_invoice', triggers: ['post'] })

export * from './customers/customer.commands'
export { importCustomers } from './customers/import-customers'
export { createDelivery, shipSalesOrder } from './deliveries/create-delivery'
export * from './deliveries/transitions'
export { historyTotals } from './history/history-totals'
export { importHistoricSales } from './history/import-historic-sales'
export { createCreditNote } from './invoices/credit-note'
export {
  createCustomerInvoice,
  deleteCustomerInvoice,
  invoiceSalesOrder,
  postCustomerInvoice,
} from './invoices/invoice.commands'
export { reverseCustomerInvoice } from './invoices/reverse-invoice'
export { addressSalesOrder } from './orders/address-order'
export { duplicateSalesOrder } from './orders/duplicate-order'
export { createSalesOrder, previewSalesOrder, updateSalesOrder } from './orders/save-order'
export * from './orders/transitions'
export * from './prices/price-list.commands'
export { printedDocuments, printSalesDocument } from './print/print-document'
export { customerHistory, getCustomer, getPriceList, itemSales } from './reports/customer.queries'
export { getCustomerInvoice, getDelivery, getSalesOrder, getSalesReturn } from './reports/documents'
export * from './reports/lists'
export { relatedDocuments, relatedTo } from './reports/related'
export { salesByDimension, searchSales } from './reports/totals'
export { approveSalesReturn, cancelSalesReturn, closeSalesReturn } from './returns/close-return'
export { createSalesReturn } from './returns/create-return'
export { receiveSalesReturn } from './returns/receive-return'
export * from './screens/home.queries'
export * from './screens/open-lines.queries'
export * from './screens/options.queries'
export { setUpSales, setUpSalesCommand, updateSalesItemSetting, updateSalesSettings } from './settings/set-up-sales'
export { customerGroups, salesItemSettings, salesSettings } from './settings/settings.queries'
