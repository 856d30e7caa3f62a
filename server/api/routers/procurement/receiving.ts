import * as procurement from '@/server/modules/procurement'
import { listRouter, mutation, query, router } from '../../trpc'

/** What arrives, what goes back, and what is asked for it. */
export const receivingRoutes = {
  goodsReceipt: router({
    list: listRouter(procurement.listGoodsReceipts),
    get: query(procurement.getGoodsReceipt),
    openLines: query(procurement.receivableLines),
    create: mutation(procurement.createGoodsReceipt),
    update: mutation(procurement.updateGoodsReceipt),
    post: mutation(procurement.postGoodsReceipt),
    inspect: mutation(procurement.inspectGoodsReceipt),
    reverse: mutation(procurement.reverseGoodsReceipt),
    cancel: mutation(procurement.cancelGoodsReceipt),
  }),
  supplierReturn: router({
    list: listRouter(procurement.listSupplierReturns),
    get: query(procurement.getSupplierReturn),
    create: mutation(procurement.createSupplierReturn),
    post: mutation(procurement.postSupplierReturn),
    reverse: mutation(procurement.reverseSupplierReturn),
    cancel: mutation(procurement.cancelSupplierReturn),
  }),
  landedCost: router({
    list: listRouter(procurement.listLandedCosts),
    get: query(procurement.getLandedCost),
    preview: query(procurement.previewLandedCost),
    create: mutation(procurement.createLandedCost),
    post: mutation(procurement.postLandedCost),
    reverse: mutation(procurement.reverseLandedCost),
    cancel: mutation(procurement.cancelLandedCost),
  }),
  supplierInvoice: router({
    list: listRouter(procurement.listSupplierInvoices),
    get: query(procurement.getSupplierInvoice),
    preview: query(procurement.previewSupplierInvoice),
    create: mutation(procurement.createSupplierInvoice),
    createFrom: mutation(procurement.createSupplierInvoiceFrom),
    import: mutation(procurement.importSupplierInvoice),
    update: mutation(procurement.updateSupplierInvoice),
    post: mutation(procurement.postSupplierInvoice),
    release: mutation(procurement.releaseSupplierInvoice),
    credit: mutation(procurement.createSupplierCreditNote),
    reverse: mutation(procurement.reverseSupplierInvoice),
    delete: mutation(procurement.deleteSupplierInvoice),
  }),
  grni: router({ list: listRouter(procurement.listGrni) }),
  matchSettings: router({
    get: query(procurement.matchSettings),
    update: mutation(procurement.updateMatchSettings),
  }),
}
