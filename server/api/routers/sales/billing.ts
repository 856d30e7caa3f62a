import * as sales from '@/server/modules/sales'
import { listRouter, mutation, query, router } from '../../trpc'

/** Customer invoices with their credit notes, and goods that come back. */
export const billingRoutes = {
  customerInvoice: router({
    list: listRouter(sales.listCustomerInvoices),
    get: query(sales.getCustomerInvoice),
    create: mutation(sales.createCustomerInvoice),
    post: mutation(sales.postCustomerInvoice),
    reverse: mutation(sales.reverseCustomerInvoice),
    delete: mutation(sales.deleteCustomerInvoice),
    credit: mutation(sales.createCreditNote),
  }),
  salesReturn: router({
    list: listRouter(sales.listSalesReturns),
    get: query(sales.getSalesReturn),
    returnable: query(sales.returnableLines),
    create: mutation(sales.createSalesReturn),
    approve: mutation(sales.approveSalesReturn),
    receive: mutation(sales.receiveSalesReturn),
    close: mutation(sales.closeSalesReturn),
    cancel: mutation(sales.cancelSalesReturn),
  }),
}
