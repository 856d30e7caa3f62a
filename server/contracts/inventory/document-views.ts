import { z } from 'zod'
import {
  adjustmentKinds,
  stockAdjustmentMachine,
  stockCountMachine,
  stockRevaluationMachine,
  stockTransferMachine,
} from './documents'
import { itemTrackings } from './masters'

const nullable = z.string().nullable()
const head = {
  id: z.string(),
  version: z.int(),
  companyId: z.string(),
  number: nullable,
  documentDate: z.string(),
  postingDate: z.string(),
  note: nullable,
  createdByName: nullable,
}
const itemOfLine = {
  itemId: z.string(),
  itemCode: z.string(),
  itemName: z.string(),
  itemNameZh: nullable,
  /** Code of the stock unit. */
  unit: z.string(),
  unitDigits: z.int(),
  tracking: z.enum(itemTrackings),
}
const quantityOfLine = {
  unitId: z.string(),
  unitCode: z.string(),
  quantity: z.string(),
  stockQuantity: z.string(),
  lotId: nullable,
  lot: nullable,
}

export const stockAdjustmentView = z.object({
  ...head,
  status: z.enum(stockAdjustmentMachine.states),
  kind: z.enum(adjustmentKinds),
  warehouseId: z.string(),
  warehouse: z.string(),
  reason: z.string(),
  contraAccountId: nullable,
  currency: z.string(),
  /** What posting it changed in stock value; null before. */
  value: nullable,
  lines: z.array(
    z.object({
      id: z.string(),
      ...itemOfLine,
      ...quantityOfLine,
      binId: nullable,
      bin: nullable,
      unitCost: nullable,
      /** Value of the move, signed; null before it is posted. */
      value: nullable,
    }),
  ),
})

export const stockTransferView = z.object({
  ...head,
  status: z.enum(stockTransferMachine.states),
  fromWarehouseId: z.string(),
  fromWarehouse: z.string(),
  toWarehouseId: z.string(),
  toWarehouse: z.string(),
  expectedDate: nullable,
  lines: z.array(
    z.object({
      id: z.string(),
      ...itemOfLine,
      ...quantityOfLine,
      fromBinId: nullable,
      fromBin: nullable,
      /** In stock units. */
      received: z.string(),
      open: z.string(),
    }),
  ),
})

export const stockCountView = z.object({
  ...head,
  status: z.enum(stockCountMachine.states),
  warehouseId: z.string(),
  warehouse: z.string(),
  blind: z.boolean(),
  tolerancePercent: z.string(),
  toleranceValue: z.string(),
  currency: z.string(),
  /** The books are hidden from whoever is asking: a blind count that is not finished, or no right to review it. */
  hidden: z.boolean(),
  /** Whether whoever asks may see what variances are worth: who reviews a count need not see money. */
  valued: z.boolean(),
  lines: z.array(
    z.object({
      id: z.string(),
      ...itemOfLine,
      barcodes: z.array(z.string()),
      binId: z.string(),
      bin: z.string(),
      lotId: nullable,
      lot: nullable,
      expiryDate: nullable,
      counted: nullable,
      countedByName: nullable,
      countedByMe: z.boolean(),
      countedAt: nullable,
      /** Null while the books are hidden. */
      book: nullable,
      variance: nullable,
      /** Variance at the current unit cost, base currency; null for who may not see values. */
      varianceValue: nullable,
      overTolerance: z.boolean(),
    }),
  ),
})

export const stockRevaluationView = z.object({
  ...head,
  status: z.enum(stockRevaluationMachine.states),
  reason: z.string(),
  contraAccountId: nullable,
  currency: z.string(),
  lines: z.array(
    z.object({
      id: z.string(),
      ...itemOfLine,
      unitCost: z.string(),
      currentCost: nullable,
      onHand: z.string(),
      /** What posting it changed; null before. */
      difference: nullable,
    }),
  ),
})
