import { sql } from 'drizzle-orm'
import { boolean, check, date, index, integer, text, unique, uuid } from 'drizzle-orm/pg-core'
import {
  amount,
  belongsTo,
  companyTable,
  exchangeRate,
  instant,
  percent,
  quantity,
  stamps,
  unitPrice,
} from '../../columns'
import { account, costCenter, project } from '../finance/account'
import { item } from '../inventory/item'
import { company } from '../platform/tenant'
import { purchaseRequisitionLine } from './requisitions'
import { supplier } from './suppliers'

/** Suppliers are asked for a price. */
export const requestForQuotation = companyTable(
  'request_for_quotation',
  {
    status: text('status', { enum: ['draft', 'sent', 'closed', 'cancelled'] }).notNull(),
    number: text('number').notNull(),
    documentDate: date('document_date').notNull(),
    /** The last day of an answer. */
    dueDate: date('due_date'),
    neededOn: date('needed_on'),
    title: text('title'),
    warehouseId: uuid('warehouse_id'),
    buyerId: uuid('buyer_id'),
    sentAt: instant('sent_at'),
    reason: text('reason'),
    note: text('note'),
    ...stamps,
  },
  (t) => [
    unique('request_for_quotation_number').on(t.tenantId, t.companyId, t.number),
    index('request_for_quotation_date').on(t.tenantId, t.documentDate, t.id),
    belongsTo(t, t.companyId, () => company),
  ],
)

export const requestForQuotationLine = companyTable(
  'request_for_quotation_line',
  {
    rfqId: uuid('rfq_id').notNull(),
    position: integer('position').notNull(),
    kind: text('kind', { enum: ['item', 'service'] })
      .notNull()
      .default('item'),
    itemId: uuid('item_id'),
    description: text('description').notNull(),
    unitId: uuid('unit_id'),
    unitFactor: quantity('unit_factor').notNull().default('1'),
    quantity: quantity('quantity').notNull(),
    stockQuantity: quantity('stock_quantity').notNull(),
    neededOn: date('needed_on'),
    warehouseId: uuid('warehouse_id'),
    expenseAccountId: uuid('expense_account_id'),
    costCenterId: uuid('cost_center_id'),
    projectId: uuid('project_id'),
    requisitionLineId: uuid('requisition_line_id'),
    note: text('note'),
  },
  (t) => [
    index('request_for_quotation_line_of').on(t.tenantId, t.rfqId, t.position),
    index('request_for_quotation_line_requisition')
      .on(t.tenantId, t.requisitionLineId)
      .where(sql`requisition_line_id is not null`),
    belongsTo(t, t.companyId, () => company),
    belongsTo(t, t.rfqId, () => requestForQuotation),
    belongsTo(t, t.itemId, () => item),
    belongsTo(t, t.requisitionLineId, () => purchaseRequisitionLine),
    belongsTo(t, t.expenseAccountId, () => account),
    belongsTo(t, t.costCenterId, () => costCenter),
    belongsTo(t, t.projectId, () => project),
    check('request_for_quotation_line_bounds', sql`quantity > 0 and stock_quantity > 0`),
  ],
)

/** Whom a request goes to, and what became of it. */
export const requestForQuotationSupplier = companyTable(
  'request_for_quotation_supplier',
  {
    rfqId: uuid('rfq_id').notNull(),
    supplierId: uuid('supplier_id').notNull(),
    sentAt: instant('sent_at'),
    sentTo: text('sent_to'),
    declined: boolean('declined').notNull().default(false),
    declineReason: text('decline_reason'),
  },
  (t) => [
    unique('request_for_quotation_supplier_once').on(t.tenantId, t.rfqId, t.supplierId),
    belongsTo(t, t.companyId, () => company),
    belongsTo(t, t.rfqId, () => requestForQuotation),
    belongsTo(t, t.supplierId, () => supplier),
  ],
)

/** What a supplier offers, as an answer to a request or by itself. */
export const supplierQuotation = companyTable(
  'supplier_quotation',
  {
    status: text('status', { enum: ['draft', 'submitted', 'awarded', 'lost', 'cancelled'] }).notNull(),
    number: text('number').notNull(),
    rfqId: uuid('rfq_id'),
    supplierId: uuid('supplier_id').notNull(),
    partyId: uuid('party_id').notNull(),
    supplierName: text('supplier_name').notNull(),
    /** The number on the supplier's paper. */
    supplierReference: text('supplier_reference'),
    documentDate: date('document_date').notNull(),
    validUntil: date('valid_until'),
    currency: text('currency').notNull(),
    rate: exchangeRate('rate').notNull(),
    paymentTermId: uuid('payment_term_id'),
    leadTimeDays: integer('lead_time_days'),
    /** Freight on top of the lines, document currency. */
    freight: amount('freight').notNull().default('0'),
    net: amount('net').notNull().default('0'),
    baseNet: amount('base_net').notNull().default('0'),
    reason: text('reason'),
    note: text('note'),
    ...stamps,
  },
  (t) => [
    unique('supplier_quotation_number').on(t.tenantId, t.companyId, t.number),
    index('supplier_quotation_date').on(t.tenantId, t.documentDate, t.id),
    index('supplier_quotation_rfq').on(t.tenantId, t.rfqId),
    index('supplier_quotation_supplier').on(t.tenantId, t.supplierId, t.documentDate, t.id),
    belongsTo(t, t.companyId, () => company),
    belongsTo(t, t.rfqId, () => requestForQuotation),
    belongsTo(t, t.supplierId, () => supplier),
  ],
)

export const supplierQuotationLine = companyTable(
  'supplier_quotation_line',
  {
    quotationId: uuid('quotation_id').notNull(),
    position: integer('position').notNull(),
    rfqLineId: uuid('rfq_line_id'),
    kind: text('kind', { enum: ['item', 'service'] })
      .notNull()
      .default('item'),
    itemId: uuid('item_id'),
    description: text('description').notNull(),
    unitId: uuid('unit_id'),
    unitFactor: quantity('unit_factor').notNull().default('1'),
    quantity: quantity('quantity').notNull(),
    stockQuantity: quantity('stock_quantity').notNull(),
    unitPrice: unitPrice('unit_price').notNull(),
    discountPercent: percent('discount_percent').notNull().default('0'),
    net: amount('net').notNull(),
    baseNet: amount('base_net').notNull(),
    leadTimeDays: integer('lead_time_days'),
    supplierItemCode: text('supplier_item_code'),
    /** What was ordered of it, stock units. */
    awardedQuantity: quantity('awarded_quantity').notNull().default('0'),
    note: text('note'),
  },
  (t) => [
    index('supplier_quotation_line_of').on(t.tenantId, t.quotationId, t.position),
    unique('supplier_quotation_line_once').on(t.tenantId, t.quotationId, t.rfqLineId),
    index('supplier_quotation_line_rfq').on(t.tenantId, t.rfqLineId),
    belongsTo(t, t.companyId, () => company),
    belongsTo(t, t.quotationId, () => supplierQuotation),
    belongsTo(t, t.rfqLineId, () => requestForQuotationLine),
    belongsTo(t, t.itemId, () => item),
    check(
      'supplier_quotation_line_bounds',
      sql`quantity > 0 and stock_quantity > 0 and unit_price >= 0 and awarded_quantity >= 0`,
    ),
  ],
)
