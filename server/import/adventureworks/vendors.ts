import type { z } from 'zod'
import type { importSuppliersInput } from '@/server/contracts/procurement/supplier'
import type { Id } from '@/server/kernel/ids'
import { dec } from '@/server/kernel/money'
import { importSuppliers, saveSupplierPrices } from '@/server/modules/procurement'
import type { ImportSession } from '../session'
import { dateOf, firstOf, notDecimal, type SourceFolder } from '../table'
import { addressesOf, contactsOf } from './customers'
import type { People } from './people'

type Supplier = z.input<typeof importSuppliersInput>['suppliers'][number]
const FROM = 'Vendor'

/** Vendors as suppliers with addresses, contacts and the lead time that is usual among their products. */
export async function importVendors(
  session: ImportSession,
  source: SourceFolder,
  companyId: Id,
  people: People,
): Promise<Map<string, Id>> {
  const vendors = await source.all(
    'Vendor',
    ['BusinessEntityID'],
    ['AccountNumber', 'Name', 'PreferredVendorStatus', 'ActiveFlag'],
    (r) =>
      firstOf(r.Name ? null : 'the vendor has no name', r.AccountNumber ? null : 'the vendor has no account number'),
  )
  session.progress.stage(FROM, vendors.length)
  const suppliers = vendors.map(
    ({ key, row }): Supplier => ({
      keys: [key],
      code: row.AccountNumber ?? '',
      party: {
        kind: 'organization',
        name: row.Name ?? '',
        addresses: addressesOf(people, key, row.Name ?? ''),
        contacts: contactsOf(people, key),
      },
      note: row.PreferredVendorStatus === '1' ? 'Preferred vendor' : null,
    }),
  )
  const from = { source: session.source, table: FROM }
  for (let at = 0; at < suppliers.length; at += 200) {
    const batch = suppliers.slice(at, at + 200)
    await session.run(
      importSuppliers,
      { companyId, from, suppliers: batch },
      `${FROM}:${batch[0]?.keys?.[0]}:${batch.length}`,
    )
    session.progress.step(batch.length)
  }
  session.progress.done()
  return session.known(FROM)
}

/** What vendors ask for products: price, least quantity and lead time. */
export async function importVendorPrices(
  session: ImportSession,
  source: SourceFolder,
  suppliers: ReadonlyMap<string, Id>,
  items: ReadonlyMap<string, Id>,
): Promise<number> {
  const columns = ['StandardPrice', 'MinOrderQty', 'AverageLeadTime', 'LastReceiptDate', 'UnitMeasureCode']
  const rows = await source.all('ProductVendor', ['ProductID', 'BusinessEntityID'], columns, (r) =>
    firstOf(
      notDecimal(r, 'StandardPrice'),
      notDecimal(r, 'MinOrderQty'),
      items.has(r.ProductID ?? '') ? null : `there is no product ${r.ProductID}`,
      suppliers.has(r.BusinessEntityID ?? '') ? null : `there is no vendor ${r.BusinessEntityID}`,
    ),
  )
  session.progress.stage('ProductVendor', rows.length)
  const known = await session.known('ProductVendor')
  const byVendor = new Map<string, typeof rows>()
  for (const entry of rows) {
    const vendor = entry.row.BusinessEntityID ?? ''
    byVendor.set(vendor, [...(byVendor.get(vendor) ?? []), entry])
  }
  for (const [vendor, mine] of byVendor) {
    if (mine.some((m) => !known.has(m.key))) {
      const prices = mine.map(({ row }) => ({
        itemId: items.get(row.ProductID ?? '') ?? '',
        unitPrice: dec(row.StandardPrice ?? '0').toFixed(),
        orderMinimum: row.MinOrderQty ?? null,
        leadTimeDays: Number(row.AverageLeadTime ?? '0'),
        agreement: row.LastReceiptDate ? `last receipt ${dateOf(row.LastReceiptDate)}` : null,
      }))
      const supplierId = suppliers.get(vendor) ?? ''
      await session.run(saveSupplierPrices, { supplierId, prices }, `ProductVendor:${vendor}:${prices.length}`)
    }
    session.progress.step(mine.length)
  }
  session.progress.done()
  return rows.length
}
