import { z } from 'zod'
import {
  currencyField,
  dateField,
  documentRef,
  idField,
  nonNegative,
  optionalText,
  positive,
  quantityField,
  unitPriceField,
} from '../platform/field'
import { defineListColumns } from '../platform/list'
import { findingOutput, noteField, progressValues, reasonField, relatedPurchase } from './common'
import { purchaseRequisitionMachine } from './machines'

export const requisitionOrigins = ['manual', 'reorder', 'sales_order'] as const
export const requisitionLineKinds = ['item', 'service'] as const

/** `unitPrice` is an estimate in `currency`; absent = what is agreed with the supplier, last paid, or what the item costs. */
export const purchaseRequisitionLineInput = z.strictObject({
  id: idField.optional(),
  kind: z.enum(requisitionLineKinds).default('item'),
  itemId: idField.nullish(),
  description: optionalText(500),
  unitId: idField.nullish(),
  quantity: positive(quantityField).default('1'),
  supplierId: idField.nullish(),
  currency: currencyField.nullish(),
  unitPrice: nonNegative(unitPriceField).nullish(),
  neededOn: dateField.nullish(),
  warehouseId: idField.nullish(),
  expenseAccountId: idField.nullish(),
  costCenterId: idField.nullish(),
  projectId: idField.nullish(),
  note: optionalText(500),
})
export type PurchaseRequisitionLineInput = z.output<typeof purchaseRequisitionLineInput>

const header = {
  documentDate: dateField.optional(),
  neededOn: dateField.nullish(),
  requesterId: idField.nullish(),
  purpose: optionalText(500),
  warehouseId: idField.nullish(),
  costCenterId: idField.nullish(),
  projectId: idField.nullish(),
  note: noteField,
  lines: z.array(purchaseRequisitionLineInput).max(500),
}
export const createPurchaseRequisitionInput = z.strictObject({ companyId: idField, ...header })
/** The whole document: lines with an id are changed, lines without are added, lines that are not there are deleted. */
export const updatePurchaseRequisitionInput = z.strictObject({ ...documentRef.shape, ...header })
export const purchaseRequisitionReason = documentRef.extend({ reason: reasonField })

export const savedPurchaseRequisition = z.object({
  id: z.string(),
  number: z.string().nullable(),
  status: z.string(),
  version: z.number(),
  baseNet: z.string(),
  lines: z.array(
    z.object({
      id: z.string(),
      unitPrice: z.string(),
      currency: z.string(),
      supplierId: z.string().nullable(),
      stockQuantity: z.string(),
      net: z.string(),
      baseNet: z.string(),
    }),
  ),
})

export const purchaseRequisitionList = defineListColumns({
  name: 'procurement.requisitions',
  messages: 'procurement.purchase_requisition',
  columns: {
    number: { type: 'text' },
    status: {
      type: 'enum',
      values: purchaseRequisitionMachine.states,
      enumLabels: 'procurement.purchase_requisition.states',
      groupable: true,
    },
    origin: {
      type: 'enum',
      values: requisitionOrigins,
      enumLabels: 'procurement.purchase_requisition.origins',
      groupable: true,
    },
    documentDate: { type: 'date', groupable: true },
    neededOn: { type: 'date' },
    requesterName: { type: 'text', groupable: true },
    purpose: { type: 'text' },
    sourceLabel: { type: 'text', hidden: true },
    baseNet: { type: 'money', currency: 'baseCurrency', total: true },
    orderProgress: { type: 'enum', values: progressValues, enumLabels: 'procurement.progress', groupable: true },
    baseCurrency: { type: 'text', hidden: true },
    createdAt: { type: 'instant', hidden: true },
  },
  defaultSort: [{ column: 'documentDate', direction: 'desc' }],
})

const s = z.string()
const n = z.string().nullable()
export const purchaseRequisitionDocument = z.object({
  id: s,
  companyId: s,
  status: s,
  number: s,
  origin: z.enum(requisitionOrigins),
  documentDate: s,
  neededOn: n,
  requesterId: n,
  requesterName: n,
  purpose: n,
  warehouseId: n,
  costCenterId: n,
  projectId: n,
  sourceId: n,
  sourceLabel: n,
  baseNet: s,
  baseCurrency: s,
  orderProgress: z.enum(progressValues),
  approvedAt: n,
  reason: n,
  note: n,
  version: z.number(),
  createdAt: s,
  createdBy: n,
  updatedAt: s,
  updatedBy: n,
  lines: z.array(
    z.object({
      id: s,
      position: z.number(),
      kind: z.enum(requisitionLineKinds),
      itemId: n,
      itemCode: n,
      description: s,
      unitId: n,
      unitCode: n,
      unitFactor: s,
      quantity: s,
      stockQuantity: s,
      stockUnitCode: n,
      supplierId: n,
      supplierName: n,
      currency: s,
      unitPrice: s,
      net: s,
      baseNet: s,
      neededOn: n,
      warehouseId: n,
      warehouseCode: n,
      expenseAccountId: n,
      expenseAccountCode: n,
      costCenterId: n,
      costCenterCode: n,
      projectId: n,
      projectCode: n,
      orderedQuantity: s,
      sourceLineId: n,
      note: n,
    }),
  ),
  related: z.array(relatedPurchase),
  findings: z.array(findingOutput).optional(),
})

export const openNeedsInput = z.strictObject({ companyId: idField })
/** A line of an approved requisition that is not yet on an order in full; `open` in stock units. */
export const openNeed = z.object({
  id: s,
  requisitionId: s,
  number: s,
  itemId: n,
  itemCode: n,
  description: s,
  stockUnitCode: n,
  open: s,
  neededOn: n,
  warehouseCode: n,
  supplierId: n,
  supplierName: n,
})
