import { z } from 'zod'
import { createSupplierInput, matchLimitsInput, updateSupplierInput } from '@/server/contracts/procurement/supplier'

/** Limits of the match that a supplier may have of its own; amounts in the company's currency, quantities in the stock unit. */
export const LIMITS = [
  'priceAbovePercent',
  'priceAboveAmount',
  'priceBelowPercent',
  'priceBelowAmount',
  'quantityAbovePercent',
  'quantityAboveQuantity',
  'quantityBelowPercent',
  'quantityBelowQuantity',
  'freightAbovePercent',
  'freightAboveAmount',
] as const
type Limit = (typeof LIMITS)[number]

const limitOf = (key: Limit) => matchLimitsInput.shape[key].unwrap().nullable()
const limits = z.strictObject({
  priceAbovePercent: limitOf('priceAbovePercent'),
  priceAboveAmount: limitOf('priceAboveAmount'),
  priceBelowPercent: limitOf('priceBelowPercent'),
  priceBelowAmount: limitOf('priceBelowAmount'),
  quantityAbovePercent: limitOf('quantityAbovePercent'),
  quantityAboveQuantity: limitOf('quantityAboveQuantity'),
  quantityBelowPercent: limitOf('quantityBelowPercent'),
  quantityBelowQuantity: limitOf('quantityBelowQuantity'),
  freightAbovePercent: limitOf('freightAbovePercent'),
  freightAboveAmount: limitOf('freightAboveAmount'),
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

export const limitsOf = (known: Readonly<Record<string, string>>) =>
  Object.fromEntries(LIMITS.map((key) => [key, known[key] ?? null])) as Record<Limit, string | null>

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
