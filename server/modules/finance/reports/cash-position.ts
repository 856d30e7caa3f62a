import { z } from 'zod'
import { companyRef } from '@/server/contracts/finance/common'
import { dateField } from '@/server/contracts/platform/field'
import { notFound } from '@/server/kernel/errors'
import { plain, sum } from '@/server/kernel/money'
import { query } from '@/server/platform/commands/command'

const side = z.object({
  total: z.string(),
  overdue: z.string(),
  /** Due from today to thirty days ahead, today included. */
  soon: z.string(),
  items: z.number(),
})
const position = z.object({
  currency: z.string(),
  cash: z.string(),
  accounts: z.array(
    z.object({ id: z.string(), code: z.string(), nameEn: z.string(), nameZh: z.string(), balance: z.string() }),
  ),
  receivable: side,
  payable: side,
})

/** Money on a day in base currency: what lies in cash and bank accounts, what is due in and what is due out. */
export const cashPosition = query({
  name: 'finance.cashPosition',
  permission: 'finance.report.read',
  mayLag: true,
  input: z.strictObject({ ...companyRef, date: dateField }),
  output: position,
  handler: async ({ sql, tenantId }, { companyId, date }) => {
    const [[company], accounts, sides] = await Promise.all([
      sql<
        { currency: string }[]
      >`select base_currency as currency from company where tenant_id = ${tenantId} and id = ${companyId}`,
      sql<z.input<typeof position>['accounts']>`
        select a.id, a.code, a.name_en as "nameEn", a.name_zh as "nameZh", coalesce(sum(b.base_debit - b.base_credit), 0) as balance
        from account a left join account_balance b on b.tenant_id = a.tenant_id and b.account_id = a.id
        where a.tenant_id = ${tenantId} and a.company_id = ${companyId} and a.subtype = 'cash' and a.posting
        group by a.id, a.code, a.name_en, a.name_zh having count(b.account_id) > 0 order by a.code`,
      sql<(z.input<typeof side> & { side: string })[]>`
        select side, sum(remaining_base) as total, count(*)::int as items,
          coalesce(sum(remaining_base) filter (where due_date < ${date}::date), 0) as overdue,
          coalesce(sum(remaining_base) filter (where due_date between ${date}::date and ${date}::date + 30), 0) as soon
        from open_item where tenant_id = ${tenantId} and company_id = ${companyId} and settled_on is null group by side`,
    ])
    if (!company) throw notFound('company')
    const of = (name: string) => {
      const { side: _side, ...found } = sides.find((s) => s.side === name) ?? {
        side: name,
        total: '0',
        overdue: '0',
        soon: '0',
        items: 0,
      }
      return found
    }
    return {
      currency: company.currency,
      cash: plain(sum(accounts.map((a) => a.balance))),
      accounts: [...accounts],
      receivable: of('receivable'),
      payable: of('payable'),
    }
  },
})
