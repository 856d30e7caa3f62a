import { z } from 'zod'
import {
  amountField,
  currencyField,
  dateField,
  documentRef,
  idField,
  nonNegative,
  optionalText,
  percentOfWhole,
  positive,
  quantityField,
  rateField,
  unitPriceField,
} from '../platform/field'
import { defineListColumns } from '../platform/list'
import { noteField, reasonField, relatedPurchase } from './common'
import { requestForQuotationMachine, supplierQuotationMachine } from './machines'
import { requisitionLineKinds } from './purchase-requisition'

const rfqLineInput = z.strictObject({
  id: idField.optional(),
  kind: z.enum(requisitionLineKinds).default('item'),
  itemId: idField.nullish(),
  description: optionalText(500),
  unitId: idField.nullish(),
  quantity: positive(quantityField).default('1'),
  neededOn: dateField.nullish(),
  warehouseId: idField.nullish(),
  expenseAccountId: idField.nullish(),
  costCenterId: idField.nullish(),
  projectId: idField.nullish(),
  requisitionLineId: idField.nullish(),
  note: optionalText(500),
})
const rfqHeader = {
  documentDate: dateField.optional(),
  dueDate: dateField.nullish(),
  neededOn: dateField.nullish(),
  title: optionalText(200),
  warehouseId: idField.nullish(),
  buyerId: idField.nullish(),
  note: noteField,
  supplierIds: z.array(idField).max(50),
  lines: z.array(rfqLineInput).max(500),
}
/** `requisitionIds`: what is open of approved requisitions becomes lines beside those given. */
export const createRequestForQuotationInput = z.strictObject({
  companyId: idField,
  requisitionIds: z.array(idField).max(100).default([]),
  ...rfqHeader,
})
export const updateRequestForQuotationInput = z.strictObject({ ...documentRef.shape, ...rfqHeader })
export const rfqReason = documentRef.extend({ reason: reasonField })
export const closeRequestForQuotationInput = documentRef.extend({ reason: reasonField.nullish() })
/** `declined: false` takes it back. */
export const declineRequestInput = documentRef.extend({
  supplierId: idField,
  declined: z.boolean().default(true),
  reason: reasonField.nullish(),
})

const quotationLineInput = z.strictObject({
  id: idField.optional(),
  rfqLineId: idField.nullish(),
  kind: z.enum(requisitionLineKinds).default('item'),
  itemId: idField.nullish(),
  description: optionalText(500),
  unitId: idField.nullish(),
  quantity: positive(quantityField).default('1'),
  unitPrice: nonNegative(unitPriceField),
  discountPercent: percentOfWhole.default('0'),
  leadTimeDays: z.int().min(0).max(3650).nullish(),
  supplierItemCode: optionalText(60),
  note: optionalText(500),
})
const quotationHeader = {
  supplierReference: optionalText(100),
  documentDate: dateField.optional(),
  validUntil: dateField.nullish(),
  currency: currencyField.optional(),
  rate: positive(rateField).optional(),
  paymentTermId: idField.nullish(),
  leadTimeDays: z.int().min(0).max(3650).nullish(),
  freight: nonNegative(amountField).default('0'),
  note: noteField,
  lines: z.array(quotationLineInput).max(500),
}
/** An offer; a line with `rfqLineId` answers that line of the request and takes item, unit and place from it. */
export const createSupplierQuotationInput = z.strictObject({
  companyId: idField,
  supplierId: idField,
  rfqId: idField.nullish(),
  ...quotationHeader,
})
export const updateSupplierQuotationInput = z.strictObject({ ...documentRef.shape, ...quotationHeader })
export const supplierQuotationReason = documentRef.extend({ reason: reasonField })

/**
 * Who gets what of a request: lines of offers with a quantity (line's unit; absent = all that was offered), or whole offers. Each supplier
 * gets one order. `close` ends the request: offers that got nothing are lost.
 */
export const awardRequestInput = documentRef.extend({
  quotationIds: z.array(idField).max(50).default([]),
  lines: z
    .array(z.strictObject({ quotationLineId: idField, quantity: positive(quantityField).optional() }))
    .max(1000)
    .default([]),
  documentDate: dateField.optional(),
})
export const orderQuotationInput = documentRef.extend({ documentDate: dateField.optional() })

const s = z.string()
const n = z.string().nullable()
export const savedSupplierQuotation = z.object({
  id: s,
  number: n,
  status: s,
  version: z.number(),
  currency: s,
  net: s,
  baseNet: s,
  lines: z.array(z.object({ id: s, rfqLineId: n, net: s, baseNet: s })),
})

