import { z } from 'zod'
import {
  amountField,
  dateField,
  idField,
  nonNegative,
  optionalText,
  percentOfWhole,
  positive,
  quantityField,
  text,
  unitPriceField,
} from '../platform/field'
import { noteField, reasonField } from './common'

const s = z.string()
const n = z.string().nullable()

/** A link for a supplier. `mailed`: one made for mails that runs for another month is given again. */
export const createPortalLinkInput = z.strictObject({
  supplierId: idField,
  days: z.int().min(1).max(730).default(180),
  note: optionalText(200),
  mailed: z.boolean().default(false),
})
export const createdPortalLink = z.object({ id: s, url: s, expiresAt: s })
export const portalLinkView = z.object({
  id: s,
  state: z.enum(['open', 'expired', 'revoked']),
  /** Only of an open one. */
  url: n,
  mailed: z.boolean(),
  note: n,
  expiresAt: s,
  lastUsedAt: n,
  createdAt: s,
  createdByName: n,
})
export type PortalLinkView = z.infer<typeof portalLinkView>

/** Who was let in, and by whom. */
export const portalGuest = z.object({
  supplierId: s,
  supplierName: s,
  companyId: s,
  companyName: s,
  locale: z.enum(['en', 'zh']).nullable(),
  currency: s,
  today: s,
})
export type PortalGuest = z.infer<typeof portalGuest>

const orderHead = {
  id: s,
  number: s,
  status: s,
  version: z.number(),
  revision: z.number(),
  documentDate: s,
  requestedDate: n,
  supplierReference: n,
  currency: s,
  net: s,
  tax: s,
  gross: s,
  receiptProgress: s,
  billingProgress: s,
}
export const portalOrderRow = z.object(orderHead)
export type PortalOrderRow = z.infer<typeof portalOrderRow>
export const shipmentNotice = z.object({
  id: s,
  orderId: s,
  status: z.enum(['announced', 'received', 'cancelled']),
  reference: n,
  carrier: n,
  trackingNumber: n,
  shipDate: s,
  expectedDate: n,
  note: n,
  createdAt: s,
  lines: z.array(z.object({ orderLineId: s, quantity: s, stockQuantity: s })),
})
/** Shipments on their way, for who takes goods in. */
export const expectedShipmentsInput = z.strictObject({
  companyId: idField,
  supplierId: idField.optional(),
  orderIds: z.array(idField).max(100).optional(),
})
export const expectedShipment = z.object({
  id: s,
  orderId: s,
  orderNumber: s,
  reference: n,
  carrier: n,
  trackingNumber: n,
  shipDate: s,
  expectedDate: n,
  note: n,
  lines: z.array(z.object({ orderLineId: s, stockQuantity: s })),
})
export type ExpectedShipment = z.infer<typeof expectedShipment>

export const portalOrderDocument = z.object({
  ...orderHead,
  kind: s,
  note: n,
  deliveryAddress: z
    .object({
      name: n.optional(),
      lines: z.array(s),
      city: n.optional(),
      region: n.optional(),
      postalCode: n.optional(),
      country: n.optional(),
    })
    .nullable(),
  lines: z.array(
    z.object({
      id: s,
      position: z.number(),
      kind: s,
      itemCode: n,
      supplierItemCode: n,
      description: s,
      unitCode: n,
      /** Quantities in the unit of the line. */
      quantity: s,
      confirmedQuantity: n,
      receivedQuantity: s,
      billedQuantity: s,
      announcedQuantity: s,
      unitPrice: s,
      discountPercent: s,
      net: s,
      requestedDate: n,
      promisedDate: n,
      note: n,
    }),
  ),
  notices: z.array(shipmentNotice),
})
export type PortalOrderDocument = z.infer<typeof portalOrderDocument>

