import { z } from 'zod'
import {
  code,
  dateField,
  idField,
  nonNegative,
  note,
  optionalText,
  positive,
  quantityField,
  rateField,
  text,
  unitPriceField,
  versionField,
} from '../platform/field'
import { defineListColumns } from '../platform/list'

export const itemKinds = ['stock', 'service', 'kit'] as const
export const itemTrackings = ['none', 'lot', 'serial'] as const
export const itemValuations = ['fifo', 'average', 'standard'] as const
export const itemStatuses = ['active', 'blocked', 'archived'] as const
export const unitClasses = ['count', 'mass', 'volume', 'length', 'area', 'time'] as const
export const warehouseKinds = ['normal', 'transit', 'quarantine'] as const
export const binKinds = ['storage', 'quarantine'] as const
export const lotStatuses = ['available', 'hold', 'rejected'] as const
export const itemAccountRoles = ['inventory', 'cogs', 'revenue', 'sales_returns', 'cost_variance'] as const

export const masterRef = z.object({ id: z.string(), version: z.int() })
const versioned = { id: idField, version: versionField }
const named = { code: code(), name: text(), nameZh: optionalText() }

const unitFields = {
  ...named,
  unitClass: z.enum(unitClasses),
  factor: positive(rateField).default('1'),
  digits: z.int().min(0).max(6),
}
export const createUnitInput = z.strictObject(unitFields)
export const updateUnitInput = z.strictObject({ ...versioned, ...unitFields })

const accountOverride = z.strictObject({ companyId: idField, role: z.enum(itemAccountRoles), accountId: idField })
const categoryFields = {
  ...named,
  parentId: idField.nullish(),
  /** Accounts instead of the company's defaults, for items of the category and those below it. */
  accounts: z.array(accountOverride).max(100).default([]),
}
export const createCategoryInput = z.strictObject(categoryFields)
export const updateCategoryInput = z.strictObject({ ...versioned, ...categoryFields })

const itemFields = {
  ...named,
  description: note(),
  kind: z.enum(itemKinds).default('stock'),
  categoryId: idField.nullish(),
  stockUnitId: idField,
  /** Default: the stock unit. */
  salesUnitId: idField.nullish(),
  purchaseUnitId: idField.nullish(),
  /** Other units, in stock units for one. */
  units: z
    .array(z.strictObject({ unitId: idField, factor: positive(rateField) }))
    .max(50)
    .default([]),
  barcodes: z
    .array(z.strictObject({ barcode: code(80), unitId: idField.nullish() }))
    .max(50)
    .default([]),
  components: z
    .array(z.strictObject({ itemId: idField, quantity: positive(quantityField) }))
    .max(200)
    .default([]),
  accounts: z.array(accountOverride).max(100).default([]),
  tracking: z.enum(itemTrackings).default('none'),
  expires: z.boolean().default(false),
  minShelfLifeDays: z.int().min(0).max(36500).default(0),
  valuation: z.enum(itemValuations).default('average'),
  standardCost: nonNegative(unitPriceField).nullish(),
  allowNegative: z.boolean().default(false),
  weightKg: nonNegative(quantityField).nullish(),
  volumeM3: nonNegative(quantityField).nullish(),
  taxCodeIds: z.array(idField).max(20).default([]),
}
export const createItemInput = z.strictObject(itemFields)
export const updateItemInput = z.strictObject({ ...versioned, ...itemFields })
export const setItemStatusInput = z.strictObject({ ...versioned, status: z.enum(itemStatuses) })
export const setItemLevelsInput = z.strictObject({
  itemId: idField,
  levels: z
    .array(
      z.strictObject({
        warehouseId: idField,
        safety: nonNegative(quantityField).default('0'),
        reorder: nonNegative(quantityField).default('0'),
        maximum: nonNegative(quantityField).nullish(),
      }),
    )
    .max(500),
})

const warehouseFields = {
  ...named,
  kind: z.enum(warehouseKinds).default('normal'),
  addressLines: z.array(text()).max(8).default([]),
  country: z.string().length(2).nullish(),
  status: z.enum(['active', 'closed']).default('active'),
}
/** `bins` are made with it; the first takes what comes without a bin. */
export const createWarehouseInput = z.strictObject({
  companyId: idField,
  ...warehouseFields,
  bins: z.array(code()).max(500).default([]),
})
export const updateWarehouseInput = z.strictObject({ ...versioned, ...warehouseFields })
export const createBinInput = z.strictObject({ warehouseId: idField, code: code() })
export const updateBinInput = z.strictObject({ ...versioned, code: code(), status: z.enum(['active', 'closed']) })

