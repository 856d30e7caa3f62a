import { beforeAll, describe, expect, it } from 'vitest'
import { type Id, newId } from '@/server/kernel/ids'
import { runCommand, runQuery } from '@/server/platform/commands/runner'
import { checkInvariants } from '@/server/platform/schedules/invariants'
import { createTestBooks, createTestParty, inCommand, type TestBooks } from '@/server/testing/books'
import type { AccountRole, OpenItemDraft } from '../door'
import { postJournalEntry } from '../journal/post-journal-entry'
import { receivePayment } from '../payments/payment.commands'
import { closeFiscalYear, reopenFiscalYear } from '../periods/close-year'
import { fiscalYears } from '../periods/period.commands'
import { ageing } from './ageing'
import { generalLedger, partyBalanceQuery, statementOfAccount } from './general-ledger'
import { balanceSheet, incomeStatement } from './statements'
import { trialBalance } from './trial-balance'

let b: TestBooks
let customer: Id
const at = () => ({ companyId: b.companyId })
const ask = () => ({ actor: b.admin })

async function entry(
  date: string,
  debit: AccountRole,
  credit: AccountRole,
  amount: string,
  item?: { due: string; id: Id },
) {
  const openItems: OpenItemDraft[] = item
    ? [
        {
          ...{
            id: item.id,
            partyId: customer,
            side: 'receivable',
            kind: 'invoice',
            accountId: b.account('receivable'),
          },
          ...{
            amount,
            baseAmount: amount,
            currency: 'USD',
            rate: '1',
            documentDate: date,
            dueDate: item.due,
            number: 'I',
          },
        },
      ]
    : []
  await inCommand(b.admin, (ctx) =>
    postJournalEntry(ctx, {
      ...{
        companyId: b.companyId,
        journal: 'general',
        postingDate: date,
        documentDate: date,
        description: `${debit}/${credit}`,
      },
      source: { document: 'test', documentId: newId(), label: null },
      ...{ currency: 'USD', rate: '1' },
      lines: [
        { accountId: b.account(debit), amount, baseAmount: amount, partyId: debit === 'receivable' ? customer : null },
        { accountId: b.account(credit), amount: `-${amount}`, baseAmount: `-${amount}` },
      ],
      openItems,
    }),
  )
}

const invoice = newId()
/** Worked by hand: 2025 earns 1000 - 400 = 600; 2026 earns 300 to 31 January and 50 more on 10 February. */
beforeAll(async () => {
  b = await createTestBooks()
  customer = await createTestParty(b.admin)
  await entry('2025-01-02', 'bank', 'opening_balance', '5000')
  await entry('2025-06-15', 'receivable', 'revenue', '1000', { due: '2025-07-15', id: invoice })
  await entry('2025-06-15', 'cogs', 'supplier_advances', '400')
  await entry('2026-01-20', 'bank', 'revenue', '300')
  await entry('2026-02-10', 'bank', 'revenue', '50')
  await inCommand(b.admin, (ctx) =>
    receivePayment(ctx, {
      ...{
        companyId: b.companyId,
        direction: 'incoming',
        partyId: customer,
        paymentDate: '2025-08-20',
        currency: 'USD',
        amount: '250',
      },
      ...{ feeAmount: '0', reference: null, memo: null },
      lines: [{ openItemId: invoice, amount: '250', discount: '0', writeOff: '0' }],
    }),
  )
})

const figuresOf = async (from: string, to: string) => {
  const tb = await runQuery(trialBalance, { ...at(), from, to }, ask())
  expect(tb.totals).toMatchObject({ opening: '0.00', closing: '0.00' })
  expect(tb.totals.debit).toBe(tb.totals.credit)
  return Object.fromEntries(tb.rows.map((r) => [r.code, [r.opening, r.debit, r.credit, r.closing].join(' ')]))
}

