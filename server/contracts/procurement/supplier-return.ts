import { z } from 'zod'
import { dateField, documentRef, idField, optionalText, positive, quantityField } from '../platform/field'
import { defineListColumns } from '../platform/list'
import { noteField, reasonField, relatedPurchase } from './common'
import { supplierReturnMachine } from './receiving-machines'

/** Goods of posted receipts that go back; quantities in the stock unit, at most what came and has not gone back. */
export const createSupplierReturnInput = z.strictObject({
  companyId: idField,
  lines: z
    .array(
      z.strictObject({
        receiptLineId: idField,
        quantity: positive(quantityField),
        binId: idField.nullish(),
        lotId: idField.nullish(),
        /** From what is on hold. */
        fromHold: z.boolean().default(false),
      }),
    )
    .min(1)
    .max(2000),
  reason: reasonField,
  /** The supplier sends the goods again; otherwise the order does not wait for them. */
  replacement: z.boolean().default(false),
  documentDate: dateField.optional(),
  postingDate: dateField.optional(),
  carrier: optionalText(100),
  note: noteField,
  post: z.boolean().default(false),
})
export const postSupplierReturnInput = documentRef.extend({ postingDate: dateField.optional() })
export const reverseSupplierReturnInput = documentRef.extend({ postingDate: dateField.optional(), reason: reasonField })
export const cancelSupplierReturnInput = documentRef.extend({ reason: reasonField.nullish() })

const s = z.string()
const n = z.string().nullable()
export const supplierReturnRow = z.object({
  id: s,
  number: s,
  status: s,
  documentDate: s,
  supplierId: s,
  supplierName: s,
  reason: s,
  value: n,
  credit: z.enum(['none', 'open', 'full']),
  createdAt: s,
})
export const supplierReturnList = defineListColumns({
  name: 'procurement.supplierReturns',
  messages: 'procurement.supplier_return',
  columns: {
    number: { type: 'text' },
    status: {
      type: 'enum',
      values: supplierReturnMachine.states,
      enumLabels: 'procurement.supplier_return.states',
      groupable: true,
    },
    documentDate: { type: 'date', groupable: true },
    supplierName: { type: 'text', groupable: true },
    reason: { type: 'text' },
    credit: {
      type: 'enum',
      values: ['none', 'open', 'full'],
      enumLabels: 'procurement.supplier_return.credits',
      groupable: true,
    },
    value: { type: 'money', currency: 'baseCurrency', total: true },
    baseCurrency: { type: 'text', hidden: true },
    createdAt: { type: 'instant', hidden: true },
  },
  defaultSort: [{ column: 'documentDate', direction: 'desc' }],
})
export const supplierReturnDocument = z.object({
  id: s,
  status: s,
  number: s,
  companyId: s,
  supplierId: s,
  supplierCode: s,
  supplierName: s,
  partyId: s,
  documentDate: s,
  postingDate: n,
  postedAt: n,
  carrier: n,
  reason: s,
  replacement: z.boolean(),
  /** Amounts are null for who may not see them. */
  value: n,
  baseCurrency: s,
  note: n,
  version: z.number(),
  createdAt: s,
  createdBy: n,
  updatedAt: s,
  updatedBy: n,
  lines: z.array(
    z.object({
      id: s,
      position: z.number(),
      receiptId: s,
      receiptNumber: s,
      receiptLineId: s,
      orderId: s,
      orderNumber: s,
      itemId: n,
      itemCode: n,
      description: s,
      stockUnitCode: n,
      quantity: s,
      warehouseCode: n,
      lotCode: n,
      fromHold: z.boolean(),
      baseCost: n,
      billedQuantity: s,
      creditedQuantity: s,
    }),
  ),
  related: z.array(relatedPurchase),
})
