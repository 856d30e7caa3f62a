import { z } from 'zod'

export * from '../platform/document'

/** A document as another one links to it. */
export const relatedDocument = z.object({
  document: z.enum(['sales_order', 'delivery', 'customer_invoice', 'sales_return', 'incoming_payment']),
  id: z.string(),
  number: z.string().nullable(),
  status: z.string(),
  date: z.string(),
  amount: z.string().nullable(),
  currency: z.string().nullable(),
  kind: z.string().nullable(),
})
export type RelatedDocument = z.infer<typeof relatedDocument>
