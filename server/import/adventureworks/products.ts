import type { Id } from '@/server/kernel/ids'
import { dec, plain, round } from '@/server/kernel/money'
import { createCategory, createItem } from '@/server/modules/inventory'
import { createPriceList, listPriceLists, savePrices } from '@/server/modules/sales'
import type { ImportSession } from '../session'
import { dateOf, firstOf, notDate, notDecimal, type Row, type SourceFolder } from '../table'

/** Categories (codes `C1`) with their subcategories (`S1`) below them. */
async function importCategories(session: ImportSession, source: SourceFolder): Promise<Map<string, Id>> {
  const top = await source.all('ProductCategory', ['ProductCategoryID'], ['Name'])
  const tops = await session.each('ProductCategory', 'item_category', top, ({ key, row }) =>
    session.run(createCategory, { code: `C${key}`, name: row.Name ?? '' }, `ProductCategory:${key}`),
  )
  const below = await source.all('ProductSubcategory', ['ProductSubcategoryID'], ['Name', 'ProductCategoryID'], (r) =>
    tops.has(r.ProductCategoryID ?? '') ? null : `there is no category ${r.ProductCategoryID}`,
  )
  return session.each('ProductSubcategory', 'item_category', below, ({ key, row }) => {
    const parentId = tops.get(row.ProductCategoryID ?? '') ?? null
    return session.run(createCategory, { code: `S${key}`, name: row.Name ?? '', parentId }, `ProductSubcategory:${key}`)
  })
}

const KILOGRAMS: Record<string, string> = { LB: '0.45359237', G: '0.001', KG: '1' }

function weightOf(row: Row): string | null {
  const factor = KILOGRAMS[row.WeightUnitMeasureCode ?? '']
  return row.Weight && factor ? plain(round(dec(row.Weight).times(factor), 6)) : null
}

function descriptionOf(row: Row): string | null {
  const parts = [
    row.Color && `Colour: ${row.Color}`,
    row.Size && `Size: ${row.Size}${row.SizeUnitMeasureCode ? ` ${row.SizeUnitMeasureCode}` : ''}`,
    row.FinishedGoodsFlag === '1' ? 'Finished goods' : 'Not sold as such',
    row.MakeFlag === '1' ? 'Made in house' : 'Bought',
    row.SellEndDate && `Sold until ${dateOf(row.SellEndDate)}`,
  ]
  return parts.filter(Boolean).join('\n')
}

const productColumns = [
  'Name',
  'ProductNumber',
  'StandardCost',
  'ListPrice',
  'ProductSubcategoryID',
  'FinishedGoodsFlag',
]

/** Products as stock items at standard cost, with weight and what else describes them. */
export async function importItems(session: ImportSession, source: SourceFolder, pieceId: Id) {
  const categories = await importCategories(session, source)
  const products = await source.all('Product', ['ProductID'], productColumns, (r) =>
    firstOf(
      r.Name && r.ProductNumber ? null : 'name or number is empty',
      notDecimal(r, 'StandardCost'),
      notDecimal(r, 'ListPrice'),
      r.ProductSubcategoryID && !categories.has(r.ProductSubcategoryID)
        ? `there is no subcategory ${r.ProductSubcategoryID}`
        : null,
    ),
  )
  const ids = await session.each('Product', 'item', products, ({ key, row }) =>
    session.run(
      createItem,
      {
        code: row.ProductNumber ?? '',
        name: row.Name ?? '',
        description: descriptionOf(row),
        categoryId: categories.get(row.ProductSubcategoryID ?? '') ?? null,
        stockUnitId: pieceId,
        valuation: 'standard',
        standardCost: row.StandardCost ?? '0',
        weightKg: weightOf(row),
      },
      `Product:${key}`,
    ),
  )
  return { ids, products }
}

interface Span {
  readonly itemId: Id
  readonly validFrom: string | null
  readonly validTo: string | null
  readonly unitPrice: string
}

async function spans(source: SourceFolder, table: string, column: string, items: ReadonlyMap<string, Id>) {
  const rows = await source.all(table, ['ProductID', 'StartDate'], ['EndDate', column], (r) =>
    firstOf(
      items.has(r.ProductID ?? '') ? null : `there is no product ${r.ProductID}`,
      notDate(r, 'StartDate'),
      r.EndDate ? notDate(r, 'EndDate') : null,
      notDecimal(r, column),
    ),
  )
  return rows.map(({ row }): Span & { productId: string } => ({
    productId: row.ProductID ?? '',
    itemId: items.get(row.ProductID ?? '') ?? '',
    validFrom: dateOf(row.StartDate),
    validTo: row.EndDate ? dateOf(row.EndDate) : null,
    unitPrice: row[column] ?? '0',
  }))
}

/** The general price list with its history, and a list that only keeps the history of standard costs. Returns those costs. */
export async function importPrices(
  session: ImportSession,
  source: SourceFolder,
  companyId: Id,
  { ids, products }: Awaited<ReturnType<typeof importItems>>,
) {
  const page = await session.query(listPriceLists.rows, {})
  const general = page.rows.find((r) => r.general === true)?.id
  if (!general) throw new Error('The company has no general price list.')
  const history = await spans(source, 'ProductListPriceHistory', 'ListPrice', ids)
  const withHistory = new Set(history.map((h) => h.productId))
  const plainPrices = products
    .filter(({ key, row }) => !withHistory.has(key) && dec(row.ListPrice ?? '0').greaterThan(0))
    .map(({ key, row }) => ({
      itemId: ids.get(key) ?? '',
      validFrom: null,
      validTo: null,
      unitPrice: row.ListPrice ?? '0',
    }))
  const costs = await spans(source, 'ProductCostHistory', 'StandardCost', ids)
  await session.each('PriceList', 'price_list', [{ key: 'prices' }, { key: 'costs' }], async ({ key }) => {
    const id = key === 'prices' ? general : await costList(session, companyId)
    const rows = key === 'prices' ? [...history, ...plainPrices] : costs
    const prices = rows.map(({ itemId, validFrom, validTo, unitPrice }) => ({ itemId, validFrom, validTo, unitPrice }))
    for (let at = 0; at < prices.length; at += 2000)
      await session.run(savePrices, { priceListId: id, prices: prices.slice(at, at + 2000) }, `PriceList:${key}:${at}`)
    return { id }
  })
  return { costs, prices: history.length + plainPrices.length }
}

async function costList(session: ImportSession, companyId: Id): Promise<Id> {
  const input = { companyId, code: 'STANDARD-COST', name: 'History of standard costs', currency: 'USD' }
  return (await session.run(createPriceList, input, 'PriceList:costs')).id
}
