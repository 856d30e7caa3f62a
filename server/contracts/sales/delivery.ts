import { z } from 'zod'
import { defineMachine } from '@/server/kernel/state-machine'
import { dateField, documentRef, idField, nonNegative, optionalText, positive, quantityField } from '../platform/field'
import { defineListColumns } from '../platform/list'
import { addressInput, noteField, reasonField } from './common'

export const deliveryMachine = defineMachine({
  document: 'delivery',
  initial: 'draft',
  states: ['draft', 'released', 'picking', 'packed', 'posted', 'reversed', 'cancelled'],
  transitions: {
    release: { from: ['draft'], to: 'released' },
    pick: { from: ['released'], to: 'picking' },
    pack: { from: ['picking', 'released'], to: 'packed' },
    post: { from: ['draft', 'released', 'picking', 'packed'], to: 'posted' },
    reverse: { from: ['posted'], to: 'reversed' },
    cancel: { from: ['draft', 'released', 'picking', 'packed'], to: 'cancelled' },
  },
})
export type DeliveryState = (typeof deliveryMachine.states)[number]

/**
 * A delivery of what is open of orders of one customer. Without `lines` everything reserved goes; with them a line says how
 * much (stock unit), up to the over-delivery tolerance.
 */
export const createDeliveryInput = z.strictObject({
  companyId: idField,
  orderIds: z.array(idField).min(1).max(100),
  documentDate: dateField.optional(),
  lines: z
    .array(
      z.strictObject({
        orderLineId: idField,
        quantity: positive(quantityField),
        binId: idField.nullish(),
        lotId: idField.nullish(),
      }),
    )
    .max(2000)
    .optional(),
  address: addressInput.nullish(),
  carrier: optionalText(100),
  note: noteField,
})
/** What was really picked; a short pick frees the rest of the reservation. */
export const pickDeliveryInput = documentRef.extend({
  lines: z
    .array(
      z.strictObject({
        id: idField,
        quantity: nonNegative(quantityField),
        binId: idField.nullish(),
        lotId: idField.nullish(),
      }),
    )
    .max(2000),
})
export const packDeliveryInput = documentRef.extend({
  packages: z.int().min(1).max(10_000).nullish(),
  carrier: optionalText(100),
  trackingNumber: optionalText(100),
})
export const postDeliveryInput = documentRef.extend({ postingDate: dateField.optional() })
export const reverseDeliveryInput = documentRef.extend({ postingDate: dateField.optional(), reason: reasonField })
export const cancelDeliveryInput = documentRef.extend({ reason: reasonField.nullish() })

export const deliveryRow = z.object({
  id: z.string(),
  number: z.string(),
  status: z.string(),
  documentDate: z.string(),
  postingDate: z.string().nullable(),
  customerId: z.string(),
  customerName: z.string(),
  carrier: z.string().nullable(),
  trackingNumber: z.string().nullable(),
  createdAt: z.string(),
})
export const deliveryList = defineListColumns({
  name: 'sales.deliveries',
  messages: 'sales.delivery',
  columns: {
    number: { type: 'text' },
    status: { type: 'enum', values: deliveryMachine.states, enumLabels: 'sales.delivery.states', groupable: true },
    documentDate: { type: 'date', groupable: true },
    postingDate: { type: 'date' },
    customerName: { type: 'text', groupable: true },
    carrier: { type: 'text', groupable: true },
    trackingNumber: { type: 'text' },
    createdAt: { type: 'instant', hidden: true },
  },
  defaultSort: [{ column: 'documentDate', direction: 'desc' }],
})