/** Offers side by side: for each line of the request what every supplier asks, in base currency a stock unit. */
export const quotationComparison = z.object({
  rfqId: s,
  baseCurrency: s,
  quotations: z.array(
    z.object({
      id: s,
      number: s,
      status: s,
      supplierId: s,
      supplierName: s,
      currency: s,
      rate: s,
      validUntil: n,
      expired: z.boolean(),
      leadTimeDays: z.number().nullable(),
      baseFreight: s,
      /** Of the lines that answer the request, with freight. */
      baseTotal: s,
      /** How many lines of the request it answers in full. */
      answered: z.number(),
      /** The lowest total of those that answer every line. */
      best: z.boolean(),
    }),
  ),
  lines: z.array(
    z.object({
      id: s,
      position: z.number(),
      itemCode: n,
      description: s,
      unitCode: n,
      quantity: s,
      stockQuantity: s,
      offers: z.array(
        z.object({
          quotationLineId: s,
          quotationId: s,
          supplierId: s,
          quantity: s,
          unitPrice: s,
          discountPercent: s,
          /** Net of one stock unit, base currency, 6 decimals. */
          basePrice: s,
          baseNet: s,
          leadTimeDays: z.number().nullable(),
          enough: z.boolean(),
          best: z.boolean(),
          fastest: z.boolean(),
          awardedQuantity: s,
        }),
      ),
    }),
  ),
})

export const requestForQuotationList = defineListColumns({
  name: 'procurement.rfqs',
  messages: 'procurement.request_for_quotation',
  columns: {
    number: { type: 'text' },
    status: {
      type: 'enum',
      values: requestForQuotationMachine.states,
      enumLabels: 'procurement.request_for_quotation.states',
      groupable: true,
    },
    title: { type: 'text' },
    documentDate: { type: 'date', groupable: true },
    dueDate: { type: 'date' },
    suppliers: { type: 'integer', filterable: false, sortable: false },
    answers: { type: 'integer', filterable: false, sortable: false },
    createdAt: { type: 'instant', hidden: true },
  },
  defaultSort: [{ column: 'documentDate', direction: 'desc' }],
})
export const supplierQuotationList = defineListColumns({
  name: 'procurement.supplierQuotations',
  messages: 'procurement.supplier_quotation',
  columns: {
    number: { type: 'text' },
    status: {
      type: 'enum',
      values: supplierQuotationMachine.states,
      enumLabels: 'procurement.supplier_quotation.states',
      groupable: true,
    },
    supplierName: { type: 'text', groupable: true },
    supplierReference: { type: 'text' },
    rfqNumber: { type: 'text' },
    documentDate: { type: 'date', groupable: true },
    validUntil: { type: 'date' },
    currency: { type: 'text', groupable: true, hidden: true },
    net: { type: 'money', currency: 'currency', total: true },
    createdAt: { type: 'instant', hidden: true },
  },
  defaultSort: [{ column: 'documentDate', direction: 'desc' }],
})

const stamps = { version: z.number(), createdAt: s, createdBy: n, updatedAt: s, updatedBy: n }
const line = {
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
  note: n,
}
export const requestForQuotationDocument = z.object({
  id: s,
  companyId: s,
  status: s,
  number: s,
  documentDate: s,
  dueDate: n,
  neededOn: n,
  title: n,
  warehouseId: n,
  buyerId: n,
  sentAt: n,
  reason: n,
  note: n,
  ...stamps,
  lines: z.array(
    z.object({
      ...line,
      neededOn: n,
      warehouseId: n,
      warehouseCode: n,
      expenseAccountId: n,
      costCenterId: n,
      projectId: n,
      requisitionLineId: n,
      requisitionNumber: n,
    }),
  ),
  suppliers: z.array(
    z.object({
      id: s,
      supplierId: s,
      supplierCode: s,
      supplierName: s,
      email: n,
      sentAt: n,
      sentTo: n,
      declined: z.boolean(),
      declineReason: n,
      quotationId: n,
      quotationNumber: n,
      quotationStatus: n,
    }),
  ),
  related: z.array(relatedPurchase),
})
export const supplierQuotationDocument = z.object({
  id: s,
  companyId: s,
  status: s,
  number: s,
  rfqId: n,
  rfqNumber: n,
  supplierId: s,
  supplierName: s,
  supplierReference: n,
  documentDate: s,
  validUntil: n,
  currency: s,
  rate: s,
  baseCurrency: s,
  paymentTermId: n,
  leadTimeDays: z.number().nullable(),
  freight: s,
  net: s,
  baseNet: s,
  reason: n,
  note: n,
  ...stamps,
  lines: z.array(
    z.object({
      ...line,
      rfqLineId: n,
      unitPrice: s,
      discountPercent: s,
      net: s,
      baseNet: s,
      leadTimeDays: z.number().nullable(),
      supplierItemCode: n,
      awardedQuantity: s,
    }),
  ),
  related: z.array(relatedPurchase),
})
