import { beforeAll, describe, expect, it } from 'vitest'
import { type Id, newId } from '@/server/kernel/ids'
import { runCommand } from '@/server/platform/commands/runner'
import { pools } from '@/server/platform/pools'
import { withTenant } from '@/server/platform/tenancy/transaction'
import { createTestBooks, createTestParty, inCommand, type TestBooks } from '@/server/testing/books'
import { actorOf } from '@/server/testing/tenant'
import type { EntryDraft } from '../door'
import { setPeriodStatus } from '../periods/period.commands'
import { postJournalEntry } from './post-journal-entry'
import { reverseJournalEntry } from './reverse-journal-entry'

let b: TestBooks
let customer: Id
beforeAll(async () => {
  b = await createTestBooks()
  customer = await createTestParty(b.admin)
})

const draft = (amount: string, more: Partial<EntryDraft> = {}): EntryDraft => ({
  companyId: b.companyId,
  journal: 'general',
  postingDate: '2025-03-10',
  documentDate: '2025-03-10',
  description: 'Test',
  source: { document: 'test', documentId: newId(), label: null },
  currency: 'USD',
  rate: '1',
  lines: [
    { accountId: b.account('bank'), amount, baseAmount: amount },
    { accountId: b.account('revenue'), amount: `-${amount}`, baseAmount: `-${amount}` },
  ],
  ...more,
})
const post = (d: EntryDraft, actor = b.admin) => inCommand(actor, (ctx) => postJournalEntry(ctx, d))
const raw = <T>(work: Parameters<typeof withTenant<T>>[3]) => withTenant(pools.app, b.admin, 'write', work)
const invoice = (amount: string): EntryDraft => ({
  ...draft(amount),
  lines: [
    { accountId: b.account('receivable'), amount, baseAmount: amount, partyId: customer },
    { accountId: b.account('revenue'), amount: `-${amount}`, baseAmount: `-${amount}` },
  ],
  openItems: [
    {
      partyId: customer,
      side: 'receivable',
      kind: 'invoice',
      accountId: b.account('receivable'),
      amount,
      baseAmount: amount,
      currency: 'USD',
      rate: '1',
      documentDate: '2025-03-10',
      dueDate: '2025-04-09',
      number: 'INV-1',
    },
  ],
})
const entryLine = (
  ctx: { sql: import('@/server/platform/tenancy/transaction').TenantSql },
  entryId: Id,
  no: number,
  amount: string,
) =>
  ctx.sql`insert into journal_line (tenant_id, id, company_id, entry_id, line_no, period_id, posting_date, account_id, currency, amount, base_amount)
    select e.tenant_id, ${newId()}, e.company_id, e.id, ${no}, e.period_id, e.posting_date, ${b.account('bank')}, e.currency, ${amount}, ${amount}
    from journal_entry e where e.id = ${entryId}`
const rawEntry = (
  ctx: { sql: import('@/server/platform/tenancy/transaction').TenantSql },
  id: Id,
  date = '2025-03-10',
) =>
  ctx.sql`insert into journal_entry (tenant_id, id, company_id, number, journal, period_id, posting_date, document_date, tax_date, description,
      source_document, source_document_id, currency, rate)
    values (${b.tenantId}, ${id}, ${b.companyId}, ${id}, 'general', ${id}, ${date}, ${date}, ${date}, 'raw', 'test', ${id}, 'USD', 1)`

describe('posting', () => {
  it('writes a numbered entry and keeps the balances', async () => {
    const { entryId } = await post(draft('100.00'))
    const [row] = await raw(
      ({ sql }) => sql`
      select e.number, e.posting_date, (select count(*)::int from journal_line l where l.entry_id = e.id) as lines,
        (select sum(base_debit - base_credit) from account_balance where account_id = ${b.account('bank')}) as balance,
        (select sum(base_debit - base_credit) from account_day where account_id = ${b.account('bank')}) as day
      from journal_entry e where e.id = ${entryId}`,
    )
    expect(row).toMatchObject({
      number: 'JG-2025-000001',
      posting_date: '2025-03-10',
      lines: 2,
      balance: '100.0000',
      day: '100.0000',
    })
  })

  it('refuses what does not balance, with the difference', async () => {
    const lines = draft('10').lines.map((l, i) => (i === 0 ? { ...l, baseAmount: '10.01' } : l))
    await expect(post(draft('10', { lines }))).rejects.toMatchObject({ code: 'finance.unbalanced' })
  })

  it('refuses dates without a period, heading, foreign and archived accounts', async () => {
    await expect(post(draft('1', { postingDate: '2031-01-01' }))).rejects.toMatchObject({ code: 'finance.no_period' })
    const foreign = draft('1').lines.map((l, i) => (i === 0 ? { ...l, accountId: newId() } : l))
    await expect(post(draft('1', { lines: foreign }))).rejects.toMatchObject({ kind: 'conflict' })
  })

  it('refuses a receivable that no open item explains', async () => {
    await expect(post({ ...invoice('5'), openItems: [] })).rejects.toMatchObject({ code: 'finance.subledger' })
  })

  it('reverses with mirror lines and settles the open items', async () => {
    const { entryId } = await post(invoice('42.50'))
    const back = await inCommand(b.admin, (ctx) =>
      reverseJournalEntry(ctx, { entryId, postingDate: '2025-03-31', description: 'Wrong customer' }),
    )
    const rows = await raw(
      ({ sql }) => sql`select remaining, settled_on from open_item where entry_id in (${entryId}, ${back.entryId})`,
    )
    expect(rows).toHaveLength(2)
    for (const r of rows) expect(r).toMatchObject({ remaining: '0.0000', settled_on: '2025-03-31' })
    await expect(
      inCommand(b.admin, (ctx) => reverseJournalEntry(ctx, { entryId, postingDate: '2025-03-31', description: 'x' })),
    ).rejects.toMatchObject({ code: 'finance.already_reversed' })
  })
})

