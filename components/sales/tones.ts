import type { Tone } from '@/components/ui/tone'

export const orderTones: Readonly<Record<string, Tone>> = {
  draft: 'draft',
  quoted: 'progress',
  in_approval: 'attention',
  blocked: 'blocked',
  approved: 'progress',
  closed: 'done',
  cancelled: 'draft',
  lost: 'draft',
}
export const deliveryTones: Readonly<Record<string, Tone>> = {
  draft: 'draft',
  released: 'progress',
  picking: 'progress',
  packed: 'progress',
  posted: 'done',
  reversed: 'blocked',
  cancelled: 'draft',
}
export const invoiceTones: Readonly<Record<string, Tone>> = { draft: 'draft', posted: 'done', reversed: 'blocked' }
export const returnTones: Readonly<Record<string, Tone>> = {
  draft: 'draft',
  approved: 'progress',
  received: 'attention',
  closed: 'done',
  cancelled: 'draft',
}
export const progressTones: Readonly<Record<string, Tone>> = {
  none: 'draft',
  part: 'progress',
  full: 'done',
  over: 'attention',
}
export const paymentTones: Readonly<Record<string, Tone>> = { none: 'attention', part: 'progress', full: 'done' }
export const blockTones: Readonly<Record<string, Tone>> = { none: 'done', orders: 'attention', all: 'blocked' }

const tonesOf: Readonly<Record<string, Readonly<Record<string, Tone>>>> = {
  sales_order: orderTones,
  delivery: deliveryTones,
  customer_invoice: invoiceTones,
  sales_return: returnTones,
  incoming_payment: invoiceTones,
}
/** The colour of a document's state, whatever the document. */
export const toneOf = (document: string, status: string): Tone => tonesOf[document]?.[status] ?? 'draft'

const places: Readonly<Record<string, string>> = {
  sales_order: 'sales/sales-orders',
  delivery: 'sales/deliveries',
  customer_invoice: 'sales/invoices',
  sales_return: 'sales/returns',
  incoming_payment: 'finance/payments',
  customer: 'sales/customers',
}
/** Where a document is shown, relative to the tenant. */
export const placeOf = (document: string, id: string): string => `${places[document] ?? 'sales'}/${id}`
