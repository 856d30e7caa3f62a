import type { z } from 'zod'
import { budgetOut, budgetRef, budgetTrailInput, budgetTrailOut, revisionOut } from '@/server/contracts/finance/budget'
import { notFound } from '@/server/kernel/errors'
import type { Id } from '@/server/kernel/ids'
import { plain, sum } from '@/server/kernel/money'
import { query } from '@/server/platform/commands/command'
import { attachable, rowOf } from '@/server/platform/files/documents'
import { company } from '../settings/company-settings'
import { planOf } from './plan'
import { budgetHead } from './report'

type Budget = z.input<typeof budgetOut>
type Revision = z.input<typeof revisionOut>

attachable('budget', { permission: 'finance.budget.read', find: rowOf('budget', 'name') })
attachable('budget_revision', { permission: 'finance.budget.read', find: rowOf('budget_revision', 'reason') })

/** A budget with its original lines, its settings and the changes made to it. */
export const getBudget = query({
  name: 'finance.getBudget',
  permission: 'finance.budget.read',
  input: budgetRef,
  output: budgetOut,
  handler: async (ctx, { id }) => {
    const head = await budgetHead(ctx, id)
    const { digits } = await company(ctx, head.companyId)
    const [own] = await ctx.sql<
      Pick<Budget, 'version' | 'createdBy' | 'onRequisition' | 'onOrder' | 'onActual' | 'onTotal' | 'demands'>[]
    >`
      select b.version, b.created_by as "createdBy", b.on_requisition as "onRequisition", b.on_order as "onOrder",
        b.on_actual as "onActual", b.on_total as "onTotal",
        coalesce((select json_agg(json_build_object('id', a.id, 'code', a.code, 'nameEn', a.name_en, 'nameZh', a.name_zh) order by a.code)
          from budget_demand d join account a on a.tenant_id = d.tenant_id and a.id = d.account_id
          where d.tenant_id = b.tenant_id and d.budget_id = b.id), '[]') as demands
      from budget b where b.tenant_id = ${ctx.tenantId} and b.id = ${id}`
    const revisions = await ctx.sql<Budget['revisions']>`
      select r.id, r.number, r.kind, r.status, r.document_date as "documentDate", r.reason,
        trim_scale(coalesce((select sum(p.amount) from budget_plan p
          where p.tenant_id = r.tenant_id and p.document_id = r.id and p.budget_id = ${id}), 0))::text as amount
      from budget_revision r
      where r.tenant_id = ${ctx.tenantId} and (r.budget_id = ${id} or r.target_budget_id = ${id}) order by r.document_date, r.id limit 500`
    if (!own) throw notFound('budget')
    const lines = await planOf(ctx, id)
    return { ...head, ...own, digits, lines, revisions, total: plain(sum(lines.map((l) => l.total))) }
  },
})

export const getBudgetRevision = query({
  name: 'finance.getBudgetRevision',
  permission: 'finance.budget.read',
  input: budgetRef,
  output: revisionOut,
  handler: async (ctx, { id }) => {
    type Own = Omit<Revision, 'budget' | 'target' | 'lines' | 'total' | 'currency' | 'digits'>
    const [own] = await ctx.sql<(Own & { budgetId: Id; targetBudgetId: Id | null })[]>`
      select id, company_id as "companyId", number, status, version, created_by as "createdBy", kind, document_date as "documentDate",
        reason, carry_commitments as "carryCommitments", budget_id as "budgetId", target_budget_id as "targetBudgetId"
      from budget_revision where tenant_id = ${ctx.tenantId} and id = ${id}`
    if (!own) throw notFound('budget_revision')
    const budget = await budgetHead(ctx, own.budgetId)
    const target = own.targetBudgetId ? await budgetHead(ctx, own.targetBudgetId) : null
    const { digits } = await company(ctx, own.companyId)
    const lines = await planOf(ctx, id)
    const into = own.kind === 'carry_forward' ? lines.filter((l) => l.budgetId === own.targetBudgetId) : lines
    return {
      ...own,
      budget,
      target,
      digits,
      currency: budget.currency,
      lines,
      total: plain(sum(into.map((l) => l.total))),
    }
  },
})

/** What a document did to budgets, where it went over a limit, and who accepted that. Shown beside the document. */
export const budgetTrail = query({
  name: 'finance.budgetTrail',
  permission: 'finance.budget.read',
  input: budgetTrailInput,
  output: budgetTrailOut,
  handler: async ({ sql, tenantId }, { documentId }) => {
    const uses = await sql<(z.input<typeof budgetTrailOut>['uses'][number] & { currency: string })[]>`
      select x.cell_id as "cellId", l.budget_id as "budgetId", w.budget, w."cellEn", w."cellZh", w.currency, c.month, x.stage,
        trim_scale(x.amount)::text as amount
      from (select cell_id, stage, sum(amount) as amount from budget_entry where tenant_id = ${tenantId} and document_id = ${documentId}
        group by cell_id, stage limit 500) x
      join budget_cell c on c.tenant_id = ${tenantId} and c.id = x.cell_id
      join budget_line l on l.tenant_id = c.tenant_id and l.id = c.line_id
      cross join lateral jsonb_to_record(finance_budget_cell_words(x.cell_id)) as w(budget text, currency text, "cellEn" text, "cellZh" text)
      order by w.budget, w."cellEn", c.month, x.stage`
    const excesses = await sql<z.input<typeof budgetTrailOut>['excesses']>`
      select w."cellEn", w."cellZh", w.budget, x.measure, x.effect, trim_scale(x."limit")::text as "limit", trim_scale(x.used)::text as used, x.at
      from budget_excess x
      cross join lateral jsonb_to_record(finance_budget_cell_words(x.cell_id)) as w(budget text, "cellEn" text, "cellZh" text)
      where x.tenant_id = ${tenantId} and x.document_id = ${documentId} order by x.at desc limit 100`
    const overrides = await sql<z.input<typeof budgetTrailOut>['overrides']>`
      select actor_name as by, reason, trim_scale(amount)::text as amount, at from budget_override
      where tenant_id = ${tenantId} and document_id = ${documentId} order by at desc limit 100`
    return { currency: uses[0]?.currency ?? null, uses: [...uses], excesses: [...excesses], overrides: [...overrides] }
  },
})
