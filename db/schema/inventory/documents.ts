import { sql } from 'drizzle-orm'
import { boolean, check, date, index, integer, text, unique, uuid } from 'drizzle-orm/pg-core'
import { amount, belongsTo, companyTable, instant, percent, quantity, stamps, unitPrice } from '../../columns'
import { company } from '../platform/tenant'
import { item, unitOfMeasure } from './item'
import { bin, lot, warehouse } from './warehouse'

const header = {
  /** Given when it is first posted. */
  number: text('number'),
  status: text('status').notNull(),
  documentDate: date('document_date', { mode: 'string' }).notNull(),
  postingDate: date('posting_date', { mode: 'string' }).notNull(),
  note: text('note'),
  ...stamps,
}

/** Goods received or issued by hand, with a reason. */
export const stockAdjustment = companyTable(
  'stock_adjustment',
  {
    ...header,
    kind: text('kind', { enum: ['receipt', 'issue', 'opening', 'scrap'] }).notNull(),
    warehouseId: uuid('warehouse_id').notNull(),
    reason: text('reason').notNull(),
    /** Instead of the account that the kind posts against. */
    contraAccountId: uuid('contra_account_id'),
  },
  (t) => [
    unique('stock_adjustment_number').on(t.tenantId, t.companyId, t.number),
    index('stock_adjustment_date').on(t.tenantId, t.documentDate, t.id),
    belongsTo(t, t.companyId, () => company),
    belongsTo(t, t.warehouseId, () => warehouse),
  ],
)
export const stockAdjustmentLine = companyTable(
  'stock_adjustment_line',
  {
    adjustmentId: uuid('adjustment_id').notNull(),
    lineNo: integer('line_no').notNull(),
    itemId: uuid('item_id').notNull(),
    unitId: uuid('unit_id').notNull(),
    quantity: quantity('quantity').notNull(),
    /** In the stock unit. */
    stockQuantity: quantity('stock_quantity').notNull(),
    binId: uuid('bin_id'),
    lotId: uuid('lot_id'),
    /** Base currency per stock unit. */
    unitCost: unitPrice('unit_cost'),
  },
  (t) => [
    unique('stock_adjustment_line_no').on(t.tenantId, t.adjustmentId, t.lineNo),
    belongsTo(t, t.adjustmentId, () => stockAdjustment),
    belongsTo(t, t.itemId, () => item),
    belongsTo(t, t.unitId, () => unitOfMeasure),
    belongsTo(t, t.binId, () => bin),
    belongsTo(t, t.lotId, () => lot),
    check('stock_adjustment_line_quantity', sql`${t.quantity} > 0 and ${t.stockQuantity} > 0`),
  ],
)

/** Goods moved to another warehouse of the company, through transit. */
export const stockTransfer = companyTable(
  'stock_transfer',
  {
    ...header,
    fromWarehouseId: uuid('from_warehouse_id').notNull(),
    toWarehouseId: uuid('to_warehouse_id').notNull(),
    expectedDate: date('expected_date', { mode: 'string' }),
  },
  (t) => [
    unique('stock_transfer_number').on(t.tenantId, t.companyId, t.number),
    index('stock_transfer_date').on(t.tenantId, t.documentDate, t.id),
    belongsTo(t, t.companyId, () => company),
    belongsTo(t, t.fromWarehouseId, () => warehouse),
    belongsTo(t, t.toWarehouseId, () => warehouse),
    check('stock_transfer_two_places', sql`${t.fromWarehouseId} <> ${t.toWarehouseId}`),
  ],
)
export const stockTransferLine = companyTable(
  'stock_transfer_line',
  {
    transferId: uuid('transfer_id').notNull(),
    lineNo: integer('line_no').notNull(),
    itemId: uuid('item_id').notNull(),
    unitId: uuid('unit_id').notNull(),
    quantity: quantity('quantity').notNull(),
    stockQuantity: quantity('stock_quantity').notNull(),
    fromBinId: uuid('from_bin_id'),
    lotId: uuid('lot_id'),
    /** What has arrived, or was returned or written off when the rest was closed; stock unit. */
    received: quantity('received').notNull().default('0'),
  },
  (t) => [
    unique('stock_transfer_line_no').on(t.tenantId, t.transferId, t.lineNo),
    belongsTo(t, t.transferId, () => stockTransfer),
    belongsTo(t, t.itemId, () => item),
    belongsTo(t, t.unitId, () => unitOfMeasure),
    belongsTo(t, t.fromBinId, () => bin),
    belongsTo(t, t.lotId, () => lot),
    check(
      'stock_transfer_line_quantity',
      sql`${t.stockQuantity} > 0 and ${t.received} between 0 and ${t.stockQuantity}`,
    ),
  ],
)

