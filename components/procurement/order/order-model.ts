import type { z } from 'zod'
import type { GridLine } from '@/components/document/line-grid/model'
import type { purchaseOrderDocument } from '@/server/contracts/procurement/documents'
import type { createPurchaseOrderInput, previewedPurchaseOrder } from '@/server/contracts/procurement/purchase-order'
import { dec, plain } from '@/server/kernel/money'
import type { SupplierChoice } from '../use-buying'

export type OrderDocument = z.output<typeof purchaseOrderDocument>
export type OrderPreview = z.output<typeof previewedPurchaseOrder>
export type OrderInput = z.input<typeof createPurchaseOrderInput>
type Address = OrderDocument['deliveryAddress']

/** An order as it is being written: text fields hold '' for nothing, lines are those of the grid. */
export interface OrderDraft {
  readonly supplier: SupplierChoice | null
  readonly kind: OrderDocument['kind']
  readonly documentDate: string
  readonly requestedDate: string
  readonly supplierReference: string
  /** Empty = the supplier's. */
  readonly currency: string
  readonly paymentTermId: string | null
  readonly warehouseId: string | null
  readonly buyerId: string | null
  readonly deliveryAddress: Address
  readonly discountKind: 'percent' | 'amount'
  readonly discount: string
  readonly freight: string
  /** The freight lines that are there already; others than the first stay as they are. */
  readonly freightLines: readonly { id: string; description: string; unitPrice: string; taxCodeIds: string[] }[]
  readonly validFrom: string
  readonly validTo: string
  readonly blanketAmount: string
  readonly allowancePercent: string
  readonly note: string
  readonly internalNote: string
  readonly lines: readonly GridLine[]
}

/** No tax, as a value of the tax column; an empty cell means what supplier or item say. */
export const NO_TAX = 'none'

export const blankValues = (): Readonly<Record<string, string | null>> => ({ quantity: '1' })

export const emptyOrder = (today: string, firstLineId: string, kind: 'standard' | 'blanket'): OrderDraft => ({
  supplier: null,
  kind,
  documentDate: today,
  requestedDate: '',
  supplierReference: '',
  currency: '',
  paymentTermId: null,
  warehouseId: null,
  buyerId: null,
  deliveryAddress: null,
  discountKind: 'percent',
  discount: '',
  freight: '',
  freightLines: [],
  validFrom: '',
  validTo: '',
  blanketAmount: '',
  allowancePercent: '',
  note: '',
  internalNote: '',
  lines: [{ id: firstLineId, values: blankValues() }],
})

const orEmpty = (value: string | null) => value ?? ''
const zeroAsEmpty = (value: string) => (dec(value).isZero() ? '' : plain(value))

/** The document as one edits it. While it is a draft, a price that equals the agreed one goes on following the agreement. */
export function draftOf(order: OrderDocument, supplier: SupplierChoice | null): OrderDraft {
  const amount = !dec(order.discountAmount).isZero()
  const freightLines = order.lines
    .filter((l) => l.kind === 'freight')
    .map(({ id, description, unitPrice, taxCodeIds }) => ({ id, description, unitPrice, taxCodeIds }))
  return {
    supplier,
    kind: order.kind,
    documentDate: order.documentDate,
    requestedDate: orEmpty(order.requestedDate),
    supplierReference: orEmpty(order.supplierReference),
    currency: order.currency,
    paymentTermId: order.paymentTermId,
    warehouseId: order.warehouseId,
    buyerId: order.buyerId,
    deliveryAddress: order.deliveryAddress,
    discountKind: amount ? 'amount' : 'percent',
    discount: zeroAsEmpty(amount ? order.discountAmount : order.discountPercent),
    freight: freightLines[0] ? plain(freightLines[0].unitPrice) : '',
    freightLines,
    validFrom: orEmpty(order.validFrom),
    validTo: orEmpty(order.validTo),
    blanketAmount: order.blanketAmount === null ? '' : plain(order.blanketAmount),
    allowancePercent: zeroAsEmpty(order.allowancePercent),
    note: orEmpty(order.note),
    internalNote: orEmpty(order.internalNote),
    lines: order.lines.filter((l) => l.kind !== 'freight').map((line) => gridLineOf(line, order.status === 'draft')),
  }
}

