import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Id, newId } from '@/server/kernel/ids'
import { runCommand, runQuery } from '@/server/platform/commands/runner'
import { pools } from '@/server/platform/pools'
import { withTenant } from '@/server/platform/tenancy/transaction'
import { createTestBooks, createTestParty, inCommand, type TestBooks } from '@/server/testing/books'
import type { AccountRole } from '../door'
import { postJournalEntry } from '../journal/post-journal-entry'
import { setExchangeRates } from '../settings/settings.commands'
import { receivePaymentCommand, reversePayment } from './payment.commands'
import { getPayment } from './payment.queries'

let b: TestBooks
let partyId: Id
beforeAll(async () => {
  b = await createTestBooks({ baseCurrency: 'USD', currencies: ['EUR', 'GBP'] })
  partyId = await createTestParty(b.admin)
  const rate = (currency: string, date: string, value: string) => ({ currency, date, rate: value })
  await runCommand(
    setExchangeRates,
    {
      companyId: b.companyId,
      rates: [rate('EUR', '2025-01-01', '1.10'), rate('GBP', '2025-01-01', '1.25')],
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

async function owed(side: 'receivable' | 'payable', currency: string, amount: string, base: string): Promise<Id> {
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
      currency,
      rate: '1',
      lines: [
        { accountId: b.account(side), partyId, ...item },
        { accountId: b.account('revenue'), amount: other + amount, baseAmount: other + base },
      ],
      openItems: [
        {
          ...{ id, partyId, side, kind: 'invoice', accountId: b.account(side), currency, rate: '1', ...item },
          documentDate: '2025-02-01',
          dueDate: '2025-03-01',
          number: 'X',
        },
      ],
    }),
  )
  return id
}
const pay = (
  direction: 'incoming' | 'outgoing',
  item: Id,
  money: { currency: string; amount: string; bankCurrency: string; bankAmount: string; bankRate?: string },
) =>
  runCommand(
    receivePaymentCommand,
    {
      companyId: b.companyId,
      direction,
      partyId,
      paymentDate: '2025-03-01',
      lines: [{ openItemId: item, amount: money.amount }],
      ...money,
    },
    { actor: b.admin },
  )
/** What a payment posted: by role, in base currency; and what is left of its clearing by currency. */
async function posted(id: Id) {
  const lines = await rows<{ account: Id; currency: string; amount: string; base: string }>(
    `select l.account_id as account, e.currency, trim_scale(sum(l.amount))::text as amount, trim_scale(sum(l.base_amount))::text as base
     from journal_entry e join journal_line l on l.entry_id = e.id where e.source_document_id = '${id}' group by 1, 2`,
  )
  const of = (role: AccountRole) => lines.filter((l) => l.account === b.account(role))
  const base = (role: AccountRole) => of(role).reduce((total, l) => total + Number(l.base), 0)
  return {
    bank: base('bank'),
    receivable: base('receivable'),
    payable: base('payable'),
    clearing: base('currency_clearing'),
    gain: base('fx_gain'),
    loss: base('fx_loss'),
    money: of('bank').map((l) => `${l.amount} ${l.currency}`),
  }
}
const remaining = async (item: Id) => {
  const [row] = await rows<{ remaining: string; base: string }>(
    `select trim_scale(remaining)::text as remaining, trim_scale(remaining_base)::text as base from open_item where id = '${item}'`,
  )
  return row
}

describe('a payment from an account in another currency than the item', () => {
  it('settles an invoice in base currency from a foreign account: the exchange is realised', async () => {
    const item = await owed('payable', 'USD', '118', '118')
    // 105 EUR at 1.10 are 115.50: 118.00 paid with less, a gain of 2.50.
    const { id } = await pay('outgoing', item, {
      currency: 'USD',
      amount: '118',
      bankCurrency: 'EUR',
      bankAmount: '105',
    })
    expect(await posted(id)).toEqual({
      bank: -115.5,
      receivable: 0,
      payable: 118,
      clearing: 0,
      gain: -2.5,
      loss: 0,
      money: ['-105 EUR'],
    })
    expect(await remaining(item)).toEqual({ remaining: '0', base: '0' })
    expect(await runQuery(getPayment, { id }, { actor: b.admin })).toMatchObject({
      currency: 'USD',
      rate: '1',
      bankCurrency: 'EUR',
      bankAmount: '105',
      bankRate: '1.1',
    })
  })

  it('settles a foreign invoice from the account in base currency: worth what the bank gave', async () => {
    const item = await owed('receivable', 'EUR', '100', '112')
    // The bank credits 109.00 for 100 EUR: booked at 112.00, a loss of 3.00.
    const { id } = await pay('incoming', item, {
      currency: 'EUR',
      amount: '100',
      bankCurrency: 'USD',
      bankAmount: '109',
    })
    expect(await posted(id)).toMatchObject({ bank: 109, receivable: -112, clearing: 0, gain: 0, loss: 3 })
    expect(await remaining(item)).toEqual({ remaining: '0', base: '0' })
  })

  it('settles between two foreign currencies, in parts, to the cent', async () => {
    const item = await owed('payable', 'EUR', '100', '110.01')
    // 30 GBP at 1.25 are 37.50 for a third of it; then 60 GBP are 75.00 for the rest.
    const first = await pay('outgoing', item, {
      currency: 'EUR',
      amount: '33.33',
      bankCurrency: 'GBP',
      bankAmount: '30',
    })
    expect(await posted(first.id)).toMatchObject({ bank: -37.5, payable: 36.67, clearing: 0, loss: 0.83 })
    const rest = await pay('outgoing', item, {
      currency: 'EUR',
      amount: '66.67',
      bankCurrency: 'GBP',
      bankAmount: '60',
    })
    expect(await posted(rest.id)).toMatchObject({ bank: -75, payable: 73.34, clearing: 0, loss: 1.66 })
    expect(await remaining(item)).toEqual({ remaining: '0', base: '0' })
  })

  it('is taken back whole, and refuses what it cannot book', async () => {
    const item = await owed('receivable', 'EUR', '50', '55')
    const money = { currency: 'EUR', amount: '50', bankCurrency: 'GBP', bankAmount: '45' }
    const { id } = await pay('incoming', item, money)
    await runCommand(reversePayment, { id, postingDate: '2025-03-02', reason: null }, { actor: b.admin })
    expect(await posted(id)).toMatchObject({ bank: 0, receivable: 0, clearing: 0, gain: 0, loss: 0 })
    expect(await remaining(item)).toEqual({ remaining: '50', base: '55' })
    await expect(pay('incoming', item, { ...money, bankAmount: '45.001' })).rejects.toMatchObject({
      code: 'validation.precision',
    })
    await expect(
      runCommand(
        receivePaymentCommand,
        {
          companyId: b.companyId,
          direction: 'incoming',
          partyId,
          paymentDate: '2025-03-01',
          feeAmount: '1',
          ...money,
        },
        { actor: b.admin },
      ),
    ).rejects.toMatchObject({ code: 'finance.fee_other_currency' })
  })
})
