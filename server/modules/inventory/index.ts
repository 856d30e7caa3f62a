import './on/on-stock-below-safety'

import './approval'
import './attachables'
import './imports'
import './inbox'
import './search'

export * from './adjustment/stock-adjustment'
export * from './adjustment/stock-adjustment.queries'
export * from './count/post-stock-count'
export * from './count/stock-count'
export * from './count/stock-count.queries'
export { ensureLots, type LotRequest } from './masters/ensure-lots'
export { listCategories, listItems, listLots, listUnits, listWarehouses } from './masters/item.list'
export { categoryOptions, getItem, itemOptions, resolveItems, unitOptions } from './masters/item.queries'
export { createItem, setItemLevels, setItemStatus, updateItem } from './masters/item-commands'
export { convertToStock, costOf, items, toStockQuantity } from './masters/items'
export { getLot, getWarehouse, lotOptions, traceLot, warehouseOptions } from './masters/place.queries'
export { type InventorySetUp, setUpInventory } from './masters/set-up'
export { createCategory, createUnit, updateCategory, updateUnit } from './masters/unit-commands'
export {
  createBin,
  createLot,
  createWarehouse,
  updateBin,
  updateLot,
  updateWarehouse,
} from './masters/warehouse-commands'
export { type ChosenPrice, choosePrice, type PriceCandidate, type PricedItem } from './prices/price.rules'
export { addressLines, type Letterhead, letterhead, type PrintedAddress } from './print/letterhead'
export { type PrintedStock, printedStock, printStock } from './print/print-document'
export { changeItemValuation } from './revaluation/change-method'
export * from './revaluation/stock-revaluation'
export * from './revaluation/stock-revaluation.queries'

export { adjustCost } from './stock/adjust-cost'
export { availability, reserved } from './stock/availability'
export { moveBins, quarantineBin } from './stock/bins'
export * from './stock/card.queries'
export { itemCostHistory } from './stock/cost-history'
export { postMoves } from './stock/post-moves'
export { release, reserve } from './stock/reserve'
export { reverseMoves } from './stock/reverse-moves'
export { listBelowLevel, listExpiringLots, listStock, listStockMoves } from './stock/stock.list'
export { getStockAsOf, getStockOfItem } from './stock/stock.queries'
export { tellAvailable } from './stock/tell-available'
export { listStockValuation } from './stock/valuation.list'
export * from './transfer/receive-stock-transfer'
export {
  cancelStockTransfer,
  createStockTransfer,
  recallStockTransfer,
  shipStockTransfer,
  stockTransferKind,
  updateStockTransfer,
} from './transfer/stock-transfer'
export { getStockTransfer, listStockTransfers } from './transfer/stock-transfer.queries'
export type * from './types'
