import type { z } from 'zod'
import type { GridLine } from '@/components/document/line-grid/model'
import type { salesOrderDocument } from '@/server/contracts/sales/documents'
import type { createSalesOrderInput, previewedSalesOrder } from '@/server/contracts/sales/sales-order'
import { dec, plain } from '@/server/kernel/money'
import type { CustomerChoice } from '../use-sales'

export type OrderDocument = z.output<typeof salesOrderDocument>
export type OrderPreview = z.output<typeof previewedSalesOrder>
export type OrderInput = z.input<typeof createSalesOrderInput>
type Address = OrderDocument['deliveryAddress']

/** An order as it is being written: text fields hold '' for nothing, lines are those of the grid. */
export interface OrderDraft {
  readonly customer: CustomerChoice | null
  readonly documentDate: string
  readonly validUntil: string
  readonly requestedDate: string
  readonly customerReference: string
  /** Empty = the customer's. */
  readonly currency: string
  readonly paymentTermId: string | null
  readonly warehouseId: string | null
  readonly shipPolicy: 'partial' | 'complete' | null
  readonly invoicePolicy: 'shipped' | 'ordered' | null
  readonly deliveryAddress: Address
  readonly billingAddress: Address
  readonly discountKind: 'percent' | 'amount'
  readonly discount: string
  readonly freight: string
  /** The freight line that is there already; others than the first stay as they are. */
  readonly freightLines: readonly { id: string; description: string; unitPrice: string; taxCodeIds: string[] }[]
  readonly note: string
  readonly internalNote: string
  readonly lines: readonly GridLine[]
}

/** No tax, as a value of the tax column; an empty cell means what customer or item say. */
export const NO_TAX = 'none'

export const blankValues = (): Readonly<Record<string, string | null>> => ({ quantity: '1' })

export const emptyOrder = (today: string, firstLineId: string): OrderDraft => ({
  customer: null,
  documentDate: today,
  validUntil: '',
  requestedDate: '',
  customerReference: '',
  currency: '',
  paymentTermId: null,
  warehouseId: null,
  shipPolicy: null,
  invoicePolicy: null,
  deliveryAddress: null,
  billingAddress: null,
  discountKind: 'percent',
  discount: '',
  freight: '',
  freightLines: [],
  note: '',
  internalNote: '',
  lines: [{ id: firstLineId, values: blankValues() }],
})

const orEmpty = (value: string | null) => value ?? ''
const zeroAsEmpty = (value: string) => (dec(value).isZero() ? '' : plain(value))

/** The document as one edits it. While it is a draft, a price that equals the list's goes on following the list. */
export function draftOf(order: OrderDocument, customer: CustomerChoice | null): OrderDraft {
  const amount = !dec(order.discountAmount).isZero()
  const freightLines = order.lines
    .filter((l) => l.kind === 'freight')
    .map(({ id, description, unitPrice, taxCodeIds }) => ({ id, description, unitPrice, taxCodeIds }))
  return {
    customer,
    documentDate: order.documentDate,
    validUntil: orEmpty(order.validUntil),
    requestedDate: orEmpty(order.requestedDate),
    customerReference: orEmpty(order.customerReference),
    currency: order.currency,
    paymentTermId: order.paymentTermId,
    warehouseId: order.warehouseId,
    shipPolicy: order.shipPolicy,
    invoicePolicy: order.invoicePolicy,
    deliveryAddress: order.deliveryAddress,
    billingAddress: order.billingAddress,
    discountKind: amount ? 'amount' : 'percent',
    discount: zeroAsEmpty(amount ? order.discountAmount : order.discountPercent),
    freight: freightLines[0] ? plain(freightLines[0].unitPrice) : '',
    freightLines,
    note: orEmpty(order.note),
    internalNote: orEmpty(order.internalNote),
    lines: order.lines.filter((l) => l.kind === 'item').map((line) => gridLineOf(line, order.status === 'draft')),
  }
}

