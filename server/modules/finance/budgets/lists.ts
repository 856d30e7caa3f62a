import { sql } from 'drizzle-orm'
import { budgetEntryList, budgetList, budgetRevisionList } from '@/server/contracts/finance/budget'
import { listQueries } from '@/server/platform/lists/list'

export const listBudgets = listQueries({
  definition: budgetList,
  name: 'finance.listBudgets',
  permission: 'finance.budget.read',
  from: sql`budget d join fiscal_year y on y.tenant_id = d.tenant_id and y.id = d.fiscal_year_id
    join company o on o.tenant_id = d.tenant_id and o.id = d.company_id
    left join lateral (
      select sum(c.budgeted) as budgeted, sum(c.pre_committed + c.committed + c.actual) as used
      from budget_line l join budget_cell c on c.tenant_id = l.tenant_id and c.line_id = l.id
      where l.tenant_id = d.tenant_id and l.budget_id = d.id) t on true`,
  where: (ctx) => sql`d.tenant_id = ${ctx.tenantId}`,
  columns: {
    number: sql`d.number`,
    name: sql`d.name`,
    year: sql`y.name`,
    status: sql`d.status`,
    control: sql`d.control`,
    budgeted: sql`coalesce(t.budgeted, (select sum(p.amount) from budget_plan p where p.tenant_id = d.tenant_id and p.document_id = d.id))`,
    used: sql`t.used`,
    available: sql`t.budgeted - t.used`,
    currency: sql`o.base_currency`,
  },
  nullable: ['number', 'budgeted', 'used', 'available'],
  extra: { companyId: sql`d.company_id` },
  id: sql`d.id`,
  owner: sql`d.created_by`,
  search: [sql`d.name`, sql`d.number`],
})

export const listBudgetRevisions = listQueries({
  definition: budgetRevisionList,
  name: 'finance.listBudgetRevisions',
  permission: 'finance.budget.read',
  from: sql`budget_revision d join budget b on b.tenant_id = d.tenant_id and b.id = d.budget_id`,
  where: (ctx) => sql`d.tenant_id = ${ctx.tenantId}`,
  columns: {
    number: sql`d.number`,
    kind: sql`d.kind`,
    status: sql`d.status`,
    documentDate: sql`d.document_date`,
    budget: sql`b.name`,
    reason: sql`d.reason`,
  },
  nullable: ['number'],
  extra: { companyId: sql`d.company_id`, budgetId: sql`d.budget_id` },
  id: sql`d.id`,
  owner: sql`d.created_by`,
  search: [sql`d.number`, sql`d.reason`, sql`b.name`],
})

/** The budget ledger: what a figure of the report is drilled down to. */
export const listBudgetEntries = listQueries({
  definition: budgetEntryList,
  name: 'finance.listBudgetEntries',
  permission: 'finance.budget.read',
  from: sql`budget_entry d join budget_cell c on c.tenant_id = d.tenant_id and c.id = d.cell_id
    join budget_line l on l.tenant_id = c.tenant_id and l.id = c.line_id
    join budget b on b.tenant_id = l.tenant_id and b.id = l.budget_id
    join company o on o.tenant_id = d.tenant_id and o.id = d.company_id
    left join account a on a.tenant_id = l.tenant_id and a.id = l.account_id
    left join cost_center k on k.tenant_id = l.tenant_id and k.id = l.cost_center_id
    left join project p on p.tenant_id = l.tenant_id and p.id = l.project_id`,
  where: (ctx) => sql`d.tenant_id = ${ctx.tenantId}`,
  columns: {
    date: sql`d.date`,
    document: sql`d.document`,
    label: sql`d.document_label`,
    stage: sql`d.stage`,
    amount: sql`d.amount`,
    budget: sql`b.name`,
    account: sql`a.code`,
    costCenter: sql`k.code`,
    project: sql`p.code`,
    month: sql`c.month`,
    currency: sql`o.base_currency`,
  },
  nullable: ['label', 'account', 'costCenter', 'project'],
  extra: { companyId: sql`d.company_id`, documentId: sql`d.document_id`, entryId: sql`d.entry_id` },
  id: sql`d.id`,
  search: [sql`d.document_label`, sql`b.name`],
})
