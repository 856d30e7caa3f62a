import { z } from 'zod'
import { dateField, idField } from '../platform/field'
import { defineListColumns } from '../platform/list'
import { moveKinds } from './lists'
import { itemTrackings, itemValuations } from './masters'

/** What stock is worth, by item and company. */
export const stockValuationList = defineListColumns({
  name: 'stockValuation',
  messages: 'inventory.stockValuation',
  columns: {
    itemCode: { type: 'text' },
    itemName: { type: 'text' },
    category: { type: 'text', groupable: true },
    company: { type: 'text', groupable: true },
    valuation: { type: 'enum', values: itemValuations, enumLabels: 'inventory.valuation', groupable: true },
    unit: { type: 'text' },
    quantity: { type: 'quantity' },
    unitCost: { type: 'unitPrice' },
    value: { type: 'money', currency: 'currency', total: true },
    transitQuantity: { type: 'quantity' },
    transitValue: { type: 'money', currency: 'currency', total: true },
    currency: { type: 'text', filterable: false, hidden: true },
  },
  defaultSort: [{ column: 'itemCode', direction: 'asc' }],
})

export const availabilityInput = z.strictObject({
  itemIds: z.array(idField).min(1).max(500),
  warehouseId: idField.nullish(),
  companyId: idField.nullish(),
})
export const availabilityOut = z.array(
  z.object({
    itemId: z.string(),
    warehouseId: z.string(),
    onHand: z.string(),
    reserved: z.string(),
    onHold: z.string(),
    available: z.string(),
  }),
)

export const itemCardInput = z.strictObject({
  itemId: idField,
  companyId: idField,
  warehouseId: idField.nullish(),
  from: dateField,
  to: dateField,
  cursor: z.string().max(100).nullish(),
  /** Sent along by infinite queries; pages only go forward. */
  direction: z.literal('forward').optional(),
  limit: z.int().min(1).max(500).default(100),
})
const movement = z.object({
  id: z.string(),
  postingDate: z.string(),
  postedAt: z.string(),
  kind: z.enum(moveKinds),
  warehouse: z.string(),
  bin: z.string(),
  lot: z.string().nullable(),
  quantity: z.string(),
  value: z.string(),
  unitCost: z.string(),
  sourceDocument: z.string(),
  sourceId: z.string(),
  source: z.string().nullable(),
})
/** Opening balance at the begin of `from`, then the moves in order, each page with what it begins with. */
export const itemCardOut = z.object({
  opening: z.object({ quantity: z.string(), value: z.string() }),
  rows: z.array(movement),
  nextCursor: z.string().nullable(),
})

export const scanInput = z.strictObject({ barcode: z.string().trim().min(1).max(80) })
export const scanOut = z
  .object({
    itemId: z.string(),
    code: z.string(),
    name: z.string(),
    unitId: z.string(),
    tracking: z.enum(itemTrackings),
  })
  .nullable()
