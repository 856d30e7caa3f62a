import * as procurement from '@/server/modules/procurement'
import { listRouter, mutation, query, router } from '../../trpc'

/** Suppliers with their prices, settings and figures. */
export const supplierRoutes = {
  supplier: router({
    list: listRouter(procurement.listSuppliers),
    get: query(procurement.getSupplier),
    options: query(procurement.supplierOptions),
    history: query(procurement.supplierHistory),
    performance: query(procurement.supplierOnTime),
    create: mutation(procurement.createSupplier),
    update: mutation(procurement.updateSupplier),
    block: mutation(procurement.blockSupplier),
  }),
  portalLink: router({
    list: query(procurement.portalLinks),
    create: mutation(procurement.createPortalLink),
    revoke: mutation(procurement.revokePortalLink),
  }),
  shipmentNotice: router({
    ofOrder: query(procurement.shipmentNotices),
    expected: query(procurement.expectedShipments),
  }),
  supplierPrice: router({
    list: listRouter(procurement.listSupplierPrices),
    ofSupplier: query(procurement.supplierPrices),
    save: mutation(procurement.saveSupplierPrices),
    resolve: query(procurement.explainSupplierPrices),
  }),
  report: router({
    totals: query(procurement.purchasesByDimension),
    itemPurchases: query(procurement.itemPurchases),
    incoming: query(procurement.incomingStock),
    openLines: listRouter(procurement.listOpenPurchaseLines),
    related: query(procurement.relatedPurchases),
  }),
  settings: router({
    get: query(procurement.purchaseSettings),
    item: query(procurement.purchaseItemSettings),
    setUp: mutation(procurement.setUpProcurementCommand),
    update: mutation(procurement.updatePurchaseSettings),
    updateItem: mutation(procurement.updatePurchaseItemSetting),
  }),
}
