import { z } from 'zod'
import { defineMachine } from '@/server/kernel/state-machine'
import {
  amountField,
  dateField,
  documentRef,
  idField,
  nonNegative,
  positive,
  quantityField,
  text,
  unitPriceField,
} from '../platform/field'
import { defineListColumns } from '../platform/list'
import { noteField, reasonField } from './common'

export const customerInvoiceMachine = defineMachine({
  document: 'customer_invoice',
  initial: 'draft',
  states: ['draft', 'posted', 'reversed'],
  transitions: {
    post: { from: ['draft'], to: 'posted' },
    reverse: { from: ['posted'], to: 'reversed' },
  },
})

/**
 * An invoice of what is open of orders or deliveries of one customer, by the invoice policy of each order; `lines` asks for
 * less (stock unit); `freeLines` are billed beside the orders.
 */
export const createCustomerInvoiceInput = z.strictObject({
  companyId: idField,
  customerId: idField.optional(),
  orderIds: z.array(idField).max(200).default([]),
  deliveryIds: z.array(idField).max(200).default([]),
  lines: z
    .array(z.strictObject({ orderLineId: idField, quantity: positive(quantityField) }))
    .max(2000)
    .optional(),
  freeLines: z
    .array(
      z.strictObject({
        description: text(500),
        quantity: positive(quantityField).default('1'),
        unitPrice: nonNegative(unitPriceField),
        taxCodeIds: z.array(idField).max(10).default([]),
        revenueAccountId: idField.nullish(),
      }),
    )
    .max(200)
    .default([]),
  documentDate: dateField.optional(),
  postingDate: dateField.optional(),
  taxDate: dateField.optional(),
  note: noteField,
  post: z.boolean().default(false),
})
/** A credit note on a posted invoice: quantities taken back (a return without goods is `allowance`), or money only. */
export const createCreditNoteInput = z.strictObject({
  invoiceId: idField,
  reason: reasonField,
  lines: z
    .array(
      z.strictObject({
        invoiceLineId: idField,
        quantity: positive(quantityField).optional(),
        /** Net price allowance in the invoice's currency, instead of a quantity. */
        amount: positive(amountField).optional(),
      }),
    )
    .max(2000)
    .optional(),
  documentDate: dateField.optional(),
  postingDate: dateField.optional(),
})
export const postCustomerInvoiceInput = documentRef.extend({ postingDate: dateField.optional() })
export const reverseCustomerInvoiceInput = documentRef.extend({
  postingDate: dateField.optional(),
  reason: reasonField,
})
export const deleteDraftInput = documentRef

export const savedCustomerInvoice = z.object({
  id: z.string(),
  number: z.string().nullable(),
  status: z.string(),
  version: z.number(),
  currency: z.string(),
  net: z.string(),
  tax: z.string(),
  gross: z.string(),
})

export const paymentStates = ['none', 'part', 'full'] as const
export const customerInvoiceRow = z.object({
  id: z.string(),
  number: z.string().nullable(),
  kind: z.string(),
  status: z.string(),
  documentDate: z.string(),
  dueDate: z.string().nullable(),
  customerId: z.string(),
  customerName: z.string(),
  currency: z.string(),
  net: z.string(),
  tax: z.string(),
  gross: z.string(),
  open: z.string(),
  payment: z.string(),
  createdAt: z.string(),
})
export const customerInvoiceList = defineListColumns({
  name: 'sales.invoices',
  messages: 'sales.customer_invoice',
  columns: {
    number: { type: 'text' },
    kind: {
      type: 'enum',
      values: ['invoice', 'credit_note'],
      enumLabels: 'sales.customer_invoice.kinds',
      groupable: true,
    },
    status: {
      type: 'enum',
      values: customerInvoiceMachine.states,
      enumLabels: 'sales.customer_invoice.states',
      groupable: true,
    },
    payment: { type: 'enum', values: paymentStates, enumLabels: 'sales.payment_states', groupable: true },
    documentDate: { type: 'date', groupable: true },
    dueDate: { type: 'date' },
    customerName: { type: 'text', groupable: true },
    currency: { type: 'text', groupable: true, hidden: true },
    net: { type: 'money', currency: 'currency', total: true },
    tax: { type: 'money', currency: 'currency', total: true },
    gross: { type: 'money', currency: 'currency', total: true },
    open: { type: 'money', currency: 'currency', total: true },
    createdAt: { type: 'instant', hidden: true },
  },
  defaultSort: [{ column: 'documentDate', direction: 'desc' }],
})
