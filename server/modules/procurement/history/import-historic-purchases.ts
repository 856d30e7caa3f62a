import { z } from 'zod'
import { companyRef } from '@/server/contracts/finance/common'
import { importedBatch } from '@/server/contracts/platform/import'
import { importHistoricPurchasesInput, purchaseHistoryTotals } from '@/server/contracts/procurement/history'
import { AppError, notFound, validation } from '@/server/kernel/errors'
import type { Id } from '@/server/kernel/ids'
import { type DecimalString, dec, plain } from '@/server/kernel/money'
import {
  accounts,
  company,
  type EntryOfMany,
  loadTaxCodes,
  payInFull,
  postJournalEntries,
} from '@/server/modules/finance'
import { items as itemsOf } from '@/server/modules/inventory'
import { command, query } from '@/server/platform/commands/command'
import type { CommandContext } from '@/server/platform/commands/context'
import { importedRows, rememberImported } from '@/server/platform/imports/references'
import { type Historic, type HistoricSupplier, historicPurchase } from './historic-purchase'
import { insertBills, insertPurchaseOrders, insertReceipts, type PurchaseHeader } from './purchase-rows'

type Input = z.output<typeof importHistoricPurchasesInput>
type Header = PurchaseHeader & { readonly taxAccountId: Id; readonly payableAccountId: Id }

async function suppliersOf(ctx: CommandContext, companyId: Id, ids: readonly Id[]) {
  const rows = await ctx.sql<HistoricSupplier[]>`
    select id, party_id as "partyId", name from supplier
    where tenant_id = ${ctx.tenantId} and company_id = ${companyId} and id = any(${[...new Set(ids)]}::uuid[])`
  return new Map(rows.map((r) => [r.id, r]))
}

/** Every amount is at the currency's precision, and history is in the past. */
function refuseInexact(orders: Input['orders'], digits: number, today: string): void {
  orders.forEach((o, i) => {
    if (o.receiptDate > today || o.receiptDate < o.documentDate || o.dueDate < o.receiptDate)
      throw validation('validation.date', `orders.${i}.receiptDate`)
    const amounts = [o.freight, o.billedFreight, ...o.lines.flatMap((l) => [l.amount, l.tax, l.billed, l.billedTax])]
    if (amounts.some((a) => dec(a).decimalPlaces() > digits))
      throw validation('validation.precision', `orders.${i}`, { digits })
  })
}

async function prepare(ctx: CommandContext, companyId: Id, orders: Input['orders']): Promise<Historic[]> {
  const supplierIds = orders.map((o) => o.supplierId)
  const itemIds = orders.flatMap((o) => o.lines.map((l) => l.itemId))
  const [suppliers, items] = await Promise.all([suppliersOf(ctx, companyId, supplierIds), itemsOf(ctx, itemIds)])
  return orders.map((o) => {
    const supplier = suppliers.get(o.supplierId)
    if (!supplier) throw notFound('supplier')
    const made = historicPurchase(o, supplier, items)
    if (!made) throw notFound('item')
    return made
  })
}

async function headerOf(ctx: CommandContext, input: Input, currency: string, first: string): Promise<Header> {
  const { companyId, taxCodeId, warehouseId } = input
  const [codes, role, places] = await Promise.all([
    loadTaxCodes(ctx, [taxCodeId], first),
    accounts(ctx, companyId),
    ctx.sql`select 1 from warehouse where tenant_id = ${ctx.tenantId} and company_id = ${companyId} and id = ${warehouseId}`,
  ])
  const rate = codes.get(taxCodeId)?.rates[0]
  if (!rate) throw notFound('tax_code')
  if (places.length === 0) throw notFound('warehouse')
  return {
    ...{ companyId, currency, taxCodeId, taxRateId: rate.id, taxAccountId: rate.accountId, warehouseId },
    goodsAccountId: role('opening_balance'),
    freightAccountId: role('cogs'),
    payableAccountId: role('payable'),
  }
}

const line = (accountId: Id, value: DecimalString) => ({ accountId, amount: value, baseAmount: value })

/** The entry of a bill: goods of another system's stock and freight with their tax, owed to the supplier. */
function billEntry(header: Header, o: Historic, number: string): EntryOfMany {
  const { companyId, currency, taxCodeId, payableAccountId } = header
  const { partyId } = o.supplier
  const owed = plain(dec(o.billedGross).negated())
  return {
    entryId: o.entryId,
    draft: {
      companyId,
      journal: 'purchase',
      postingDate: o.receiptDate,
      documentDate: o.receiptDate,
      description: o.supplier.name,
      source: { document: 'supplier_invoice', documentId: o.invoiceId, label: number },
      currency,
      rate: '1',
      lines: [
        line(header.goodsAccountId, o.billedGoods),
        line(header.freightAccountId, o.billedFreight),
        { ...line(header.taxAccountId, o.billedTax), taxCodeId, taxBase: o.billedGoods },
        { ...line(payableAccountId, owed), partyId },
      ],
      openItems: [
        {
          ...{ id: o.openItemId, partyId, side: 'payable', kind: 'invoice', accountId: payableAccountId },
          ...{ amount: owed, baseAmount: owed, currency, rate: '1', number },
          ...{ documentDate: o.receiptDate, dueDate: o.dueDate },
        },
      ],
    },
  }
}

