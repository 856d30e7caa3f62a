import type { z } from 'zod'
import type { importHistoricSalesInput } from '@/server/contracts/sales/history'
import type { Id } from '@/server/kernel/ids'
import { dec, HUNDRED, plain } from '@/server/kernel/money'
import { importHistoricSales } from '@/server/modules/sales'
import type { ImportSession } from '../session'
import { dateOf, type SourceFolder } from '../table'
import type { PlannedOrder } from './order-plan'
import type { Address } from './people'

const ORDERS_A_BATCH = 500

interface Context {
  readonly companyId: Id
  readonly taxCodeId: Id
  readonly warehouseId: Id
  readonly items: ReadonlyMap<string, Id>
  readonly customers: ReadonlyMap<string, Id>
  readonly addresses: ReadonlyMap<string, Address>
  readonly offers: ReadonlyMap<string, string>
  readonly shipMethods: ReadonlyMap<string, string>
}

/** Names of special offers and ship methods, for the notes of lines and the carriers of deliveries. */
export async function readNames(source: SourceFolder) {
  const offers = await source.all('SpecialOffer', ['SpecialOfferID'], ['Description'])
  const methods = await source.all('ShipMethod', ['ShipMethodID'], ['Name'])
  return {
    offers: new Map(offers.filter((o) => o.key !== '1').map((o) => [o.key, o.row.Description ?? ''])),
    shipMethods: new Map(methods.map((m) => [m.key, m.row.Name ?? ''])),
  }
}

function printed(address: Address | undefined) {
  if (!address) return null
  const { label: _label, ...rest } = address
  return rest
}

function toOrder(
  { source, amounts, taxes, costs, freight }: PlannedOrder,
  context: Context,
): z.input<typeof importHistoricSalesInput>['orders'][number] {
  const { row, lines, date, key } = source
  const notes = [
    row.OnlineOrderFlag === '1' ? 'Ordered online' : 'Reseller order',
    row.SalesPersonID && `Sales person ${row.SalesPersonID}`,
    row.AccountNumber && `Account ${row.AccountNumber}`,
    row.CurrencyRateID && `Currency rate ${row.CurrencyRateID} (amounts in USD)`,
  ]
  const later = (other: string) => (other > date ? other : date)
  return {
    key,
    number: row.SalesOrderNumber ?? '',
    customerId: context.customers.get(row.CustomerID ?? '') ?? '',
    documentDate: date,
    deliveryDate: row.ShipDate ? later(dateOf(row.ShipDate)) : date,
    dueDate: later(dateOf(row.DueDate)),
    customerReference: row.PurchaseOrderNumber || null,
    carrier: context.shipMethods.get(row.ShipMethodID ?? '') ?? null,
    trackingNumber: lines.find((l) => l.CarrierTrackingNumber)?.CarrierTrackingNumber ?? null,
    deliveryAddress: printed(context.addresses.get(row.ShipToAddressID ?? '')),
    billingAddress: printed(context.addresses.get(row.BillToAddressID ?? '')),
    internalNote: notes.filter(Boolean).join('; '),
    freight,
    lines: lines.map((line, i) => ({
      itemId: context.items.get(line.ProductID ?? '') ?? '',
      quantity: line.OrderQty ?? '0',
      unitPrice: line.UnitPrice ?? '0',
      discountPercent: plain(HUNDRED.times(dec(line.UnitPriceDiscount ?? '0'))),
      amount: amounts[i] ?? '0',
      tax: taxes[i] ?? '0',
      cost: costs[i] ?? null,
      note: context.offers.get(line.SpecialOfferID ?? '') ?? null,
    })),
  }
}

/** All orders, `size` a command, oldest first. Each batch is a checkpoint of its own. Returns how long the writing took. */
export async function importOrders(
  session: ImportSession,
  planned: readonly PlannedOrder[],
  context: Context,
  size = ORDERS_A_BATCH,
): Promise<{ imported: number; known: number; seconds: number }> {
  const { companyId, taxCodeId, warehouseId } = context
  const from = { source: session.source, table: 'SalesOrderHeader' }
  session.progress.stage('SalesOrder', planned.length)
  const started = performance.now()
  const done = await session.known('SalesOrderHeader')
  let imported = 0
  for (let n = 0; n < planned.length; n += size) {
    const batch = planned.slice(n, n + size)
    if (batch.some((p) => !done.has(p.source.key))) {
      const orders = batch.map((p) => toOrder(p, context))
      const input = { companyId, from, taxCodeId, warehouseId, orders }
      const first = batch[0]?.source.key ?? ''
      imported += (await session.run(importHistoricSales, input, `SalesOrder:${first}:${batch.length}`)).imported
    }
    session.progress.step(batch.length)
  }
  session.progress.done()
  return { imported, known: planned.length - imported, seconds: (performance.now() - started) / 1000 }
}
