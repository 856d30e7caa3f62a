import type { CalendarDate } from '@/server/kernel/calendar-date'
import type { Id } from '@/server/kernel/ids'
import * as inventory from '@/server/modules/inventory'
import * as sales from '@/server/modules/sales'
import { runCommand } from '@/server/platform/commands/runner'
import { type Branch, by, type Desk, idsByCode } from './branch'
import { auroraClients } from './clients'
import { makeCompany, makeCustomers, makeItems, saveEuroRates, savePriceList, setLevels } from './masters'
import { afterSales, ordersThatWait, warehouseWork } from './situations'
import { openStock } from './stock'

/** The company in the United States as it opens: books, warehouses, items with stock and levels, price lists, customers. */
export async function openAurora(people: Desk, start: CalendarDate, today: CalendarDate): Promise<Branch> {
  const { admin, warehouse, accountant } = people
  const companyId = await makeCompany(admin, start, {
    code: 'US',
    name: 'Aurora Cycles Inc.',
    country: 'US',
    baseCurrency: 'USD',
    taxId: '84-2917365',
    timeZone: 'America/Chicago',
    chartTemplate: 'us',
  })
  await saveEuroRates(accountant, companyId, start, today)
  const tax = await idsByCode(admin, 'tax_code', companyId)
  const items = await makeItems(admin, start, tax('SALES-TAX'))
  const place = { companyId, kind: 'normal' as const, country: 'US' }
  const west = {
    ...place,
    code: 'WEST',
    name: 'West coast depot',
    nameZh: '西海岸仓库',
    addressLines: ['2200 Adeline St', 'Oakland, CA 94607'],
    bins: ['W-01', 'W-02', 'W-03'],
  }
  const second = await runCommand(inventory.createWarehouse, west, by(warehouse, start))
  const aside = { ...place, kind: 'quarantine' as const, code: 'QUAR', name: 'Quarantine', nameZh: '待检仓' }
  await runCommand(inventory.createWarehouse, aside, by(warehouse, start))
  const main = (await idsByCode(admin, 'warehouse', companyId))('MAIN')
  const base = {
    desk: people,
    companyId,
    currency: 'USD',
    perDollar: 1,
    stockShare: 1,
    start,
    today,
    warehouses: [main, second.id],
    items,
  }
  const groups = await priceLists({ ...base, customers: [] })
  const customers = await makeCustomers(
    people,
    { companyId, start, exempt: 'EXEMPT', taxed: 'SALES-TAX', groups },
    auroraClients,
  )
  const branch: Branch = { ...base, customers }
  await setLevels(branch)
  await openStock(branch)
  return branch
}

/** The cases that a visitor should find; on a company that has only opened they make one of every kind of document. */
export async function tradeSome(branch: Branch): Promise<void> {
  await ordersThatWait(branch)
  await afterSales(branch)
  await warehouseWork(branch)
  const closed = branch.customers.find((c) => c.name === 'Sunrise Senior Tours')
  if (!closed) return
  const block = { id: closed.id, block: 'orders' as const, reason: 'Does not answer reminders' }
  await runCommand(sales.blockCustomer, block, by(branch.desk.manager, branch.today))
}

/** Dealers and chains buy from lists of their own, Europe from one in euro; the general list is for everybody else. */
async function priceLists(branch: Branch): Promise<Map<string, Id>> {
  const { companyId, desk, items, start } = branch
  const call = by(desk.manager, start)
  const list = (code: string, name: string, currency: string, general = false) =>
    runCommand(sales.createPriceList, { companyId, code, name, currency, general }, call)
  const general = (await idsByCode(desk.admin, 'price_list', companyId))('USD')
  const [dealer, chain, euro] = [
    await list('DEALER', 'Dealers', 'USD'),
    await list('CHAIN', 'Chain stores', 'USD'),
    await list('EUR', 'Europe', 'EUR', true),
  ]
  await savePriceList(branch, general, items, (i) => i.price)
  await savePriceList(branch, dealer.id, items, (i) => i.price * 0.93)
  await savePriceList(branch, chain.id, items, (i) => i.price * 0.88)
  await savePriceList(branch, euro.id, items, (i) => i.price * 0.9)
  const group = async (code: string, name: string, priceListId: Id | null, discountPercent = '0') =>
    [
      code,
      (await runCommand(sales.createCustomerGroup, { companyId, code, name, priceListId, discountPercent }, call)).id,
    ] as const
  return new Map([
    await group('DEALER', 'Dealers', dealer.id),
    await group('CHAIN', 'Chain stores', chain.id),
    await group('CLUB', 'Clubs and fleets', null, '3'),
    await group('EXPORT', 'Export', null),
  ])
}
