import type { z } from 'zod'
import type { GridLine } from '@/components/document/line-grid/model'
import type {
  createRequestForQuotationInput,
  requestForQuotationDocument,
} from '@/server/contracts/procurement/quotation'
import { dec, plain } from '@/server/kernel/money'
import type { RequisitionDocument } from '../requisition/requisition-model'

export type RequestDocument = z.output<typeof requestForQuotationDocument>
type RequestInput = z.input<typeof createRequestForQuotationInput>

/** A supplier that is asked. */
export interface Asked {
  readonly value: string
  readonly label: string
  readonly hint: string
}

/** A request as it is being written: text fields hold '' for nothing, lines are those of the grid. */
export interface RequestDraft {
  readonly title: string
  readonly documentDate: string
  readonly dueDate: string
  readonly neededOn: string
  readonly warehouseId: string | null
  readonly buyerId: string | null
  readonly note: string
  readonly suppliers: readonly Asked[]
  readonly lines: readonly GridLine[]
}

export const blankValues = (): Readonly<Record<string, string | null>> => ({ quantity: '1' })

export const emptyRequest = (today: string, firstLineId: string): RequestDraft => ({
  title: '',
  documentDate: today,
  dueDate: '',
  neededOn: '',
  warehouseId: null,
  buyerId: null,
  note: '',
  suppliers: [],
  lines: [{ id: firstLineId, values: blankValues() }],
})

type LineOf = Pick<
  RequestDocument['lines'][number],
  | 'itemId'
  | 'itemCode'
  | 'description'
  | 'quantity'
  | 'unitId'
  | 'neededOn'
  | 'warehouseId'
  | 'expenseAccountId'
  | 'costCenterId'
  | 'projectId'
  | 'note'
>
const gridLine = (
  id: string,
  line: LineOf,
  source: { requisitionLineId: string | null; requisition: string | null },
): GridLine => ({
  id,
  values: {
    itemId: line.itemId,
    description: line.description,
    quantity: plain(line.quantity),
    unitId: line.unitId,
    neededOn: line.neededOn,
    warehouseId: line.warehouseId,
    expenseAccountId: line.expenseAccountId,
    costCenterId: line.costCenterId,
    projectId: line.projectId,
    note: line.note,
    ...source,
  },
  labels: { itemId: line.itemCode ?? '' },
})

export const draftOf = (r: RequestDocument): RequestDraft => ({
  title: r.title ?? '',
  documentDate: r.documentDate,
  dueDate: r.dueDate ?? '',
  neededOn: r.neededOn ?? '',
  warehouseId: r.warehouseId,
  buyerId: r.buyerId,
  note: r.note ?? '',
  suppliers: r.suppliers.map((s) => ({ value: s.supplierId, label: s.supplierName, hint: s.supplierCode })),
  lines: r.lines.map((l) =>
    gridLine(l.id, l, { requisitionLineId: l.requisitionLineId, requisition: l.requisitionNumber }),
  ),
})

/** What is open of requisitions, as a request to the suppliers that their lines name. */
export function requestFrom(requisitions: readonly RequisitionDocument[], blank: RequestDraft): RequestDraft {
  const needs = requisitions.flatMap((r) =>
    r.lines.flatMap((line) => {
      const left = dec(line.stockQuantity).minus(line.orderedQuantity)
      if (left.lessThanOrEqualTo(0)) return []
      const quantity = left.equals(line.stockQuantity) ? line.quantity : plain(left.div(line.unitFactor))
      const neededOn = line.neededOn ?? r.neededOn
      const source = { requisitionLineId: line.id, requisition: r.number }
      return [{ line, grid: gridLine(line.id, { ...line, quantity, neededOn }, source) }]
    }),
  )
  const named = new Map(
    needs.flatMap(({ line }) => (line.supplierId ? [[line.supplierId, line.supplierName ?? ''] as const] : [])),
  )
  const [only, other] = requisitions
  return {
    ...blank,
    title: (!other && only?.purpose) || '',
    warehouseId: only?.warehouseId ?? null,
    neededOn: only?.neededOn ?? '',
    suppliers: [...named].map(([value, label]) => ({ value, label, hint: '' })),
    lines: needs.length > 0 ? needs.map((n) => n.grid) : blank.lines,
  }
}

const given = (line: GridLine) =>
  Object.entries(line.values).some(([key, v]) => key !== 'quantity' && v) || line.raw !== undefined
/** Lines that a person has put something into; the empty last one is not sent. */
export const writtenLines = (lines: readonly GridLine[]): readonly GridLine[] => lines.filter(given)

const lineInput =
  (known: ReadonlySet<string>) =>
  ({ id, values: v }: GridLine): RequestInput['lines'][number] => ({
    ...(known.has(id) && { id }),
    kind: v.itemId ? 'item' : 'service',
    itemId: v.itemId ?? null,
    description: v.description ?? null,
    quantity: v.quantity ?? '',
    unitId: v.unitId ?? null,
    neededOn: v.neededOn ?? null,
    warehouseId: v.warehouseId ?? null,
    expenseAccountId: v.expenseAccountId ?? null,
    costCenterId: v.costCenterId ?? null,
    projectId: v.projectId ?? null,
    requisitionLineId: v.requisitionLineId ?? null,
    note: v.note ?? null,
  })

/** What the server is told; `known` are the ids of lines that are stored. */
export const requestInput = (draft: RequestDraft, lines: readonly GridLine[], known: ReadonlySet<string>) => ({
  ...(draft.documentDate && { documentDate: draft.documentDate }),
  dueDate: draft.dueDate || null,
  neededOn: draft.neededOn || null,
  title: draft.title || null,
  warehouseId: draft.warehouseId,
  buyerId: draft.buyerId,
  note: draft.note || null,
  supplierIds: draft.suppliers.map((s) => s.value),
  lines: lines.map(lineInput(known)),
})
