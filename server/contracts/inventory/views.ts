import { z } from 'zod'
import { dateField, idField } from '../platform/field'
import {
  binKinds,
  itemDetail,
  itemKinds,
  itemStatuses,
  itemTrackings,
  itemValuations,
  lotStatuses,
  unitClasses,
  warehouseKinds,
} from './masters'

const nullable = z.string().nullable()
export const byId = z.strictObject({ id: idField })
const named = { id: z.string(), code: z.string(), name: z.string(), nameZh: nullable }

export const itemView = itemDetail.extend({
  category: z.object(named).nullable(),
  /** What the components are called, in the order of `components`. */
  componentItems: z.array(z.object(named)),
  hasMoved: z.boolean(),
})

/** What a line or a lookup needs to know of an item. */
export const itemOption = z.object({
  ...named,
  kind: z.enum(itemKinds),
  status: z.enum(itemStatuses),
  tracking: z.enum(itemTrackings),
  expires: z.boolean(),
  valuation: z.enum(itemValuations),
  stockUnitId: z.string(),
  unitCode: z.string(),
  unitDigits: z.int(),
})
export const itemOptionsInput = z.strictObject({
  text: z.string().trim().max(100).default(''),
  kinds: z.array(z.enum(itemKinds)).max(3).optional(),
})
/** Exact codes, barcodes or names, as they are pasted. */
export const resolveItemsInput = z.strictObject({ texts: z.array(z.string().trim().max(200)).min(1).max(1000) })
export const resolvedItems = z.object({ found: z.array(z.object({ text: z.string(), item: itemOption })) })

export const unitOption = z.object({
  ...named,
  version: z.int(),
  unitClass: z.enum(unitClasses),
  factor: z.string(),
  digits: z.int(),
})
export const categoryOption = z.object({
  ...named,
  version: z.int(),
  parentId: nullable,
  accounts: itemDetail.shape.accounts,
})

const bin = z.object({
  id: z.string(),
  version: z.int(),
  code: z.string(),
  isDefault: z.boolean(),
  kind: z.enum(binKinds),
  status: z.enum(['active', 'closed']),
  items: z.int(),
})
export const warehouseView = z.object({
  ...named,
  version: z.int(),
  companyId: z.string(),
  company: z.string(),
  kind: z.enum(warehouseKinds),
  addressLines: z.array(z.string()),
  country: nullable,
  status: z.enum(['active', 'closed']),
  bins: z.array(bin),
})
/** Open warehouses of the companies one may work in, with their open bins. */
export const warehouseOption = z.object({
  ...named,
  companyId: z.string(),
  kind: z.enum(warehouseKinds),
  bins: z.array(z.object({ id: z.string(), code: z.string(), kind: z.enum(binKinds) })),
})

export const lotView = z.object({
  id: z.string(),
  version: z.int(),
  code: z.string(),
  itemId: z.string(),
  itemCode: z.string(),
  itemName: z.string(),
  itemNameZh: nullable,
  unit: z.string(),
  expiryDate: nullable,
  receivedDate: z.string(),
  supplierLot: nullable,
  status: z.enum(lotStatuses),
  places: z.array(
    z.object({
      warehouseId: z.string(),
      warehouse: z.string(),
      bin: z.string(),
      onHand: z.string(),
      reserved: z.string(),
    }),
  ),
})
export const lotOptionsInput = z.strictObject({
  itemId: idField.nullish(),
  text: z.string().trim().max(100).default(''),
})
export const lotOption = z.object({
  id: z.string(),
  code: z.string(),
  itemId: z.string(),
  itemCode: z.string(),
  expiryDate: nullable,
  status: z.enum(lotStatuses),
  onHand: z.string(),
})

/** Where a lot came from and where it went: its moves in the order they were posted. */
export const lotTrace = z.object({
  moves: z.array(
    z.object({
      id: z.string(),
      postingDate: z.string(),
      kind: z.string(),
      quantity: z.string(),
      warehouse: z.string(),
      bin: z.string(),
      sourceDocument: z.string(),
      sourceId: z.string(),
      sourceLabel: nullable,
      party: nullable,
    }),
  ),
})

export const stockOfItemInput = z.strictObject({ itemId: idField })
export const stockOfItem = z.object({
  places: z.array(
    z.object({
      companyId: z.string(),
      warehouseId: z.string(),
      warehouse: z.string(),
      warehouseKind: z.enum(warehouseKinds),
      binId: z.string(),
      bin: z.string(),
      binKind: z.enum(binKinds),
      lotId: nullable,
      lot: nullable,
      expiryDate: nullable,
      lotStatus: z.enum(lotStatuses).nullable(),
      onHand: z.string(),
      reserved: z.string(),
    }),
  ),
  warehouses: z.array(
    z.object({
      companyId: z.string(),
      warehouseId: z.string(),
      warehouse: z.string(),
      onHand: z.string(),
      reserved: z.string(),
      onHold: z.string(),
      available: z.string(),
    }),
  ),
  companies: z.array(
    z.object({
      companyId: z.string(),
      company: z.string(),
      currency: z.string(),
      quantity: z.string(),
      value: z.string(),
      unitCost: nullable,
      lastReceiptCost: nullable,
      standardCost: nullable,
      transitQuantity: z.string(),
      transitValue: z.string(),
    }),
  ),
})

export const stockAsOfInput = z.strictObject({
  companyId: idField,
  date: dateField,
  warehouseId: idField.nullish(),
  text: z.string().trim().max(100).default(''),
})
/** Stock at the end of a day; at most 5,000 rows, the most valuable first. */
export const stockAsOf = z.object({
  currency: z.string(),
  total: z.string(),
  count: z.int(),
  rows: z.array(
    z.object({
      itemId: z.string(),
      itemCode: z.string(),
      itemName: z.string(),
      itemNameZh: nullable,
      warehouseId: z.string(),
      warehouse: z.string(),
      unit: z.string(),
      quantity: z.string(),
      value: z.string(),
    }),
  ),
})
