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
} as const satisfies Record<string, z.ZodType>