/** Receipts, bills, entries and payments, each with their numbers, as the last thing before the commit. */
async function writeHistory(ctx: CommandContext, header: Header, orders: readonly Historic[]): Promise<void> {
  const { companyId, currency } = header
  await insertPurchaseOrders(ctx, header, orders)
  const dates = orders.map((o) => o.receiptDate)
  ctx.numbersLast({ companyId, document: 'goods_receipt', dates }, async (received) => {
    await insertReceipts(ctx, header, orders, received)
    const billed = orders.filter((o) => !dec(o.billedGross).isZero())
    if (billed.length === 0) return
    const billDates = billed.map((o) => o.receiptDate)
    ctx.numbersLast({ companyId, document: 'supplier_invoice', dates: billDates }, async (numbers) => {
      await insertBills(ctx, header, billed, numbers)
      const entries = billed.map((o, i) => billEntry(header, o, numbers[i] ?? ''))
      postJournalEntries(ctx, entries, async () => {
        const payments = billed.map((o) => ({
          ...{ partyId: o.supplier.partyId, partyName: o.supplier.name, openItemId: o.openItemId },
          ...{ amount: o.billedGross, date: o.dueDate, reference: o.number },
        }))
        await payInFull(ctx, { companyId, currency, payments })
      })
    })
  })
}

/**
 * Takes over finished purchases of another system: orders with receipts, bills and payments, in the periods they belong to. Rules,
 * budgets and the match are not asked, because all of it has happened; numbers, ledger and balances are kept as for any posting.
 * Orders whose source key has been taken in before are passed over. Errors: procurement.order_number_taken, common.not_found, finance's.
 */
export const importHistoricPurchases = command({
  name: 'procurement.importHistoricPurchases',
  permission: 'platform.history.import',
  input: importHistoricPurchasesInput,
  output: importedBatch,
  constraints: {
    purchase_order_number: { code: 'procurement.order_number_taken', path: 'orders' },
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
    const first = fresh.map((o) => o.receiptDate).sort()[0] ?? settings.today
    await writeHistory(ctx, await headerOf(ctx, input, settings.baseCurrency, first), orders)
    const rows = orders.map((o) => ({ key: o.key, id: o.orderId }))
    await rememberImported(ctx, from, 'purchase_order', rows)
    for (const o of orders)
      ctx.record({
        ...{ action: 'import', document: 'purchase_order', documentId: o.orderId, companyId, label: o.number },
        after: { source: from.source, net: o.net, tax: o.tax, gross: o.gross, billed: o.billedGross },
      })
    return { imported: orders.length, known: known.size }
  },
})

/** What imported purchases add up to, read from the documents and the books. */
export const purchaseHistory = query({
  name: 'procurement.historyTotals',
  permission: 'procurement.purchase_order.read',
  input: z.strictObject(companyRef),
  output: purchaseHistoryTotals,
  handler: async (ctx, { companyId }) => {
    const [row] = await ctx.sql<z.input<typeof purchaseHistoryTotals>[]>`
      with old as (
        select distinct o.id, o.gross from purchase_order o
        join goods_receipt_line l on l.tenant_id = o.tenant_id and l.order_id = o.id
        join goods_receipt r on r.tenant_id = l.tenant_id and r.id = l.receipt_id and r.historical
        where o.tenant_id = ${ctx.tenantId} and o.company_id = ${companyId}
      ), lines as (
        select l.* from purchase_order_line l join old on old.id = l.order_id where l.tenant_id = ${ctx.tenantId}
      ), bills as (
        select * from supplier_invoice where tenant_id = ${ctx.tenantId} and company_id = ${companyId} and historical
      )
      select (select count(*)::int from old) as orders,
        (select count(*)::int from lines where kind = 'item') as lines,
        (select coalesce(sum(net), 0)::numeric(20, 2)::text from lines where kind = 'item') as net,
        (select coalesce(sum(net), 0)::numeric(20, 2)::text from lines where kind = 'freight') as freight,
        (select coalesce(sum(tax), 0)::numeric(20, 2)::text from lines) as tax,
        (select coalesce(sum(gross), 0)::numeric(20, 2)::text from old) as gross,
        (select coalesce(trim_scale(sum(received_quantity)), 0)::text from lines) as accepted,
        (select coalesce(trim_scale(sum(rejected_quantity)), 0)::text from lines) as rejected,
        (select coalesce(sum(gross), 0)::numeric(20, 2)::text from bills) as billed,
        (select coalesce(sum(i.remaining - i.amount), 0)::numeric(20, 2)::text from open_item i join bills b on b.id = i.source_document_id
          where i.tenant_id = ${ctx.tenantId}) as paid,
        (select coalesce(-sum(i.remaining), 0)::numeric(20, 2)::text from open_item i join bills b on b.id = i.source_document_id
          where i.tenant_id = ${ctx.tenantId}) as open`
    if (!row) throw notFound('company')
    return row
  },
})
