import { type Id, newId } from '@/server/kernel/ids'
import {
  approveBudget,
  type BudgetUse,
  createAccount,
  createBudget,
  type EntryDraft,
  postJournalEntry,
  setBudgetUse,
} from '@/server/modules/finance'
import { runCommand } from '@/server/platform/commands/runner'
import { inCommand, type TestBooks } from './books'
import { readRows } from './stock'

export interface TestBudgetLine {
  readonly accountId?: Id
  readonly costCenterId?: Id
  readonly projectId?: Id
  readonly months: readonly string[]
}

/** A budget of 2025 in force; the dimensions are those that its lines name. Amounts of months not given are zero. */
export async function createTestBudget(
  { admin, companyId }: TestBooks,
  lines: readonly TestBudgetLine[],
  settings: Partial<
    Record<'onRequisition' | 'onOrder' | 'onActual' | 'onTotal', 'block' | 'warn' | 'approve' | null>
  > & {
    control?: 'period' | 'quarter' | 'cumulative' | 'year'
    demandAccountIds?: readonly Id[]
    approve?: boolean
    usesCostCenter?: boolean
    year?: string
  } = {},
): Promise<Id> {
  const {
    control = 'period',
    demandAccountIds = [],
    approve = true,
    usesCostCenter,
    year = '2025',
    ...effects
  } = settings
  const [found] = await readRows<{ id: Id }>(admin, `select id from fiscal_year where start_date = '${year}-01-01'`)
  const { id } = await runCommand(
    createBudget,
    {
      companyId,
      fiscalYearId: found?.id,
      name: `Budget ${newId().slice(-6)}`,
      usesAccount: lines.some((l) => l.accountId),
      usesCostCenter: usesCostCenter ?? lines.some((l) => l.costCenterId),
      usesProject: lines.some((l) => l.projectId),
      control,
      onTotal: 'block',
      ...effects,
      demandAccountIds,
      lines: lines.map((l) => ({ ...l, months: Array.from({ length: 12 }, (_, i) => l.months[i] ?? '0') })),
    },
    { actor: admin },
  )
  if (approve) await runCommand(approveBudget, { id }, { actor: admin })
  return id
}

export type TestUse = Partial<BudgetUse> & Pick<BudgetUse, 'accountId' | 'amount'>

interface Excess {
  id: Id
  measure: string
  effect: string
  overridden: boolean
  limit: string
  used: string
  excess: string
}

/** As a requisition or an order would: sets what lines hold, in a command of its own. What was let through above a limit. */
export async function holdBudget(
  { admin, companyId }: TestBooks,
  uses: readonly TestUse[],
  documentId: Id = newId(),
  actor = admin,
  approvedBy: readonly Id[] = [],
): Promise<Omit<Excess, 'id'>[]> {
  const passed = () =>
    readRows<Excess>(
      admin,
      `select id, measure, effect, override_id is not null as overridden, trim_scale("limit")::text as "limit", trim_scale(used)::text as used,
         trim_scale(used - "limit")::text as excess from budget_excess where document_id = '${documentId}' order by at, id`,
    )
  const before = new Set((await passed()).map((e) => e.id))
  await inCommand(actor, async (ctx) =>
    setBudgetUse(Object.assign(Object.create(ctx), { approvedBy }), {
      companyId,
      source: { document: 'purchase_order', documentId, label: 'PO-1' },
      uses: uses.map((u) => ({
        lineId: newId(),
        stage: 'commitment',
        costCenterId: null,
        projectId: null,
        date: '2025-03-10',
        ...u,
      })),
    }),
  )
  return (await passed()).filter((e) => !before.has(e.id))
}

export interface TestCell {
  month: string
  budgeted: string
  pre: string
  committed: string
  actual: string
}

/** The cells of a budget that are not empty, by month. */
export const budgetCells = ({ admin }: TestBooks, budgetId: Id) =>
  readRows<TestCell>(
    admin,
    `select to_char(c.month, 'YYYY-MM') as month, trim_scale(c.budgeted)::text as budgeted, trim_scale(c.pre_committed)::text as pre,
       trim_scale(c.committed)::text as committed, trim_scale(c.actual)::text as actual
     from budget_cell c join budget_line l on l.id = c.line_id where l.budget_id = '${budgetId}'
       and (c.budgeted, c.pre_committed, c.committed, c.actual) <> (0, 0, 0, 0) order by c.month, c.budgeted`,
  )

let made = 0
/** An expense account of its own, so that budgets of one test do not meet those of another. */
export async function makeExpense(
  { admin, companyId }: TestBooks,
  more: { parentId?: Id | null; posting?: boolean; type?: string } = {},
): Promise<Id> {
  const input = {
    companyId,
    code: `X${++made}`,
    nameEn: `Expense ${made}`,
    nameZh: `费用 ${made}`,
    subtype: more.type === 'asset' ? 'current_asset' : 'operating_expense',
    type: 'expense',
    ...more,
  }
  return (await runCommand(createAccount, input, { actor: admin })).id
}

export interface Spent {
  readonly accountId: Id
  readonly amount: string
  readonly date?: string
  readonly costCenterId?: Id | null
  readonly projectId?: Id | null
  readonly documentId?: Id
}

const negative = (v: string) => (v.startsWith('-') ? v.slice(1) : `-${v}`)

/** An entry that spends from the bank; in March 2025 unless told. */
export const entryOf = (
  b: TestBooks,
  { accountId, amount, date = '2025-03-10', documentId = newId(), ...more }: Spent,
): EntryDraft => ({
  companyId: b.companyId,
  journal: 'general',
  postingDate: date,
  documentDate: date,
  description: 'Spent',
  source: { document: 'manual_entry', documentId, label: null },
  currency: 'USD',
  rate: '1',
  lines: [
    { accountId, amount, baseAmount: amount, ...more },
    { accountId: b.account('bank'), amount: negative(amount), baseAmount: negative(amount) },
  ],
})

export const spendOn = (b: TestBooks, spent: Spent) =>
  inCommand(b.admin, (ctx) => postJournalEntry(ctx, entryOf(b, spent)))
