import { z } from 'zod'
import { createPartyInput, updatePartyInput } from '../finance/party'
import { masterResult, noteField, reasonField } from '../platform/document'
import {
  amountField,
  code,
  currencyField,
  documentRef,
  emailField,
  idField,
  nonNegative,
  percentField,
  percentOfWhole,
  positive,
  quantityField,
  text,
} from '../platform/field'
import { importKey, importSource } from '../platform/import'
import { defineListColumns } from '../platform/list'
import { receiptActions } from './settings'

export const supplierBlocks = ['none', 'orders', 'all'] as const
export const matchPolicies = ['two_way', 'three_way'] as const
const limit = nonNegative(percentField).optional()
const limitQuantity = nonNegative(quantityField).optional()
const limitAmount = nonNegative(amountField).optional()
/** A limit that is left out is the company's. */
export const matchLimitsInput = z.strictObject({
  priceAbovePercent: limit,
  priceAboveAmount: limitAmount,
  priceBelowPercent: limit,
  priceBelowAmount: limitAmount,
  quantityAbovePercent: limit,
  quantityAboveQuantity: limitQuantity,
  quantityBelowPercent: limit,
  quantityBelowQuantity: limitQuantity,
  freightAbovePercent: limit,
  freightAboveAmount: limitAmount,
})
const country = z.string().regex(/^[A-Z]{2}$/, { error: 'validation.country' })

const terms = {
  taxCountry: country.nullish(),
  paymentTermId: idField.nullish(),
  buyerId: idField.nullish(),
  taxCodeIds: z.array(idField).max(10).optional(),
  taxExempt: z.boolean().optional(),
  leadTimeDays: z.int().min(0).max(3650).optional(),
  /** Least net of an order, supplier's currency. */
  minimumOrder: nonNegative(amountField).nullish(),
  orderMultiple: positive(quantityField).nullish(),
  overReceiptPercent: nonNegative(percentField).nullish(),
  underReceiptPercent: percentOfWhole.nullish(),
  overReceiptAction: z.enum(receiptActions).nullish(),
  matchPolicy: z.enum(matchPolicies).optional(),
  matchLimits: matchLimitsInput.optional(),
  warehouseId: idField.nullish(),
  orderEmail: emailField.nullish(),
  note: noteField.optional(),
}

/** A supplier is a party with terms: give an existing `partyId`, or what a new party needs. */
export const createSupplierInput = z.strictObject({
  companyId: idField,
  code: code(),
  currency: currencyField.optional(),
  partyId: idField.optional(),
  party: createPartyInput.omit({ code: true, isCustomer: true, isSupplier: true, currency: true }).optional(),
  ...terms,
})
/** What is left out stays. Name, tax id, addresses and contacts are the party's and change there. */
export const updateSupplierInput = documentRef.extend({
  code: code().optional(),
  currency: currencyField.optional(),
  name: text(160).optional(),
  party: updatePartyInput
    .pick({
      legalName: true,
      taxId: true,
      email: true,
      phone: true,
      website: true,
      locale: true,
      addresses: true,
      contacts: true,
    })
    .optional(),
  ...terms,
})
export const blockSupplierInput = documentRef.extend({
  block: z.enum(supplierBlocks),
  reason: reasonField.nullish(),
})
/** Many suppliers with their parties, as one command. `keys`: the rows of the source that this supplier stands for. */
export const importSuppliersInput = z.strictObject({
  companyId: idField,
  from: importSource.optional(),
  suppliers: z
    .array(
      createSupplierInput
        .omit({ companyId: true, partyId: true })
        .extend({ keys: z.array(importKey).max(20).default([]) }),
    )
    .max(1000),
})

export const supplierRow = z.object({
  id: z.string(),
  partyId: z.string(),
  code: z.string(),
  name: z.string(),
  currency: z.string(),
  leadTimeDays: z.number(),
  openOrders: z.string(),
  payable: z.string(),
  block: z.string(),
  baseCurrency: z.string(),
  createdAt: z.string(),
})
export type SupplierRow = z.infer<typeof supplierRow>
export const supplierList = defineListColumns({
  name: 'procurement.suppliers',
  messages: 'procurement.supplier',
  columns: {
    code: { type: 'text' },
    name: { type: 'text' },
    currency: { type: 'text', groupable: true },
    taxId: { type: 'text', hidden: true },
    leadTimeDays: { type: 'integer' },
    openOrders: { type: 'money', currency: 'baseCurrency', total: true },
    payable: { type: 'money', currency: 'baseCurrency', total: true },
    block: {
      type: 'enum',
      values: supplierBlocks,
      enumLabels: 'procurement.supplier.blocks',
      groupable: true,
    },
    baseCurrency: { type: 'text', hidden: true },
    createdAt: { type: 'instant', hidden: true },
  },
  defaultSort: [{ column: 'name', direction: 'asc' }],
})

const s = z.string()
const n = z.string().nullable()
export const supplierDocument = z.object({
  id: s,
  companyId: s,
  partyId: s,
  code: s,
  name: s,
  taxCountry: n,
  taxId: n,
  email: n,
  phone: n,
  website: n,
  legalName: n,
  locale: z.enum(['en', 'zh']).nullable(),
  currency: s,
  baseCurrency: s,
  paymentTermId: n,
  buyerId: n,
  taxCodeIds: z.array(s),
  taxExempt: z.boolean(),
  leadTimeDays: z.number(),
  minimumOrder: n,
  orderMultiple: n,
  overReceiptPercent: n,
  underReceiptPercent: n,
  overReceiptAction: z.enum(receiptActions).nullable(),
  matchPolicy: z.enum(matchPolicies),
  matchLimits: z.record(z.string(), z.string()),
  warehouseId: n,
  orderEmail: n,
  block: z.enum(supplierBlocks),
  blockReason: n,
  note: n,
  version: z.number(),
  createdAt: s,
  createdBy: n,
  updatedAt: s,
  updatedBy: n,
  /** Approved and not yet received or billed, base currency. */
  openOrders: s,
  payable: s,
  addresses: z.array(
    z.object({
      id: s,
      label: n,
      recipient: n,
      lines: z.array(s),
      city: n,
      region: n,
      postalCode: n,
      country: s,
      billing: z.boolean(),
      shipping: z.boolean(),
    }),
  ),
  contacts: z.array(z.object({ id: s, name: s, position: n, email: n, phone: n, main: z.boolean() })),
})
export const supplierOption = z.object({
  id: s,
  partyId: s,
  code: s,
  name: s,
  currency: s,
  paymentTermId: n,
  warehouseId: n,
  leadTimeDays: z.number(),
  block: z.enum(supplierBlocks),
})
export type SupplierOption = z.infer<typeof supplierOption>
export const supplierOptionsInput = z.strictObject({
  companyId: idField,
  text: z.string().trim().max(100).default(''),
  ids: z.array(idField).max(100).optional(),
})
export { masterResult }
