import { z } from 'zod'
import { code, currencyField, emailField, idField, note, optionalText, text } from '../platform/field'
import { defineListColumns } from '../platform/list'
import { masterRef } from './common'

export const addressField = z.strictObject({
  id: idField.optional(),
  label: optionalText(60),
  recipient: optionalText(120),
  lines: z.array(text(120)).max(4).default([]),
  city: optionalText(80),
  region: optionalText(80),
  postalCode: optionalText(20),
  country: z.string().regex(/^[A-Z]{2}$/, { error: 'validation.country' }),
  billing: z.boolean().default(false),
  shipping: z.boolean().default(false),
})
export const contactField = z.strictObject({
  id: idField.optional(),
  name: text(120),
  position: optionalText(80),
  email: emailField.nullish().transform((v) => v ?? null),
  phone: optionalText(40),
  main: z.boolean().default(false),
})
const fields = {
  name: text(160),
  legalName: optionalText(200),
  taxId: optionalText(40),
  currency: currencyField.nullish().transform((v) => v ?? null),
  paymentTermId: idField.nullish().transform((v) => v ?? null),
  email: emailField.nullish().transform((v) => v ?? null),
  phone: optionalText(40),
  website: optionalText(200),
  locale: z
    .enum(['en', 'zh'])
    .nullish()
    .transform((v) => v ?? null),
  notes: note(),
}
export const createPartyInput = z.strictObject({
  code: code(40),
  kind: z.enum(['organization', 'person']).default('organization'),
  isCustomer: z.boolean().default(false),
  isSupplier: z.boolean().default(false),
  ...fields,
  addresses: z.array(addressField).max(200).default([]),
  contacts: z.array(contactField).max(200).default([]),
})
/** What is left out stays; `addresses` and `contacts` replace the whole list (rows with an id are kept and changed). */
export const updatePartyInput = z.strictObject({
  ...masterRef,
  name: fields.name.optional(),
  legalName: fields.legalName.optional(),
  taxId: fields.taxId.optional(),
  currency: currencyField.nullable().optional(),
  paymentTermId: idField.nullable().optional(),
  email: emailField.nullable().optional(),
  phone: fields.phone.optional(),
  website: fields.website.optional(),
  locale: z.enum(['en', 'zh']).nullable().optional(),
  notes: fields.notes.optional(),
  isCustomer: z.boolean().optional(),
  isSupplier: z.boolean().optional(),
  status: z.enum(['active', 'archived']).optional(),
  addresses: z.array(addressField).max(200).optional(),
  contacts: z.array(contactField).max(200).optional(),
})
export type CreateParty = z.output<typeof createPartyInput>
export type UpdateParty = z.output<typeof updatePartyInput>

export const partyRef = z.strictObject({ id: idField })
const nullable = z.string().nullable()
export const partyOut = z.object({
  id: z.string(),
  code: z.string(),
  kind: z.enum(['organization', 'person']),
  name: z.string(),
  legalName: nullable,
  isCustomer: z.boolean(),
  isSupplier: z.boolean(),
  taxId: nullable,
  currency: nullable,
  paymentTermId: nullable,
  email: nullable,
  phone: nullable,
  website: nullable,
  locale: z.enum(['en', 'zh']).nullable(),
  notes: nullable,
  status: z.enum(['active', 'archived']),
  version: z.int(),
  addresses: z.array(
    z.object({
      id: z.string(),
      label: nullable,
      recipient: nullable,
      lines: z.array(z.string()),
      city: nullable,
      region: nullable,
      postalCode: nullable,
      country: z.string(),
      billing: z.boolean(),
      shipping: z.boolean(),
    }),
  ),
  contacts: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      position: nullable,
      email: nullable,
      phone: nullable,
      main: z.boolean(),
    }),
  ),
})

export const partyList = defineListColumns({
  name: 'finance.parties',
  messages: 'finance.party',
  columns: {
    code: { type: 'text' },
    name: { type: 'text' },
    kind: { type: 'enum', values: ['organization', 'person'], enumLabels: 'finance.partyKind', groupable: true },
    isCustomer: { type: 'boolean' },
    isSupplier: { type: 'boolean' },
    taxId: { type: 'text' },
    currency: { type: 'text' },
    email: { type: 'text' },
    phone: { type: 'text', hidden: true },
    status: { type: 'enum', values: ['active', 'archived'], enumLabels: 'finance.masterStatus' },
  },
  defaultSort: [{ column: 'name', direction: 'asc' }],
})
