import { z } from 'zod'
import {
  code,
  dateField,
  documentRef,
  idField,
  nonNegative,
  optionalText,
  positive,
  quantityField,
} from '../platform/field'
import { defineListColumns } from '../platform/list'
import { documentResult, noteField, reasonField, relatedPurchase } from './common'
import { goodsReceiptMachine } from './receiving-machines'

/**
 * What came of an order line. `quantity` in `unitId` (absent: the unit of the order line); what is sent away at the dock is
 * `rejectedQuantity` and not part of it. `hold`: taken in, but not to be used before somebody releases it.
 */
export const goodsReceiptLineInput = z.strictObject({
  orderLineId: idField,
  quantity: nonNegative(quantityField),
  unitId: idField.nullish(),
  rejectedQuantity: nonNegative(quantityField).default('0'),
  rejectionReason: optionalText(500),
  /** The supplier sends no more of it: the rest of the order line is closed short. */
  final: z.boolean().default(false),
  hold: z.boolean().default(false),
  warehouseId: idField.nullish(),
  binId: idField.nullish(),
  /** An existing lot, or the code of a new one with its expiry. */
  lotId: idField.nullish(),
  lotCode: code(60).nullish(),
  expiryDate: dateField.nullish(),
})
export type GoodsReceiptLineInput = z.output<typeof goodsReceiptLineInput>

const header = {
  documentDate: dateField.optional(),
  deliveryNote: optionalText(100),
  carrier: optionalText(100),
  note: noteField,
}
/** Receipt of orders of one supplier. Without `lines` everything that is open comes. `post`: taken in at once. */
export const createGoodsReceiptInput = z.strictObject({
  companyId: idField,
  orderIds: z.array(idField).min(1).max(100),
  ...header,
  postingDate: dateField.optional(),
  lines: z.array(goodsReceiptLineInput).min(1).max(2000).optional(),
  /** Announced shipments that it takes in. */
  shipmentNoticeIds: z.array(idField).max(100).default([]),
  post: z.boolean().default(false),
})
/** The whole draft, written anew. */
export const updateGoodsReceiptInput = documentRef.extend({
  ...header,
  lines: z.array(goodsReceiptLineInput).min(1).max(2000),
})
export const postGoodsReceiptInput = documentRef.extend({ postingDate: dateField.optional() })
export const reverseGoodsReceiptInput = documentRef.extend({ postingDate: dateField.optional(), reason: reasonField })
export const cancelGoodsReceiptInput = documentRef.extend({ reason: reasonField.nullish() })

/** Decisions about goods on hold. `use_as_is` and `reject` need a reason; rejected goods go back to the supplier at once. */
export const inspectGoodsReceiptInput = documentRef.extend({
  postingDate: dateField.optional(),
  decisions: z
    .array(
      z
        .strictObject({
          lineId: idField,
          decision: z.enum(['release', 'use_as_is', 'reject']),
          /** Stock unit; absent = all that is on hold. */
          quantity: positive(quantityField).optional(),
          reason: optionalText(500),
          binId: idField.nullish(),
        })
        .refine((d) => d.decision === 'release' || (d.reason?.length ?? 0) >= 3, {
          error: 'validation.required',
          path: ['reason'],
        }),
    )
    .min(1)
    .max(500),
})
export const goodsReceiptResult = documentResult.extend({ heldLines: z.number() })

/** What may still come of orders: one supplier's, or the named ones. */
export const openOrderLinesInput = z.strictObject({
  companyId: idField,
  supplierId: idField.optional(),
  orderIds: z.array(idField).max(100).optional(),
})
const s = z.string()
const n = z.string().nullable()
export const openOrderLineOut = z.object({
  orderLineId: s,
  orderId: s,
  orderNumber: s,
  supplierId: s,
  supplierName: s,
  position: z.number(),
  kind: z.enum(['item', 'service']),
  itemId: n,
  itemCode: n,
  description: s,
  stocked: z.boolean(),
  tracking: z.enum(['none', 'lot', 'serial']),
  expires: z.boolean(),
  unitId: n,
  unitCode: n,
  unitFactor: s,
  units: z.array(z.object({ unitId: s, code: s, factor: s })),
  warehouseId: n,
  promisedDate: n,
  /** Stock units. */
  ordered: s,
  received: s,
  returned: s,
  billed: s,
  open: s,
  currency: s,
  /** Null for who may not see amounts. */
  price: n,
  overPercent: s,
  overAction: z.enum(['accept', 'hold', 'refuse']),
  underPercent: s,
  inspect: z.boolean(),
})

export const goodsReceiptRow = z.object({
  id: s,
  number: s,
  status: s,
  documentDate: s,
  postingDate: n,
  supplierId: s,
  supplierName: s,
  deliveryNote: n,
  value: n,
  held: z.boolean(),
  billing: z.enum(['none', 'part', 'full']),
  createdAt: s,
})
export const goodsReceiptList = defineListColumns({
  name: 'procurement.goodsReceipts',
  messages: 'procurement.goods_receipt',
  columns: {
    number: { type: 'text' },
    status: {
      type: 'enum',
      values: goodsReceiptMachine.states,
      enumLabels: 'procurement.goods_receipt.states',
      groupable: true,
    },
    documentDate: { type: 'date', groupable: true },
    postingDate: { type: 'date', hidden: true },
    supplierName: { type: 'text', groupable: true },
    deliveryNote: { type: 'text' },
    held: { type: 'boolean' },
    billing: { type: 'enum', values: ['none', 'part', 'full'], enumLabels: 'procurement.progress', groupable: true },
    value: { type: 'money', currency: 'baseCurrency', total: true },
    baseCurrency: { type: 'text', hidden: true },
    createdAt: { type: 'instant', hidden: true },
  },
  defaultSort: [{ column: 'documentDate', direction: 'desc' }],
})

const stamps = { version: z.number(), createdAt: s, createdBy: n, updatedAt: s, updatedBy: n }
export const goodsReceiptDocument = z.object({
  id: s,
  status: s,
  number: s,
  companyId: s,
  supplierId: s,
  supplierCode: s,
  supplierName: s,
  partyId: s,
  deliveryNote: n,
  carrier: n,
  documentDate: s,
  postingDate: n,
  postedAt: n,
  /** Amounts are null for who may not see them. */
  value: n,
  baseCurrency: s,
  reason: n,
  note: n,
  ...stamps,
  lines: z.array(
    z.object({
      id: s,
      position: z.number(),
      orderId: s,
      orderNumber: s,
      orderLineId: s,
      orderPosition: z.number(),
      kind: z.enum(['item', 'service']),
      itemId: n,
      itemCode: n,
      stocked: z.boolean(),
      description: s,
      unitId: n,
      unitCode: n,
      stockUnitCode: n,
      unitQuantity: s,
      quantity: s,
      rejectedQuantity: s,
      rejectionReason: n,
      final: z.boolean(),
      held: z.boolean(),
      heldQuantity: s,
      holdReason: n,
      warehouseId: n,
      warehouseCode: n,
      binId: n,
      binCode: n,
      lotId: n,
      lotCode: n,
      expiryDate: n,
      currency: s,
      rate: s,
      price: n,
      net: n,
      baseCost: n,
      billedQuantity: s,
      returnedQuantity: s,
    }),
  ),
  inspections: z.array(
    z.object({
      id: s,
      receiptLineId: s,
      decision: z.enum(['release', 'use_as_is', 'reject']),
      quantity: s,
      reason: n,
      returnId: n,
      decidedAt: s,
      decidedBy: n,
    }),
  ),
  related: z.array(relatedPurchase),
})
