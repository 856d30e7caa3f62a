import * as sales from '@/server/modules/sales'
import { listRouter, mutation, query, router } from '../../trpc'

/** Customers with their groups, price lists, figures. */
export const masterRoutes = {
  customer: router({
    list: listRouter(sales.listCustomers),
    get: query(sales.getCustomer),
    options: query(sales.customerOptions),
    history: query(sales.customerHistory),
    create: mutation(sales.createCustomer),
    update: mutation(sales.updateCustomer),
    block: mutation(sales.blockCustomer),
  }),
  customerGroup: router({
    list: query(sales.customerGroups),
    create: mutation(sales.createCustomerGroup),
    update: mutation(sales.updateCustomerGroup),
    delete: mutation(sales.deleteCustomerGroup),
  }),
  priceList: router({
    list: listRouter(sales.listPriceLists),
    get: query(sales.getPriceList),
    options: query(sales.priceListOptions),
    create: mutation(sales.createPriceList),
    update: mutation(sales.updatePriceList),
    savePrices: mutation(sales.savePrices),
    resolve: query(sales.explainPrices),
  }),
  report: router({
    totals: query(sales.salesByDimension),
    itemSales: query(sales.itemSales),
    related: query(sales.relatedDocuments),
    search: query(sales.searchSales),
    homeOrders: query(sales.homeOrders),
    homeMonths: query(sales.homeMonths),
  }),
  settings: router({
    get: query(sales.salesSettings),
    item: query(sales.salesItemSettings),
    setUp: mutation(sales.setUpSalesCommand),
    update: mutation(sales.updateSalesSettings),
    updateItem: mutation(sales.updateSalesItemSetting),
  }),
}