describe('raw SQL as the application role', () => {
  it('cannot unbalance an entry', async () => {
    const id = newId()
    await expect(
      raw(async (ctx) => {
        await rawEntry(ctx, id)
        await entryLine(ctx, id, 1, '5')
      }),
    ).rejects.toMatchObject({ message: 'keel:finance.unbalanced' })
  })

  it('cannot leave an entry without lines', async () => {
    await expect(raw((ctx) => rawEntry(ctx, newId()))).rejects.toMatchObject({ message: 'keel:finance.unbalanced' })
  })

  it('cannot add to an entry of an earlier transaction', async () => {
    const { entryId } = await post(draft('7'))
    await expect(
      raw(async ({ sql }) => {
        await sql`insert into journal_line (tenant_id, id, company_id, entry_id, line_no, period_id, posting_date, account_id, currency, amount, base_amount)
          select e.tenant_id, gen_random_uuid(), e.company_id, e.id, 10 + n, e.period_id, e.posting_date, ${b.account('bank')}, e.currency, 5 * n, 5 * n
          from journal_entry e, (values (1), (-1)) v(n) where e.id = ${entryId}`
      }),
    ).rejects.toMatchObject({ message: 'keel:finance.entry_final' })
  })

  it('cannot change or delete what is posted, nor write balances', async () => {
    const statements = [
      `update journal_line set amount = 0`,
      `delete from journal_line`,
      `update journal_entry set description = 'x'`,
      `update open_item set remaining = 0`,
      `update account_balance set base_debit = 0`,
      `delete from allocation`,
      `insert into account_day (tenant_id, id, company_id, account_id, date, kind) select tenant_id, gen_random_uuid(), company_id, account_id, date, kind from account_day`,
    ]
    for (const s of statements) await expect(raw(({ sql }) => sql.unsafe(s))).rejects.toMatchObject({ code: '42501' })
  })

  it('cannot make a constraint look early and then unbalance', async () => {
    const id = newId()
    await expect(
      raw(async (ctx) => {
        await rawEntry(ctx, id)
        await ctx.sql`insert into journal_line (tenant_id, id, company_id, entry_id, line_no, period_id, posting_date, account_id, currency, amount, base_amount)
          select e.tenant_id, gen_random_uuid(), e.company_id, e.id, 10 + n, e.period_id, e.posting_date, ${b.account('bank')}, e.currency, 5 * n, 5 * n
          from journal_entry e, (values (1), (-1)) v(n) where e.id = ${id}`
        await ctx.sql`set constraints all immediate`
        await entryLine(ctx, id, 50, '5')
      }),
    ).rejects.toMatchObject({ message: 'keel:finance.unbalanced' })
  })
})

describe('periods', () => {
  const period = async (name: string) => {
    const [row] = await raw(({ sql }) => sql<{ id: Id }[]>`select id from fiscal_period where name = ${name}`)
    return row?.id ?? ''
  }
  const set = async (name: string, status: string) =>
    runCommand(setPeriodStatus, { id: await period(name), status }, { actor: b.admin })

  it('refuses a closed one, and a closing one without the permission', async () => {
    await set('2025-07', 'closing')
    const clerk = actorOf(b.tenantId, [])
    const d = draft('3', { postingDate: '2025-07-15' })
    await expect(post(d, clerk)).rejects.toMatchObject({
      code: 'finance.period_closing',
      params: { period: '2025-07' },
    })
    await post(d)
    await set('2025-07', 'closed')
    await expect(post(d)).rejects.toMatchObject({ code: 'finance.period_closed' })
    await expect(raw((ctx) => rawEntry(ctx, newId(), '2025-07-15'))).rejects.toMatchObject({
      message: 'keel:finance.period_closed',
    })
    await set('2025-07', 'open')
    await post(d)
  })

  it('lets no posting slip past a close at the same time', async () => {
    for (let round = 0; round < 5; round++) {
      await set('2025-08', 'open')
      const d = draft('1', { postingDate: '2025-08-01' })
      const work = [
        ...Array.from({ length: 6 }, () => post(d)),
        set('2025-08', 'closed'),
        ...Array.from({ length: 6 }, () => post(d)),
      ]
      const settled = await Promise.allSettled(work)
      for (const s of settled)
        if (s.status === 'rejected') expect(s.reason).toMatchObject({ code: 'finance.period_closed' })
      const [late] = await raw(
        ({ sql }) => sql`
        select count(*)::int as n from journal_entry e join fiscal_period p on p.id = e.period_id
        where p.name = '2025-08' and e.posted_at > p.updated_at + interval '5 seconds'`,
      )
      expect(late).toMatchObject({ n: 0 })
      await expect(post(d)).rejects.toMatchObject({ code: 'finance.period_closed' })
    }
  })

  it('gives gapless numbers under concurrency', async () => {
    await Promise.all(Array.from({ length: 20 }, () => post(draft('2', { journal: 'cash' }))))
    const rows = await raw(
      ({ sql }) => sql<{ number: string }[]>`select number from journal_entry where journal = 'cash' order by number`,
    )
    expect(rows.map((r) => r.number)).toEqual(
      Array.from({ length: 20 }, (_, i) => `JC-2025-${String(i + 1).padStart(6, '0')}`),
    )
  })
})
