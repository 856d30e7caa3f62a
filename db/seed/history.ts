import { addDays, addMonths, type CalendarDate, daysBetween, startOfMonth } from '@/server/kernel/calendar-date'
import { AppError } from '@/server/kernel/errors'
import * as sales from '@/server/modules/sales'
import { runCommand } from '@/server/platform/commands/runner'
import type { Actor } from '@/server/platform/identity/actor'
import { type Branch, type BranchCustomer, by, inParallel } from './branch'
import { volumesOf } from './catalogue'
import { type Random, randomFrom } from './random'
import { replenish } from './stock'
import {
  asManager,
  type Bill,
  billOrder,
  confirmOrder,
  payBills,
  placeOrder,
  type SoldLine,
  shipInPart,
  shipOrder,
} from './trade'

/** One order and what will become of it. Everything is decided before the first day, so that it does not depend on what runs first. */
interface Plan {
  readonly date: CalendarDate
  readonly customer: BranchCustomer
  readonly lines: readonly SoldLine[]
  readonly fate: 'sold' | 'lost' | 'forgotten' | 'cancelled'
  readonly first: 'quote' | 'submit' | null
  readonly mine: boolean
  readonly elsewhere: boolean
  readonly inPart: boolean
  readonly freight: boolean
  /** The customer does not wait for what is short. */
  readonly shortens: boolean
  readonly daysToApprove: number
  readonly daysToShip: number
  readonly daysToPay: number
  /** Its bill is overlooked: nobody has paid it by the last day. */
  readonly overlooked?: true
}

/** Weeks before the end in which a customer who does not pay ordered for the last time. */
const LAST_ORDER_OF_DEBTORS = [5, 10, 16]

const isWeekend = (date: CalendarDate): boolean => [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay())

function daysToPay(customer: BranchCustomer, random: Random): number {
  const term = { IMMEDIATE: 2, NET15: 15, NET60: 60, EOM30: 45 }[customer.term] ?? 30
  if (customer.habit === 'early') return random.int(4, 9)
  return customer.habit === 'late' ? term + random.int(6, 24) : term + random.int(-6, 2)
}

function linesFor(branch: Branch, customer: BranchCustomer, random: Random): SoldLine[] {
  const wanted = new Map<string, SoldLine>()
  const small = customer.group === 'CLUB'
  for (let n = random.int(1, small ? 3 : 5); n > 0; n--) {
    const item = random.pick(branch.items)
    const [low, high] = volumesOf(item).order
    const quantity = random.int(low, small ? Math.ceil((low + high) / 2) : high)
    // The sales representative may give ten percent; now and then more, which the manager has to accept.
    const discountPercent = random.chance(8) ? '5' : random.chance(3) ? '14' : undefined
    wanted.set(item.id, { item, quantity, ...(discountPercent && { discountPercent }) })
  }
  return [...wanted.values()]
}

function planHistory(branch: Branch, perMonth: number, random: Random): Plan[] {
  const plans: Plan[] = []
  const urn = branch.customers.flatMap((c) => Array.from({ length: c.weight }, () => c))
  const debtors = branch.customers.filter((c) => c.habit === 'never')
  const days = daysBetween(branch.start, branch.today)
  for (let n = 3; n < days; n++) {
    const date = addDays(branch.start, n)
    if (isWeekend(date)) continue
    // A little more every month, as spring comes.
    const expected = (perMonth / 21.7) * (0.8 + (0.4 * n) / days)
    for (let k = Math.floor(expected) + (random.chance((expected % 1) * 100) ? 1 : 0); k > 0; k--) {
      const customer = random.pick(urn)
      const debtor = debtors.indexOf(customer)
      const until = addDays(branch.today, -7 * (LAST_ORDER_OF_DEBTORS[debtor % 3] ?? 5))
      const lines = linesFor(branch, customer, random)
      const luck = random.int(1, 100)
      const plan: Plan = {
        ...{ date, customer, lines },
        fate: luck <= 5 ? 'lost' : luck <= 11 ? 'forgotten' : luck <= 13 ? 'cancelled' : 'sold',
        first: luck <= 11 ? 'quote' : random.pick(['quote', 'submit', 'submit', null]),
        mine: random.chance(60),
        elsewhere: branch.warehouses.length > 1 && lines.every((l) => l.item.tracking === 'none') && random.chance(25),
        inPart: random.chance(9),
        freight: random.chance(30),
        shortens: random.chance(70),
        daysToApprove: random.int(0, 2),
        daysToShip: random.int(1, 5),
        daysToPay: daysToPay(customer, random),
      }
      if (debtor < 0 || date <= until) plans.push(plan)
    }
  }
  return [...plans, ...overlookedBill(branch)]
}

/** Whatever chance has brought on this day of the year: one bill of a customer who pays is some 50 days past its due date. */
function overlookedBill(branch: Branch): Plan[] {
  const customer = branch.customers.findLast((c) => c.habit === 'punctual' && c.term === 'NET30')
  const item = branch.items.find((i) => i.tracking === 'none')
  if (!customer || !item) return []
  return [
    {
      ...{ customer, date: addDays(branch.today, -82), lines: [{ item, quantity: volumesOf(item).order[0] }] },
      ...{ fate: 'sold', first: 'submit', mine: true, elsewhere: false, inPart: false, freight: false },
      ...{ shortens: false, daysToApprove: 0, daysToShip: 1, daysToPay: 0, overlooked: true },
    },
  ]
}

/** What is to be done on which day. */
class Agenda {
  private readonly days = new Map<CalendarDate, (() => Promise<void>)[]>()
  /** Bills of customers who pay all of a month at once. */
  readonly monthly = new Map<BranchCustomer, Bill[]>()

