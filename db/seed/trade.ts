import { sql as raw } from 'drizzle-orm'
import type { CalendarDate } from '@/server/kernel/calendar-date'
import { AppError } from '@/server/kernel/errors'
import type { Id } from '@/server/kernel/ids'
import { Decimal, dec, sum, toFixed } from '@/server/kernel/money'
import * as finance from '@/server/modules/finance'
import * as sales from '@/server/modules/sales'
import { runCommand, runQuery } from '@/server/platform/commands/runner'
import type { Actor } from '@/server/platform/identity/actor'
import { overrideFinding } from '@/server/platform/rules/override'
import { type Branch, type BranchCustomer, type BranchItem, by, readRows } from './branch'

/** The steps of a sale, each done by whose work it is. */

export interface SoldLine {
  readonly item: BranchItem
  readonly quantity: number
  readonly discountPercent?: string
  readonly unitPrice?: string
}

export async function placeOrder(
  branch: Branch,
  given: {
    customer: BranchCustomer
    date: CalendarDate
    lines: readonly SoldLine[]
    seller?: Actor
    warehouseId?: Id
    requestedDate?: CalendarDate
    validUntil?: CalendarDate
    reference?: string
    freight?: string
    note?: string
  },
): Promise<Id> {
  const { id } = await runCommand(
    sales.createSalesOrder,
    {
      companyId: branch.companyId,
      customerId: given.customer.id,
      documentDate: given.date,
      warehouseId: given.warehouseId ?? branch.warehouses[0] ?? null,
      requestedDate: given.requestedDate ?? null,
      validUntil: given.validUntil ?? null,
      customerReference: given.reference ?? null,
      note: given.note ?? null,
      lines: [
        ...given.lines.map(({ item, quantity, discountPercent, unitPrice }) => ({
          itemId: item.id,
          quantity: String(quantity),
          ...(discountPercent && { discountPercent }),
          ...(unitPrice && { unitPrice }),
        })),
        ...(given.freight ? [{ kind: 'freight' as const, quantity: '1', unitPrice: given.freight }] : []),
      ],
    },
    by(given.seller ?? branch.desk.rep, given.date),
  )
  return id
}

export type Step = 'quote' | 'submit' | 'approve'
const commands = { quote: sales.quoteSalesOrder, submit: sales.submitSalesOrder, approve: sales.approveSalesOrder }

interface Found {
  readonly id?: string
}

/** Takes a step; a rule that stops it is an answer, with what it found, and no accident. */
export async function tryStep(
  orderId: Id,
  step: Step,
  actor: Actor,
  date: CalendarDate,
): Promise<{ stopped: readonly Id[] | null }> {
  try {
    await runCommand(commands[step], { id: orderId }, by(actor, date))
    return { stopped: null }
  } catch (error) {
    if (!(error instanceof AppError) || error.kind !== 'rule_blocked') throw error
    const found = Array.isArray(error.details) ? (error.details as readonly Found[]) : []
    return { stopped: found.flatMap((f) => f.id ?? []) }
  }
}

/** The manager's work, which is the administrator's where the amount is more than the manager may decide on. */
export const asManager = <T>(branch: Branch, work: (actor: Actor) => Promise<T>): Promise<T> =>
  work(branch.desk.manager).catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'common.amount_limit') return work(branch.desk.admin)
    throw error
  })

/** Quoted or submitted by its seller, approved by the manager, who overrides what stands against it when `override` says why. */
export async function confirmOrder(
  branch: Branch,
  orderId: Id,
  given: { date: CalendarDate; first: 'quote' | 'submit' | null; seller?: Actor; override?: string },
): Promise<boolean> {
  const { manager } = branch.desk
  const { date, override } = given
  const seller = given.seller ?? branch.desk.rep
  const steps = [() => asManager(branch, (actor) => tryStep(orderId, 'approve', actor, date))]
  const { first } = given
  if (first) steps.unshift(() => tryStep(orderId, first, seller, date))
  for (const step of steps) {
    const { stopped } = await step()
    if (!stopped) continue
    if (!override) return false
    for (const findingId of stopped)
      await runCommand(overrideFinding, { findingId, reason: override }, by(manager, date))
    if ((await step()).stopped) return false
  }
  return true
}