function gridLineOf(line: OrderDocument['lines'][number], followsList: boolean): GridLine {
  const fromList = followsList && line.listPrice !== null && dec(line.listPrice).equals(line.unitPrice)
  return {
    id: line.id,
    values: {
      itemId: line.itemId,
      description: line.description,
      quantity: plain(line.quantity),
      unitId: line.unitId,
      unitPrice: fromList ? null : plain(line.unitPrice),
      discountPercent: plain(line.discountPercent),
      tax: line.taxCodeIds.length > 0 ? line.taxCodeIds.join(',') : NO_TAX,
      requestedDate: line.requestedDate,
      warehouseId: line.warehouseId,
      note: line.note,
    },
    labels: { itemId: line.itemCode ?? line.description },
  }
}

const given = (line: GridLine) =>
  Object.entries(line.values).some(([key, v]) => key !== 'quantity' && v) || line.raw !== undefined
/** Lines that a person has put something into; the empty last one is not sent. */
export const writtenLines = (lines: readonly GridLine[]): readonly GridLine[] => lines.filter(given)
/** A line that can be priced. */
export const isPriceable = (line: GridLine): boolean =>
  Boolean(
    line.values.itemId && line.values.quantity && dec(line.values.quantity).greaterThan(0) && line.raw === undefined,
  )

const lineInput = ({ id, values: v }: GridLine): OrderInput['lines'][number] => ({
  id,
  itemId: v.itemId ?? null,
  description: v.description ?? null,
  quantity: v.quantity ?? '',
  unitId: v.unitId ?? null,
  unitPrice: v.unitPrice ?? null,
  discountPercent: v.discountPercent ?? null,
  ...(v.tax && { taxCodeIds: v.tax === NO_TAX ? [] : v.tax.split(',') }),
  requestedDate: v.requestedDate ?? null,
  warehouseId: v.warehouseId ?? null,
  note: v.note ?? null,
})

function freightInputs(draft: OrderDraft, words: { freight: string; newFreightId: string }): OrderInput['lines'] {
  const [first, ...rest] = draft.freightLines
  const charged = draft.freight !== '' && dec(draft.freight).greaterThan(0)
  const others = rest.map((f) => ({ ...f, kind: 'freight' as const, quantity: '1' }))
  if (!charged) return others
  return [
    {
      ...(first ?? { id: words.newFreightId, description: words.freight }),
      kind: 'freight' as const,
      quantity: '1',
      unitPrice: draft.freight,
    },
    ...others,
  ]
}

/** What the server is told: to save all that was written, to preview what can be priced. */
export function orderInput(
  draft: OrderDraft & { customer: CustomerChoice },
  lines: readonly GridLine[],
  at: { companyId: string; freight: string; newFreightId: string },
): OrderInput {
  const discount = draft.discount === '' ? '0' : draft.discount
  return {
    companyId: at.companyId,
    customerId: draft.customer.id,
    ...(draft.documentDate && { documentDate: draft.documentDate }),
    validUntil: draft.validUntil || null,
    requestedDate: draft.requestedDate || null,
    customerReference: draft.customerReference || null,
    ...(draft.currency && { currency: draft.currency }),
    paymentTermId: draft.paymentTermId,
    warehouseId: draft.warehouseId,
    ...(draft.shipPolicy && { shipPolicy: draft.shipPolicy }),
    ...(draft.invoicePolicy && { invoicePolicy: draft.invoicePolicy }),
    ...(draft.deliveryAddress && { deliveryAddress: addressInput(draft.deliveryAddress) }),
    ...(draft.billingAddress && { billingAddress: addressInput(draft.billingAddress) }),
    discountPercent: draft.discountKind === 'percent' ? discount : '0',
    discountAmount: draft.discountKind === 'amount' ? discount : '0',
    note: draft.note || null,
    internalNote: draft.internalNote || null,
    lines: [...lines.map(lineInput), ...freightInputs(draft, at)],
  }
}

export const addressInput = (a: NonNullable<Address>) => ({
  name: a.name ?? null,
  lines: a.lines,
  city: a.city ?? null,
  region: a.region ?? null,
  postalCode: a.postalCode ?? null,
  country: a.country ?? null,
})
