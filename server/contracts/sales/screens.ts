import { z } from 'zod'
import { dateField, idField } from '../platform/field'

const s = z.string()
const n = z.string().nullable()

/** What a lookup of customers needs to know: enough to begin an order. Amounts in base currency. */
export const customerOption = z.object({
  id: s,
  partyId: s,
  code: s,
  name: s,
  currency: s,
  paymentTermId: n,
  warehouseId: n,
  shipPolicy: z.enum(['partial', 'complete']),
  invoicePolicy: z.enum(['shipped', 'ordered']),
  block: z.enum(['none', 'orders', 'all']),
  creditLimit: n,
  exposure: s,
})
export type CustomerOption = z.infer<typeof customerOption>
export const customerOptionsInput = z.strictObject({
  companyId: idField,
  text: z.string().trim().max(100).default(''),
  ids: z.array(idField).max(100).optional(),
})

export const masterOption = z.object({ id: s, version: z.number(), code: s, name: s })
export const inCompanyInput = z.strictObject({ companyId: idField })
export const priceListOption = masterOption.extend({ currency: s, general: z.boolean() })

/** Lines of approved orders with something left to ship or to bill; quantities in the stock unit. */
export const openLinesInput = z.strictObject({
  companyId: idField,
  purpose: z.enum(['ship', 'bill']),
  customerId: idField.nullish(),
  orderIds: z.array(idField).max(200).optional(),
  deliveryIds: z.array(idField).max(200).optional(),
})
export const openLine = z.object({
  id: s,
  orderId: s,
  orderNumber: s,
  customerId: s,
  customerName: s,
  currency: s,
  requestedDate: n,
  itemId: n,
  itemCode: n,
  description: s,
  tracking: n,
  unitCode: n,
  warehouseId: n,
  warehouseCode: n,
  ordered: s,
  delivered: s,
  invoiced: s,
  /** Set aside and in no delivery yet; what a delivery takes without being asked. */
  ready: s,
  /** What may still be shipped or billed. */
  open: s,
  /** Net amount of the whole line, document discount taken off. */
  net: s,
})
export type OpenLine = z.infer<typeof openLine>

/** Delivered lines that can still come back. */
export const returnableInput = z.strictObject({
  companyId: idField,
  customerId: idField.nullish(),
  deliveryId: idField.nullish(),
  invoiceId: idField.nullish(),
})
export const returnableLine = z.object({
  deliveryLineId: s,
  deliveryId: s,
  deliveryNumber: s,
  postingDate: n,
  customerId: s,
  customerName: s,
  itemCode: s,
  description: s,
  unitCode: s,
  lotCode: n,
  warehouseId: s,
  warehouseCode: s,
  delivered: s,
  left: s,
})

export const lineStockInput = z.strictObject({ companyId: idField, itemIds: z.array(idField).max(1000) })
export const lineStock = z.array(z.object({ itemId: s, warehouseId: s, onHand: s, reserved: s, available: s }))

/** What the start page shows of sales. Amounts in base currency. */
export const homeInput = z.strictObject({ companyId: idField, today: dateField })
export const salesHome = z.object({
  currency: s,
  quotes: z.object({ count: z.number(), net: s }),
  waitingCount: z.number(),
  stuckCount: z.number(),
  /** Orders that somebody has to look at, the oldest first. */
  waiting: z.array(
    z.object({
      id: s,
      number: s,
      status: s,
      customerName: s,
      baseGross: s,
      documentDate: s,
      /** What the rules say against it. */
      findings: z.array(z.object({ message: z.object({ en: s, zh: s }), effect: s })),
    }),
  ),
  /** Approved orders that do not move, with the reason that weighs most and the quantity concerned. */
  stuck: z.array(
    z.object({
      id: s,
      number: s,
      customerName: s,
      requestedDate: n,
      baseGross: s,
      reason: z.enum(['short', 'late', 'not_delivered', 'not_billed']),
      quantity: s,
    }),
  ),
})
/** Per month: net of approved orders by document date, net billed, and the cost of sales booked. */
export const salesMonths = z.object({
  currency: s,
  months: z.array(z.object({ month: s, intake: s, billed: s, cost: s })),
})
