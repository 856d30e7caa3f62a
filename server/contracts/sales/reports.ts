import { z } from 'zod'
import { dateField, idField, text } from '../platform/field'

export const salesTotalsInput = z.strictObject({
  companyId: idField,
  from: dateField,
  to: dateField,
  by: z.enum(['day', 'month', 'year', 'customer', 'item', 'category']),
  customerId: idField.nullish(),
  itemId: idField.nullish(),
  categoryId: idField.nullish(),
  limit: z.int().min(1).max(5000).default(500),
})
/** Net in base currency, invoices less credit notes; `key` is the period's first day or the id. */
export const salesTotals = z.object({
  currency: z.string(),
  net: z.string(),
  rows: z.array(
    z.object({
      key: z.string().nullable(),
      label: z.string(),
      net: z.string(),
      quantity: z.string(),
      lines: z.number(),
    }),
  ),
})
export const customerHistoryInput = z.strictObject({ customerId: idField, limit: z.int().min(1).max(200).default(50) })
export const itemSalesInput = z.strictObject({
  companyId: idField,
  itemId: idField,
  customerId: idField.nullish(),
  limit: z.int().min(1).max(200).default(50),
})
export const itemSale = z.object({
  invoiceId: z.string(),
  invoiceNumber: z.string().nullable(),
  date: z.string(),
  customerId: z.string(),
  customerName: z.string(),
  quantity: z.string(),
  baseUnitPrice: z.string(),
  baseNet: z.string(),
})
export const searchInput = z.strictObject({
  companyId: idField,
  text: text(100),
  limit: z.int().min(1).max(50).default(20),
})
export const searchHit = z.object({
  document: z.enum(['customer', 'sales_order', 'delivery', 'customer_invoice', 'sales_return']),
  id: z.string(),
  label: z.string(),
  detail: z.string(),
  status: z.string().nullable(),
})
