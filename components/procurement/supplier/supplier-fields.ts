import { z } from 'zod'
import { nonNegative, percentField } from '@/server/contracts/platform/field'
import { createSupplierInput, updateSupplierInput } from '@/server/contracts/procurement/supplier'

export const LIMITS = [
  'priceAbovePercent',
  'priceBelowPercent',
  'quantityAbovePercent',
  'quantityBelowPercent',
  'freightAbovePercent',
] as const
type Limit = (typeof LIMITS)[number]

const limit = nonNegative(percentField).nullable()
const limits = z.strictObject({
  priceAbovePercent: limit,
  priceBelowPercent: limit,
  quantityAbovePercent: limit,
  quantityBelowPercent: limit,
  freightAbovePercent: limit,
})
const whole = z.int().min(0).max(3650)
const address = z
  .strictObject({
    line1: z.string().trim().max(120),
    line2: z.string().trim().max(120),
    city: z.string().trim().max(80),
    region: z.string().trim().max(80),
    postalCode: z.string().trim().max(20),
    country: z.string(),
  })
  .nullable()
const party = createSupplierInput.shape.party.unwrap().shape
const shared = { leadTimeDays: whole, limits }

/** A new supplier as it is entered: the party's main facts beside the terms; one address to begin with. */
export const newSupplierForm = createSupplierInput
  .omit({ companyId: true, partyId: true, party: true, matchLimits: true })
  .extend({
    ...shared,
    name: party.name,
    taxId: z.string().trim().max(40).nullable(),
    email: party.email,
    phone: z.string().trim().max(40).nullable(),
    address,
  })
export type NewSupplierForm = z.output<typeof newSupplierForm>

/** Limits that were given; an empty one is the company's. */
export const givenLimits = (values: Readonly<Record<Limit, string | null>>) =>
  Object.fromEntries(LIMITS.flatMap((key) => (values[key] === null ? [] : [[key, values[key]]])))

export const limitsOf = (known: Readonly<Record<string, string>>): Record<Limit, string | null> => ({
  priceAbovePercent: known.priceAbovePercent ?? null,
  priceBelowPercent: known.priceBelowPercent ?? null,
  quantityAbovePercent: known.quantityAbovePercent ?? null,
  quantityBelowPercent: known.quantityBelowPercent ?? null,
  freightAbovePercent: known.freightAbovePercent ?? null,
})

/** What the command takes of the form. */
export function newSupplierInput(form: NewSupplierForm, companyId: string): z.input<typeof createSupplierInput> {
  const { name, taxId, email, phone, address: a, limits: given, ...terms } = form
  const lines = [a?.line1, a?.line2].filter((line): line is string => Boolean(line))
  const main = {
    lines,
    city: a?.city || null,
    region: a?.region || null,
    postalCode: a?.postalCode || null,
    country: a?.country ?? '',
    billing: true,
    shipping: true,
  }
  return {
    ...terms,
    companyId,
    matchLimits: givenLimits(given),
    party: {
      name,
      taxId: taxId || null,
      email: email || null,
      phone: phone || null,
      addresses: a?.country && lines.length > 0 ? [main] : [],
    },
  }
}

export const changeSupplierForm = updateSupplierInput
  .omit({ id: true, version: true, party: true, matchLimits: true })
  .extend({ ...shared, taxId: z.string().trim().max(40).nullable(), email: party.email })
