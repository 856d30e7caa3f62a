import { readdirSync, readFileSync } from 'node:fs'
import type { z } from 'zod'
import type { Id } from '@/server/kernel/ids'
import { setUpCompanyBooks } from '@/server/modules/finance'
import { setUpInventory } from '@/server/modules/inventory'
import {
  approveSalesOrder,
  createCustomer,
  createSalesOrder,
  quoteSalesOrder,
  savePrices,
  setUpSales,
} from '@/server/modules/sales'
import type { Call } from '@/server/platform/commands/runner'
import { runCommand } from '@/server/platform/commands/runner'
import { inCommand, makeItem, post, readRows, type StockCompany } from './stock'
import { createTestTenant } from './tenant'

/** A company that sells: books of 2026 in USD, a main warehouse, 20 % tax, a general price list. */
export interface SalesCompany extends StockCompany {
  readonly taxCodeId: Id
  readonly priceListId: Id
  readonly call: Call
}

export async function createSalesCompany(): Promise<SalesCompany> {
  const tenant = await createTestTenant()
  const { admin, companyId } = tenant
  const places = await inCommand(admin, async (ctx) => {
    await setUpCompanyBooks(ctx, {
      companyId,
      template: 'ifrs',
      taxTemplate: 'eu',
      fiscalYearStart: '2026-01-01',
      years: 1,
      currencies: ['EUR'],
    })
    const made = await setUpInventory(ctx, { companyId })
    await setUpSales(ctx, { companyId })
    return made
  })
  const idOf = async (text: string): Promise<Id> => {
    const [row] = await readRows<{ id: Id }>(admin, text)
    if (!row) throw new Error(text)
    return row.id
  }
  return {
    ...tenant,
    ...places,
    binIds: [],
    pieceId: await idOf(`select id from unit_of_measure where code = 'EA'`),
    taxCodeId: await idOf(`select id from tax_code where code = 'EU-VAT20-OUT'`),
    priceListId: await idOf('select id from price_list where general'),
    call: { actor: admin, now: new Date('2026-06-15T12:00:00Z') },
  }
}

let made = 0
/** A customer with a party of its own. */
export async function makeSalesCustomer(
  c: SalesCompany,
  more: Partial<z.input<typeof createCustomer.input>> = {},
): Promise<Id> {
  const code = `C${++made}`
  const { id } = await runCommand(
    createCustomer,
    { companyId: c.companyId, code, party: { name: `Customer ${code}` }, ...more },
    c.call,
  )
  return id
}

/** An item with a price, and stock of it when `stock` says so (`quantity` at `cost`). */
export async function makeSoldItem(
  c: SalesCompany,
  options: { price: string; stock?: string; cost?: string; more?: Parameters<typeof makeItem>[2] },
): Promise<Id> {
  const itemId = await makeItem(c, `I${++made}`, { taxCodeIds: [c.taxCodeId], ...options.more })
  await runCommand(savePrices, { priceListId: c.priceListId, prices: [{ itemId, unitPrice: options.price }] }, c.call)
  if (options.stock) await post(c, 'receipt', [{ itemId, quantity: options.stock, unitCost: options.cost ?? '1' }])
  return itemId
}

export type OrderLines = z.input<typeof createSalesOrder.input>['lines']
export const makeOrder = (
  c: SalesCompany,
  customerId: Id,
  lines: OrderLines,
  more: Partial<z.input<typeof createSalesOrder.input>> = {},
) => runCommand(createSalesOrder, { companyId: c.companyId, customerId, lines, ...more }, c.call)

/** An order that is quoted and approved. */
export async function approvedOrder(
  c: SalesCompany,
  customerId: Id,
  lines: OrderLines,
  more: Partial<z.input<typeof createSalesOrder.input>> = {},
) {
  const order = await makeOrder(c, customerId, lines, more)
  await runCommand(quoteSalesOrder, { id: order.id }, c.call)
  await runCommand(approveSalesOrder, { id: order.id }, c.call)
  return order
}

/** A line of the catalogue item with nothing but quantity. */
export const line = (itemId: Id, quantity: string, more: Partial<OrderLines[number]> = {}) => ({
  itemId,
  quantity,
  ...more,
})

export const orderRow = async (c: SalesCompany, id: Id) => {
  const [row] = await readRows<Record<string, string | null>>(
    c.admin,
    `select status, reservation_progress as reservation, delivery_progress as delivery, billing_progress as billing,
       trim_scale(exposure)::text as exposure, trim_scale(gross)::text as gross from sales_order where id = $1`,
    [id],
  )
  return row
}

/** The entries of a document: account role or code to amount in base currency. */
export const journalOf = async (c: SalesCompany, documentId: Id): Promise<Record<string, string>> => {
  const rows = await readRows<{ role: string; amount: string }>(
    c.admin,
    `select coalesce(r.role, a.code) as role, trim_scale(sum(l.base_amount))::text as amount
     from journal_entry e join journal_line l on l.tenant_id = e.tenant_id and l.entry_id = e.id
     join account a on a.tenant_id = l.tenant_id and a.id = l.account_id
     left join lateral (select min(role) as role from account_role r where r.tenant_id = l.tenant_id and r.account_id = l.account_id) r on true
     where e.source_document_id = $1 group by 1 order by 1`,
    [documentId],
  )
  return Object.fromEntries(rows.map((r) => [r.role, r.amount]))
}

/** The rows that break an invariant of sales, by file. */
export async function brokenInvariants(c: SalesCompany): Promise<Record<string, object[]>> {
  const found: Record<string, object[]> = {}
  for (const file of readdirSync('db/invariants').filter((f) => f.startsWith('sales_'))) {
    const rows = await readRows(c.admin, readFileSync(`db/invariants/${file}`, 'utf8'))
    if (rows.length > 0) found[file] = rows
  }
  return found
}
