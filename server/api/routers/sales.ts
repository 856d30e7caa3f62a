import * as sales from '@/server/modules/sales'
import { mutation, query, router } from '../trpc'

export const salesRouter = router({
  salesOrder: router({
    create: mutation(sales.createSalesOrder),
    update: mutation(sales.updateSalesOrder),
    preview: query(sales.previewSalesOrder),
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
})
