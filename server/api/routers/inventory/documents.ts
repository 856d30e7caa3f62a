import * as inventory from '@/server/modules/inventory'
import { listRouter, mutation, query, router } from '../../trpc'

/** Adjustments, transfers, counts and revaluations. */
export const documentRoutes = {
  stockAdjustment: router({
    list: listRouter(inventory.listStockAdjustments),
    get: query(inventory.getStockAdjustment),
    create: mutation(inventory.createStockAdjustment),
    update: mutation(inventory.updateStockAdjustment),
    post: mutation(inventory.postStockAdjustment),
    reverse: mutation(inventory.reverseStockAdjustment),
    cancel: mutation(inventory.cancelStockAdjustment),
  }),
  stockTransfer: router({
    list: listRouter(inventory.listStockTransfers),
    get: query(inventory.getStockTransfer),
    create: mutation(inventory.createStockTransfer),
    update: mutation(inventory.updateStockTransfer),
    ship: mutation(inventory.shipStockTransfer),
    receive: mutation(inventory.receiveStockTransfer),
    close: mutation(inventory.closeStockTransfer),
    recall: mutation(inventory.recallStockTransfer),
    cancel: mutation(inventory.cancelStockTransfer),
  }),
  stockCount: router({
    list: listRouter(inventory.listStockCounts),
    get: query(inventory.getStockCount),
    create: mutation(inventory.createStockCount),
    start: mutation(inventory.startStockCount),
    enter: mutation(inventory.enterStockCount),
    submit: mutation(inventory.submitStockCount),
    recount: mutation(inventory.recountStockCount),
    post: mutation(inventory.postStockCount),
    cancel: mutation(inventory.cancelStockCount),
  }),
  stockRevaluation: router({
    list: listRouter(inventory.listStockRevaluations),
    get: query(inventory.getStockRevaluation),
    create: mutation(inventory.createStockRevaluation),
    update: mutation(inventory.updateStockRevaluation),
    post: mutation(inventory.postStockRevaluation),
    cancel: mutation(inventory.cancelStockRevaluation),
  }),
}
