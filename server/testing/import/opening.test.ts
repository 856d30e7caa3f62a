import { afterAll, beforeAll, expect, it } from 'vitest'
import { reverseJournalEntry } from '@/server/modules/finance'
import { runFile } from '@/server/platform/imports/import-file'
import { closePools } from '@/server/platform/pools'
import { inCommand } from '../books'
import { createSalesCompany, makeSalesCustomer, type SalesCompany } from '../sales'
import { readRows } from '../stock'

let c: SalesCompany
let customer = ''
beforeAll(async () => {
  c = await createSalesCompany()
  await makeSalesCustomer(c, { code: 'ACME' })
  customer = 'ACME'
})
afterAll(closePools)

const call = () => ({ actor: c.admin, requestId: 'test' })
const file = (kind: string, text: string, constants?: Record<string, string>) => ({
  ...{ kind, companyId: c.companyId, name: 'file.csv', constants },
  bytes: new TextEncoder().encode(text),
})
const told = async (...given: Parameters<typeof file>) => {
  const { issues, imported, known, rejected } = await runFile('import', file(...given), call())
  return { imported, known, rejected, issues: issues.map((i) => `${i.line} ${i.field} ${i.code}`) }
}
const one = async (sql: string, values: string[] = []) =>
  (await readRows<Record<string, string>>(c.admin, sql, values))[0]
const accountOf = async (role: string) =>
  (await one('select a.code from account a join account_role r on r.account_id = a.id where r.role = $1', [role]))?.code
const balance = (role: string) =>
  one(
    `select trim_scale(coalesce(sum(l.base_amount), 0))::text as base, count(*)::text as lines from journal_line l
     join account_role r on r.account_id = l.account_id where r.role = $1`,
    [role],
  )

it('a trial balance is posted once, balanced by the opening-balance account, in any currency', async () => {
  const [bank, cash, equity] = await Promise.all([accountOf('bank'), accountOf('cash'), accountOf('retained_earnings')])
  const text = `科目,借方,贷方,币种,本币金额\n${bank},1000.50,,,\n${cash},200,,EUR,220.10\n${equity},,1220.60,,`
  const first = await told('opening_balances', text, { date: '2026/1/1' })
  expect(first).toEqual({ imported: 3, known: 0, rejected: 0, issues: [] })
  expect([(await balance('bank'))?.base, (await balance('cash'))?.base]).toEqual(['1000.5', '220.1'])
  expect(await balance('opening_balance')).toMatchObject({ base: '0' })
  expect(await told('opening_balances', text, { date: '2026-01-01' })).toMatchObject({ imported: 0, known: 3 })
  expect((await balance('bank'))?.lines).toBe('1')
})

it('says of every row what is wrong with it', async () => {
  const [bank, receivable, opening] = await Promise.all(['bank', 'receivable', 'opening_balance'].map(accountOf))
  const rows = [
    `${receivable},1,,2026-01-02,,`,
    `${opening},1,,2026-01-02,,`,
    `nope,1,,2026-01-02,,`,
    `${bank},1,,2031-01-02,,`,
    `${bank},,,2026-01-03,,`,
    `${bank},1.005,,2026-01-04,,`,
    `${bank},1,,2026-01-05,JPY,`,
    `${bank},1,,2026-01-06,,2`,
    `${bank},1,,31.12.2025,,`,
    `${bank},"1,000",,2026-01-07,,`,
  ]
  const text = `account,debit,credit,date,currency,rate\n${rows.join('\n')}`
  expect(await told('opening_balances', text)).toMatchObject({
    imported: 0,
    issues: [
      '2 account finance.opening_control',
      '3 account finance.opening_account',
      '4 account common.reference',
      '5 date finance.no_period',
      '6 amount validation.required',
      '7 debit validation.precision',
      '8 rate finance.no_rate',
      '9 rate finance.base_rate',
      '10 date validation.date',
      '11 debit validation.decimal',
    ],
  })
})

it('open invoices become open items of their party that can be settled and reversed, and come in once', async () => {
  const text = `customer,invoice,invoice date,due,amount,currency,base amount\n${customer},R-1,2025-11-30,2025-12-30,500,,\n${customer},R-2,2025-12-01,,100,EUR,111.11\n${customer},R-3,2025-12-02,,-40,,\nNOBODY,R-4,,,1,,`
  const receivables = () => told('open_receivables', text, { date: '2026-01-01' })
  expect(await receivables()).toMatchObject({ imported: 3, rejected: 1, issues: ['5 party common.reference'] })
  expect(await receivables()).toMatchObject({ imported: 0, known: 3, rejected: 1 })
  const item = await one(
    `select kind, trim_scale(remaining)::text as remaining, trim_scale(remaining_base)::text as base, trim_scale(rate)::text as rate,
       due_date::text as due, entry_id as entry from open_item where number = 'R-2'`,
  )
  expect(item).toMatchObject({ kind: 'opening', remaining: '100', base: '111.11', rate: '1.1111', due: '2025-12-01' })
  expect((await balance('receivable'))?.base).toBe('571.11')
  await inCommand(c.admin, (ctx) =>
    reverseJournalEntry(ctx, { entryId: item?.entry ?? '', postingDate: '2026-01-02', description: 'Wrong' }),
  )
  expect(await receivables()).toMatchObject({ imported: 1, known: 2 })
})

it('what is owed to a supplier is a credit', async () => {
  await inCommand(c.admin, async (ctx) => {
    await ctx.sql`update party set is_supplier = true where tenant_id = ${ctx.tenantId} and code = ${customer}`
  })
  const text = `supplier,number,amount\n${customer},S-1,75`
  expect(await told('open_payables', text, { date: '2026-01-01' })).toMatchObject({ imported: 1, issues: [] })
  expect((await balance('payable'))?.base).toBe('-75')
  expect(await one(`select side, trim_scale(amount)::text as amount from open_item where number = 'S-1'`)).toEqual({
    side: 'payable',
    amount: '-75',
  })
})
