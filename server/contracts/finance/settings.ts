import { z } from 'zod'
import {
  amountField,
  code,
  currencyField,
  dateField,
  idField,
  nonNegative,
  percentOfWhole,
  positive,
  rateField,
  text,
  unitPriceField,
} from '../platform/field'
import { companyRef, masterRef } from './common'

export const companySettingsInput = z.strictObject({ ...companyRef })
/** When revenue for goods is recognised. */
export const revenueMoments = ['invoice', 'delivery'] as const

export const companySettingsOut = z.object({
  id: z.string(),
  name: z.string(),
  country: z.string(),
  baseCurrency: z.string(),
  digits: z.int(),
  taxRounding: z.enum(['document', 'line']),
  pricesIncludeTax: z.boolean(),
  writeOffTolerance: z.string(),
  payableRounding: z.string(),
  bankChangeHoldDays: z.int(),
  revenueAt: z.enum(revenueMoments),
  timeZone: z.string(),
  today: z.string(),
  currencies: z.array(z.string()),
})
export const updateCompanySettingsInput = z.strictObject({
  ...companyRef,
  taxRounding: z.enum(['document', 'line']).optional(),
  pricesIncludeTax: z.boolean().optional(),
  writeOffTolerance: nonNegative(amountField).optional(),
  payableRounding: nonNegative(amountField).optional(),
  bankChangeHoldDays: z.int().min(0).max(365).optional(),
  revenueAt: z.enum(revenueMoments).optional(),
})
export const setUpBooksInput = z.strictObject({
  ...companyRef,
  template: z.enum(['ifrs', 'us', 'cn']),
  taxTemplate: z.enum(['us', 'eu', 'cn']).nullable().default(null),
  fiscalYearStart: dateField.refine((d) => d.endsWith('-01'), { error: 'finance.year_start' }),
  years: z.int().min(1).max(20).default(1),
  currencies: z.array(currencyField).max(50).default([]),
  pricesIncludeTax: z.boolean().default(false),
  taxRounding: z.enum(['document', 'line']).default('document'),
  writeOffTolerance: nonNegative(amountField).default('0'),
})

export const enableCurrencyInput = z.strictObject({ ...companyRef, currency: currencyField })
/** Base currency for one unit of `currency` from that day on. */
export const rateEntry = z.strictObject({ currency: currencyField, date: dateField, rate: positive(rateField) })
export const setExchangeRatesInput = z.strictObject({
  ...companyRef,
  rates: z.array(rateEntry).min(1).max(5000),
})
export const exchangeRatesInput = z.strictObject({ ...companyRef, currency: currencyField.optional() })
export const exchangeRatesOut = z.object({
  rates: z.array(z.object({ id: z.string(), currency: z.string(), date: z.string(), rate: z.string() })),
})

export const instalment = z.strictObject({
  percent: percentOfWhole.nullable(),
  amount: nonNegative(amountField).nullish(),
  dayOfMonth: z.int().min(1).max(31).nullish(),
  months: z.int().min(0).max(120).optional(),
  days: z.int().min(0).max(3650).optional(),
})
const term = {
  code: code(30),
  nameEn: text(120),
  nameZh: text(120),
  instalments: z.array(instalment).min(1).max(36),
  discountDays: z.int().min(0).max(365).nullable().default(null),
  discountPercent: percentOfWhole.nullable().default(null),
}
export const createPaymentTermInput = z.strictObject(term)
export const updatePaymentTermInput = z.strictObject({
  ...masterRef,
  ...term,
  status: z.enum(['active', 'archived']).default('active'),
})
export const paymentTermOut = z.object({
  id: z.string(),
  code: z.string(),
  nameEn: z.string(),
  nameZh: z.string(),
  instalments: z.array(instalment),
  discountDays: z.int().nullable(),
  discountPercent: z.string().nullable(),
  status: z.enum(['active', 'archived']),
  version: z.int(),
})
export const paymentTermsOut = z.object({ terms: z.array(paymentTermOut) })

export const taxRateFields = z.strictObject({
  component: z.string().max(40).default(''),
  sequence: z.int().min(1).max(20).default(1),
  kind: z.enum(['percent', 'per_unit']),
  value: nonNegative(unitPriceField),
  validFrom: dateField,
  validTo: dateField.nullable().default(null),
  accountId: idField,
  /** Reverse charge: the account that the company owes the tax on. */
  reverseAccountId: idField.nullable().default(null),
  box: z.string().max(40).nullable().default(null),
  nonDeductiblePercent: percentOfWhole.default('0'),
})
const tax = { code: code(30), nameEn: text(120), nameZh: text(120), reducedByDiscount: z.boolean().default(false) }
export const createTaxCodeInput = z.strictObject({
  ...companyRef,
  ...tax,
  use: z.enum(['sales', 'purchase']),
  rates: z.array(taxRateFields).min(1).max(20),
})
/** Adds a rate that holds from `validFrom`; the component's rate before it ends the day before. */
export const changeTaxRateInput = z.strictObject({ taxCodeId: idField, ...taxRateFields.shape })
export const updateTaxCodeInput = z.strictObject({
  ...masterRef,
  nameEn: text(120).optional(),
  nameZh: text(120).optional(),
  reducedByDiscount: z.boolean().optional(),
  status: z.enum(['active', 'archived']).optional(),
})
export const taxCodesInput = z.strictObject({ ...companyRef })
export const taxCodesOut = z.object({
  codes: z.array(
    z.object({
      id: z.string(),
      code: z.string(),
      nameEn: z.string(),
      nameZh: z.string(),
      use: z.enum(['sales', 'purchase']),
      reducedByDiscount: z.boolean(),
      status: z.enum(['active', 'archived']),
      version: z.int(),
      rates: z.array(taxRateFields.extend({ id: z.string() })),
    }),
  ),
})
