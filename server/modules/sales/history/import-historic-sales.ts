import { importedBatch } from '@/server/contracts/platform/import'
import { importHistoricSalesInput } from '@/server/contracts/sales/history'
import { AppError, notFound, validation } from '@/server/kernel/errors'
import type { Id } from '@/server/kernel/ids'
import { dec } from '@/server/kernel/money'
import { accounts, company, loadTaxCodes, postJournalEntries, receiveInFull } from '@/server/modules/finance'
import { items as itemsOf } from '@/server/modules/inventory'
import { command } from '@/server/platform/commands/command'
import type { CommandContext } from '@/server/platform/commands/context'
import { importedRows, rememberImported } from '@/server/platform/imports/references'
import { revenueAccount } from '../invoices/revenue-account'
import { datesOf, type Historic, type HistoricCustomer, historic } from './historic-order'
import { costEntry, invoiceEntry } from './history-entries'
import { type HistoryHeader, insertDeliveries, insertInvoices, insertOrders } from './history-rows'

type Orders = (typeof importHistoricSalesInput)['_output']['orders']

async function customersOf(ctx: CommandContext, companyId: Id, ids: readonly Id[]) {
  const rows = await ctx.sql<HistoricCustomer[]>`
    select id, party_id as "partyId", name from customer
    where tenant_id = ${ctx.tenantId} and company_id = ${companyId} and id = any(${[...new Set(ids)]}::uuid[])`
  return new Map(rows.map((r) => [r.id, r]))
}

/** Every amount is at the currency's precision, and history is in the past. */
function refuseInexact(orders: Orders, digits: number, today: string): void {
  orders.forEach((o, i) => {
    if (o.documentDate > today || o.dueDate < o.documentDate)
      throw validation('validation.date', `orders.${i}.documentDate`)
    const amounts = [o.freight, ...o.lines.flatMap((l) => [l.amount, l.tax, l.cost ?? '0'])]
    if (amounts.some((a) => dec(a).decimalPlaces() > digits))
      throw validation('validation.precision', `orders.${i}`, { digits })
  })
}

async function prepare(ctx: CommandContext, companyId: Id, orders: Orders): Promise<Historic[]> {
  const [customers, items] = await Promise.all([
    customersOf(
      ctx,
      companyId,
      orders.map((o) => o.customerId),
    ),
    itemsOf(
      ctx,
      orders.flatMap((o) => o.lines.map((l) => l.itemId)),
    ),
  ])
  return orders.map((o) => {
    const customer = customers.get(o.customerId)
    if (!customer) throw notFound('customer')
    const made = historic(o, customer, items)
    if (!made) throw notFound('item')
    return made
  })
}

async function headerOf(
  ctx: CommandContext,
  input: (typeof importHistoricSalesInput)['_output'],
  currency: string,
  orders: readonly Historic[],
): Promise<HistoryHeader & { taxAccountId: Id }> {
  const { companyId, taxCodeId, warehouseId } = input
  const first = datesOf(orders).sort()[0] ?? ''
  const [codes, role, places] = await Promise.all([
    loadTaxCodes(ctx, [taxCodeId], first),
    accounts(ctx, companyId),
    ctx.sql`select 1 from warehouse where tenant_id = ${ctx.tenantId} and company_id = ${companyId} and id = ${warehouseId}`,
  ])
  const rate = codes.get(taxCodeId)?.rates[0]
  if (!rate) throw notFound('tax_code')
  if (places.length === 0) throw notFound('warehouse')
  const items = new Map(orders.flatMap((o) => o.lines.map((l) => [l.itemId, l.item])))
  const accountOf = revenueAccount(companyId, items, role, 'revenue')
  return {
    companyId,
    currency,
    taxCodeId,
    taxRateId: rate.id,
    taxAccountId: rate.accountId,
    warehouseId,
    revenueOf: (itemId) => accountOf({ itemId, kind: 'item' }),
    freightAccountId: role('freight_income'),
  }
}

/** Deliveries, bills, entries and payments, each with their numbers, as the last thing before the commit. */
async function writeHistory(
  ctx: CommandContext,
  header: HistoryHeader & { taxAccountId: Id },
  orders: readonly Historic[],
): Promise<void> {
  const { companyId, currency } = header
  const role = await accounts(ctx, companyId)
  const receivable = role('receivable')
  const at = { receivable, tax: header.taxAccountId, cogs: role('cogs'), opening: role('opening_balance') }
  await insertOrders(ctx, header, orders)
  const dates = datesOf(orders)
  ctx.numbersLast({ companyId, document: 'delivery', dates: orders.map((o) => o.deliveryDate) }, async (shipped) => {
    await insertDeliveries(ctx, header, orders, shipped)
    const costs = orders.map((o, i) => costEntry(header, o, shipped[i] ?? '', at))
    postJournalEntries(
      ctx,
      costs.filter((_, i) => !dec(orders[i]?.cost ?? '0').isZero()),
    )
    ctx.numbersLast({ companyId, document: 'customer_invoice', dates }, async (numbers) => {
      await insertInvoices(ctx, header, orders, numbers)
      const entries = orders.map((o, i) => invoiceEntry(header, o, numbers[i] ?? '', at))
      postJournalEntries(ctx, entries, async () => {
        const ids = orders.map((o) => o.invoiceId)
        await ctx.sql`select sales_add_totals_of(${ctx.tenantId}::uuid, ${ids}::uuid[])`
        await receiveInFull(ctx, {
          companyId,
          currency,
          payments: orders
            .filter((o) => !dec(o.gross).isZero())
            .map((o) => ({
              partyId: o.customer.partyId,
              partyName: o.customer.name,
              openItemId: o.openItemId,
              amount: o.gross,
              date: o.dueDate,
              reference: o.number,
            })),
        })
      })
    })
  })
}

/**
 * Takes over finished business of another system: orders with their deliveries, bills and payments, in the periods they belong to.
 * Rules, prices and credit are not asked, because all of it has happened; numbers, ledger and totals are kept as for any posting.
 * Orders whose source key has been taken in before are passed over. Errors: sales.order_number_taken, common.not_found, finance's.
 */
export const importHistoricSales = command({
  name: 'sales.importHistoricSales',
  permission: 'platform.history.import',
  input: importHistoricSalesInput,
  output: importedBatch,
  constraints: {
    sales_order_number: { code: 'sales.order_number_taken', path: 'orders' },
    import_reference_row: { code: 'common.duplicate', path: 'orders' },
  },
  handler: async (ctx, input) => {
    const { companyId, from } = input
    const settings = await company(ctx, companyId)
    const keys = input.orders.map((o) => o.key)
    if (new Set(keys).size < keys.length) throw new AppError('validation', 'common.duplicate')
    const known = await importedRows(ctx, from, keys)
    const fresh = input.orders.filter((o) => !known.has(o.key))
    if (fresh.length === 0) return { imported: 0, known: known.size }
    refuseInexact(fresh, settings.digits, settings.today)
    const orders = await prepare(ctx, companyId, fresh)
    const header = await headerOf(ctx, input, settings.baseCurrency, orders)
    await writeHistory(ctx, header, orders)
    await rememberImported(
      ctx,
      from,
      'sales_order',
      orders.map((o) => ({ key: o.key, id: o.orderId })),
    )
    for (const o of orders)
      ctx.record({
        action: 'import',
        document: 'sales_order',
        documentId: o.orderId,
        companyId,
        label: o.number,
        after: { source: from.source, net: o.net, tax: o.tax, gross: o.gross, cost: o.cost },
      })
    return { imported: orders.length, known: known.size }
  },
})