describe('trial balance', () => {
  it('cuts a period at any day', async () => {
    expect(await figuresOf('2025-06-15', '2025-08-19')).toEqual({
      '1020': '5000.00 0.00 0.00 5000.00',
      '1100': '0.00 1000.00 0.00 1000.00',
      '1150': '0.00 0.00 400.00 -400.00',
      '3900': '-5000.00 0.00 0.00 -5000.00',
      '4000': '0.00 0.00 1000.00 -1000.00',
      '5000': '0.00 400.00 0.00 400.00',
    })
  })

  it('begins income and expense anew with the year, closed or not', async () => {
    const expected = {
      '1020': '5250.00 350.00 0.00 5600.00',
      '1100': '750.00 0.00 0.00 750.00',
      '1150': '-400.00 0.00 0.00 -400.00',
      '3100': '-600.00 0.00 0.00 -600.00',
      '3900': '-5000.00 0.00 0.00 -5000.00',
      '4000': '0.00 0.00 350.00 -350.00',
    }
    expect(await figuresOf('2026-01-01', '2026-02-28')).toEqual(expected)
    const { years } = await runQuery(fiscalYears, at(), ask())
    const [second, first] = years.map((y) => y.id)
    await expect(runCommand(closeFiscalYear, { id: second }, ask())).rejects.toMatchObject({
      code: 'finance.earlier_year_open',
    })
    await runCommand(closeFiscalYear, { id: first }, ask())
    expect(await figuresOf('2026-01-01', '2026-02-28')).toEqual(expected)
    const statement = await runQuery(incomeStatement, { ...at(), from: '2025-01-01', to: '2025-12-31' }, ask())
    expect(statement.results.at(-1)).toMatchObject({ key: 'net_profit', amount: '600.00' })
    await expect(entry('2025-06-15', 'bank', 'revenue', '1')).rejects.toMatchObject({ code: 'finance.period_closed' })
    await runCommand(reopenFiscalYear, { id: first }, ask())
    expect(await figuresOf('2026-01-01', '2026-02-28')).toEqual(expected)
    await runCommand(closeFiscalYear, { id: first }, ask())
    expect(await figuresOf('2026-01-01', '2026-02-28')).toEqual(expected)
  })
})

describe('statements', () => {
  it('income statement beside an earlier range', async () => {
    const s = await runQuery(
      incomeStatement,
      { ...at(), from: '2026-01-01', to: '2026-01-31', compare: { from: '2025-01-01', to: '2025-12-31' } },
      ask(),
    )
    expect(s.results.map((r) => [r.key, r.amount, r.compare])).toEqual([
      ['gross_profit', '300.00', '600.00'],
      ['operating_profit', '300.00', '600.00'],
      ['profit_before_tax', '300.00', '600.00'],
      ['net_profit', '300.00', '600.00'],
    ])
  })

  it.each([
    ['2025-06-30', ['5600.00', '0.00', '5600.00']],
    ['2025-12-31', ['5600.00', '0.00', '5600.00']],
    ['2026-02-09', ['5900.00', '0.00', '5900.00']],
    ['2026-02-10', ['5950.00', '0.00', '5950.00']],
  ])('balance sheet of %s adds up', async (date, totals) => {
    const s = await runQuery(balanceSheet, { ...at(), date }, ask())
    expect(s.totals.map((t) => t.amount)).toEqual(totals)
  })
})

describe('subledger', () => {
  it('ages what was open on the day', async () => {
    const aged = async (date: string) => (await runQuery(ageing, { ...at(), date }, ask())).totals
    expect(await aged('2025-07-15')).toEqual({
      current: '1000.00',
      buckets: ['0.00', '0.00', '0.00', '0.00'],
      total: '1000.00',
    })
    expect(await aged('2025-08-14')).toMatchObject({ buckets: ['1000.00', '0.00', '0.00', '0.00'] })
    expect(await aged('2025-08-15')).toMatchObject({ buckets: ['0.00', '1000.00', '0.00', '0.00'] })
    expect(await aged('2025-08-20')).toMatchObject({ buckets: ['0.00', '750.00', '0.00', '0.00'] })
    expect(await aged('2025-12-31')).toMatchObject({ buckets: ['0.00', '0.00', '0.00', '750.00'], total: '750.00' })
  })

  it('states an account', async () => {
    const s = await runQuery(
      statementOfAccount,
      { ...at(), partyId: customer, from: '2025-07-01', to: '2025-12-31' },
      ask(),
    )
    expect([s.opening, s.closing, s.rows.map((r) => r.balance)]).toEqual(['1000.00', '750.00', ['750.00']])
    const p = await runQuery(partyBalanceQuery, { ...at(), partyId: customer }, ask())
    expect(p).toMatchObject({ receivable: '750.00', payable: '0.00', overdueReceivable: '750.00' })
  })

  it('pages a ledger with its running balance', async () => {
    const input = { ...at(), accountId: b.account('bank'), from: '2025-02-01', to: '2026-12-31', limit: 2 }
    const first = await runQuery(generalLedger, input, ask())
    const second = await runQuery(generalLedger, { ...input, cursor: first.nextCursor }, ask())
    expect([
      first.opening,
      ...first.rows.map((r) => r.balance),
      ...second.rows.map((r) => r.balance),
      second.closing,
    ]).toEqual(['5000.00', '5250.00', '5550.00', '5600.00', '5600.00'])
    expect(second.nextCursor).toBeNull()
  })

  it('leaves every invariant empty', async () => {
    const found = await runQuery(checkInvariants, {}, ask())
    expect(found.filter((i) => i.name.startsWith('finance_')).length).toBeGreaterThan(5)
    expect(found.filter((i) => i.broken > 0)).toEqual([])
  })
})
