import { sql } from 'drizzle-orm'
import { check, date, index, integer, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { amount, belongsTo, companyTable, exchangeRate, quantity, stamps, unitPrice } from '../../columns'
import { account, costCenter, project } from '../finance/account'
import { item } from '../inventory/item'
import { company } from '../platform/tenant'
import { supplier } from './suppliers'

export const REQUISITION_STATES = [
  'draft',
  'in_approval',
  'blocked',
  'approved',
  'rejected',
  'closed',
  'cancelled',
] as const

/** A need: asked for by somebody, by a reorder point or by what a sales order lacks. */
export const purchaseRequisition = companyTable(
  'purchase_requisition',
  {
    status: text('status', { enum: REQUISITION_STATES }).notNull(),
    number: text('number').notNull(),
    origin: text('origin', { enum: ['manual', 'reorder', 'sales_order'] })
      .notNull()
      .default('manual'),
    documentDate: date('document_date').notNull(),
    neededOn: date('needed_on'),
    requesterId: uuid('requester_id'),
    purpose: text('purpose'),
    warehouseId: uuid('warehouse_id'),
    costCenterId: uuid('cost_center_id'),
    projectId: uuid('project_id'),
    /** What a reorder point asked for: at most one open requisition for each. */
    reorderItemId: uuid('reorder_item_id'),
    reorderWarehouseId: uuid('reorder_warehouse_id'),
    /** The document whose shortage it covers. */
    sourceId: uuid('source_id'),
    sourceLabel: text('source_label'),
    /** Estimated net of all lines, base currency. */
    baseNet: amount('base_net').notNull().default('0'),
    /** Derived from the lines: how much of it stands on orders. */
    orderProgress: text('order_progress', { enum: ['none', 'part', 'full', 'over'] })
      .notNull()
      .default('none'),
    approvedAt: date('approved_at'),
    reason: text('reason'),
    note: text('note'),
    ...stamps,
  },
  (t) => [
    unique('purchase_requisition_number').on(t.tenantId, t.companyId, t.number),
    // However many triggers meet here, one open requisition of an item and place is made.
    uniqueIndex('purchase_requisition_reorder')
      .on(t.tenantId, t.companyId, t.reorderItemId, t.reorderWarehouseId)
      .where(sql`reorder_item_id is not null and status in ('draft', 'in_approval', 'blocked', 'approved')`),
    index('purchase_requisition_date').on(t.tenantId, t.documentDate, t.id),
    index('purchase_requisition_status').on(t.tenantId, t.status, t.documentDate, t.id),
    index('purchase_requisition_source').on(t.tenantId, t.sourceId).where(sql`source_id is not null`),
    belongsTo(t, t.companyId, () => company),
  ],
)

/** A line. Prices are estimates; progress counts in the item's stock unit. */
export const purchaseRequisitionLine = companyTable(
  'purchase_requisition_line',
  {
    requisitionId: uuid('requisition_id').notNull(),
    position: integer('position').notNull(),
    kind: text('kind', { enum: ['item', 'service'] })
      .notNull()
      .default('item'),
    itemId: uuid('item_id'),
    description: text('description').notNull(),
    unitId: uuid('unit_id'),
    /** Stock units in one unit of the line. */
    unitFactor: quantity('unit_factor').notNull().default('1'),
    quantity: quantity('quantity').notNull(),
    stockQuantity: quantity('stock_quantity').notNull(),
    /** From whom it is best bought. */
    supplierId: uuid('supplier_id'),
    currency: text('currency').notNull(),
    rate: exchangeRate('rate').notNull(),
    /** Estimate for one unit of the line, in `currency`. */
    unitPrice: unitPrice('unit_price').notNull().default('0'),
    net: amount('net').notNull().default('0'),
    baseNet: amount('base_net').notNull().default('0'),
    neededOn: date('needed_on'),
    warehouseId: uuid('warehouse_id'),
    expenseAccountId: uuid('expense_account_id'),
    costCenterId: uuid('cost_center_id'),
    projectId: uuid('project_id'),
    /** On orders that are not cancelled, stock units; written by `procurement_refresh_requisitions` only. */
    orderedQuantity: quantity('ordered_quantity').notNull().default('0'),
    /** The line of the sales order that lacks it. */
    sourceLineId: uuid('source_line_id'),
    note: text('note'),
  },
  (t) => [
    index('purchase_requisition_line_of').on(t.tenantId, t.requisitionId, t.position),
    index('purchase_requisition_line_item').on(t.tenantId, t.itemId),
    index('purchase_requisition_line_source').on(t.tenantId, t.sourceLineId).where(sql`source_line_id is not null`),
    belongsTo(t, t.companyId, () => company),
    belongsTo(t, t.requisitionId, () => purchaseRequisition),
    belongsTo(t, t.expenseAccountId, () => account),
    belongsTo(t, t.costCenterId, () => costCenter),
    belongsTo(t, t.projectId, () => project),
    belongsTo(t, t.itemId, () => item),
    belongsTo(t, t.supplierId, () => supplier),
    check('purchase_requisition_line_item_named', sql`kind = 'service' or item_id is not null`),
    check('purchase_requisition_line_bounds', sql`quantity > 0 and stock_quantity > 0 and ordered_quantity >= 0`),
  ],
)
