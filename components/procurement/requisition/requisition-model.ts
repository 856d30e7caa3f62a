import type { z } from 'zod'
import type { GridLine } from '@/components/document/line-grid/model'
import type {
  createPurchaseRequisitionInput,
  purchaseRequisitionDocument,
} from '@/server/contracts/procurement/purchase-requisition'
import { dec, plain } from '@/server/kernel/money'

export type RequisitionDocument = z.output<typeof purchaseRequisitionDocument>
export type RequisitionInput = z.input<typeof createPurchaseRequisitionInput>
type Line = RequisitionDocument['lines'][number]

/** A requisition as it is being written: text fields hold '' for nothing, lines are those of the grid. */
export interface RequisitionDraft {
  readonly documentDate: string
  readonly neededOn: string
  readonly purpose: string
  readonly warehouseId: string | null
  readonly costCenterId: string | null
  readonly projectId: string | null
  readonly requesterId: string | null
  readonly note: string
  readonly lines: readonly GridLine[]
}

export const blankValues = (): Readonly<Record<string, string | null>> => ({ quantity: '1' })

export const emptyRequisition = (today: string, firstLineId: string): RequisitionDraft => ({
  documentDate: today,
  neededOn: '',
  purpose: '',
  warehouseId: null,
  costCenterId: null,
  projectId: null,
  requesterId: null,
  note: '',
  lines: [{ id: firstLineId, values: blankValues() }],
})

const gridLineOf = (line: Line): GridLine => ({
  id: line.id,
  values: {
    itemId: line.itemId,
    description: line.description,
    quantity: plain(line.quantity),
    unitId: line.unitId,
    unitPrice: plain(line.unitPrice),
    currency: line.currency,
    supplierId: line.supplierId,
    neededOn: line.neededOn,
    warehouseId: line.warehouseId,
    expenseAccountId: line.expenseAccountId,
    costCenterId: line.costCenterId,
    projectId: line.projectId,
    note: line.note,
  },
  labels: {
    itemId: line.itemCode ?? '',
    supplierId: line.supplierName ?? '',
    expenseAccountId: line.expenseAccountCode ?? '',
    costCenterId: line.costCenterCode ?? '',
    projectId: line.projectCode ?? '',
  },
})

export const draftOf = (r: RequisitionDocument): RequisitionDraft => ({
  documentDate: r.documentDate,
  neededOn: r.neededOn ?? '',
  purpose: r.purpose ?? '',
  warehouseId: r.warehouseId,
  costCenterId: r.costCenterId,
  projectId: r.projectId,
  requesterId: r.requesterId,
  note: r.note ?? '',
  lines: r.lines.map(gridLineOf),
})

const given = (line: GridLine) =>
  Object.entries(line.values).some(([key, v]) => key !== 'quantity' && v) || line.raw !== undefined
/** Lines that a person has put something into; the empty last one is not sent. */
export const writtenLines = (lines: readonly GridLine[]): readonly GridLine[] => lines.filter(given)

const lineInput = ({ id, values: v }: GridLine): RequisitionInput['lines'][number] => ({
  id,
  kind: v.itemId ? 'item' : 'service',
  itemId: v.itemId ?? null,
  description: v.description ?? null,
  quantity: v.quantity ?? '',
  unitId: v.unitId ?? null,
  supplierId: v.supplierId ?? null,
  currency: v.currency ? v.currency.toUpperCase() : null,
  unitPrice: v.unitPrice ?? null,
  neededOn: v.neededOn ?? null,
  warehouseId: v.warehouseId ?? null,
  expenseAccountId: v.expenseAccountId ?? null,
  costCenterId: v.costCenterId ?? null,
  projectId: v.projectId ?? null,
  note: v.note ?? null,
})

/** What the server is told. */
export const requisitionInput = (draft: RequisitionDraft, lines: readonly GridLine[], companyId: string) => ({
  companyId,
  ...(draft.documentDate && { documentDate: draft.documentDate }),
  neededOn: draft.neededOn || null,
  ...(draft.requesterId && { requesterId: draft.requesterId }),
  purpose: draft.purpose || null,
  warehouseId: draft.warehouseId,
  costCenterId: draft.costCenterId,
  projectId: draft.projectId,
  note: draft.note || null,
  lines: lines.map(lineInput),
})

/** What of a line is not yet on an order, in stock units. */
export const openOf = (line: Pick<Line, 'stockQuantity' | 'orderedQuantity'>): string => {
  const left = dec(line.stockQuantity).minus(line.orderedQuantity)
  return left.isNegative() ? '0' : plain(left)
}
