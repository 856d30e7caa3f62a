import { z } from 'zod'
import { defineMachine } from '@/server/kernel/state-machine'
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
import { addressInput, findingOutput, noteField, progressValues, reasonField } from './common'
import { priceExplanation } from './price-list'

/** Quotation and sales order in one life. Rules may send it to `blocked`; `approve` commits to the customer. */
export const salesOrderMachine = defineMachine({
  document: 'sales_order',
  initial: 'draft',
  states: ['draft', 'quoted', 'in_approval', 'blocked', 'approved', 'closed', 'cancelled', 'lost'],
  transitions: {
    quote: { from: ['draft', 'blocked'], to: 'quoted' },
    submit: { from: ['draft', 'quoted', 'blocked'], to: 'in_approval' },
    return: { from: ['in_approval'], to: 'draft' },
    block: { from: ['draft', 'quoted', 'in_approval'], to: 'blocked' },
    approve: { from: ['draft', 'quoted', 'in_approval', 'blocked'], to: 'approved' },
    close: { from: ['approved'], to: 'closed' },
    close_short: { from: ['approved'], to: 'closed' },
    reopen: { from: ['closed'], to: 'approved' },
    cancel: { from: ['draft', 'quoted', 'in_approval', 'blocked', 'approved'], to: 'cancelled' },
    lose: { from: ['draft', 'quoted', 'blocked'], to: 'lost' },
    revise: { from: ['quoted', 'in_approval', 'blocked', 'approved', 'cancelled', 'lost'], to: 'draft' },
  },
})
export type SalesOrderState = (typeof salesOrderMachine.states)[number]
export type SalesOrderTransition = keyof typeof salesOrderMachine.transitions

/** A line without `unitPrice` or `discountPercent` takes them from the price lists. */
export const salesOrderLineInput = z.strictObject({
  id: idField.optional(),
  kind: z.enum(['item', 'freight']).default('item'),
  itemId: idField.nullish(),
  description: optionalText(500),
  unitId: idField.nullish(),
  quantity: positive(quantityField).default('1'),
  unitPrice: nonNegative(unitPriceField).nullish(),
  discountPercent: percentOfWhole.nullish(),
  taxCodeIds: z.array(idField).max(10).nullish(),
  requestedDate: dateField.nullish(),
  warehouseId: idField.nullish(),
  note: optionalText(500),
})
export type SalesOrderLineInput = z.infer<typeof salesOrderLineInput>

const header = {
  documentDate: dateField.optional(),
  validUntil: dateField.nullish(),
  requestedDate: dateField.nullish(),
  customerReference: optionalText(100),
  currency: currencyField.optional(),
  /** Base units for one unit of the currency; absent = the rate of the day. */
  rate: positive(rateField).optional(),
  paymentTermId: idField.nullish(),
  salesPersonId: idField.nullish(),
  warehouseId: idField.nullish(),
  shipPolicy: z.enum(['partial', 'complete']).optional(),
  invoicePolicy: z.enum(['shipped', 'ordered']).optional(),
  deliveryAddress: addressInput.nullish(),
  billingAddress: addressInput.nullish(),
  /** Document discount: a percent of the item lines, or an amount; not both. */
  discountPercent: percentOfWhole.default('0'),
  discountAmount: nonNegative(amountField).default('0'),
  note: noteField,
  internalNote: noteField,
  lines: z.array(salesOrderLineInput).max(1000),
}
const oneDiscount = (v: { discountPercent: string; discountAmount: string }) =>
  !(/[1-9]/.test(v.discountPercent) && /[1-9]/.test(v.discountAmount))
const discountIssue = { error: 'sales.one_document_discount', path: ['discountAmount'] }

export const createSalesOrderInput = z
  .strictObject({ companyId: idField, customerId: idField, ...header })
  .refine(oneDiscount, discountIssue)
/** The whole document: lines with an id are changed, lines without are added, lines that are not there are deleted. */
export const updateSalesOrderInput = z
  .strictObject({ ...documentRef.shape, customerId: idField.optional(), ...header })
  .refine(oneDiscount, discountIssue)
/** The amounts an order would have, without saving it: for a grid that computes while it is typed into. */
export const previewSalesOrderInput = createSalesOrderInput