/** Counting what is there. */
export const stockCount = companyTable(
  'stock_count',
  {
    ...header,
    warehouseId: uuid('warehouse_id').notNull(),
    /** Counters do not see what the books say. */
    blind: boolean('blind').notNull().default(true),
    /** Variance that the counters may post themselves: percent of the book quantity, and value; inclusive. */
    tolerancePercent: percent('tolerance_percent').notNull().default('0'),
    toleranceValue: amount('tolerance_value').notNull().default('0'),
  },
  (t) => [
    unique('stock_count_number').on(t.tenantId, t.companyId, t.number),
    index('stock_count_date').on(t.tenantId, t.documentDate, t.id),
    belongsTo(t, t.companyId, () => company),
    belongsTo(t, t.warehouseId, () => warehouse),
  ],
)
export const stockCountLine = companyTable(
  'stock_count_line',
  {
    countId: uuid('count_id').notNull(),
    itemId: uuid('item_id').notNull(),
    binId: uuid('bin_id').notNull(),
    lotId: uuid('lot_id'),
    /** What the books said when the line was counted (when it was not: at the start). Later moves do not touch the variance. */
    bookQuantity: quantity('book_quantity').notNull(),
    /** Null = not counted: the stock stays as it is. */
    counted: quantity('counted'),
    countedBy: uuid('counted_by'),
    countedAt: instant('counted_at'),
  },
  (t) => [
    unique('stock_count_line_place').on(t.tenantId, t.countId, t.itemId, t.binId, t.lotId).nullsNotDistinct(),
    belongsTo(t, t.countId, () => stockCount),
    belongsTo(t, t.itemId, () => item),
    belongsTo(t, t.binId, () => bin),
    belongsTo(t, t.lotId, () => lot),
    check('stock_count_line_counted', sql`${t.counted} >= 0`),
  ],
)

/** New unit costs: the value on hand changes, the goods do not. For standard cost it sets the standard. */
export const stockRevaluation = companyTable(
  'stock_revaluation',
  { ...header, reason: text('reason').notNull(), contraAccountId: uuid('contra_account_id') },
  (t) => [
    unique('stock_revaluation_number').on(t.tenantId, t.companyId, t.number),
    index('stock_revaluation_date').on(t.tenantId, t.documentDate, t.id),
    belongsTo(t, t.companyId, () => company),
  ],
)
export const stockRevaluationLine = companyTable(
  'stock_revaluation_line',
  {
    revaluationId: uuid('revaluation_id').notNull(),
    lineNo: integer('line_no').notNull(),
    itemId: uuid('item_id').notNull(),
    unitCost: unitPrice('unit_cost').notNull(),
    /** What posting it changed, base currency. */
    difference: amount('difference'),
  },
  (t) => [
    unique('stock_revaluation_line_item').on(t.tenantId, t.revaluationId, t.itemId),
    belongsTo(t, t.revaluationId, () => stockRevaluation),
    belongsTo(t, t.itemId, () => item),
    check('stock_revaluation_line_cost', sql`${t.unitCost} >= 0`),
  ],
)
