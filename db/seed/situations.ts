import { sql as raw } from 'drizzle-orm'
import { addDays } from '@/server/kernel/calendar-date'
import type { Id } from '@/server/kernel/ids'
import * as inventory from '@/server/modules/inventory'
import * as sales from '@/server/modules/sales'
import { runCommand } from '@/server/platform/commands/runner'
import { type Branch, type BranchCustomer, by, readRows } from './branch'
import { volumesOf } from './catalogue'
import { billOrder, confirmOrder, payBills, placeOrder, type SoldLine, shipInPart, shipOrder, tryStep } from './trade'

/** What a visitor should find on the first day: the cases that ordinary trade does not bring by itself. */

const itemOf = (branch: Branch, code: string) => {
  const item = branch.items.find((i) => i.code === code)
  if (!item) throw new Error(`no item ${code}`)
  return item
}
const customerOf = (branch: Branch, name: string): BranchCustomer => {
  const customer = branch.customers.find((c) => c.name === name)
  if (!customer) throw new Error(`no customer ${name}`)
  return customer
}
const lines = (
  branch: Branch,
  ...wanted: readonly [code: string, quantity: number, more?: Partial<SoldLine>][]
): SoldLine[] => wanted.map(([code, quantity, more]) => ({ item: itemOf(branch, code), quantity, ...more }))

/** Orders of the last days that stand somewhere between draft and done. */
export async function ordersThatWait(branch: Branch): Promise<void> {
  const { rep, manager } = branch.desk
  const day = (back: number) => addDays(branch.today, -back)
  const place = (
    name: string,
    back: number,
    ...wanted: Parameters<typeof lines> extends [Branch, ...infer W] ? W : never
  ) =>
    placeOrder(branch, {
      customer: customerOf(branch, name),
      date: day(back),
      lines: lines(branch, ...wanted),
      validUntil: addDays(branch.today, 25),
      requestedDate: addDays(branch.today, 12),
    })
  // Below the margin floor: it is stopped as it is quoted, and an alert waits for who may override.
  const cheap = await place('Lone Star Bikes', 2, ['AB-300', 6, { unitPrice: '870.00' }], ['WH-120', 20])
  await tryStep(cheap, 'quote', rep, day(2))
  const generous = await place('Harbor City Cycles', 1, ['CO-050', 10, { discountPercent: '22' }])
  await tryStep(generous, 'quote', rep, day(1))
  // Over the credit limit of 8,000.
  const overLimit = await place('Rocky Ridge MTB Club', 1, ['AB-210', 4], ['AB-200', 6])
  await tryStep(overLimit, 'submit', rep, day(1))
  // More than the manager may approve: it waits for the administrator.
  const large = await place('Ride & Co. Stores', 1, ['AB-100', 60], ['AB-110', 40], ['AC-020', 60])
  await tryStep(large, 'submit', rep, day(1))
  const waiting = await place('Great Lakes Bike Co.', 0, ['AB-400', 5], ['CO-040', 8])
  await tryStep(waiting, 'submit', rep, day(0))
  await place('Golden Gate Velo', 0, ['FR-010', 1], ['WH-020', 2])
  for (const [name, back] of [
    ['Pedal Nation', 3],
    ['Velo Depot', 1],
    ['Radhaus Berlin GmbH', 2],
  ] as const) {
    const quoted = await place(name, back, ['AB-500', 3], ['AC-030', 20], ['AC-040', 20])
    await tryStep(quoted, 'quote', rep, day(back))
  }
  // More than there is of what can no longer be had: reserved in part, short for the rest, stock below its safety level.
  for (const [n, code] of ['AB-210', 'WH-130', 'DR-060', 'AC-030', 'AB-510', 'BR-030'].entries()) {
    const item = itemOf(branch, code)
    const short = await place('Outdoor Republic', 6 - n, [code, Math.ceil(volumesOf(item).maximum * 0.9)])
    const override = 'Price agreed in the yearly contract'
    if (!(await confirmOrder(branch, short, { date: day(6 - n), first: 'submit', override }))) continue
    // Most leave as far as they are there, two are picked short.
    await (n < 4 ? shipOrder : shipInPart)(branch, short, day(5 - n))
  }
  const picking = await place('Cascade Cycle Works', 1, ['DR-010', 30], ['BR-020', 24])
  if (await confirmOrder(branch, picking, { date: day(1), first: null }))
    await shipInPart(branch, picking, day(0), false)
  const ready = await place('Twin Cities Cyclery', 1, ['CO-030', 12], ['AC-080', 10])
  await runCommand(sales.approveSalesOrder, { id: ready }, by(manager, day(1)))
}

