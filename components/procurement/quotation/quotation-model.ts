import type { z } from 'zod'
import type { GridLine } from '@/components/document/line-grid/model'
import type { createSupplierQuotationInput, supplierQuotationDocument } from '@/server/contracts/procurement/quotation'
import { dec, plain } from '@/server/kernel/money'
import type { RequestDocument } from '../rfq/request-model'
import type { SupplierChoice } from '../use-buying'

export type QuotationDocument = z.output<typeof supplierQuotationDocument>
type QuotationInput = z.input<typeof createSupplierQuotationInput>

/** An offer as it is being entered: text fields hold '' for nothing, lines are those of the grid. */
export interface QuotationDraft {
  readonly supplier: SupplierChoice | null
  readonly rfqId: string | null
  readonly supplierReference: string
  readonly documentDate: string
  readonly validUntil: string
  readonly currency: string
  readonly paymentTermId: string | null
  readonly leadTimeDays: string
  readonly freight: string
  readonly note: string
  readonly lines: readonly GridLine[]
}

export const blankValues = (): Readonly<Record<string, string | null>> => ({ quantity: '1' })

export const emptyQuotation = (today: string, firstLineId: string): QuotationDraft => ({
  supplier: null,
  rfqId: null,
  supplierReference: '',
  documentDate: today,
  validUntil: '',
  currency: '',
  paymentTermId: null,
  leadTimeDays: '',
  freight: '',
  note: '',
  lines: [{ id: firstLineId, values: blankValues() }],
})

/** The lines of a request, to be answered with prices. */
export const answerTo = (
  request: RequestDocument,
  supplier: SupplierChoice | null,
  blank: QuotationDraft,
): QuotationDraft => ({
  ...blank,
  rfqId: request.id,
  supplier,
  paymentTermId: supplier?.paymentTermId ?? null,
  lines: request.lines.map((l) => ({
    id: l.id,
    values: {
      rfqLineId: l.id,
      itemId: l.itemId,
      description: l.description,
      quantity: plain(l.quantity),
      unitId: l.unitId,
    },
    labels: { itemId: l.itemCode ?? '' },
  })),
})

export const draftOf = (q: QuotationDocument, supplier: SupplierChoice): QuotationDraft => ({
  supplier,
  rfqId: q.rfqId,
  supplierReference: q.supplierReference ?? '',
  documentDate: q.documentDate,
  validUntil: q.validUntil ?? '',
  currency: q.currency,
  paymentTermId: q.paymentTermId,
  leadTimeDays: q.leadTimeDays === null ? '' : String(q.leadTimeDays),
  freight: dec(q.freight).isZero() ? '' : plain(q.freight),
  note: q.note ?? '',
  lines: q.lines.map((l) => ({
    id: l.id,
    values: {
      rfqLineId: l.rfqLineId,
      itemId: l.itemId,
      description: l.description,
      quantity: plain(l.quantity),
      unitId: l.unitId,
      unitPrice: plain(l.unitPrice),
      discountPercent: plain(l.discountPercent),
      leadTimeDays: l.leadTimeDays === null ? null : String(l.leadTimeDays),
      supplierItemCode: l.supplierItemCode,
      note: l.note,
    },
    labels: { itemId: l.itemCode ?? '' },
  })),
})

/** Lines with a price: what a supplier does not offer is left empty and not sent. */
export const writtenLines = (lines: readonly GridLine[]): readonly GridLine[] =>
  lines.filter(
    ({ values: v, raw }) => v.unitPrice || raw !== undefined || (!v.rfqLineId && (v.itemId || v.description)),
  )

const days = (value: string | null | undefined) => (value ? Number(value) : null)

const lineInput =
  (known: ReadonlySet<string>) =>
  ({ id, values: v }: GridLine): QuotationInput['lines'][number] => ({
    ...(known.has(id) && { id }),
    rfqLineId: v.rfqLineId ?? null,
    kind: v.itemId ? 'item' : 'service',
    itemId: v.itemId ?? null,
    description: v.description ?? null,
    unitId: v.unitId ?? null,
    quantity: v.quantity ?? '',
    unitPrice: v.unitPrice ?? '',
    discountPercent: v.discountPercent ?? '0',
    leadTimeDays: days(v.leadTimeDays),
    supplierItemCode: v.supplierItemCode ?? null,
    note: v.note ?? null,
  })

/** What the server is told; `known` are the ids of lines that are stored. */
export const quotationInput = (draft: QuotationDraft, lines: readonly GridLine[], known: ReadonlySet<string>) => ({
  supplierReference: draft.supplierReference || null,
  ...(draft.documentDate && { documentDate: draft.documentDate }),
  validUntil: draft.validUntil || null,
  ...(draft.currency && { currency: draft.currency }),
  paymentTermId: draft.paymentTermId,
  leadTimeDays: days(draft.leadTimeDays),
  freight: draft.freight || '0',
  note: draft.note || null,
  lines: lines.map(lineInput(known)),
})
