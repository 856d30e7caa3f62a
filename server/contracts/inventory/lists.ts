import { defineListColumns } from '../platform/list'
import { itemTrackings, lotStatuses, unitClasses, warehouseKinds } from './masters'

export const moveKinds = [
  'delivery',
  'customer_return',
  'supplier_return',
  'receipt',
  'issue',
  'transfer_out',
  'transfer_in',
  'count',
  'opening',
  'scrap',
  'settlement',
  'variance',
  'revaluation',
  'landed_cost',
  'price_variance',
  'exchange',
  'recost',
  'bin_transfer',
] as const

export const unitList = defineListColumns({
  name: 'unitsOfMeasure',
  messages: 'inventory.units',
  columns: {
    code: { type: 'text' },
    name: { type: 'text' },
    nameZh: { type: 'text' },
    unitClass: { type: 'enum', values: unitClasses, enumLabels: 'inventory.unitClass', groupable: true },
    factor: { type: 'quantity' },
    digits: { type: 'integer' },
  },
  defaultSort: [{ column: 'code', direction: 'asc' }],
})
export const categoryList = defineListColumns({
  name: 'itemCategories',
  messages: 'inventory.categories',
  columns: {
    code: { type: 'text' },
    name: { type: 'text' },
    nameZh: { type: 'text' },
    parent: { type: 'text', groupable: true },
    items: { type: 'integer', filterable: false, sortable: false },
  },
  defaultSort: [{ column: 'code', direction: 'asc' }],
})

const item = { itemCode: { type: 'text' }, itemName: { type: 'text' } } as const
const company = { type: 'text', groupable: true, hidden: true } as const

/** Stock at rest per item and warehouse, now. The value is what the ledger says the goods there cost. */
export const stockList = defineListColumns({
  name: 'stockOnHand',
  messages: 'inventory.stock',
  columns: {
    ...item,
    category: { type: 'text', groupable: true, hidden: true },
    company,
    warehouse: { type: 'text', groupable: true },
    warehouseKind: { type: 'enum', values: warehouseKinds, enumLabels: 'inventory.warehouseKind', hidden: true },
    onHand: { type: 'quantity' },
    reserved: { type: 'quantity' },
    onHold: { type: 'quantity' },
    available: { type: 'quantity' },
    value: { type: 'money', currency: 'currency', total: true },
    unit: { type: 'text' },
    currency: { type: 'text', hidden: true },
  },
  defaultSort: [{ column: 'itemCode', direction: 'asc' }],
})
export const stockMoveList = defineListColumns({
  name: 'stockMoves',
  messages: 'inventory.stockMoves',
  columns: {
    postingDate: { type: 'date' },
    document: { type: 'text' },
    kind: { type: 'enum', values: moveKinds, enumLabels: 'inventory.moveKind', groupable: true },
    ...item,
    company,
    warehouse: { type: 'text', groupable: true },
    bin: { type: 'text' },
    lot: { type: 'text' },
    quantity: { type: 'quantity' },
    unit: { type: 'text' },
    unitCost: { type: 'unitPrice', hidden: true },
    value: { type: 'money', currency: 'currency', total: true },
    currency: { type: 'text', hidden: true },
    postedAt: { type: 'instant', hidden: true },
  },
  defaultSort: [{ column: 'postingDate', direction: 'desc' }],
})
/** Lots with an expiry date that are still in stock. */
export const expiringLotList = defineListColumns({
  name: 'expiringLots',
  messages: 'inventory.expiringLots',
  columns: {
    expiryDate: { type: 'date' },
    daysLeft: { type: 'integer' },
    lot: { type: 'text' },
    ...item,
    company,
    warehouse: { type: 'text', groupable: true },
    onHand: { type: 'quantity' },
    reserved: { type: 'quantity' },
    unit: { type: 'text' },
    status: { type: 'enum', values: lotStatuses, enumLabels: 'inventory.lotStatus', groupable: true },
  },
  defaultSort: [{ column: 'expiryDate', direction: 'asc' }],
})
/** Items strictly below their safety or reorder level in a warehouse. */
export const belowLevelList = defineListColumns({
  name: 'belowLevel',
  messages: 'inventory.belowLevel',
  columns: {
    ...item,
    company,
    warehouse: { type: 'text', groupable: true },
    level: { type: 'enum', values: ['safety', 'reorder'], enumLabels: 'inventory.level', groupable: true },
    onHand: { type: 'quantity' },
    reserved: { type: 'quantity' },
    safety: { type: 'quantity' },
    reorder: { type: 'quantity' },
    maximum: { type: 'quantity' },
    missing: { type: 'quantity' },
    unit: { type: 'text' },
    tracking: { type: 'enum', values: itemTrackings, enumLabels: 'inventory.tracking', hidden: true },
  },
  defaultSort: [{ column: 'itemCode', direction: 'asc' }],
})
