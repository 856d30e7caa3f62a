import { made, type NavigationEntry, read } from './navigation-entry'

/** The screens of buying and receiving. */
export const procurement: readonly NavigationEntry[] = [
  {
    key: 'requisitions',
    href: 'procurement/requisitions',
    permission: read('procurement', 'purchase_requisition'),
    ...made('requisition', 'procurement/requisitions', 'procurement.purchase_requisition.create'),
  },
  {
    key: 'orderNeeds',
    href: 'procurement/requisitions/order',
    permission: 'procurement.purchase_order.create',
  },
  {
    key: 'rfqs',
    href: 'procurement/rfqs',
    permission: read('procurement', 'request_for_quotation'),
    ...made('rfq', 'procurement/rfqs', 'procurement.request_for_quotation.create'),
  },
  {
    key: 'supplierQuotations',
    href: 'procurement/supplier-quotations',
    permission: read('procurement', 'supplier_quotation'),
    ...made('supplierQuotation', 'procurement/supplier-quotations', 'procurement.supplier_quotation.create'),
  },
  {
    key: 'purchaseOrders',
    href: 'procurement/purchase-orders',
    permission: read('procurement', 'purchase_order'),
    keys: 'g f',
    ...made('purchaseOrder', 'procurement/purchase-orders', 'procurement.purchase_order.create'),
  },
  {
    key: 'goodsReceipts',
    href: 'procurement/goods-receipts',
    permission: read('procurement', 'goods_receipt'),
    ...made('goodsReceipt', 'procurement/goods-receipts', 'procurement.goods_receipt.create'),
  },
  {
    key: 'supplierInvoices',
    href: 'procurement/supplier-invoices',
    permission: read('procurement', 'supplier_invoice'),
    ...made('supplierInvoice', 'procurement/supplier-invoices', 'procurement.supplier_invoice.create'),
  },
  {
    key: 'supplierReturns',
    href: 'procurement/supplier-returns',
    permission: read('procurement', 'supplier_return'),
  },
  {
    key: 'landedCosts',
    href: 'procurement/landed-costs',
    permission: read('procurement', 'landed_cost'),
    ...made('landedCost', 'procurement/landed-costs', 'procurement.landed_cost.create'),
  },
  {
    key: 'openLines',
    href: 'procurement/open-lines',
    permission: read('procurement', 'purchase_order'),
    group: 'reports',
  },
  {
    key: 'receivedNotInvoiced',
    href: 'procurement/received-not-invoiced',
    permission: read('procurement', 'supplier_invoice'),
    group: 'reports',
  },
  {
    key: 'suppliers',
    href: 'procurement/suppliers',
    permission: read('procurement', 'supplier'),
    group: 'masters',
    ...made('supplier', 'procurement/suppliers', 'procurement.supplier.create'),
  },
  {
    key: 'supplierPrices',
    href: 'procurement/supplier-prices',
    permission: read('procurement', 'supplier_price'),
    group: 'masters',
  },
]
