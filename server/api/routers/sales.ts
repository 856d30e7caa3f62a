import * as sales from '@/server/modules/sales'
import { listRouter, mutation, query, router } from '../trpc'
import { billingRoutes } from './sales/billing'
import { masterRoutes } from './sales/masters'

export const salesRouter = router({
  salesOrder: router({
    list: listRouter(sales.listSalesOrders),
    get: query(sales.getSalesOrder),
    create: mutation(sales.createSalesOrder),
    update: mutation(sales.updateSalesOrder),
    address: mutation(sales.addressSalesOrder),
    preview: query(sales.previewSalesOrder),
    lineStock: query(sales.orderLineStock),
    openLines: query(sales.openOrderLines),
    quote: mutation(sales.quoteSalesOrder),
    submit: mutation(sales.submitSalesOrder),
    approve: mutation(sales.approveSalesOrder),
    cancel: mutation(sales.cancelSalesOrder),
    close: mutation(sales.closeSalesOrder),
    closeShort: mutation(sales.closeShortSalesOrder),
    reopen: mutation(sales.reopenSalesOrder),
    lose: mutation(sales.loseSalesOrder),
    revise: mutation(sales.reviseSalesOrder),
    duplicate: mutation(sales.duplicateSalesOrder),
    ship: mutation(sales.shipSalesOrder),
    invoice: mutation(sales.invoiceSalesOrder),
  }),
  quotation: router({ list: listRouter(sales.listQuotations) }),
  delivery: router({
    list: listRouter(sales.listDeliveries),
    get: query(sales.getDelivery),
    create: mutation(sales.createDelivery),
    release: mutation(sales.releaseDelivery),
    pick: mutation(sales.pickDelivery),
    pack: mutation(sales.packDelivery),
    post: mutation(sales.postDelivery),
    reverse: mutation(sales.reverseDelivery),
    cancel: mutation(sales.cancelDelivery),
  }),
  ...billingRoutes,
  ...masterRoutes,
})
