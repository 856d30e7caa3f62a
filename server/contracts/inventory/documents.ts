import { z } from 'zod'
import { defineMachine } from '@/server/kernel/state-machine'
import {
  amountField,
  dateField,
  documentRef,
  idField,
  nonNegative,
  note,
  percentOfWhole,
  positive,
  quantityField,
  text,
  unitPriceField,
} from '../platform/field'
import { defineListColumns } from '../platform/list'

export const stockAdjustmentMachine = defineMachine({
  document: 'stock_adjustment',
  initial: 'draft',
  states: ['draft', 'in_approval', 'posted', 'reversed', 'cancelled'],
  transitions: {
    /** By an approval flow: the platform puts it before approvers and sends it back. */
    submit: { from: ['draft'], to: 'in_approval' },
    return: { from: ['in_approval'], to: 'draft' },
    post: { from: ['draft', 'in_approval'], to: 'posted' },
    reverse: { from: ['posted'], to: 'reversed' },
    cancel: { from: ['draft', 'in_approval'], to: 'cancelled' },
  },
})
export const stockTransferMachine = defineMachine({
  document: 'stock_transfer',
  initial: 'draft',
  states: ['draft', 'shipped', 'received', 'closed', 'cancelled'],
  transitions: {
    ship: { from: ['draft'], to: 'shipped' },
    /** All or a part. */
    receive: { from: ['shipped', 'received'], to: 'received' },
    close: { from: ['received'], to: 'closed' },
    /** The goods turn round before any arrived. */
    recall: { from: ['shipped'], to: 'cancelled' },
    cancel: { from: ['draft'], to: 'cancelled' },
  },
})
export const stockCountMachine = defineMachine({
  document: 'stock_count',
  initial: 'draft',
  states: ['draft', 'counting', 'review', 'posted', 'cancelled'],
  transitions: {
    start: { from: ['draft'], to: 'counting' },
    submit: { from: ['counting'], to: 'review' },
    recount: { from: ['review'], to: 'counting' },
    post: { from: ['review'], to: 'posted' },
    cancel: { from: ['draft', 'counting', 'review'], to: 'cancelled' },
  },
})
export const stockRevaluationMachine = defineMachine({
  document: 'stock_revaluation',
  initial: 'draft',
  states: ['draft', 'in_approval', 'posted', 'cancelled'],
  transitions: {
    /** By an approval flow: the platform puts it before approvers and sends it back. */
    submit: { from: ['draft'], to: 'in_approval' },
    return: { from: ['in_approval'], to: 'draft' },
    post: { from: ['draft', 'in_approval'], to: 'posted' },
    cancel: { from: ['draft', 'in_approval'], to: 'cancelled' },
  },
})

export const adjustmentKinds = ['receipt', 'issue', 'opening', 'scrap'] as const
export const created = z.object({ id: z.string() })
export const done = z.object({ id: z.string(), number: z.string().nullable() })
const dates = { documentDate: dateField, postingDate: dateField }
const quantityLine = {
  itemId: idField,
  /** Default: the stock unit. */
  unitId: idField.nullish(),
  quantity: positive(quantityField),
  lotId: idField.nullish(),
}

export const stockAdjustmentFields = {
  ...dates,
  kind: z.enum(adjustmentKinds),
  warehouseId: idField,
  reason: text(),
  contraAccountId: idField.nullish(),
  note: note(),
  lines: z
    .array(
      z.strictObject({ ...quantityLine, binId: idField.nullish(), unitCost: nonNegative(unitPriceField).nullish() }),
    )
    .max(1000),
}
export const createStockAdjustmentInput = z.strictObject({ companyId: idField, ...stockAdjustmentFields })
export const updateStockAdjustmentInput = documentRef.extend(stockAdjustmentFields)
export const reverseInput = documentRef.extend({ postingDate: dateField })

