import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Id, newId } from '@/server/kernel/ids'
import { runCommand, runQuery } from '@/server/platform/commands/runner'
import { pools } from '@/server/platform/pools'
import { withTenant } from '@/server/platform/tenancy/transaction'
import { createTestBooks, createTestParty, inCommand, type TestBooks } from '@/server/testing/books'
import type { AccountRole } from '../door'
import { postJournalEntry } from '../journal/post-journal-entry'
import { receivePaymentCommand } from '../payments/payment.commands'
import { setExchangeRates } from '../settings/settings.commands'
import { listRevaluations, postRevaluation, previewRevaluation } from './currency-revaluation'

let b: TestBooks
let partyId: Id
beforeAll(async () => {
  b = await createTestBooks({ currencies: ['EUR'] })
  partyId = await createTestParty(b.admin)
  const rate = (date: string, value: string) => ({ currency: 'EUR', date, rate: value })
  await runCommand(
    setExchangeRates,
    {
      companyId: b.companyId,
      rates: [rate('2025-01-01', '1.10'), rate('2025-03-31', '1.20'), rate('2025-04-30', '1.05')],
    },
    { actor: b.admin },
  )
})
const rows = <T extends object>(text: string) =>
  withTenant(pools.app, b.admin, 'read', async ({ sql }) => [...(await sql.unsafe<T[]>(text))])
afterAll(async () => {
  for (const file of readdirSync('db/invariants').filter((f) => f.startsWith('finance_')))
    expect(await rows(readFileSync(`db/invariants/${file}`, 'utf8')), file).toEqual([])
})

/** A claim (or a debt) of 100 EUR booked at 1.10, and 50 EUR in the bank at 1.10. */
async function claim(side: 'receivable' | 'payable', amount: string, base: string): Promise<Id> {
  const sign = side === 'receivable' ? '' : '-'
  const other = side === 'receivable' ? '-' : ''
  const id = newId()
  const item = { amount: sign + amount, baseAmount: sign + base }
  await inCommand(b.admin, (ctx) =>
    postJournalEntry(ctx, {
      companyId: b.companyId,
      journal: 'general',
      postingDate: '2025-02-01',
      documentDate: '2025-02-01',
      description: 'test',
      source: { document: 'test', documentId: newId(), label: null },
      currency: 'EUR',
      rate: '1.10',
      lines: [
        { accountId: b.account(side), partyId, ...item },
        { accountId: b.account('revenue'), amount: other + amount, baseAmount: other + base },
      ],
      openItems: [
        {
          ...{ id, partyId, side, kind: 'invoice', accountId: b.account(side), currency: 'EUR', rate: '1.10', ...item },
          documentDate: '2025-02-01',
          dueDate: '2025-03-01',
          number: 'X',
        },
      ],
    }),
  )
  return id
}
const run = (date: string, rates: { currency: string; rate: string }[] = []) =>
  runCommand(postRevaluation, { companyId: b.companyId, date, rates }, { actor: b.admin })
const preview = (date: string) => runQuery(previewRevaluation, { companyId: b.companyId, date }, { actor: b.admin })
const balance = async (role: AccountRole, until: string) => {
  const [row] = await rows<{ total: string }>(
    `select coalesce(sum(base_amount), 0)::numeric(20,2)::text as total from journal_line
     where account_id = '${b.account(role)}' and posting_date <= '${until}'`,
  )
  return row?.total
}

describe('revaluation of foreign balances', () => {
  it('posts the difference to unrealised gain and loss, and takes it back on the first day of the next period', async () => {
    const invoice = await claim('receivable', '100', '110')
    await claim('payable', '40', '44')
    await runCommand(
      receivePaymentCommand,
      {
        companyId: b.companyId,
        direction: 'incoming',
        partyId,
        paymentDate: '2025-03-10',
        currency: 'EUR',
        amount: '50',
        lines: [{ openItemId: invoice, amount: '50' }],
      },
      { actor: b.admin },
    )
    // At 1.20: 50 EUR due are 60 (booked 55), 40 EUR owed are 48 (booked 44), 50 EUR in the bank are 60 (booked 55).
    const seen = await preview('2025-03-31')
    expect(seen.rows.map((r) => [r.kind, r.amount, r.baseAmount, r.valued, r.difference])).toEqual([
      ['bank', '50', '55', '60.00', '5.00'],
      ['payable', '-40', '-44', '-48.00', '-4.00'],
      ['receivable', '50', '55', '60.00', '5.00'],
    ])
    expect(seen).toMatchObject({ gain: '10.00', loss: '4.00', reversalDate: '2025-04-01', postedOn: null })
    expect(await run('2025-03-31')).toMatchObject({ posted: true, gain: '10.00', loss: '4.00' })
    const at = async (until: string) =>
      Promise.all(
        (
          ['unrealised_fx_gain', 'unrealised_fx_loss', 'receivable_revaluation', 'payable_revaluation', 'bank'] as const
        ).map((role) => balance(role, until)),
      )
    expect(await at('2025-03-31')).toEqual(['-10.00', '4.00', '5.00', '-4.00', '60.00'])
    expect(await at('2025-04-01')).toEqual(['0.00', '0.00', '0.00', '0.00', '55.00'])
    // Realised differences and the accounts of items are left alone.
    expect(await balance('fx_gain', '2025-12-31')).toBe('0.00')
    expect(await balance('receivable', '2025-03-31')).toBe('55.00')
  })

  it('posts nothing when it is sent again, and only what has changed since', async () => {
    expect(await run('2025-03-31')).toMatchObject({ posted: false, gain: '0.00', loss: '0.00' })
    expect(await run('2025-03-31', [{ currency: 'EUR', rate: '1.30' }])).toMatchObject({ gain: '10.00', loss: '4.00' })
    expect(await balance('bank', '2025-03-31')).toBe('65.00')
    expect(await balance('bank', '2025-04-01')).toBe('55.00')
    await expect(run('2025-03-30')).rejects.toMatchObject({ code: 'finance.revaluation_earlier' })
    const both = await Promise.all([1, 2, 3].map(() => run('2025-03-31', [{ currency: 'EUR', rate: '1.30' }])))
    expect(both.map((r) => r.posted)).toEqual([false, false, false])
    const { runs } = await runQuery(listRevaluations, { companyId: b.companyId }, { actor: b.admin })
    expect(runs).toHaveLength(1)
    expect(runs[0]?.entries).toHaveLength(4)
  })

  it('begins anew in the next period, from what is booked', async () => {
    // At 1.05: 50 EUR due lose 2.50, 40 EUR owed gain 2.00, the bank loses 2.50.
    expect(await run('2025-04-30')).toMatchObject({ posted: true, gain: '2.00', loss: '5.00' })
    expect(await balance('bank', '2025-04-30')).toBe('52.50')
  })

  it('needs the next period to take it back', async () => {
    await expect(run('2026-12-31')).rejects.toMatchObject({ code: 'finance.no_period' })
  })
})
