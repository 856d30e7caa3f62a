import { z } from 'zod'
import { dateField, idField } from '../platform/field'
import { addressOutput, progressValues, relatedPurchase } from './common'
import { purchaseLineKinds, purchaseOrderKinds } from './purchase-order'
import { purchasePriceExplanation } from './supplier-price'

const s = z.string()
const n = z.string().nullable()
const progress = z.enum(progressValues)
const stamps = { version: z.number(), createdAt: s, createdBy: n, updatedAt: s, updatedBy: n }

/** What the page of an order is made of: one query. Amounts in the document's currency unless named base. */
export const purchaseOrderDocument = z.object({
  id: s,
  companyId: s,
  status: s,
  number: s,
  kind: z.enum(purchaseOrderKinds),
  revision: z.number(),
  documentDate: s,
  requestedDate: n,
  supplierId: s,
  partyId: s,
  supplierName: s,
  supplierCode: s,
  supplierBlock: s,
  supplierEmail: n,
  supplierReference: n,
  currency: s,
  rate: s,
  baseCurrency: s,
  paymentTermId: n,
  buyerId: n,
  requesterId: n,
  requesterName: n,
  warehouseId: n,
  deliveryAddress: addressOutput,
  supplierAddress: addressOutput,
  discountPercent: s,
  discountAmount: s,
  net: s,
  tax: s,
  gross: s,
  baseNet: s,
  baseGross: s,
  approvedBaseNet: n,
  /** Of the invoices that bill it, document currency, with what else they bill. */
  billedAmount: s,
  paidAmount: s,
  receiptProgress: progress,
  billingProgress: progress,
  validFrom: n,
  validTo: n,
  blanketAmount: n,
  allowancePercent: s,
  calledAmount: s,
  blanketId: n,
  blanketNumber: n,
  rfqId: n,
  quotationId: n,
  copiedFromId: n,
  approvedAt: n,
  approvedBy: n,
  sentAt: n,
  sentTo: n,
  confirmedAt: n,
  reason: n,
  note: n,
  internalNote: n,
  ...stamps,
  lines: z.array(
    z.object({
      id: s,
      position: z.number(),
      kind: z.enum(purchaseLineKinds),
      itemId: n,
      itemCode: n,
      stocked: z.boolean(),
      description: s,
      supplierItemCode: n,
      unitId: n,
      unitCode: n,
      stockUnitCode: n,
      unitFactor: s,
      quantity: s,
      stockQuantity: s,
      listPrice: n,
      priceSource: purchasePriceExplanation.nullable(),
      unitPrice: s,
      discountPercent: s,
      taxCodeIds: z.array(s),
      taxCodes: z.array(s),
      expenseAccountId: n,
      expenseAccountCode: n,
      costCenterId: n,
      costCenterCode: n,
      projectId: n,
      projectCode: n,
      warehouseId: n,
      warehouseCode: n,
      requestedDate: n,
      promisedDate: n,
      confirmedQuantity: n,
      amount: s,
      documentDiscount: s,
      net: s,
      tax: s,
      gross: s,
      baseNet: s,
      baseCost: s,
      receivedQuantity: s,
      returnedQuantity: s,
      rejectedQuantity: s,
      heldQuantity: s,
      billedQuantity: s,
      billedNet: s,
      shortQuantity: s,
      calledQuantity: s,
      blanketLineId: n,
      sources: z.array(z.object({ requisitionId: s, requisitionLineId: s, number: s, quantity: s })),
      note: n,
    }),
  ),
  revisions: z.array(
    z.object({ revision: z.number(), net: s, gross: s, approvedAt: s, approvedBy: n, approvedByName: n, reason: n }),
  ),
  related: z.array(relatedPurchase),
})

/** A revision as it was approved. */
export const purchaseOrderRevisionInput = z.strictObject({ id: idField, revision: z.int().min(0).max(10_000) })
export const purchaseOrderRevisionOut = z.object({
  revision: z.number(),
  currency: s,
  net: s,
  gross: s,
  approvedAt: s,
  approvedBy: n,
  reason: n,
  lines: z.array(
    z.object({
      lineId: s,
      position: z.number(),
      itemId: n,
      description: s,
      quantity: s,
      stockQuantity: s,
      unitPrice: s,
      discountPercent: s,
      promisedDate: n,
      net: s,
      baseNet: s,
      baseCost: s,
    }),
  ),
})

export const incomingInput = z.strictObject({
  companyId: idField,
  itemIds: z.array(idField).min(1).max(500),
  warehouseId: idField.nullish(),
})
export const incomingOut = z.array(z.object({ itemId: s, warehouseId: s, date: n, ordered: s, planned: s }))

export const purchaseTotalsInput = z.strictObject({
  companyId: idField,
  from: dateField,
  to: dateField,
  by: z.enum(['month', 'supplier', 'item', 'category', 'buyer']),
  supplierId: idField.nullish(),
  itemId: idField.nullish(),
  limit: z.int().min(1).max(5000).default(500),
})
/** Net ordered in base currency on approved orders; `key` is the month's first day or the id. */
export const purchaseTotals = z.object({
  currency: s,
  net: s,
  rows: z.array(z.object({ key: n, label: s, net: s, quantity: s, orders: z.number() })),
})
export const itemPurchasesInput = z.strictObject({
  companyId: idField,
  itemId: idField,
  supplierId: idField.nullish(),
  limit: z.int().min(1).max(200).default(50),
})
/** What was paid for an item, newest first; prices a stock unit. */
export const itemPurchase = z.object({
  orderId: s,
  orderNumber: s,
  date: s,
  supplierId: s,
  supplierName: s,
  quantity: s,
  baseUnitPrice: s,
  baseNet: s,
})
export const supplierHistoryInput = z.strictObject({
  supplierId: idField,
  limit: z.int().min(1).max(200).default(50),
})
/** How a supplier keeps its promises: lines of the last year whose goods have come. */
export const supplierPerformance = z.object({
  lines: z.number(),
  onTime: z.number(),
  onTimePercent: n,
  averageDaysLate: n,
  returnedPercent: n,
  rejectedPercent: n,
  orderedNet: s,
  currency: s,
})
