import { and, eq } from 'drizzle-orm'
import type { z } from 'zod'
import { supplier } from '@/db/schema/procurement'
import { masterResult } from '@/server/contracts/platform/document'
import { blockSupplierInput, createSupplierInput, updateSupplierInput } from '@/server/contracts/procurement/supplier'
import { notFound, validation } from '@/server/kernel/errors'
import { type Id, newId } from '@/server/kernel/ids'
import { company, createParty, party as partiesOf, updateParty } from '@/server/modules/finance'
import { author, changeMaster, given } from '@/server/platform/commands/change-master'
import { command } from '@/server/platform/commands/command'
import type { CommandContext } from '@/server/platform/commands/context'
import { isTaxId } from './tax-id'

const constraints = {
  supplier_code: { code: 'procurement.supplier_code_taken', path: 'code' },
  supplier_party: { code: 'procurement.party_is_supplier', path: 'partyId' },
  party_code: { code: 'procurement.supplier_code_taken', path: 'code' },
  supplier_warehouse_id_fk: { code: 'common.reference', path: 'warehouseId' },
  party_payment_term_id_fk: { code: 'common.reference', path: 'paymentTermId' },
  supplier_bounds: { code: 'common.out_of_bounds', path: 'orderMultiple' },
}

/** Refuses a tax id that its country's rule does not allow. Without a country: the company's. Error procurement.tax_id. */
export function demandTaxId(
  taxId: string | null | undefined,
  country: string,
  kind: 'organization' | 'person',
  path = 'party.taxId',
): void {
  if (taxId && !isTaxId(taxId, country, kind)) throw validation('procurement.tax_id', path, { taxId, country })
}

/** Changes the party behind a supplier; the version that counts is the supplier's. */
async function changeParty(
  ctx: CommandContext,
  id: Id,
  columns: Omit<Parameters<typeof updateParty>[1], 'id' | 'version'>,
): Promise<void> {
  const [row] = await ctx.sql<{ version: number }[]>`
    select version from party where tenant_id = ${ctx.tenantId} and id = ${id} for update`
  if (!row) throw notFound('party')
  await updateParty(ctx, { id, version: row.version, ...columns })
}

const countryOf = (
  taxCountry: string | null | undefined,
  addresses: readonly { country: string; billing: boolean }[] | undefined,
  own: string,
): string => taxCountry ?? addresses?.find((a) => a.billing)?.country ?? addresses?.[0]?.country ?? own

/** The party of a new supplier: an existing one, or one made of what was given. */
async function partyFor(ctx: CommandContext, input: z.output<typeof createSupplierInput>, country: string) {
  if (input.partyId) {
    const known = (await partiesOf(ctx, [input.partyId])).get(input.partyId)
    if (!known) throw notFound('party')
    demandTaxId(known.taxId, input.taxCountry ?? country, known.kind, 'partyId')
    if (!known.isSupplier) await changeParty(ctx, known.id, { isSupplier: true })
    return { id: known.id, name: known.name, currency: known.currency, paymentTermId: known.paymentTermId }
  }
  if (!input.party) throw validation('validation.required', 'party')
  demandTaxId(input.party.taxId, countryOf(input.taxCountry, input.party.addresses, country), input.party.kind)
  const fields = {
    ...input.party,
    code: input.code,
    currency: input.currency ?? null,
    isCustomer: false,
    isSupplier: true,
  }
  const id = await createParty(ctx, fields)
  return { id, name: fields.name, currency: fields.currency, paymentTermId: fields.paymentTermId }
}

/** A supplier of a party, by the party's currency and term unless given. Errors: procurement.tax_id, procurement.supplier_code_taken. */
export const createSupplier = command({
  name: 'procurement.createSupplier',
  permission: 'procurement.supplier.create',
  input: createSupplierInput,
  output: masterResult,
  constraints,
  handler: async (ctx, input) => {
    const books = await company(ctx, input.companyId)
    const party = await partyFor(ctx, input, books.country)
    const { partyId: _given, party: _made, code, companyId, currency, ...terms } = input
    const id = newId()
    await ctx.tx.insert(supplier).values({
      ...author(ctx),
      id,
      companyId,
      partyId: party.id,
      code,
      name: party.name,
      ...given(terms),
      currency: currency ?? party.currency ?? books.baseCurrency,
      paymentTermId: terms.paymentTermId ?? party.paymentTermId,
      taxCountry: terms.taxCountry ?? countryOf(null, input.party?.addresses, books.country),
    })
    ctx.record({
      action: 'create',
      document: 'supplier',
      documentId: id,
      companyId,
      label: code,
      after: { code, ...terms },
    })
    ctx.emit('procurement.supplier.created', {
      document: 'supplier',
      documentId: id,
      companyId,
      payload: { code, name: party.name },
    })
    return { id, version: 1 }
  },
})

/** Changes terms, and through `name` and `party` what stands on the party. What is left out stays. */
export const updateSupplier = command({
  name: 'procurement.updateSupplier',
  permission: 'procurement.supplier.update',
  input: updateSupplierInput,
  output: masterResult,
  constraints,
  handler: async (ctx, { id, version, name, party, ...terms }) => {
    const [known] = await ctx.tx
      .select({ partyId: supplier.partyId, taxCountry: supplier.taxCountry, companyId: supplier.companyId })
      .from(supplier)
      .where(and(eq(supplier.tenantId, ctx.tenantId), eq(supplier.id, id)))
    if (!known) throw notFound('supplier')
    const [books, parties] = await Promise.all([company(ctx, known.companyId), partiesOf(ctx, [known.partyId])])
    const before = parties.get(known.partyId)
    const country = terms.taxCountry ?? known.taxCountry ?? books.country
    if (before && (party?.taxId !== undefined || terms.taxCountry !== undefined))
      demandTaxId(party?.taxId === undefined ? before.taxId : party.taxId, country, before.kind)
    const columns = given({ ...party, name })
    if (Object.keys(columns).length > 0) await changeParty(ctx, known.partyId, columns)
    return changeMaster(ctx, supplier, 'supplier', { id, version }, given({ ...terms, name }))
  },
})

/** Stops new orders with a supplier, or everything, or lets it go on. */
export const blockSupplier = command({
  name: 'procurement.blockSupplier',
  permission: 'procurement.supplier.block',
  input: blockSupplierInput,
  output: masterResult,
  handler: async (ctx, { id, version, block, reason }) => {
    if (block !== 'none' && !reason) throw validation('validation.required', 'reason')
    return changeMaster(
      ctx,
      supplier,
      'supplier',
      { id, version },
      { block, blockReason: block === 'none' ? null : reason },
    )
  },
})