/** A sale with an after-life: paid too much, credited for a dent, returned in part. */
export async function afterSales(branch: Branch): Promise<void> {
  const { accountant, manager, warehouse } = branch.desk
  const date = addDays(branch.today, -24)
  const sold = async (name: string, ...wanted: [string, number, { discountPercent: string }?][]) => {
    const customer = customerOf(branch, name)
    const id = await placeOrder(branch, { customer, date, lines: lines(branch, ...wanted) })
    if (!(await confirmOrder(branch, id, { date, first: 'submit', override: 'Agreed with the customer' })))
      throw new Error(`the order of ${name} was stopped`)
    const deliveryId = await shipOrder(branch, id, addDays(date, 1))
    return { deliveryId, bill: await billOrder(branch, id, customer, addDays(date, 1)) }
  }
  const overpaid = await sold('Bluebird Bicycles', ['DR-020', 20], ['AC-060', 40])
  if (overpaid.bill) await payBills(branch, [overpaid.bill], addDays(date, 6), 'over')
  const dented = await sold('Hudson Valley Bikes', ['AB-100', 4, { discountPercent: '16' }])
  const first = async (
    table: 'customer_invoice_line' | 'delivery_line',
    column: 'invoice_id' | 'delivery_id',
    id: Id,
  ) =>
    (
      await readRows<{ id: Id }>(
        branch.desk.admin,
        (t) =>
          raw`select id from ${raw.identifier(table)} where tenant_id = ${t} and ${raw.identifier(column)} = ${id} order by position limit 1`,
      )
    )[0]?.id ?? ''
  if (dented.bill) {
    const invoiceLineId = await first('customer_invoice_line', 'invoice_id', dented.bill.id)
    const credit = {
      invoiceId: dented.bill.id,
      reason: 'Allowance for scratched paint',
      lines: [{ invoiceLineId, amount: '120.00' }],
    }
    await runCommand(
      sales.createCreditNote,
      { ...credit, postingDate: addDays(date, 8) },
      by(accountant, addDays(date, 8)),
    )
  }
  for (const [name, closed] of [
    ['Green Mountain Gear', true],
    ['Dublin Bike Supplies Ltd', false],
  ] as const) {
    const { deliveryId } = await sold(name, ['CO-020', 12], ['DR-080', 10])
    if (!deliveryId) continue
    const deliveryLineId = await first('delivery_line', 'delivery_id', deliveryId)
    const back = addDays(date, 12)
    const input = { companyId: branch.companyId, reason: 'Ordered the wrong length', documentDate: back }
    const { id } = await runCommand(
      sales.createSalesReturn,
      { ...input, lines: [{ deliveryLineId, quantity: '3' }] },
      by(manager, back),
    )
    await runCommand(sales.approveSalesReturn, { id }, by(manager, back))
    if (!closed) continue
    await runCommand(sales.receiveSalesReturn, { id, postingDate: addDays(back, 3) }, by(warehouse, addDays(back, 3)))
    await runCommand(sales.closeSalesReturn, { id, postingDate: addDays(back, 4) }, by(manager, addDays(back, 4)))
  }
}

/** A count with differences, a transfer on its way, one that arrived, goods thrown away. */
export async function warehouseWork(branch: Branch): Promise<void> {
  const { warehouse, admin } = branch.desk
  const { companyId, today } = branch
  const [main = '', other = ''] = branch.warehouses
  await countSome(branch, main)
  const transfer = async (back: number, arrived: boolean, ...wanted: [string, string][]) => {
    const date = addDays(today, -back)
    const call = by(warehouse, date)
    const input = { companyId, documentDate: date, postingDate: date, fromWarehouseId: main, toWarehouseId: other }
    const rows = wanted.map(([code, quantity]) => ({ itemId: itemOf(branch, code).id, quantity }))
    const more = { expectedDate: addDays(date, 6), note: 'Stock for the west coast', lines: rows }
    const { id } = await runCommand(inventory.createStockTransfer, { ...input, ...more }, call)
    await runCommand(inventory.shipStockTransfer, { id }, call)
    const later = addDays(date, 6)
    if (arrived) await runCommand(inventory.receiveStockTransfer, { id, postingDate: later }, by(warehouse, later))
  }
  await transfer(20, true, ['WH-110', '40'], ['AC-070', '120'])
  await transfer(2, false, ['CO-060', '30'], ['BR-020', '40'], ['AB-600', '3'])
  const scrap = { companyId, kind: 'scrap' as const, warehouseId: main, reason: 'Damaged in handling' }
  const date = addDays(today, -9)
  const scrapped = {
    ...scrap,
    documentDate: date,
    postingDate: date,
    lines: [{ itemId: itemOf(branch, 'AC-010').id, quantity: '1' }],
  }
  const { id } = await runCommand(inventory.createStockAdjustment, scrapped, by(warehouse, date))
  await runCommand(inventory.postStockAdjustment, { id }, by(admin, date))
}

/** Counted by the warehouse, approved by someone who did not count. */
async function countSome(branch: Branch, warehouseId: Id): Promise<void> {
  const { warehouse, admin } = branch.desk
  const date = addDays(branch.today, -6)
  const call = by(warehouse, date)
  const items = ['AC-050', 'AC-060', 'DR-080', 'CO-010', 'WH-220'].map((code) => itemOf(branch, code).id)
  const head = {
    companyId: branch.companyId,
    documentDate: date,
    postingDate: date,
    warehouseId,
    note: 'Cycle count, aisle A',
  }
  const { id } = await runCommand(
    inventory.createStockCount,
    { ...head, tolerancePercent: '2', toleranceValue: '50' },
    call,
  )
  await runCommand(inventory.startStockCount, { id, itemIds: items }, call)
  const places = await readRows<{ itemId: Id; binId: Id; onHand: string }>(
    admin,
    (t) => raw`select item_id as "itemId", bin_id as "binId", trim_scale(on_hand)::text as "onHand" from stock_balance
               where tenant_id = ${t} and warehouse_id = ${warehouseId} and item_id in ${items} and on_hand > 8 order by item_id`,
  )
  const found = [0, -4, 0, 2, -1]
  const counted = places.map((p, n) => ({
    itemId: p.itemId,
    binId: p.binId,
    counted: String(Number(p.onHand) + (found[n % 5] ?? 0)),
  }))
  await runCommand(inventory.enterStockCount, { id, lines: counted }, call)
  await runCommand(inventory.submitStockCount, { id }, call)
  await runCommand(inventory.postStockCount, { id }, by(admin, date))
}
