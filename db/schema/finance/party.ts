import { sql } from 'drizzle-orm'
import { boolean, index, text, unique, uuid } from 'drizzle-orm/pg-core'
import { belongsTo, searchIndex, stamps, tenantTable } from '../../columns'
import { paymentTerm } from './settings'

/** A legal or natural person that companies of the tenant deal with. */
export const party = tenantTable(
  'party',
  {
    code: text('code').notNull(),
    kind: text('kind', { enum: ['organization', 'person'] }).notNull(),
    name: text('name').notNull(),
    legalName: text('legal_name'),
    isCustomer: boolean('is_customer').notNull().default(false),
    isSupplier: boolean('is_supplier').notNull().default(false),
    taxId: text('tax_id'),
    /** The currency it is usually dealt with; null = the company's base currency. */
    currency: text('currency'),
    paymentTermId: uuid('payment_term_id'),
    email: text('email'),
    phone: text('phone'),
    website: text('website'),
    locale: text('locale', { enum: ['en', 'zh'] }),
    notes: text('notes'),
    status: text('status', { enum: ['active', 'archived'] })
      .notNull()
      .default('active'),
    ...stamps,
  },
  (t) => [
    unique('party_code').on(t.tenantId, t.code),
    index('party_name').on(t.tenantId, t.name, t.id),
    searchIndex('party_search', t, t.code, t.name),
    belongsTo(t, t.paymentTermId, () => paymentTerm),
  ],
)

export const partyAddress = tenantTable(
  'party_address',
  {
    partyId: uuid('party_id').notNull(),
    label: text('label'),
    recipient: text('recipient'),
    lines: text('lines').array().notNull().default(sql`'{}'::text[]`),
    city: text('city'),
    region: text('region'),
    postalCode: text('postal_code'),
    country: text('country').notNull(),
    billing: boolean('billing').notNull().default(false),
    shipping: boolean('shipping').notNull().default(false),
    ...stamps,
  },
  (t) => [index('party_address_party').on(t.tenantId, t.partyId), belongsTo(t, t.partyId, () => party)],
)

export const partyContact = tenantTable(
  'party_contact',
  {
    partyId: uuid('party_id').notNull(),
    name: text('name').notNull(),
    position: text('position'),
    email: text('email'),
    phone: text('phone'),
    main: boolean('main').notNull().default(false),
    ...stamps,
  },
  (t) => [index('party_contact_party').on(t.tenantId, t.partyId), belongsTo(t, t.partyId, () => party)],
)