export const createLotInput = z.strictObject({
  itemId: idField,
  code: code(80),
  expiryDate: dateField.nullish(),
  receivedDate: dateField,
  supplierLot: optionalText(80),
})
/** Another way to value an item; the value on hand stays. */
export const changeItemValuationInput = z.strictObject({ ...versioned, valuation: z.enum(itemValuations) })

export const updateLotInput = z.strictObject({
  ...versioned,
  expiryDate: dateField.nullish(),
  supplierLot: optionalText(80),
  status: z.enum(lotStatuses),
})

export const itemDetail = z.object({
  id: z.string(),
  version: z.int(),
  code: z.string(),
  name: z.string(),
  nameZh: z.string().nullable(),
  description: z.string().nullable(),
  kind: z.enum(itemKinds),
  categoryId: z.string().nullable(),
  stockUnitId: z.string(),
  salesUnitId: z.string(),
  purchaseUnitId: z.string(),
  tracking: z.enum(itemTrackings),
  expires: z.boolean(),
  minShelfLifeDays: z.int(),
  valuation: z.enum(itemValuations),
  standardCost: z.string().nullable(),
  allowNegative: z.boolean(),
  weightKg: z.string().nullable(),
  volumeM3: z.string().nullable(),
  taxCodeIds: z.array(z.string()),
  status: z.enum(itemStatuses),
  units: z.array(z.object({ unitId: z.string(), factor: z.string() })),
  barcodes: z.array(z.object({ barcode: z.string(), unitId: z.string() })),
  components: z.array(z.object({ itemId: z.string(), quantity: z.string() })),
  accounts: z.array(z.object({ companyId: z.string(), role: z.enum(itemAccountRoles), accountId: z.string() })),
  levels: z.array(
    z.object({ warehouseId: z.string(), safety: z.string(), reorder: z.string(), maximum: z.string().nullable() }),
  ),
})
export const itemList = defineListColumns({
  name: 'items',
  messages: 'inventory.items',
  columns: {
    code: { type: 'text' },
    name: { type: 'text' },
    nameZh: { type: 'text', hidden: true },
    kind: { type: 'enum', values: itemKinds, enumLabels: 'inventory.itemKind', groupable: true },
    category: { type: 'text', groupable: true },
    unit: { type: 'text', groupable: true },
    tracking: { type: 'enum', values: itemTrackings, enumLabels: 'inventory.tracking', groupable: true },
    valuation: { type: 'enum', values: itemValuations, enumLabels: 'inventory.valuation', groupable: true },
    standardCost: { type: 'unitPrice', hidden: true },
    status: { type: 'enum', values: itemStatuses, enumLabels: 'inventory.itemStatus', groupable: true },
  },
  defaultSort: [{ column: 'code', direction: 'asc' }],
})
export const warehouseList = defineListColumns({
  name: 'warehouses',
  messages: 'inventory.warehouses',
  columns: {
    code: { type: 'text' },
    name: { type: 'text' },
    company: { type: 'text', groupable: true },
    kind: { type: 'enum', values: warehouseKinds, enumLabels: 'inventory.warehouseKind', groupable: true },
    status: { type: 'enum', values: ['active', 'closed'], enumLabels: 'inventory.openStatus', groupable: true },
  },
  defaultSort: [{ column: 'code', direction: 'asc' }],
})
export const lotList = defineListColumns({
  name: 'lots',
  messages: 'inventory.lots',
  columns: {
    code: { type: 'text' },
    itemCode: { type: 'text', groupable: true },
    itemName: { type: 'text' },
    expiryDate: { type: 'date' },
    receivedDate: { type: 'date' },
    supplierLot: { type: 'text', hidden: true },
    status: { type: 'enum', values: lotStatuses, enumLabels: 'inventory.lotStatus', groupable: true },
  },
  defaultSort: [{ column: 'expiryDate', direction: 'asc' }],
})
