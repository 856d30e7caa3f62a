import * as inventory from '@/server/modules/inventory'
import { listRouter, mutation, query, router } from '../../trpc'

/** Items, categories, units, warehouses with their bins, lots. */
export const masterRoutes = {
  item: router({
    list: listRouter(inventory.listItems),
    get: query(inventory.getItem),
    options: query(inventory.itemOptions),
    resolve: query(inventory.resolveItems),
    create: mutation(inventory.createItem),
    update: mutation(inventory.updateItem),
    changeValuation: mutation(inventory.changeItemValuation),
    setStatus: mutation(inventory.setItemStatus),
    setLevels: mutation(inventory.setItemLevels),
  }),
  category: router({
    list: listRouter(inventory.listCategories),
    options: query(inventory.categoryOptions),
    create: mutation(inventory.createCategory),
    update: mutation(inventory.updateCategory),
  }),
  unit: router({
    list: listRouter(inventory.listUnits),
    options: query(inventory.unitOptions),
    create: mutation(inventory.createUnit),
    update: mutation(inventory.updateUnit),
  }),
  warehouse: router({
    list: listRouter(inventory.listWarehouses),
    get: query(inventory.getWarehouse),
    options: query(inventory.warehouseOptions),
    create: mutation(inventory.createWarehouse),
    update: mutation(inventory.updateWarehouse),
    createBin: mutation(inventory.createBin),
    updateBin: mutation(inventory.updateBin),
  }),
  lot: router({
    list: listRouter(inventory.listLots),
    get: query(inventory.getLot),
    options: query(inventory.lotOptions),
    trace: query(inventory.traceLot),
    create: mutation(inventory.createLot),
    update: mutation(inventory.updateLot),
  }),
}
