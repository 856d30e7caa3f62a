import { sql as raw } from 'drizzle-orm'
import { addDays, type CalendarDate } from '@/server/kernel/calendar-date'
import type { Id } from '@/server/kernel/ids'
import * as inventory from '@/server/modules/inventory'
import { runCommand } from '@/server/platform/commands/runner'
import { cnAccounts, usAccounts } from './books'
import { type Branch, type BranchItem, by, idsByCode, inParallel, readRows } from './branch'
import { volumesOf } from './catalogue'

export interface Receipt {
  readonly item: BranchItem
  readonly quantity: number
}

const cost = (branch: Branch, item: BranchItem, factor: number): string =>
  (Math.round(item.cost * branch.perDollar * factor * 10_000) / 10_000).toFixed(4)

/** The lots or serial numbers that a receipt of a tracked item brings, with how many are of each. */
async function lotsOf(
  branch: Branch,
  { item, quantity }: Receipt,
  date: CalendarDate,
): Promise<{ lotId: Id; quantity: string }[]> {
  const stamp = `${date.slice(2, 4)}${date.slice(5, 7)}${date.slice(8)}`
  const place = branch.companyId.slice(-3)
  const codes =
    item.tracking === 'serial'
      ? Array.from(
          { length: quantity },
          (_, n) => `${item.code.replace('-', '')}-${stamp}${place}-${String(n + 1).padStart(3, '0')}`,
        )
      : [`L${stamp}-${place}`]
  const lots: { lotId: Id; quantity: string }[] = []
  for (const code of codes) {
    const input = {
      itemId: item.id,
      code,
      receivedDate: date,
      expiryDate: item.shelfDays > 0 ? addDays(date, item.shelfDays) : null,
    }
    const { id } = await runCommand(inventory.createLot, input, by(branch.desk.warehouse, date))
    lots.push({ lotId: id, quantity: item.tracking === 'serial' ? '1' : String(quantity) })
  }
  return lots
}

/** What came without an order is owed on an account of its own: only receipts of orders wait for an invoice. */
const owedFor = async (branch: Branch): Promise<Id> =>
  (await idsByCode(branch.desk.admin, 'account', branch.companyId))(
    (branch.currency === 'CNY' ? cnAccounts : usAccounts).received,
  )

/** Goods come in: one posted document for a warehouse. Costs move by `factor` around the catalogue's. */
export async function receive(
  branch: Branch,
  kind: 'opening' | 'receipt',
  given: { warehouseId: Id; date: CalendarDate; receipts: readonly Receipt[]; factor?: number; reason?: string },
): Promise<void> {
  const { warehouseId, date, factor = 1 } = given
  if (given.receipts.length === 0) return
  const lines = await inParallel(given.receipts, async (receipt) => {
    const line = { itemId: receipt.item.id, unitCost: cost(branch, receipt.item, factor) }
    if (receipt.item.tracking === 'none') return [{ ...line, quantity: String(receipt.quantity) }]
    return (await lotsOf(branch, receipt, date)).map((lot) => ({ ...line, ...lot }))
  })
  const call = by(branch.desk.warehouse, date)
  const { id } = await runCommand(
    inventory.createStockAdjustment,
    {
      companyId: branch.companyId,
      kind,
      warehouseId,
      reason: given.reason ?? (kind === 'opening' ? 'Opening stock' : 'Receipt from supplier'),
      contraAccountId: kind === 'receipt' ? await owedFor(branch) : null,
      documentDate: date,
      postingDate: date,
      lines: lines.flat(),
    },
    call,
  )
  await runCommand(inventory.postStockAdjustment, { id }, call)
}

/** What the company starts with: near its maximum in the main warehouse, half of that elsewhere. */
export async function openStock(branch: Branch): Promise<void> {
  for (const [n, warehouseId] of branch.warehouses.entries()) {
    const receipts = branch.items
      .filter((i) => !i.service && !(n > 0 && i.tracking !== 'none'))
      .map((item) => ({ item, quantity: Math.ceil(volumesOf(item).maximum * branch.stockShare * (n === 0 ? 1 : 0.5)) }))
    await receive(branch, 'opening', { warehouseId, date: branch.start, receipts })
  }
}

/** Fills up what has fallen below its reorder level; what is scarce is not to be had in the last weeks. */
export async function replenish(branch: Branch, date: CalendarDate, factor: number): Promise<void> {
  const rows = await readRows<{ item_id: Id; warehouse_id: Id; free: string }>(
    branch.desk.admin,
    (t) => raw`select item_id, warehouse_id, sum(on_hand - reserved)::text as free from stock_balance
               where tenant_id = ${t} and company_id = ${branch.companyId} group by 1, 2`,
  )
  const free = new Map(rows.map((r) => [`${r.warehouse_id} ${r.item_id}`, Number(r.free)]))
  const short = date > addDays(branch.today, -45)
  for (const [n, warehouseId] of branch.warehouses.entries()) {
    const share = branch.stockShare * (n === 0 ? 1 : 0.5)
    const receipts = branch.items.flatMap((item) => {
      if (item.service || (item.scarce && short) || (n > 0 && item.tracking !== 'none')) return []
      const { reorder, maximum } = volumesOf(item)
      const left = free.get(`${warehouseId} ${item.id}`) ?? 0
      return left < reorder * share ? [{ item, quantity: Math.ceil(maximum * share - left) }] : []
    })
    await receive(branch, 'receipt', { warehouseId, date, receipts, factor })
  }
}
