import { customer, customerExposure } from '@/db/schema/sales'
import { importedBatch } from '@/server/contracts/platform/import'
import { importCustomersInput } from '@/server/contracts/sales/history'
import { validation } from '@/server/kernel/errors'
import { newId } from '@/server/kernel/ids'
import { company, createParties } from '@/server/modules/finance'
import { command } from '@/server/platform/commands/command'
import { importedRows, rememberImported } from '@/server/platform/imports/references'
import { insertRows } from '@/server/platform/tenancy/bulk'

/**
 * Makes many customers with their parties, set-based; audit rows and events as for single ones. Rows whose source key has been
 * taken in before are passed over. Errors: sales.customer_code_taken, common.reference.
 */
export const importCustomers = command({
  name: 'sales.importCustomers',
  permission: 'sales.customer.import',
  input: importCustomersInput,
  output: importedBatch,
  constraints: {
    customer_code: { code: 'sales.customer_code_taken', path: 'customers' },
    party_code: { code: 'sales.customer_code_taken', path: 'customers' },
    customer_group_id_fk: { code: 'common.reference', path: 'customers' },
    customer_price_list_id_fk: { code: 'common.reference', path: 'customers' },
    party_payment_term_id_fk: { code: 'common.reference', path: 'customers' },
    import_reference_row: { code: 'common.duplicate', path: 'customers' },
  },
  handler: async (ctx, { companyId, from, customers }) => {
    const { baseCurrency } = await company(ctx, companyId)
    const known = from
      ? await importedRows(
          ctx,
          from,
          customers.flatMap((c) => c.keys),
        )
      : new Map()
    const fresh = customers.filter((c) => !c.keys.some((k) => known.has(k)))
    const rows = fresh.map((c, i) => {
      if (!c.party) throw validation('validation.required', `customers.${i}.party`)
      return { ...c, party: c.party, id: newId(), partyId: newId() }
    })
    await createParties(
      ctx,
      rows.map((r) => ({
        id: r.partyId,
        ...r.party,
        code: r.code,
        currency: r.currency ?? null,
        isCustomer: true,
        isSupplier: false,
      })),
    )
    const at = ctx.now.toISOString()
    const { userId } = ctx.actor
    await insertRows(
      ctx,
      customer,
      rows.map((r) => ({
        id: r.id,
        companyId,
        partyId: r.partyId,
        code: r.code,
        name: r.party.name,
        groupId: r.groupId ?? null,
        priceListId: r.priceListId ?? null,
        currency: r.currency ?? baseCurrency,
        paymentTermId: r.paymentTermId ?? r.party.paymentTermId,
        salesPersonId: r.salesPersonId ?? null,
        creditLimit: r.creditLimit ?? null,
        discountPercent: r.discountPercent ?? '0',
        taxCodeIds: r.taxCodeIds ?? [],
        taxExempt: r.taxExempt ?? false,
        shipPolicy: r.shipPolicy ?? ('partial' as const),
        invoicePolicy: r.invoicePolicy ?? ('shipped' as const),
        warehouseId: r.warehouseId ?? null,
        block: 'none' as const,
        note: r.note ?? null,
        version: 1,
        createdAt: at,
        createdBy: userId,
        updatedAt: at,
        updatedBy: userId,
      })),
    )
    await insertRows(
      ctx,
      customerExposure,
      rows.map((r) => ({ id: newId(), companyId, customerId: r.id, orders: '0' })),
    )
    if (from)
      await rememberImported(
        ctx,
        from,
        'customer',
        rows.flatMap((r) => r.keys.map((key) => ({ key, id: r.id }))),
      )
    for (const r of rows) {
      const document = { document: 'customer', documentId: r.id, companyId }
      ctx.record({ ...document, action: 'create', label: r.code, after: { code: r.code, groupId: r.groupId ?? null } })
      ctx.emit('sales.customer.created', { ...document, payload: { code: r.code, name: r.party.name } })
    }
    return { imported: rows.length, known: customers.length - rows.length }
  },
})
