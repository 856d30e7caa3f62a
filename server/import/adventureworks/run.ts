import { dec, plain, sum } from '@/server/kernel/money'
import type { Actor } from '@/server/platform/identity/actor'
import { ImportSession, type Progress } from '../session'
import { dateOf, SourceFolder } from '../table'
import { checkImport } from './check'
import { importCompany } from './company'
import { importCustomerBase } from './customers'
import { type CostOn, planOrders, readOrders } from './order-plan'
import { importOrders, readNames } from './orders'
import { readPeople } from './people'
import { importLocations, importStock, readInventory } from './places'
import { importItems, importPrices } from './products'
import { planPurchases, readPurchases } from './purchase-plan'
import { importPurchases } from './purchases'
import type { Outcome } from './report'
import { importUnits } from './units'
import { importVendorPrices, importVendors } from './vendors'

export const SOURCE = 'adventureworks'

type Costs = Awaited<ReturnType<typeof importPrices>>['costs']

/** The cost that held on a day; both ends of a span count. */
function costsByDate(costs: Costs): CostOn {
  const byProduct = new Map<string, Costs>()
  for (const cost of costs) byProduct.set(cost.productId, [...(byProduct.get(cost.productId) ?? []), cost])
  return (productId, date) =>
    byProduct
      .get(productId)
      ?.find((c) => (c.validFrom === null || c.validFrom <= date) && (c.validTo === null || date <= c.validTo))
      ?.unitPrice ?? null
}

/**
 * Takes a folder of the AdventureWorks sample into a tenant: masters, stock and all finished sales. Every step is a command with
 * a key of its own, so a run that was stopped goes on where it stood and a second run changes nothing.
 */
export async function importAdventureWorks(
  folder: string,
  actor: Actor,
  options: { readonly company: string; readonly progress: Progress; readonly today: string; readonly batch?: number },
): Promise<Outcome> {
  const session = new ImportSession(actor, SOURCE, options.progress)
  const source = new SourceFolder(folder)
  const { companyId, taxCodeId, purchaseTaxCodeId } = await importCompany(session, options.company)
  const { pieceId } = await importUnits(session, source)
  const made = await importItems(session, source, pieceId)
  const { ids: items, products } = made
  const { costs } = await importPrices(session, source, companyId, made)
  const inventory = await readInventory(source, items)
  const warehouses = await importLocations(session, source, companyId, inventory)
  const people = await readPeople(source)
  const { ids: customers, customers: customerCount } = await importCustomerBase(session, source, companyId, people)
  const orders = await readOrders(source, { customers, items }, costsByDate(costs))
  const { planned, control } = planOrders(orders)
  const cutOver = orders.at(-1)?.date ?? options.today
  const standardCosts = new Map(products.map((p) => [p.key, p.row.StandardCost ?? '0']))
  await importStock(session, { companyId, date: cutOver, items, warehouses, standardCosts, inventory })
  // Finished goods leave from location 7; a folder without it has some other one.
  const warehouseId = warehouses.get('7') ?? [...warehouses.values()][0] ?? ''
  const names = await readNames(source)
  const context = { companyId, taxCodeId, warehouseId, items, customers, addresses: people.addresses, ...names }
  const written = await importOrders(session, planned, context, options.batch)
  const suppliers = await importVendors(session, source, companyId, people)
  const vendorPrices = await importVendorPrices(session, source, suppliers, items)
  const bought = planPurchases(await readPurchases(source, { vendors: suppliers, items }))
  const purchases = await importPurchases(session, bought.planned, {
    ...{ companyId, taxCodeId: purchaseTaxCodeId, warehouseId, items, suppliers },
    shipMethods: names.shipMethods,
  })
  const counted = [...inventory.values()].flat()
  const stockQuantity = plain(sum(counted.map((c) => c.row.Quantity ?? '0')))
  const stockExact = plain(
    sum(counted.map((c) => dec(c.row.Quantity ?? '0').times(standardCosts.get(c.row.ProductID ?? '') ?? '0'))),
  )
  const today = options.today > dateOf(cutOver) ? options.today : cutOver
  const checked = await checkImport(session, companyId, {
    ...{ control, customers: customerCount, stockQuantity, today },
    ...{ purchases: bought.control, suppliers: suppliers.size, vendorPrices },
  })
  return {
    control,
    purchases: bought.control,
    purchaseSeconds: purchases.seconds,
    checked,
    rejections: source.rejections,
    stockExact,
    cutOver,
    ...written,
  }
}
