import { z } from 'zod'

const id = z.string()
const customer = { customerId: id, customerName: z.string() }
const shippingLine = z.object({
  lineId: id,
  itemId: id,
  warehouseId: z.string().nullable(),
  ordered: z.string(),
  reserved: z.string(),
  short: z.string(),
  requestedDate: z.string().nullable(),
})

/** What happens in sales. Quantities in the stock unit, amounts in the document's currency. */
export const salesEvents = {
  'sales.sales_order.quoted': z.object({ ...customer, number: z.string(), validUntil: z.string().nullable() }),
  /** The shipping instruction, and with `short` what production and purchasing have to bring. */
  'sales.sales_order.approved': z.object({
    ...customer,
    number: z.string(),
    shipPolicy: z.enum(['partial', 'complete']),
    requestedDate: z.string().nullable(),
    lines: z.array(shippingLine),
  }),
  'sales.sales_order.submitted': z.object({ ...customer, number: z.string() }),
  'sales.sales_order.cancelled': z.object({ ...customer, number: z.string(), reason: z.string() }),
  'sales.sales_order.closed': z.object({ ...customer, number: z.string(), short: z.boolean() }),
  'sales.sales_order.reopened': z.object({ ...customer, number: z.string() }),
  'sales.sales_order.lost': z.object({ ...customer, number: z.string(), reason: z.string() }),
  'sales.delivery.released': z.object({ ...customer, number: z.string() }),
  'sales.delivery.posted': z.object({ ...customer, number: z.string(), orderIds: z.array(id) }),
  'sales.delivery.reversed': z.object({ ...customer, number: z.string(), reason: z.string() }),
  'sales.customer_invoice.posted': z.object({
    ...customer,
    number: z.string().nullable(),
    kind: z.enum(['invoice', 'credit_note']),
    currency: z.string(),
    gross: z.string(),
  }),
  'sales.customer_invoice.reversed': z.object({ ...customer, number: z.string().nullable(), reason: z.string() }),
  'sales.sales_return.approved': z.object({ ...customer, number: z.string() }),
  'sales.sales_return.received': z.object({ ...customer, number: z.string() }),
  'sales.customer.created': z.object({ code: z.string(), name: z.string() }),
} as const satisfies Record<string, z.ZodType>
