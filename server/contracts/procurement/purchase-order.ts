import { z } from 'zod'
import {
  amountField,
  currencyField,
  dateField,
  documentRef,
  emailField,
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
import { addressInput, findingOutput, noteField, progressValues, reasonField } from './common'
import { purchaseOrderMachine } from './machines'
import { purchasePriceExplanation } from './supplier-price'

export const purchaseOrderKinds = ['standard', 'blanket', 'call_off'] as const
export const purchaseLineKinds = ['item', 'service', 'freight'] as const

/**
 * A line without `unitPrice` or `discountPercent` takes them from the supplier's prices. `sources`: the lines of requisitions that it
 * covers, in stock units.
 */
export const purchaseOrderLineInput = z.strictObject({
  id: idField.optional(),
  kind: z.enum(purchaseLineKinds).default('item'),
  itemId: idField.nullish(),
  description: optionalText(500),
  unitId: idField.nullish(),
  quantity: positive(quantityField).default('1'),
  unitPrice: nonNegative(unitPriceField).nullish(),
  discountPercent: percentOfWhole.nullish(),
  taxCodeIds: z.array(idField).max(10).nullish(),
  expenseAccountId: idField.nullish(),
  costCenterId: idField.nullish(),
  projectId: idField.nullish(),
  warehouseId: idField.nullish(),
  requestedDate: dateField.nullish(),
  promisedDate: dateField.nullish(),
  blanketLineId: idField.nullish(),
  sources: z
    .array(z.strictObject({ requisitionLineId: idField, quantity: positive(quantityField) }))
    .max(200)
    .optional(),
  note: optionalText(500),
})
export type PurchaseOrderLineInput = z.output<typeof purchaseOrderLineInput>

const header = {
  documentDate: dateField.optional(),
  requestedDate: dateField.nullish(),
  supplierReference: optionalText(100),
  currency: currencyField.optional(),
  /** Base units for one unit of the currency; absent = the rate of the day. */
  rate: positive(rateField).optional(),
  paymentTermId: idField.nullish(),
  buyerId: idField.nullish(),
  requesterId: idField.nullish(),
  warehouseId: idField.nullish(),
  deliveryAddress: addressInput.nullish(),
  /** Document discount: a percent of the lines but freight, or an amount; not both. */
  discountPercent: percentOfWhole.default('0'),
  discountAmount: nonNegative(amountField).default('0'),
  /** Of a blanket order: its period, the net that may be called off, and what may be called on top. */
  validFrom: dateField.nullish(),
  validTo: dateField.nullish(),
  blanketAmount: nonNegative(amountField).nullish(),
  allowancePercent: percentOfWhole.default('0'),
  note: noteField,
  internalNote: noteField,
  lines: z.array(purchaseOrderLineInput).max(1000),
}
const oneDiscount = (v: { discountPercent: string; discountAmount: string }) =>
  !(/[1-9]/.test(v.discountPercent) && /[1-9]/.test(v.discountAmount))
const discountIssue = { error: 'procurement.one_document_discount', path: ['discountAmount'] }

export const createPurchaseOrderInput = z
  .strictObject({
    companyId: idField,
    supplierId: idField,
    kind: z.enum(['standard', 'blanket']).default('standard'),
    ...header,
  })
  .refine(oneDiscount, discountIssue)
/** The whole document: lines with an id are changed, lines without are added, lines that are not there are deleted. */
export const updatePurchaseOrderInput = z
  .strictObject({ ...documentRef.shape, supplierId: idField.optional(), ...header })
  .refine(oneDiscount, discountIssue)
/** A change of an approved order, as the next revision at once; refused when it needs a new approval. */
export const changePurchaseOrderInput = z
  .strictObject({ ...documentRef.shape, reason: reasonField, ...header })
  .refine(oneDiscount, discountIssue)
/** The amounts an order would have, without saving it: for a grid that computes while it is typed into. */
export const previewPurchaseOrderInput = createPurchaseOrderInput

export const purchaseOrderReason = documentRef.extend({ reason: reasonField })
export const approvePurchaseOrderInput = documentRef
export const sendPurchaseOrderInput = documentRef.extend({
  /** Absent = the supplier's; null = it went another way, no mail is sent. */
  email: emailField.nullish(),
})
/** What the supplier has confirmed; a line that is left out is confirmed as ordered. */
export const confirmPurchaseOrderInput = documentRef.extend({
  supplierReference: optionalText(100),
  lines: z
    .array(
      z.strictObject({
        id: idField,
        /** Stock units. */
        quantity: nonNegative(quantityField).nullish(),
        promisedDate: dateField.nullish(),
      }),
    )
    .max(1000)
    .default([]),
})
export const duplicatePurchaseOrderInput = z.strictObject({ id: idField, documentDate: dateField.optional() })

/**
 * Orders from approved requisitions: one for each supplier. Lines of the same item, unit, price and place are merged into one. A line's
 * `supplierId` and `quantity` (stock units) say who gets how much, so that one need may be split; without `lines` all that is open goes to
 * the supplier that each line names.
 */
export const orderRequisitionsInput = z.strictObject({
  companyId: idField,
  requisitionIds: z.array(idField).max(200).default([]),
  lines: z
    .array(
      z.strictObject({
        requisitionLineId: idField,
        supplierId: idField.optional(),
        quantity: positive(quantityField).optional(),
        unitPrice: nonNegative(unitPriceField).nullish(),
      }),
    )
    .max(2000)
    .optional(),
  documentDate: dateField.optional(),
})
/** An order of a part of a blanket order, at its prices. Quantities in the unit of the blanket's line. */
export const callOffInput = z.strictObject({
  blanketId: idField,
  documentDate: dateField.optional(),
  requestedDate: dateField.nullish(),
  warehouseId: idField.nullish(),
  lines: z
    .array(
      z.strictObject({
        blanketLineId: idField,
        quantity: positive(quantityField),
        requestedDate: dateField.nullish(),
      }),
    )
    .min(1)
    .max(1000),
  note: noteField,
})

const lineAmounts = z.object({
  id: z.string(),
  unitPrice: z.string(),
  listPrice: z.string().nullable(),
  priceSource: purchasePriceExplanation.nullable(),
  discountPercent: z.string(),
  unitId: z.string().nullable(),
  stockQuantity: z.string(),
  taxCodeIds: z.array(z.string()),
  warehouseId: z.string().nullable(),
  promisedDate: z.string().nullable(),
  supplierItemCode: z.string().nullable(),
  /** What the supplier's minimum and multiple make of the quantity, in the line's unit; null = it fits. */
  proposedQuantity: z.string().nullable(),
  amount: z.string(),
  documentDiscount: z.string(),
  net: z.string(),
  tax: z.string(),
  gross: z.string(),
  baseNet: z.string(),
  baseCost: z.string(),
})
/** `findings` are what the rules say of the document as saved; they stop transitions, not the saving of a draft. */
export const savedPurchaseOrder = z.object({
  id: z.string(),
  number: z.string().nullable(),
  status: z.string(),
  version: z.number(),
  currency: z.string(),
  net: z.string(),
  tax: z.string(),
  gross: z.string(),
  lines: z.array(lineAmounts),
  findings: z.array(findingOutput),
})
export const previewedPurchaseOrder = savedPurchaseOrder.pick({
  currency: true,
  net: true,
  tax: true,
  gross: true,
  lines: true,
})
export const orderedPurchases = z.object({
  orders: z.array(
    z.object({ id: z.string(), number: z.string(), supplierId: z.string(), supplierName: z.string(), net: z.string() }),
  ),
})
export const approvedPurchaseOrder = z.object({
  id: z.string(),
  number: z.string().nullable(),
  status: z.string(),
  version: z.number(),
})

export const purchaseOrderRow = z.object({
  id: z.string(),
  number: z.string(),
  kind: z.string(),
  status: z.string(),
  revision: z.number(),
  documentDate: z.string(),
  requestedDate: z.string().nullable(),
  supplierId: z.string(),
  supplierName: z.string(),
  supplierReference: z.string().nullable(),
  currency: z.string(),
  net: z.string(),
  gross: z.string(),
  receiptProgress: z.string(),
  billingProgress: z.string(),
  createdAt: z.string(),
})
export type PurchaseOrderRow = z.infer<typeof purchaseOrderRow>
const progress = {
  type: 'enum',
  values: progressValues,
  enumLabels: 'procurement.progress',
  groupable: true,
} as const
export const purchaseOrderList = defineListColumns({
  name: 'procurement.orders',
  messages: 'procurement.purchase_order',
  columns: {
    number: { type: 'text' },
    kind: {
      type: 'enum',
      values: purchaseOrderKinds,
      enumLabels: 'procurement.purchase_order.kinds',
      groupable: true,
    },
    status: {
      type: 'enum',
      values: purchaseOrderMachine.states,
      enumLabels: 'procurement.purchase_order.states',
      groupable: true,
    },
    revision: { type: 'integer', hidden: true },
    documentDate: { type: 'date', groupable: true },
    requestedDate: { type: 'date' },
    supplierName: { type: 'text', groupable: true },
    supplierReference: { type: 'text', hidden: true },
    currency: { type: 'text', groupable: true, hidden: true },
    net: { type: 'money', currency: 'currency', total: true },
    gross: { type: 'money', currency: 'currency', total: true },
    receiptProgress: progress,
    billingProgress: progress,
    createdAt: { type: 'instant', hidden: true },
  },
  defaultSort: [{ column: 'documentDate', direction: 'desc' }],
})
