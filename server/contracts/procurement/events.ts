import { z } from 'zod'

const id = z.string()
const supplier = { supplierId: id, supplierName: z.string() }

/** What happens in buying. Quantities in the stock unit, amounts in the document's currency unless named base. */
export const procurementEvents = {
  'procurement.supplier.created': z.object({ code: z.string(), name: z.string() }),
  'procurement.purchase_requisition.submitted': z.object({ number: z.string(), baseNet: z.string() }),
  'procurement.purchase_requisition.approved': z.object({ number: z.string(), baseNet: z.string() }),
  'procurement.purchase_requisition.rejected': z.object({ number: z.string(), reason: z.string() }),
  'procurement.purchase_requisition.cancelled': z.object({ number: z.string(), reason: z.string() }),
  /** From here the suppliers get their mail. */
  'procurement.request_for_quotation.sent': z.object({
    number: z.string(),
    suppliers: z.array(z.object({ supplierId: id, email: z.string().nullable() })),
  }),
  'procurement.supplier_quotation.submitted': z.object({
    ...supplier,
    number: z.string(),
    rfqId: z.string().nullable(),
  }),
  'procurement.purchase_order.submitted': z.object({ ...supplier, number: z.string() }),
  'procurement.purchase_order.approved': z.object({
    ...supplier,
    number: z.string(),
    revision: z.number(),
    currency: z.string(),
    net: z.string(),
    baseNet: z.string(),
  }),
  /** From here the supplier gets the mail. */
  'procurement.purchase_order.sent': z.object({ ...supplier, number: z.string(), email: z.string().nullable() }),
  'procurement.purchase_order.confirmed': z.object({ ...supplier, number: z.string() }),
  'procurement.purchase_order.closed': z.object({ ...supplier, number: z.string(), short: z.boolean() }),
  'procurement.purchase_order.reopened': z.object({ ...supplier, number: z.string() }),
  /** `stock`: what had been expected and will not come, so that reorder points look again. */
  'procurement.purchase_order.cancelled': z.object({ ...supplier, number: z.string(), reason: z.string() }),
  /** From here invoices that waited for it are looked at again. */
  'procurement.goods_receipt.posted': z.object({
    ...supplier,
    number: z.string(),
    orderIds: z.array(id),
    orderLineIds: z.array(id),
  }),
  'procurement.goods_receipt.reversed': z.object({ ...supplier, number: z.string(), reason: z.string() }),
  'procurement.goods_receipt.inspected': z.object({
    ...supplier,
    number: z.string(),
    decisions: z.array(z.object({ lineId: id, decision: z.string(), quantity: z.string() })),
  }),
  'procurement.supplier_return.posted': z.object({ ...supplier, number: z.string(), orderIds: z.array(id) }),
  'procurement.supplier_return.reversed': z.object({ ...supplier, number: z.string(), reason: z.string() }),
  'procurement.landed_cost.posted': z.object({ number: z.string(), baseAmount: z.string() }),
  'procurement.landed_cost.reversed': z.object({ number: z.string(), reason: z.string() }),
  'procurement.supplier_invoice.posted': z.object({
    ...supplier,
    number: z.string().nullable(),
    supplierNumber: z.string(),
    kind: z.enum(['invoice', 'credit_note']),
    currency: z.string(),
    gross: z.string(),
    paymentBlocks: z.array(z.string()),
  }),
  'procurement.supplier_invoice.released': z.object({
    ...supplier,
    number: z.string().nullable(),
    kinds: z.array(z.string()),
    reason: z.string(),
  }),
  'procurement.supplier_invoice.reversed': z.object({ ...supplier, number: z.string().nullable(), reason: z.string() }),
} as const satisfies Record<string, z.ZodType>
