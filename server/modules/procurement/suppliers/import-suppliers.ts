import { supplier } from '@/db/schema/procurement'
import { importedBatch } from '@/server/contracts/platform/import'
import { importSuppliersInput } from '@/server/contracts/procurement/supplier'
import { validation } from '@/server/kernel/errors'
import { newId } from '@/server/kernel/ids'
import { company, createParties } from '@/server/modules/finance'
import { command } from '@/server/platform/commands/command'
import { importedRows, rememberImported } from '@/server/platform/imports/references'
import { insertRows } from '@/server/platform/tenancy/bulk'
import { demandTaxId } from './supplier.commands'

/**
 * Makes many suppliers with their parties, set-based; audit rows and events as for single ones. Rows whose source key has been
 * taken in before are passed over. Errors: procurement.supplier_code_taken, procurement.tax_id, common.reference.
 */
export const importSuppliers = command({
  name: 'procurement.importSuppliers',
  permission: 'procurement.supplier.import',
  input: importSuppliersInput,
  output: importedBatch,
  constraints: {
    supplier_code: { code: 'procurement.supplier_code_taken', path: 'suppliers' },
    party_code: { code: 'procurement.supplier_code_taken', path: 'suppliers' },
    party_payment_term_id_fk: { code: 'common.reference', path: 'suppliers' },
    supplier_warehouse_id_fk: { code: 'common.reference', path: 'suppliers' },
    supplier_bounds: { code: 'common.out_of_bounds', path: 'suppliers' },
    import_reference_row: { code: 'common.duplicate', path: 'suppliers' },
  },
  handler: async (ctx, { companyId, from, suppliers }) => {
    const { baseCurrency, country } = await company(ctx, companyId)
    const known = from
      ? await importedRows(
          ctx,
          from,
          suppliers.flatMap((c) => c.keys),
        )
      : new Map()
    const fresh = suppliers.filter((c) => !c.keys.some((k) => known.has(k)))
    const rows = fresh.map((c, i) => {
      if (!c.party) throw validation('validation.required', `suppliers.${i}.party`)
      const taxCountry = c.taxCountry ?? c.party.addresses[0]?.country ?? country
      demandTaxId(c.party.taxId, taxCountry, c.party.kind, `suppliers.${i}.party.taxId`)
      return { ...c, party: c.party, taxCountry, id: newId(), partyId: newId() }
    })
    await createParties(
      ctx,
      rows.map((r) => ({
        id: r.partyId,
        ...r.party,
        code: r.code,
        currency: r.currency ?? null,
        isCustomer: false,
        isSupplier: true,
      })),
    )
    const { userId } = ctx.actor
    await insertRows(
      ctx,
      supplier,
      rows.map((r) => ({
        id: r.id,
        companyId,
        partyId: r.partyId,
        code: r.code,
        name: r.party.name,
        taxCountry: r.taxCountry,
        currency: r.currency ?? baseCurrency,
        paymentTermId: r.paymentTermId ?? r.party.paymentTermId,
        buyerId: r.buyerId ?? null,
        taxCodeIds: r.taxCodeIds ?? [],
        taxExempt: r.taxExempt ?? false,
        leadTimeDays: r.leadTimeDays ?? 0,
        minimumOrder: r.minimumOrder ?? null,
        orderMultiple: r.orderMultiple ?? null,
        overReceiptPercent: r.overReceiptPercent ?? null,
        underReceiptPercent: r.underReceiptPercent ?? null,
        overReceiptAction: r.overReceiptAction ?? null,
        matchPolicy: r.matchPolicy ?? ('three_way' as const),
        matchLimits: r.matchLimits ?? {},
        warehouseId: r.warehouseId ?? null,
        orderEmail: r.orderEmail ?? null,
        block: 'none' as const,
        note: r.note ?? null,
        version: 1,
        createdAt: ctx.now.toISOString(),
        createdBy: userId,
        updatedAt: ctx.now.toISOString(),
        updatedBy: userId,
      })),
    )
    if (from)
      await rememberImported(
        ctx,
        from,
        'supplier',
        rows.flatMap((r) => r.keys.map((key) => ({ key, id: r.id }))),
      )
    for (const r of rows) {
      const document = { document: 'supplier', documentId: r.id, companyId }
      ctx.record({ ...document, action: 'create', label: r.code, after: { code: r.code } })
      ctx.emit('procurement.supplier.created', { ...document, payload: { code: r.code, name: r.party.name } })
    }
    return { imported: rows.length, known: suppliers.length - rows.length }
  },
})
