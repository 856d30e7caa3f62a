import { z } from 'zod'

export * from '../platform/document'

/** A document as another one links to it. */
/** The right to know what is paid for goods; receipts and returns show their amounts to who has it. */
export const PURCHASE_AMOUNTS = 'procurement.supplier_price.read'

export const relatedPurchase = z.object({
  document: z.enum([
    'purchase_requisition',
    'request_for_quotation',
    'supplier_quotation',
    'purchase_order',
    'goods_receipt',
    'supplier_return',
    'supplier_invoice',
    'sales_order',
  ]),
  id: z.string(),
  number: z.string().nullable(),
  status: z.string(),
  date: z.string(),
  amount: z.string().nullable(),
  currency: z.string().nullable(),
  kind: z.string().nullable(),
})
export type RelatedPurchase = z.infer<typeof relatedPurchase>