export const stockTransferFields = {
  ...dates,
  fromWarehouseId: idField,
  toWarehouseId: idField,
  expectedDate: dateField.nullish(),
  note: note(),
  lines: z.array(z.strictObject({ ...quantityLine, fromBinId: idField.nullish() })).max(1000),
}
export const createStockTransferInput = z.strictObject({ companyId: idField, ...stockTransferFields })
export const updateStockTransferInput = documentRef.extend(stockTransferFields)
/** Without lines: everything that is on its way. Quantities in the stock unit. */
export const receiveStockTransferInput = documentRef.extend({
  postingDate: dateField,
  lines: z
    .array(z.strictObject({ lineId: idField, quantity: positive(quantityField), binId: idField.nullish() }))
    .max(1000)
    .nullish(),
})
/** What did not arrive: back in the warehouse it came from, or lost. */
export const closeStockTransferInput = documentRef.extend({
  postingDate: dateField,
  shortage: z.enum(['returned', 'lost']).nullish(),
})

export const createStockCountInput = z.strictObject({
  companyId: idField,
  ...dates,
  warehouseId: idField,
  blind: z.boolean().default(true),
  tolerancePercent: percentOfWhole.default('0'),
  toleranceValue: nonNegative(amountField).default('0'),
  note: note(),
})
/** Which places are counted; nothing named = all that hold stock. */
export const startStockCountInput = documentRef.extend({
  itemIds: z.array(idField).max(5000).nullish(),
  binIds: z.array(idField).max(1000).nullish(),
})
export const enterStockCountInput = documentRef.extend({
  lines: z
    .array(
      z.strictObject({
        itemId: idField,
        binId: idField,
        lotId: idField.nullish(),
        /** Null takes a count back: the line is not counted. */
        counted: nonNegative(quantityField).nullable(),
      }),
    )
    .min(1)
    .max(1000),
})

const revaluationFields = {
  ...dates,
  reason: text(),
  contraAccountId: idField.nullish(),
  note: note(),
  lines: z.array(z.strictObject({ itemId: idField, unitCost: nonNegative(unitPriceField) })).max(1000),
}
export const createStockRevaluationInput = z.strictObject({ companyId: idField, ...revaluationFields })
export const updateStockRevaluationInput = documentRef.extend(revaluationFields)

const head = {
  number: { type: 'text' },
  company: { type: 'text', groupable: true, hidden: true },
  documentDate: { type: 'date' },
  postingDate: { type: 'date', hidden: true },
} as const
const newestFirst = [{ column: 'documentDate', direction: 'desc' }] as const
const statusOf = (states: readonly string[], enumLabels: string) =>
  ({ type: 'enum', values: states, enumLabels, groupable: true }) as const

export const stockAdjustmentList = defineListColumns({
  name: 'stockAdjustments',
  messages: 'inventory.stockAdjustments',
  columns: {
    ...head,
    kind: { type: 'enum', values: adjustmentKinds, enumLabels: 'inventory.adjustmentKind', groupable: true },
    warehouse: { type: 'text', groupable: true },
    reason: { type: 'text' },
    status: statusOf(stockAdjustmentMachine.states, 'inventory.adjustmentStatus'),
  },
  defaultSort: [...newestFirst],
})
export const stockTransferList = defineListColumns({
  name: 'stockTransfers',
  messages: 'inventory.stockTransfers',
  columns: {
    ...head,
    fromWarehouse: { type: 'text', groupable: true },
    toWarehouse: { type: 'text', groupable: true },
    expectedDate: { type: 'date' },
    status: statusOf(stockTransferMachine.states, 'inventory.transferStatus'),
  },
  defaultSort: [...newestFirst],
})
export const stockCountList = defineListColumns({
  name: 'stockCounts',
  messages: 'inventory.stockCounts',
  columns: {
    ...head,
    warehouse: { type: 'text', groupable: true },
    blind: { type: 'boolean' },
    status: statusOf(stockCountMachine.states, 'inventory.countStatus'),
  },
  defaultSort: [...newestFirst],
})
export const stockRevaluationList = defineListColumns({
  name: 'stockRevaluations',
  messages: 'inventory.stockRevaluations',
  columns: {
    ...head,
    reason: { type: 'text' },
    status: statusOf(stockRevaluationMachine.states, 'inventory.revaluationStatus'),
  },
  defaultSort: [...newestFirst],
})
