import type { Id } from '@/server/kernel/ids'
import { importHistoricPurchases } from '@/server/modules/procurement'
import type { ImportSession } from '../session'
import type { PlannedPurchase } from './purchase-plan'

const ORDERS_A_BATCH = 500
/** What the source calls its states. */
const STATES: Readonly<Record<string, string>> = { 1: 'pending', 2: 'approved', 3: 'rejected', 4: 'complete' }

interface Context {
  readonly companyId: Id
  readonly taxCodeId: Id
  readonly warehouseId: Id
  readonly items: ReadonlyMap<string, Id>
  readonly suppliers: ReadonlyMap<string, Id>
  readonly shipMethods: ReadonlyMap<string, string>
}

/** All purchase orders, oldest first, 500 a command. Each batch is a checkpoint of its own. */
export async function importPurchases(
  session: ImportSession,
  planned: readonly PlannedPurchase[],
  context: Context,
): Promise<{ imported: number; seconds: number }> {
  const { companyId, taxCodeId, warehouseId, items, suppliers } = context
  const from = { source: session.source, table: 'PurchaseOrderHeader' }
  session.progress.stage('PurchaseOrder', planned.length)
  const started = performance.now()
  const done = await session.known(from.table)
  let imported = 0
  for (let n = 0; n < planned.length; n += ORDERS_A_BATCH) {
    const batch = planned.slice(n, n + ORDERS_A_BATCH)
    if (batch.some((p) => !done.has(p.source.key))) {
      const orders = batch.map((p) => ({
        key: p.source.key,
        number: `PO${p.source.key}`,
        supplierId: suppliers.get(p.source.row.VendorID ?? '') ?? '',
        documentDate: p.source.date,
        receiptDate: p.receiptDate,
        dueDate: p.dueDate,
        carrier: context.shipMethods.get(p.source.row.ShipMethodID ?? '') ?? null,
        note: `In the source: ${STATES[p.source.row.Status ?? ''] ?? 'unknown'}`,
        freight: p.freight,
        billedFreight: p.billedFreight,
        lines: p.lines.map(({ productId, ...line }) => ({ ...line, itemId: items.get(productId) ?? '' })),
      }))
      const input = { companyId, from, taxCodeId, warehouseId, orders }
      const key = `PurchaseOrder:${batch[0]?.source.key}:${batch.length}`
      imported += (await session.run(importHistoricPurchases, input, key)).imported
    }
    session.progress.step(batch.length)
  }
  session.progress.done()
  return { imported, seconds: (performance.now() - started) / 1000 }
}
