import { z } from 'zod'
import { createPartyInput } from '../finance/party'
import {
  amountField,
  code,
  currencyField,
  documentRef,
  idField,
  nonNegative,
  percentOfWhole,
  text,
} from '../platform/field'
import { defineListColumns } from '../platform/list'
import { noteField, reasonField } from './common'

export const customerGroupInput = z.strictObject({
  companyId: idField,
  code: code(),
  name: text(),
  priceListId: idField.nullish(),
  discountPercent: percentOfWhole.default('0'),
})
export const customerGroupUpdate = documentRef.extend({
  code: code().optional(),
  name: text().optional(),
  priceListId: idField.nullish(),
  discountPercent: percentOfWhole.optional(),
})

const terms = {
  groupId: idField.nullish(),
  priceListId: idField.nullish(),
  paymentTermId: idField.nullish(),
  salesPersonId: idField.nullish(),
  /** Base currency; null = unlimited, 0 = a real limit. */
  creditLimit: nonNegative(amountField).nullish(),
  discountPercent: percentOfWhole.optional(),
  taxCodeIds: z.array(idField).max(10).optional(),
  taxExempt: z.boolean().optional(),
  shipPolicy: z.enum(['partial', 'complete']).optional(),
  invoicePolicy: z.enum(['shipped', 'ordered']).optional(),
  warehouseId: idField.nullish(),
  note: noteField.optional(),
}

/** A customer is a party with terms: give an existing `partyId`, or what a new party needs. */
export const createCustomerInput = z.strictObject({
  companyId: idField,
  code: code(),
  currency: currencyField.optional(),
  partyId: idField.optional(),
  party: createPartyInput.omit({ code: true, isCustomer: true, isSupplier: true, currency: true }).optional(),
  ...terms,
})
export const updateCustomerInput = documentRef.extend({
  code: code().optional(),
  name: text().optional(),
  currency: currencyField.optional(),
  ...terms,
})
export const blockCustomerInput = documentRef.extend({
  block: z.enum(['none', 'orders', 'all']),
  reason: reasonField.nullish(),
})

export const customerRow = z.object({
  id: z.string(),
  partyId: z.string(),
  code: z.string(),
  name: z.string(),
  group: z.string().nullable(),
  currency: z.string(),
  creditLimit: z.string().nullable(),
  baseCurrency: z.string(),
  openOrders: z.string(),
  receivable: z.string(),
  block: z.string(),
  createdAt: z.string(),
})
export type CustomerRow = z.infer<typeof customerRow>

export const customerList = defineListColumns({
  name: 'sales.customers',
  messages: 'sales.customer',
  columns: {
    code: { type: 'text' },
    name: { type: 'text' },
    group: { type: 'text', groupable: true },
    currency: { type: 'text', groupable: true },
    creditLimit: { type: 'money', currency: 'baseCurrency' },
    openOrders: { type: 'money', currency: 'baseCurrency', total: true },
    receivable: { type: 'money', currency: 'baseCurrency', total: true },
    block: { type: 'enum', values: ['none', 'orders', 'all'], enumLabels: 'sales.customer.blocks', groupable: true },
    baseCurrency: { type: 'text', hidden: true },
    createdAt: { type: 'instant', hidden: true },
  },
  defaultSort: [{ column: 'name', direction: 'asc' }],
})
