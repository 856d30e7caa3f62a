import { z } from 'zod'
import { isCalendarDate } from '@/server/kernel/calendar-date'
import { isId } from '@/server/kernel/ids'

/** Building blocks of inputs. Every text is bounded, every decimal is exact and bounded, every object is strict. */

export const idField = z.string().refine(isId, { error: 'validation.id' }).meta({ format: 'uuid' })
/** Years that a business can mean; the day before and a year after any of them is still a date to the database. */
export const dateField = z
  .string()
  .refine((v) => isCalendarDate(v) && v >= '1900-01-01' && v <= '2199-12-31', { error: 'validation.date' })
  .meta({ format: 'date' })

const DECIMAL = /^-?(0|[1-9]\d{0,13})(\.\d+)?$/
/** A decimal string with at most `digits` places and 14 digits before the point. */
export const decimalField = (digits: number) =>
  z
    .string()
    .max(40)
    .refine((v) => DECIMAL.test(v), { error: 'validation.decimal' })
    .refine((v) => (v.split('.')[1]?.replace(/0+$/, '').length ?? 0) <= digits, {
      error: 'validation.precision',
      params: { digits },
    })
    .meta({ format: 'decimal' })

export const amountField = decimalField(4)
export const unitPriceField = decimalField(6)
export const quantityField = decimalField(6)
export const percentField = decimalField(4)
export const rateField = decimalField(10)
const sign = (v: string) => (v.startsWith('-') && /[1-9]/.test(v) ? -1 : /[1-9]/.test(v) ? 1 : 0)
export const positive = <T extends z.ZodType<string>>(field: T) =>
  field.refine((v) => sign(v) > 0, { error: 'validation.positive' })
export const nonNegative = <T extends z.ZodType<string>>(field: T) =>
  field.refine((v) => sign(v) >= 0, { error: 'validation.non_negative' })
/** 0 to 100 inclusive. */
export const percentOfWhole = nonNegative(percentField).refine((v) => Number(v) <= 100, { error: 'validation.percent' })

/** No control characters but line breaks and tabs in notes; none at all in one-line texts. */
const ONE_LINE = /^\P{Cc}*$/u
const MULTI_LINE = /^(?:\P{Cc}|[\t\n\r])*$/u
export const text = (max = 200) =>
  z
    .string()
    .trim()
    .min(1, { error: 'validation.required' })
    .max(max, { error: 'validation.too_long' })
    .regex(ONE_LINE, { error: 'validation.characters' })
export const optionalText = (max = 200) =>
  z
    .string()
    .trim()
    .max(max, { error: 'validation.too_long' })
    .regex(ONE_LINE, { error: 'validation.characters' })
    .nullish()
    .transform((v) => (v ? v : null))
export const note = (max = 4000) =>
  z
    .string()
    .trim()
    .max(max, { error: 'validation.too_long' })
    .regex(MULTI_LINE, { error: 'validation.characters' })
    .nullish()
    .transform((v) => (v ? v : null))
/** A code that people type: letters, digits, dash, dot, slash, underscore, ampersand. */
export const code = (max = 40) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^[\p{L}\p{N}][\p{L}\p{N}._/&-]*$/u, { error: 'validation.code' })
export const currencyField = z.string().regex(/^[A-Z]{3}$/, { error: 'validation.currency' })
export const emailField = z.email({ error: 'validation.email' }).max(254)
export const versionField = z.int().min(1).max(2_000_000_000)
/** What a command on an existing document takes: which one, and the version that the caller saw. */
export const documentRef = z.strictObject({ id: idField, version: versionField.optional() })