  constructor(private readonly lastDay: CalendarDate) {}

  /** Work that falls on a weekend waits for Monday; what lies after the last day never happens. */
  on(date: CalendarDate, work: (date: CalendarDate) => Promise<void>): void {
    let day = date
    while (isWeekend(day)) day = addDays(day, 1)
    if (day > this.lastDay) return
    this.days.set(day, [...(this.days.get(day) ?? []), () => work(day)])
  }

  take(date: CalendarDate): (() => Promise<void>)[] {
    const work = this.days.get(date) ?? []
    this.days.delete(date)
    return work
  }
}

/** Months of trade, day by day: orders are placed, approved, shipped, billed and paid by those whose work it is. */
export async function tradeHistory(branch: Branch, options: { perMonth: number; seed: number }): Promise<void> {
  const random = randomFrom(options.seed)
  const agenda = new Agenda(branch.today)
  for (const plan of planHistory(branch, options.perMonth, random)) schedule(branch, agenda, plan)
  for (let n = 14, k = 0; n < daysBetween(branch.start, branch.today); n += 14, k++) {
    const factor = 1 + ((k % 5) - 1) / 100
    agenda.on(addDays(branch.start, n), (date) => replenish(branch, date, factor))
  }
  for (let month = addMonths(startOfMonth(branch.start), 1); month <= branch.today; month = addMonths(month, 1))
    agenda.on(addDays(month, 4), async (date) => {
      const collected = [...agenda.monthly.values()]
      agenda.monthly.clear()
      for (const bills of collected) await payBills(branch, bills, date)
    })
  for (let date = branch.start; date <= branch.today; date = addDays(date, 1))
    for (let work = agenda.take(date); work.length > 0; work = agenda.take(date))
      await inParallel(work, (task) => task())
}

function schedule(branch: Branch, agenda: Agenda, plan: Plan): void {
  const { customer, date, fate } = plan
  const seller = plan.mine ? branch.desk.rep : branch.desk.otherRep
  agenda.on(date, async (placed) => {
    const id = await placeOrder(branch, {
      ...{ customer, seller, date: placed, lines: plan.lines, requestedDate: addDays(placed, 10) },
      validUntil: addDays(placed, 30),
      reference: `PO ${placed.slice(2, 7).replace('-', '')}-${customer.code}`,
      ...(plan.elsewhere && branch.warehouses[1] ? { warehouseId: branch.warehouses[1] } : {}),
      ...(plan.freight && { freight: String(Math.round(45 * branch.perDollar)) }),
    })
    if (fate === 'lost' || fate === 'forgotten') {
      await runCommand(sales.quoteSalesOrder, { id }, by(seller, placed)).catch(() => undefined)
      if (fate === 'lost')
        agenda.on(addDays(placed, 16), async (day) => {
          const reason = 'Bought from a competitor with a shorter delivery time'
          await runCommand(sales.loseSalesOrder, { id, reason }, by(seller, day))
        })
      return
    }
    agenda.on(addDays(placed, plan.daysToApprove), async (approved) => {
      const override = 'Agreed with the customer for this order'
      if (!(await confirmOrder(branch, id, { date: approved, first: plan.first, seller, override }))) return
      if (fate === 'cancelled') {
        const cancel = { id, reason: 'Customer changed their plans' }
        await asManager(branch, (actor) => runCommand(sales.cancelSalesOrder, cancel, by(actor, approved)))
        return
      }
      agenda.on(addDays(approved, plan.daysToShip), (day) => deliverAndBill(branch, agenda, { ...plan, id }, day))
    })
  })
}

/** Ships and bills what is there; what was short or left back follows some days later, once. */
async function deliverAndBill(
  branch: Branch,
  agenda: Agenda,
  plan: Plan & { readonly id: string; readonly again?: true },
  date: CalendarDate,
): Promise<void> {
  const ship = plan.inPart && !plan.again ? shipInPart : shipOrder
  await ship(branch, plan.id, date)
  const bill = await billOrder(branch, plan.id, plan.customer, date)
  if (bill) collect(branch, agenda, plan, bill, date)
  if (plan.again && plan.shortens) await closeShort(branch, plan.id, date)
  if (!plan.again) agenda.on(addDays(date, 15), (day) => deliverAndBill(branch, agenda, { ...plan, again: true }, day))
}

/** The rest will not come; an order that was complete has closed by itself. */
async function closeShort(branch: Branch, id: string, date: CalendarDate): Promise<void> {
  const input = { id, reason: 'The customer does not wait for the rest' }
  const close = (actor: Actor) => runCommand(sales.closeShortSalesOrder, input, by(actor, date))
  await asManager(branch, close).catch((error: unknown) => {
    if (!(error instanceof AppError && error.kind === 'illegal_transition')) throw error
  })
}

function collect(branch: Branch, agenda: Agenda, plan: Plan, bill: Bill, date: CalendarDate): void {
  const { customer } = plan
  if (customer.habit === 'never' || plan.overlooked) return
  if (customer.habit === 'monthly') {
    agenda.monthly.set(customer, [...(agenda.monthly.get(customer) ?? []), bill])
    return
  }
  const how = customer.habit === 'partial' ? 'half' : 'full'
  agenda.on(addDays(date, Math.max(1, plan.daysToPay)), async (day) => {
    await payBills(branch, [bill], day, how)
    if (how === 'half') agenda.on(addDays(day, 28), async (later) => void (await payBills(branch, [bill], later)))
  })
}
