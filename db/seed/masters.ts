import { sql as raw } from 'drizzle-orm'
import type { z } from 'zod'
import { addDays, addMonths, type CalendarDate, startOfMonth } from '@/server/kernel/calendar-date'
import type { Id } from '@/server/kernel/ids'
import * as finance from '@/server/modules/finance'
import * as inventory from '@/server/modules/inventory'
import * as sales from '@/server/modules/sales'
import { runCommand } from '@/server/platform/commands/runner'
import type { Actor } from '@/server/platform/identity/actor'
import { createCompany } from '@/server/platform/tenancy/companies'
import { cnAccounts, usAccounts } from './books'
import {
  type Branch,
  type BranchCustomer,
  type BranchItem,
  by,
  type Desk,
  idsByCode,
  inParallel,
  readRows,
} from './branch'
import { type CatalogueItem, catalogue, categories, volumesOf } from './catalogue'
import type { Client } from './clients'

/** A company with its books: fiscal years from the year in which its history starts, and an account for stock bought without orders. */
export async function makeCompany(
  admin: Actor,
  start: CalendarDate,
  input: z.input<typeof createCompany.input>,
): Promise<Id> {
  const { id: companyId } = await runCommand(createCompany, input, by(admin, start))
  const code = (input.chartTemplate === 'cn' ? cnAccounts : usAccounts).received
  const names = { nameEn: 'Stock bought without orders', nameZh: '无订单采购应付款' }
  const kind = { type: 'liability', subtype: 'current_liability' }
  await runCommand(finance.createAccount, { companyId, code, ...names, ...kind }, by(admin, start))
  return companyId
}

const money = (value: number): string => (Math.round(value * 100) / 100).toFixed(2)

/** Categories and items, which all companies of the tenant share. `taxCode` is what is charged when the customer says nothing. */
export async function makeItems(admin: Actor, start: CalendarDate, taxCodeId: Id): Promise<BranchItem[]> {
  const call = by(admin, start)
  const unit = await idsByCode(admin, 'unit_of_measure')
  const made = await inParallel(categories, async ([code, name, nameZh]) => {
    const { id } = await runCommand(inventory.createCategory, { code, name, nameZh }, call)
    return [code, id] as const
  })
  const category = new Map<string, Id>(made)
  return inParallel(catalogue, async (item, n) => {
    const box = item.category === 'NUTRITION' ? [{ unitId: unit('XBX'), factor: '24' }] : []
    const { id } = await runCommand(
      inventory.createItem,
      {
        code: item.code,
        name: item.en,
        nameZh: item.zh,
        kind: item.service ? 'service' : 'stock',
        categoryId: category.get(item.category) ?? null,
        stockUnitId: item.code === 'SV-010' ? unit('HUR') : unit('EA'),
        units: box,
        barcodes: item.service ? [] : [{ barcode: `20${String(n + 1).padStart(4, '0')}${item.code.replace('-', '')}` }],
        tracking: item.tracking,
        expires: item.shelfDays > 0,
        minShelfLifeDays: item.category === 'NUTRITION' ? 20 : 0,
        valuation: item.valuation,
        ...(item.valuation === 'standard' && { standardCost: money(item.cost) }),
        taxCodeIds: [taxCodeId],
      },
      call,
    )
    return { ...item, id }
  })
}

/** Safety, reorder and maximum of every stock item in the main warehouse. */
export async function setLevels(branch: Branch): Promise<void> {
  const [warehouseId] = branch.warehouses
  const stocked = branch.items.filter((i) => !i.service)
  await inParallel(stocked, async (item) => {
    const { safety, reorder, maximum } = volumesOf(item)
    const level = { warehouseId: warehouseId ?? '', safety: `${safety}`, reorder: `${reorder}`, maximum: `${maximum}` }
    await runCommand(
      inventory.setItemLevels,
      { itemId: item.id, levels: [level] },
      by(branch.desk.warehouse, branch.start),
    )
  })
}

