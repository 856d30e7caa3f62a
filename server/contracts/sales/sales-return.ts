import { z } from 'zod'
import { defineMachine } from '@/server/kernel/state-machine'
import { dateField, documentRef, idField, nonNegative, positive, quantityField } from '../platform/field'
import { defineListColumns } from '../platform/list'
import { noteField, reasonField } from './common'

export const salesReturnMachine = defineMachine({
  document: 'sales_return',
  initial: 'draft',
  states: ['draft', 'approved', 'received', 'closed', 'cancelled'],
  transitions: {
    approve: { from: ['draft'], to: 'approved' },
    receive: { from: ['approved'], to: 'received' },
    close: { from: ['received'], to: 'closed' },
    cancel: { from: ['draft', 'approved'], to: 'cancelled' },
  },
})

/** Goods of posted deliveries of one customer that come back. Quantities in the stock unit. */
export const createSalesReturnInput = z.strictObject({
  companyId: idField,
  reason: reasonField,
  documentDate: dateField.optional(),
  /** Whether a credit note is made when the goods have come in. */
  credit: z.boolean().default(true),
  lines: z
    .array(
      z.strictObject({
        deliveryLineId: idField,
        quantity: positive(quantityField),
        disposition: z.enum(['stock', 'quarantine', 'scrap']).default('stock'),
        warehouseId: idField.optional(),
        binId: idField.nullish(),
      }),
    )
    .min(1)
    .max(1000),
  note: noteField,
})
/** What really came in; a line that is not named came in whole. */
export const receiveSalesReturnInput = documentRef.extend({
  postingDate: dateField.optional(),
  lines: z
    .array(z.strictObject({ id: idField, quantity: nonNegative(quantityField) }))
    .max(1000)
    .default([]),
})
/** Closes the return: credit note (when asked for) and, if wanted, an order that replaces the goods at no charge. */
export const closeSalesReturnInput = documentRef.extend({
  postingDate: dateField.optional(),
  replacement: z.boolean().default(false),
})
export const closedSalesReturn = z.object({
  id: z.string(),
  creditNoteIds: z.array(z.string()),
  replacementOrderId: z.string().nullable(),
})
export const cancelSalesReturnInput = documentRef.extend({ reason: reasonField.nullish() })

export const salesReturnRow = z.object({
  id: z.string(),
  number: z.string(),
  status: z.string(),
  documentDate: z.string(),
  receivedOn: z.string().nullable(),
  customerId: z.string(),
  customerName: z.string(),
  reason: z.string(),
  createdAt: z.string(),
})
export const salesReturnList = defineListColumns({
  name: 'sales.returns',
  messages: 'sales.sales_return',
  columns: {
    number: { type: 'text' },
    status: {
      type: 'enum',
      values: salesReturnMachine.states,
      enumLabels: 'sales.sales_return.states',
      groupable: true,
    },
    documentDate: { type: 'date', groupable: true },
    receivedOn: { type: 'date' },
    customerName: { type: 'text', groupable: true },
    reason: { type: 'text' },
    createdAt: { type: 'instant', hidden: true },
  },
  defaultSort: [{ column: 'documentDate', direction: 'desc' }],
})
