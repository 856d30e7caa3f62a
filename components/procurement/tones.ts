import type { Tone } from '@/components/ui/tone'

export const orderTones: Readonly<Record<string, Tone>> = {
  draft: 'draft',
  in_approval: 'attention',
  blocked: 'blocked',
  approved: 'progress',
  sent: 'progress',
  confirmed: 'progress',
  closed: 'done',
  cancelled: 'draft',
}
export const requisitionTones: Readonly<Record<string, Tone>> = {
  draft: 'draft',
  in_approval: 'attention',
  blocked: 'blocked',
  approved: 'progress',
  rejected: 'blocked',
  closed: 'done',
  cancelled: 'draft',
}
export const requestTones: Readonly<Record<string, Tone>> = {
  draft: 'draft',
  sent: 'progress',
  closed: 'done',
  cancelled: 'draft',
}
export const quotationTones: Readonly<Record<string, Tone>> = {
  draft: 'draft',
  submitted: 'progress',
  awarded: 'done',
  lost: 'draft',
  cancelled: 'draft',
}
export const receivingTones: Readonly<Record<string, Tone>> = {
  draft: 'draft',
  blocked: 'blocked',
  posted: 'done',
  reversed: 'blocked',
  cancelled: 'draft',
}
export const progressTones: Readonly<Record<string, Tone>> = {
  none: 'draft',
  part: 'progress',
  full: 'done',
  over: 'attention',
}
export const blockTones: Readonly<Record<string, Tone>> = { none: 'done', orders: 'attention', all: 'blocked' }

const tonesOf: Readonly<Record<string, Readonly<Record<string, Tone>>>> = {
  purchase_requisition: requisitionTones,
  request_for_quotation: requestTones,
  supplier_quotation: quotationTones,
  purchase_order: orderTones,
  goods_receipt: receivingTones,
  supplier_return: receivingTones,
  supplier_invoice: receivingTones,
}
/** The colour of a document's state, whatever the document. */
export const toneOf = (document: string, status: string): Tone => tonesOf[document]?.[status] ?? 'draft'

const places: Readonly<Record<string, string>> = {
  purchase_requisition: 'procurement/requisitions',
  request_for_quotation: 'procurement/rfqs',
  supplier_quotation: 'procurement/supplier-quotations',
  purchase_order: 'procurement/purchase-orders',
  goods_receipt: 'procurement/goods-receipts',
  supplier_return: 'procurement/supplier-returns',
  supplier_invoice: 'procurement/supplier-invoices',
  sales_order: 'sales/sales-orders',
}
/** Where a document is shown, relative to the tenant. */
export const placeOf = (document: string, id: string): string => `${places[document] ?? 'procurement'}/${id}`
