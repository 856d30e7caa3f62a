import type { Id } from '@/server/kernel/ids'
import {
  createStockAdjustment,
  createWarehouse,
  postStockAdjustment,
  warehouseOptions,
} from '@/server/modules/inventory'
import type { ImportSession } from '../session'
import { firstOf, notDecimal, type Row, type SourceFolder } from '../table'

const shelf = (row: Row): string => (row.Shelf === 'N/A' ? `NA-${row.Bin}` : `${row.Shelf}-${row.Bin}`)

interface Counted {
  readonly key: string
  readonly row: Row
}

/** What is on the shelves, by location; rows of nothing are told as rejected. */
export async function readInventory(source: SourceFolder, items: ReadonlyMap<string, Id>) {
  const columns = ['Shelf', 'Bin', 'Quantity']
  const rows = await source.all('ProductInventory', ['ProductID', 'LocationID'], columns, (r) =>
    firstOf(
      items.has(r.ProductID ?? '') ? null : `there is no product ${r.ProductID}`,
      /^[A-Za-z/]+$/.test(r.Shelf ?? '') && /^\d+$/.test(r.Bin ?? '') ? null : 'shelf or bin is missing',
      notDecimal(r, 'Quantity'),
      Number(r.Quantity) > 0 ? null : 'quantity 0: nothing to count',
    ),
  )
  const byLocation = new Map<string, Counted[]>()
  for (const { key, row } of rows) {
    const location = row.LocationID ?? ''
    const there = byLocation.get(location)
    if (there) there.push({ key, row })
    else byLocation.set(location, [{ key, row }])
  }
  return byLocation
}

/** Locations as warehouses with the bins that hold something. */
export async function importLocations(
  session: ImportSession,
  source: SourceFolder,
  companyId: Id,
  inventory: ReadonlyMap<string, readonly Counted[]>,
) {
  const rows = await source.all('Location', ['LocationID'], ['Name'])
  return session.each('Location', 'warehouse', rows, ({ key, row }) => {
    const bins = [...new Set((inventory.get(key) ?? []).map((c) => shelf(c.row)))].sort()
    return session.run(
      createWarehouse,
      { companyId, code: `L${key.padStart(2, '0')}`, name: row.Name ?? '', bins },
      `Location:${key}`,
    )
  })
}

/** The count at the cut-over: one opening document a location, valued at standard cost. */
export async function importStock(
  session: ImportSession,
  context: {
    companyId: Id
    date: string
    items: ReadonlyMap<string, Id>
    warehouses: ReadonlyMap<string, Id>
    standardCosts: ReadonlyMap<string, string>
    inventory: ReadonlyMap<string, readonly Counted[]>
  },
): Promise<void> {
  const { companyId, date, items, warehouses, standardCosts } = context
  const { warehouses: places } = await session.query(warehouseOptions, {})
  const bins = new Map(places.flatMap((w) => w.bins.map((b) => [`${w.id}/${b.code}`, b.id] as const)))
  const rows = [...context.inventory].map(([key, counted]) => ({ key, counted }))
  await session.each('ProductInventory', 'stock_adjustment', rows, async ({ key, counted }) => {
    const warehouseId = warehouses.get(key)
    if (!warehouseId) throw new Error(`There is no location ${key}.`)
    const lines = counted.map(({ row }) => ({
      itemId: items.get(row.ProductID ?? '') ?? '',
      quantity: row.Quantity ?? '0',
      unitCost: standardCosts.get(row.ProductID ?? '') ?? '0',
      binId: bins.get(`${warehouseId}/${shelf(row)}`) ?? null,
    }))
    const values = { companyId, kind: 'opening' as const, warehouseId, documentDate: date, postingDate: date, lines }
    const input = { ...values, reason: 'Opening stock, counted at the cut-over' }
    const { id } = await session.run(createStockAdjustment, input, `ProductInventory:${key}`)
    await session.run(postStockAdjustment, { id }, `ProductInventory:${key}:post`)
    return { id }
  })
}