export const portalRequestRow = z.object({
  id: s,
  number: s,
  status: s,
  title: n,
  documentDate: s,
  dueDate: n,
  declined: z.boolean(),
  quotationNumber: n,
  quotationStatus: n,
})
export type PortalRequestRow = z.infer<typeof portalRequestRow>
export const portalRequestDocument = portalRequestRow.extend({
  neededOn: n,
  note: n,
  currency: s,
  lines: z.array(
    z.object({
      id: s,
      position: z.number(),
      itemCode: n,
      description: s,
      unitCode: n,
      quantity: s,
      neededOn: n,
      note: n,
      /** What was offered. */
      offered: z
        .object({ quantity: s, unitPrice: s, discountPercent: s, leadTimeDays: z.number().nullable() })
        .nullable(),
    }),
  ),
})
export type PortalRequestDocument = z.infer<typeof portalRequestDocument>

/** `review`: with the buyer's people; `held`: booked, and something has to be cleared before it is paid. */
export const portalInvoiceStates = ['review', 'open', 'held', 'part', 'paid', 'reversed'] as const
export const portalInvoiceRow = z.object({
  id: s,
  kind: z.enum(['invoice', 'credit_note']),
  supplierNumber: s,
  state: z.enum(portalInvoiceStates),
  documentDate: s,
  dueDate: n,
  paidOn: n,
  currency: s,
  gross: s,
  open: s,
  orderReference: n,
})
export type PortalInvoiceRow = z.infer<typeof portalInvoiceRow>

/** A line that is left out is confirmed as ordered. Quantities in the unit of the line. */
export const portalConfirmInput = z.strictObject({
  id: idField,
  version: z.int().min(1).optional(),
  supplierReference: optionalText(100),
  lines: z
    .array(
      z.strictObject({
        id: idField,
        quantity: nonNegative(quantityField).optional(),
        promisedDate: dateField.nullish(),
      }),
    )
    .max(1000)
    .default([]),
})
/** An offer on a request, in the supplier's currency; an earlier one is replaced by it. */
export const portalQuoteInput = z.strictObject({
  id: idField,
  supplierReference: optionalText(100),
  validUntil: dateField.nullish(),
  leadTimeDays: z.int().min(0).max(3650).nullish(),
  freight: nonNegative(amountField).default('0'),
  note: noteField,
  lines: z
    .array(
      z.strictObject({
        rfqLineId: idField,
        unitPrice: nonNegative(unitPriceField),
        quantity: positive(quantityField).optional(),
        discountPercent: percentOfWhole.default('0'),
        leadTimeDays: z.int().min(0).max(3650).nullish(),
        note: optionalText(500),
      }),
    )
    .min(1, { error: 'procurement.no_lines' })
    .max(500),
})
export const portalDeclineInput = z.strictObject({ id: idField, reason: reasonField })
export const announceShipmentInput = z
  .strictObject({
    orderId: idField,
    reference: optionalText(60),
    carrier: optionalText(100),
    trackingNumber: optionalText(100),
    shipDate: dateField,
    expectedDate: dateField.nullish(),
    note: noteField,
    /** In the unit of the order line. */
    lines: z
      .array(z.strictObject({ orderLineId: idField, quantity: positive(quantityField) }))
      .min(1, { error: 'procurement.no_lines' })
      .max(1000),
  })
  .refine((v) => !v.expectedDate || v.expectedDate >= v.shipDate, {
    error: 'procurement.portal_dates',
    path: ['expectedDate'],
  })
/** A file of the supplier, base64; at most 5 MB. */
export const portalFileInput = z.strictObject({ fileName: text(200), content: z.base64().min(1).max(7_200_000) })
/** An invoice of all that is open of an order, with its paper (a PDF, a picture) where there is one. */
export const portalInvoiceInput = z.strictObject({
  orderId: idField,
  supplierNumber: text(60),
  documentDate: dateField,
  note: noteField,
  file: portalFileInput.nullish(),
})
export const portalDone = z.object({ id: s, number: n, status: s })