export const salesOrderReason = documentRef.extend({ reason: reasonField })
export const approveSalesOrderInput = documentRef
/** What is left out stays; null = the customer's own address as it is today. */
export const addressSalesOrderInput = documentRef.extend({
  deliveryAddress: addressInput.nullable().optional(),
  billingAddress: addressInput.nullable().optional(),
})
export const duplicateSalesOrderInput = z.strictObject({ id: idField, documentDate: dateField.optional() })
export const shipSalesOrderInput = z.strictObject({ id: idField, postingDate: dateField.optional() })
export const invoiceSalesOrderInput = z.strictObject({
  id: idField,
  post: z.boolean().default(false),
  postingDate: dateField.optional(),
})

const lineAmounts = z.object({
  id: z.string(),
  unitPrice: z.string(),
  listPrice: z.string().nullable(),
  /** Which price won and why; null = no list has one. */
  priceSource: priceExplanation.nullable(),
  discountPercent: z.string(),
  unitId: z.string().nullable(),
  stockQuantity: z.string(),
  taxCodeIds: z.array(z.string()),
  warehouseId: z.string().nullable(),
  amount: z.string(),
  documentDiscount: z.string(),
  net: z.string(),
  tax: z.string(),
  gross: z.string(),
})
/** `findings` are what the rules say of the document as saved; they stop transitions, not the saving of a draft. */
export const savedSalesOrder = z.object({
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
export const previewedSalesOrder = savedSalesOrder.pick({
  currency: true,
  net: true,
  tax: true,
  gross: true,
  lines: true,
})
export const approvedSalesOrder = z.object({
  id: z.string(),
  number: z.string().nullable(),
  status: z.string(),
  version: z.number(),
  lines: z.array(z.object({ id: z.string(), reserved: z.string(), short: z.string() })),
})
export const shippedSalesOrder = z.object({
  deliveryId: z.string(),
  number: z.string(),
  orderId: z.string(),
  deliveryProgress: z.enum(progressValues),
  cost: z.string(),
})

export const salesOrderRow = z.object({
  id: z.string(),
  number: z.string(),
  status: z.string(),
  documentDate: z.string(),
  requestedDate: z.string().nullable(),
  validUntil: z.string().nullable(),
  customerId: z.string(),
  customerName: z.string(),
  customerReference: z.string().nullable(),
  currency: z.string(),
  net: z.string(),
  gross: z.string(),
  reservationProgress: z.string(),
  deliveryProgress: z.string(),
  billingProgress: z.string(),
  createdAt: z.string(),
})
export type SalesOrderRow = z.infer<typeof salesOrderRow>

const progress = {
  type: 'enum',
  values: progressValues,
  enumLabels: 'sales.progress',
  groupable: true,
} as const
export const salesOrderList = defineListColumns({
  name: 'sales.orders',
  messages: 'sales.sales_order',
  columns: {
    number: { type: 'text' },
    status: { type: 'enum', values: salesOrderMachine.states, enumLabels: 'sales.sales_order.states', groupable: true },
    documentDate: { type: 'date', groupable: true },
    requestedDate: { type: 'date' },
    validUntil: { type: 'date', hidden: true },
    customerName: { type: 'text', groupable: true },
    customerReference: { type: 'text', hidden: true },
    currency: { type: 'text', groupable: true, hidden: true },
    net: { type: 'money', currency: 'currency', total: true },
    gross: { type: 'money', currency: 'currency', total: true },
    reservationProgress: progress,
    deliveryProgress: progress,
    billingProgress: progress,
    createdAt: { type: 'instant', hidden: true },
  },
  defaultSort: [{ column: 'documentDate', direction: 'desc' }],
})

/** The same columns for offers; a list of its own, so that views and exports keep apart. */
export const quotationList: typeof salesOrderList = { ...salesOrderList, name: 'sales.quotations' }

export const setUpSalesInput = z.strictObject({ companyId: idField })
export const salesSettingsInput = z.strictObject({
  companyId: idField,
  overDeliveryPercent: percentOfWhole.optional(),
  medianSample: z.int().min(1).max(500).optional(),
  quoteValidityDays: z.int().min(0).max(3650).optional(),
  defaultWarehouseId: idField.nullish(),
})
export const salesItemSettingRef = z.strictObject({ companyId: idField, itemId: idField })
export const salesItemSettingInput = salesItemSettingRef.extend({ overDeliveryPercent: percentOfWhole.nullable() })
export const salesItemSettingOut = z.object({ overDeliveryPercent: z.string().nullable(), version: z.number() })