function gridLineOf(line: OrderDocument['lines'][number], followsAgreement: boolean): GridLine {
  const agreed =
    followsAgreement &&
    line.blanketLineId === null &&
    line.listPrice !== null &&
    dec(line.listPrice).equals(line.unitPrice)
  return {
    id: line.id,
    values: {
      itemId: line.itemId,
      description: line.description,
      quantity: plain(line.quantity),
      unitId: line.unitId,
      unitPrice: agreed ? null : plain(line.unitPrice),
      discountPercent: agreed && dec(line.discountPercent).isZero() ? null : plain(line.discountPercent),
      tax: line.taxCodeIds.length > 0 ? line.taxCodeIds.join(',') : NO_TAX,
      expenseAccountId: line.expenseAccountId,
      costCenterId: line.costCenterId,
      projectId: line.projectId,
      promisedDate: line.promisedDate,
      requestedDate: line.requestedDate,
      warehouseId: line.warehouseId,
      blanketLineId: line.blanketLineId,
      note: line.note,
    },
    labels: {
      itemId: line.itemCode ?? '',
      expenseAccountId: line.expenseAccountCode ?? '',
      costCenterId: line.costCenterCode ?? '',
      projectId: line.projectCode ?? '',
    },
  }
}

const given = (line: GridLine) =>
  Object.entries(line.values).some(([key, v]) => key !== 'quantity' && v) || line.raw !== undefined
/** Lines that a person has put something into; the empty last one is not sent. */
export const writtenLines = (lines: readonly GridLine[]): readonly GridLine[] => lines.filter(given)
/** A line that can be priced: an item, or words with a price. */
export const isPriceable = ({ values: v, raw }: GridLine): boolean =>
  Boolean((v.itemId || (v.description && v.unitPrice)) && v.quantity && dec(v.quantity).greaterThan(0)) &&
  raw === undefined

const lineInput = ({ id, values: v }: GridLine): OrderInput['lines'][number] => ({
  id,
  kind: v.itemId ? 'item' : 'service',
  itemId: v.itemId ?? null,
  description: v.description ?? null,
  quantity: v.quantity ?? '',
  unitId: v.unitId ?? null,
  unitPrice: v.unitPrice ?? null,
  discountPercent: v.discountPercent ?? null,
  ...(v.tax && { taxCodeIds: v.tax === NO_TAX ? [] : v.tax.split(',') }),
  expenseAccountId: v.expenseAccountId ?? null,
  costCenterId: v.costCenterId ?? null,
  projectId: v.projectId ?? null,
  requestedDate: v.requestedDate ?? null,
  promisedDate: v.promisedDate ?? null,
  warehouseId: v.warehouseId ?? null,
  blanketLineId: v.blanketLineId ?? null,
  note: v.note ?? null,
})

function freightInputs(
  draft: Pick<OrderDraft, 'freight' | 'freightLines'>,
  words: { freight: string; newFreightId: string },
): OrderInput['lines'] {
  const [first, ...rest] = draft.freightLines
  const others = rest.map((f) => ({ ...f, kind: 'freight' as const, quantity: '1' }))
  if (draft.freight === '' || !dec(draft.freight).greaterThan(0)) return others
  const line = first ?? { id: words.newFreightId, description: words.freight }
  return [{ ...line, kind: 'freight' as const, quantity: '1', unitPrice: draft.freight }, ...others]
}

const addressInput = (a: NonNullable<Address>) => ({
  name: a.name ?? null,
  lines: a.lines,
  city: a.city ?? null,
  region: a.region ?? null,
  postalCode: a.postalCode ?? null,
  country: a.country ?? null,
})

/** What the server is told: to save all that was written, to preview what can be priced. */
export function orderInput(
  draft: Omit<OrderDraft, 'supplier'> & { readonly supplier: Pick<SupplierChoice, 'id'> },
  lines: readonly GridLine[],
  at: { companyId: string; freight: string; newFreightId: string },
): OrderInput {
  const discount = draft.discount === '' ? '0' : draft.discount
  const blanket = draft.kind === 'blanket'
  return {
    companyId: at.companyId,
    supplierId: draft.supplier.id,
    kind: blanket ? 'blanket' : 'standard',
    ...(draft.documentDate && { documentDate: draft.documentDate }),
    requestedDate: draft.requestedDate || null,
    supplierReference: draft.supplierReference || null,
    ...(draft.currency && { currency: draft.currency }),
    paymentTermId: draft.paymentTermId,
    buyerId: draft.buyerId,
    warehouseId: draft.warehouseId,
    ...(draft.deliveryAddress && { deliveryAddress: addressInput(draft.deliveryAddress) }),
    discountPercent: draft.discountKind === 'percent' ? discount : '0',
    discountAmount: draft.discountKind === 'amount' ? discount : '0',
    validFrom: blanket ? draft.validFrom || null : null,
    validTo: blanket ? draft.validTo || null : null,
    blanketAmount: blanket ? draft.blanketAmount || null : null,
    allowancePercent: blanket ? draft.allowancePercent || '0' : '0',
    note: draft.note || null,
    internalNote: draft.internalNote || null,
    lines: [...lines.map(lineInput), ...freightInputs(draft, at)],
  }
}
