import * as inventory from '@/server/modules/inventory'
import { listRouter, query, router } from '../../trpc'

/** Stock as it stands, as it stood, and how it moved. */
export const stockRoutes = {
  stock: router({
    list: listRouter(inventory.listStock),
    ofItem: query(inventory.getStockOfItem),
    asOf: query(inventory.getStockAsOf),
    belowLevel: listRouter(inventory.listBelowLevel),
    expiring: listRouter(inventory.listExpiringLots),
    valuation: listRouter(inventory.listStockValuation),
    availability: query(inventory.getAvailability),
    card: query(inventory.itemCard),
    costHistory: query(inventory.itemCostHistory),
    scan: query(inventory.scanBarcode),
  }),
  stockMove: router({ list: listRouter(inventory.listStockMoves) }),
}