/** Customers of a company with their party, address, contact, terms and limit. */
export async function makeCustomers(
  desk: Desk,
  company: { companyId: Id; start: CalendarDate; exempt: string; taxed: string; groups: ReadonlyMap<string, Id> },
  clients: readonly Client[],
): Promise<BranchCustomer[]> {
  const { companyId } = company
  const [term, tax] = [await idsByCode(desk.admin, 'payment_term'), await idsByCode(desk.admin, 'tax_code', companyId)]
  const made = await inParallel(clients, async (client) => {
    const { id } = await runCommand(
      sales.createCustomer,
      {
        companyId,
        code: client.code,
        currency: client.currency,
        groupId: company.groups.get(client.group) ?? null,
        paymentTermId: term(client.term),
        creditLimit: client.creditLimit,
        taxCodeIds: [tax(client.taxed ? company.taxed : company.exempt)],
        salesPersonId: (client.code.charCodeAt(3) % 2 ? desk.rep : desk.otherRep).userId,
        party: {
          name: client.name,
          legalName: client.name,
          email: `orders@${client.code.toLowerCase()}.example`,
          locale: client.country === 'CN' ? 'zh' : 'en',
          addresses: [
            {
              label: client.country === 'CN' ? '总部' : 'Main',
              recipient: client.name,
              lines: [client.street],
              city: client.city,
              region: client.region,
              postalCode: client.postalCode,
              country: client.country,
              billing: true,
              shipping: true,
            },
          ],
          contacts: [{ name: client.contact, position: client.country === 'CN' ? '采购' : 'Purchasing', main: true }],
        },
      },
      by(desk.manager, company.start),
    )
    return [client, id] as const
  })
  const rows = await readRows<{ id: Id; party_id: Id }>(
    desk.admin,
    (t) => raw`select id, party_id from customer where tenant_id = ${t} and company_id = ${companyId}`,
  )
  const parties = new Map(rows.map((r) => [r.id, r.party_id]))
  return made.map(([client, id]) => ({ ...client, id, partyId: parties.get(id) ?? '' }))
}

/** Prices of a list: the base price, tiers for goods that are bought by the dozen, and a promotion of some accessories that ends soon. */
export async function savePriceList(
  branch: Pick<Branch, 'desk' | 'start' | 'today'>,
  priceListId: Id,
  items: readonly BranchItem[],
  priceOf: (item: CatalogueItem) => number,
): Promise<void> {
  const prices = items.flatMap((item) => {
    const price = priceOf(item)
    const tiers =
      item.cost > 0 && item.cost < 60
        ? [
            { from: '25', factor: 0.95 },
            { from: '100', factor: 0.9 },
          ]
        : []
    const promoted = item.category === 'ACCESSORIES' && item.price > 40
    return [
      { itemId: item.id, unitPrice: money(price) },
      ...tiers.map((t) => ({ itemId: item.id, minQuantity: t.from, unitPrice: money(price * t.factor) })),
      ...(promoted
        ? [
            {
              itemId: item.id,
              unitPrice: money(price * 0.92),
              validFrom: addDays(branch.today, -20),
              validTo: addDays(branch.today, 12),
            },
          ]
        : []),
    ]
  })
  await runCommand(sales.savePrices, { priceListId, prices }, by(branch.desk.manager, branch.start))
}

/** What a euro was worth on the first of every month, in dollars. */
export async function saveEuroRates(
  accountant: Actor,
  companyId: Id,
  start: CalendarDate,
  today: CalendarDate,
): Promise<void> {
  await runCommand(finance.enableCurrency, { companyId, currency: 'EUR' }, by(accountant, start))
  const rates: { currency: string; date: CalendarDate; rate: string }[] = []
  for (let date = startOfMonth(addMonths(start, -1)), n = 0; date <= today; date = addMonths(date, 1), n++)
    rates.push({
      currency: 'EUR',
      date,
      rate: (1.082 + ((n * 7) % 5) * 0.006).toFixed(4),
    })
  await runCommand(finance.setExchangeRates, { companyId, rates }, by(accountant, start))
}
