import { sql as raw } from 'drizzle-orm'
import { addDays, addMonths, endOfMonth, startOfMonth } from '@/server/kernel/calendar-date'
import * as finance from '@/server/modules/finance'
import { runCommand } from '@/server/platform/commands/runner'
import { type Branch, by, idsByCode, readRows } from './branch'

/** Account codes of the chart for what is booked by hand. */
export interface HandBooked {
  readonly bank: string
  readonly capital: string
  readonly equipment: string
  readonly depreciation: string
  readonly accumulated: string
  readonly payroll: string
  readonly accruedPayroll: string
  readonly rent: string
  readonly selling: string
  /** Owed for stock that came without a purchase order. */
  readonly received: string
}
export const usAccounts: HandBooked = {
  bank: '10200',
  capital: '30000',
  equipment: '15000',
  depreciation: '63000',
  accumulated: '15900',
  payroll: '60000',
  accruedPayroll: '23000',
  rent: '62000',
  selling: '61000',
  received: '20300',
}
export const cnAccounts: HandBooked = {
  bank: '1002',
  capital: '3001',
  equipment: '1601',
  depreciation: '5602',
  accumulated: '1602',
  payroll: '5602',
  accruedPayroll: '2211',
  rent: '5602',
  selling: '5601',
  received: '220290',
}

/** What every month costs, in base currency. */
export interface MonthlyCosts {
  readonly payroll: number
  readonly rent: number
  readonly selling: number
  readonly depreciation: number
}

interface Entry {
  readonly date: string
  readonly text: string
  readonly debit: keyof HandBooked
  readonly credit: keyof HandBooked
  readonly amount: number
}

/**
 * What is booked by hand: capital and equipment at the start, then every month rent, salaries (accrued at its end, paid in the
 * next), advertising, depreciation, and the suppliers of what was received.
 */
export async function keepBooks(
  branch: Branch,
  accounts: HandBooked,
  costs: MonthlyCosts,
  words: Record<string, string> = {},
): Promise<void> {
  const { start, today } = branch
  const say = (text: string) => words[text] ?? text
  const entries: Entry[] = [
    { date: start, text: 'Capital paid in', debit: 'bank', credit: 'capital', amount: costs.payroll * 8 },
    { date: start, text: 'Workshop equipment', debit: 'equipment', credit: 'bank', amount: costs.depreciation * 60 },
  ]
  for (let month = startOfMonth(start); month <= today; month = addMonths(month, 1)) {
    const end = endOfMonth(month)
    const within = (date: string, text: string, debit: keyof HandBooked, credit: keyof HandBooked, amount: number) => {
      if (date >= start && date <= today) entries.push({ date, text, debit, credit, amount })
    }
    within(addDays(month, 1), 'Rent', 'rent', 'bank', costs.rent)
    within(addDays(month, 14), 'Advertising', 'selling', 'bank', costs.selling)
    within(end, 'Salaries accrued', 'payroll', 'accruedPayroll', costs.payroll)
    within(addDays(end, 5), 'Salaries paid', 'accruedPayroll', 'bank', costs.payroll)
    within(end, 'Depreciation', 'depreciation', 'accumulated', costs.depreciation)
  }
  const idOf = await idsByCode(branch.desk.admin, 'account', branch.companyId)
  for (const entry of entries.sort((a, b) => (a.date < b.date ? -1 : 1)))
    await book(branch, {
      ...entry,
      text: say(entry.text),
      debit: idOf(accounts[entry.debit]),
      credit: idOf(accounts[entry.credit]),
    })
  for (const paid of await suppliersDue(branch, idOf(accounts.received)))
    await book(branch, {
      ...paid,
      text: say('Suppliers paid'),
      debit: idOf(accounts.received),
      credit: idOf(accounts.bank),
    })
}

async function book(
  branch: Branch,
  entry: { date: string; text: string; debit: string; credit: string; amount: number },
): Promise<void> {
  const call = by(branch.desk.accountant, entry.date)
  const { id } = await runCommand(
    finance.createManualEntry,
    {
      companyId: branch.companyId,
      postingDate: entry.date,
      description: entry.text,
      currency: branch.currency,
      lines: [
        { accountId: entry.debit, amount: entry.amount.toFixed(2) },
        { accountId: entry.credit, amount: (-entry.amount).toFixed(2) },
      ],
    },
    call,
  )
  await runCommand(finance.postManualEntry, { id }, call)
}

/** What was received in a month is paid twenty days after its end. */
async function suppliersDue(branch: Branch, accountId: string): Promise<{ date: string; amount: number }[]> {
  const rows = await readRows<{ month: string; amount: string }>(
    branch.desk.admin,
    (
      t,
    ) => raw`select to_char(date_trunc('month', e.posting_date), 'YYYY-MM-DD') as month, (-sum(l.base_amount))::numeric(20, 2)::text as amount
               from journal_line l join journal_entry e on e.tenant_id = l.tenant_id and e.id = l.entry_id
               where l.tenant_id = ${t} and l.account_id = ${accountId} group by 1 order by 1`,
  )
  return rows
    .map((r) => ({ date: addDays(endOfMonth(r.month), 20), amount: Number(r.amount) }))
    .filter((r) => r.date <= branch.today && r.amount > 0)
}