/** Everything that is set aside leaves; null when there is nothing. */
export async function shipOrder(branch: Branch, orderId: Id, date: CalendarDate): Promise<Id | null> {
  const input = { id: orderId, postingDate: date }
  return runCommand(sales.shipSalesOrder, input, by(branch.desk.warehouse, date)).then((r) => r.deliveryId, nothing)
}

/** Nothing set aside, nothing delivered yet, or the order no longer takes it: there is no such document then. */
function nothing(error: unknown): null {
  const codes = ['sales.nothing_to_ship', 'sales.nothing_to_invoice', 'sales.order_not_approved', 'common.wrong_state']
  if (error instanceof AppError && codes.includes(error.code)) return null
  throw error
}

/** Picked by hand: every line of which more than one is planned goes out short by a third, the rest is delivered later. */
export async function shipInPart(branch: Branch, orderId: Id, date: CalendarDate, post = true): Promise<Id | null> {
  const call = by(branch.desk.warehouse, date)
  const input = { companyId: branch.companyId, orderIds: [orderId], documentDate: date, carrier: 'Northline Freight' }
  const made = await runCommand(sales.createDelivery, input, call).catch(nothing)
  if (!made) return null
  await runCommand(sales.releaseDelivery, { id: made.id }, call)
  const lines = await readRows<{ id: Id; quantity: string }>(
    branch.desk.admin,
    (t) => raw`select id, quantity::text from delivery_line where tenant_id = ${t} and delivery_id = ${made.id}`,
  )
  const picked = lines.map((l) => ({ id: l.id, quantity: String(Math.ceil((Number(l.quantity) * 2) / 3)) }))
  await runCommand(sales.pickDelivery, { id: made.id, lines: picked }, call)
  if (!post) return made.id
  await runCommand(sales.packDelivery, { id: made.id, packages: 2, trackingNumber: `NF${made.id.slice(-9)}` }, call)
  await runCommand(sales.postDelivery, { id: made.id, postingDate: date }, call)
  return made.id
}

export interface Bill {
  readonly id: Id
  readonly customer: BranchCustomer
}

/** Bills what may be billed; null when there is nothing, or a rule stops it. */
export async function billOrder(
  branch: Branch,
  orderId: Id,
  customer: BranchCustomer,
  date: CalendarDate,
): Promise<Bill | null> {
  const input = { id: orderId, post: true, postingDate: date }
  const made = await runCommand(sales.invoiceSalesOrder, input, by(branch.desk.accountant, date)).catch(
    (error: unknown) => {
      if (error instanceof AppError && error.kind === 'rule_blocked') return null
      return nothing(error)
    },
  )
  return made && { id: made.id, customer }
}

/** How money comes in: `full` with the discount that the day allows, `half`, or more than is owed. */
export type PaidHow = 'full' | 'half' | 'over'

/** One payment for what is open of these invoices. Returns false when nothing was. */
export async function payBills(
  branch: Branch,
  bills: readonly Bill[],
  date: CalendarDate,
  how: PaidHow = 'full',
): Promise<boolean> {
  const [first] = bills
  if (!first) return false
  const call = by(branch.desk.accountant, date)
  const { companyId } = branch
  const { partyId, currency, code } = first.customer
  const ids = new Set(bills.map((b) => b.id))
  const { items } = await runQuery(finance.openItems, { companyId, partyId, currency, date }, call)
  const open = items.filter((i) => ids.has(i.sourceDocumentId) && dec(i.remaining).greaterThan(0))
  if (open.length === 0) return false
  const digits = finance.currencyDigits(currency)
  const lines = open.map((i) => {
    if (how === 'half') return { openItemId: i.id, amount: toFixed(dec(i.remaining).times('0.5'), digits) }
    return { openItemId: i.id, amount: toFixed(dec(i.remaining).minus(i.discount), digits), discount: i.discount }
  })
  const settled = sum(lines.map((l) => l.amount))
  const amount = how === 'over' ? settled.plus(Decimal.max(25, settled.times('0.02').floor())) : settled
  const input = { companyId, direction: 'incoming' as const, partyId, paymentDate: date, currency }
  const more = { amount: toFixed(amount, digits), reference: `WIRE ${code} ${date}`, lines }
  await runCommand(finance.receivePaymentCommand, { ...input, ...more }, call)
  return true
}
