import { beforeAll, describe, expect, it } from 'vitest'
import type { CreatePayment } from '@/server/contracts/finance/payment'
import { type Id, newId } from '@/server/kernel/ids'
import { runCommand, runQuery } from '@/server/platform/commands/runner'
import { pools } from '@/server/platform/pools'
import { withTenant } from '@/server/platform/tenancy/transaction'
import { createTestBooks, createTestParty, inCommand, type TestBooks } from '@/server/testing/books'
import { postJournalEntry } from '../journal/post-journal-entry'
import { allocateCommand, unallocateCommand } from '../open-items/allocate'
import { partyReceivable } from '../parties/party.queries'
import { setExchangeRates } from '../settings/settings.commands'
import { createPayment, postPaymentCommand, receivePayment, reversePayment } from './payment.commands'
import { getPayment, openItems } from './payment.queries'

let b: TestBooks
let salesTax: { id: Id; account: Id }
beforeAll(async () => {
  b = await createTestBooks({ writeOffTolerance: '0.50', currencies: ['EUR'] })
  await runCommand(
    setExchangeRates,
    {
      companyId: b.companyId,
      rates: [
        { currency: 'EUR', date: '2025-01-01', rate: '1.20' },
        { currency: 'EUR', date: '2025-04-01', rate: '1.10' },
      ],
    },
    { actor: b.admin },
  )
  const [tax] = await raw(
    ({ sql }) => sql<{ id: Id; account: Id }[]>`
    select c.id, r.account_id as account from tax_code c join tax_rate r on r.tax_code_id = c.id where c.code = 'SALES-TAX' limit 1`,
  )
  if (!tax) throw new Error('no tax code')
  salesTax = tax
})

const raw = <T>(work: Parameters<typeof withTenant<T>>[3]) => withTenant(pools.app, b.admin, 'write', work)

/** An invoice of 100 and 8.25 tax (or without): its open item. `side` payable = a supplier's. */
async function invoice(
  partyId: Id,
  total: string,
  more: {
    currency?: string
    rate?: string
    base?: string
    tax?: string
    discount?: string
    side?: 'receivable' | 'payable'
  } = {},
): Promise<Id> {
  const { currency = 'USD', rate = '1', base = total, tax, discount, side = 'receivable' } = more
  const sign = side === 'receivable' ? '' : '-'
  const other = side === 'receivable' ? '-' : ''
  const net = tax ? String(Number(total) - Number(tax)) : total
  const id = newId()
  await inCommand(b.admin, (ctx) =>
    postJournalEntry(ctx, {
      companyId: b.companyId,
      journal: side === 'receivable' ? 'sales' : 'purchase',
      postingDate: '2025-03-01',
      documentDate: '2025-03-01',
      description: 'Invoice',
      source: { document: 'customer_invoice', documentId: newId(), label: 'X' },
      currency,
      rate,
      lines: [
        { accountId: b.account(side), amount: sign + total, baseAmount: sign + base, partyId },
        { accountId: b.account('revenue'), amount: other + net, baseAmount: other + (tax ? net : base) },
        ...(tax
          ? [
              {
                accountId: salesTax.account,
                amount: other + tax,
                baseAmount: other + tax,
                taxCodeId: salesTax.id,
                taxBase: net,
              },
            ]
          : []),
      ],
      openItems: [
        {
          ...{
            id,
            partyId,
            side,
            kind: 'invoice',
            accountId: b.account(side),
            amount: sign + total,
            baseAmount: sign + base,
            currency,
            rate,
          },
          documentDate: '2025-03-01',
          dueDate: '2025-03-31',
          discountDate: discount ? '2025-03-11' : null,
          discountPercent: discount ?? null,
          number: 'INV',
        },
      ],
    }),
  )
  return id
}

const input = (partyId: Id, amount: string, more: Partial<CreatePayment> = {}) => ({
  companyId: b.companyId,
  direction: 'incoming' as const,
  partyId,
  paymentDate: '2025-03-10',
  currency: 'USD',
  amount,
  lines: [] as CreatePayment['lines'],
  ...more,
})
async function pay(partyId: Id, amount: string, more: Partial<CreatePayment> = {}) {
  const { id } = await runCommand(createPayment, input(partyId, amount, more), { actor: b.admin })
  return runCommand(postPaymentCommand, { id }, { actor: b.admin })
}
const line = (openItemId: Id, amount: string, discount = '0', writeOff = '0') => ({
  openItemId,
  amount,
  discount,
  writeOff,
})
const journal = async (paymentId: Id) => {
  const rows = await raw(
    ({ sql }) => sql<{ code: string; amount: string; base: string }[]>`
    select a.code, trim_scale(l.amount) as amount, trim_scale(l.base_amount) as base from payment p
    join journal_line l on l.entry_id = p.entry_id join account a on a.id = l.account_id where p.id = ${paymentId} order by l.line_no`,
  )
  return rows.map((r) => `${r.code} ${r.amount} ${r.base}`)
}
const remaining = async (id: Id) => {
  const [row] = await raw(
    ({ sql }) => sql<{ remaining: string; base: string; settled_on: string | null }[]>`
    select trim_scale(remaining) as remaining, trim_scale(remaining_base) as base, settled_on from open_item where id = ${id}`,
  )
  return row
}
const owes = (partyId: Id) => inCommand(b.admin, (ctx) => partyReceivable(ctx, { companyId: b.companyId, partyId }))

describe('payments', () => {
  it('settles one for many, in part, and leaves the rest on account', async () => {
    const p = await createTestParty(b.admin)
    const first = await invoice(p, '100')
    const second = await invoice(p, '50')
    const { id, number } = await pay(p, '170', { lines: [line(first, '100'), line(second, '30')], feeAmount: '2.5' })
    expect(number).toBe('PAY-2025-00001')
    expect(await journal(id)).toEqual(['1020 167.5 167.5', '6500 2.5 2.5', '1100 -170 -170'])
    expect(await remaining(first)).toEqual({ remaining: '0', base: '0', settled_on: '2025-03-10' })
    expect(await remaining(second)).toMatchObject({ remaining: '20', settled_on: null })
    expect(await owes(p)).toBe('-20')
    const open = await runQuery(openItems, { companyId: b.companyId, partyId: p }, { actor: b.admin })
    expect(open.items.map((i) => [i.kind, i.remaining])).toEqual([
      ['payment', '-40'],
      ['invoice', '20'],
    ])
    const [audit] = await raw(({ sql }) => sql`select count(*)::int as n from audit_log where document_id = ${id}`)
    const [events] = await raw(
      ({ sql }) =>
        sql`select array_agg(type order by type) as types from event where type like 'finance.open_item%' or document_id = ${id}`,
    )
    expect(audit).toEqual({ n: 2 })
    expect(events?.types).toEqual(['finance.open_item.settled', 'finance.open_item.settled', 'finance.payment.posted'])
  })

  it('allocates what waits on account later, and takes it back', async () => {
    const p = await createTestParty(b.admin)
    const item = await invoice(p, '80')
    await pay(p, '80')
    const open = await runQuery(openItems, { companyId: b.companyId, partyId: p }, { actor: b.admin })
    const credit = open.items.find((i) => i.kind === 'payment')?.id ?? ''
    const both = { companyId: b.companyId, debitItemId: item, creditItemId: credit, date: '2025-03-15' }
    await expect(runCommand(allocateCommand, { ...both, amount: '80.01' }, { actor: b.admin })).rejects.toMatchObject({
      code: 'finance.over_allocated',
    })
    const { id } = await runCommand(allocateCommand, { ...both, amount: '80' }, { actor: b.admin })
    expect(await remaining(item)).toMatchObject({ settled_on: '2025-03-15' })
    await runCommand(unallocateCommand, { id, date: '2025-03-16' }, { actor: b.admin })
    expect(await remaining(item)).toEqual({ remaining: '80', base: '80', settled_on: null })
    await expect(runCommand(unallocateCommand, { id, date: '2025-03-16' }, { actor: b.admin })).rejects.toMatchObject({
      code: 'finance.already_unallocated',
    })
  })

  it('takes an early-payment discount on its last day, with the tax it lowers, and none a day later', async () => {
    const p = await createTestParty(b.admin)
    const item = await invoice(p, '108.25', { tax: '8.25', discount: '2' })
    const lines = [line(item, '106.08', '2.17')]
    await expect(pay(p, '106.08', { lines, paymentDate: '2025-03-12' })).rejects.toMatchObject({
      code: 'finance.discount_exceeded',
    })
    await expect(
      pay(p, '106.07', { lines: [line(item, '106.07', '2.18')], paymentDate: '2025-03-11' }),
    ).rejects.toMatchObject({ code: 'finance.discount_exceeded' })
    const { id } = await pay(p, '106.08', { lines, paymentDate: '2025-03-11' })
    // 2.17 of 108.25: 8.25 x 2.17 / 108.25 = 0.165... -> 0.17 of tax, 2.00 of revenue
    expect(await journal(id)).toEqual([
      '1020 106.08 106.08',
      '1100 -106.08 -106.08',
      '1100 -2.17 -2.17',
      '2200 0.17 0.17',
      '4040 2 2',
    ])
    expect(await remaining(item)).toMatchObject({ remaining: '0', base: '0' })
    expect(await owes(p)).toBe('0')
  })

  it('writes off exactly the tolerance, not a cent more', async () => {
    const p = await createTestParty(b.admin)
    const item = await invoice(p, '100')
    await expect(pay(p, '99.49', { lines: [line(item, '99.49', '0', '0.51')] })).rejects.toMatchObject({
      code: 'finance.write_off_exceeded',
    })
    const { id } = await pay(p, '99.5', { lines: [line(item, '99.5', '0', '0.5')] })
    expect(await journal(id)).toEqual(['1020 99.5 99.5', '1100 -99.5 -99.5', '1100 -0.5 -0.5', '6400 0.5 0.5'])
    expect(await owes(p)).toBe('0')
  })

  it.each([
    // 100 EUR invoiced at 1.20 (120), received at 1.10 (110): 10 lost.
    ['receivable', 'incoming', ['1020 100 110', '1100 -100 -110', '1100 0 -10', '6510 0 10']],
    // 100 EUR owed at 1.20, paid at 1.10: 10 gained.
    ['payable', 'outgoing', ['1020 -100 -110', '2100 100 110', '2100 0 10', '4500 0 -10']],
  ] as const)('books the realised exchange difference of a %s', async (side, direction, expected) => {
    const p = await createTestParty(b.admin)
    const item = await invoice(p, '100', { currency: 'EUR', rate: '1.2', base: '120', side })
    const { id } = await pay(p, '100', {
      direction,
      currency: 'EUR',
      paymentDate: '2025-04-02',
      lines: [line(item, '100')],
    })
    expect(await journal(id)).toEqual(expected)
    expect(await remaining(item)).toMatchObject({ remaining: '0', base: '0' })
    await runCommand(reversePayment, { id, postingDate: '2025-04-05', reason: 'Bounced' }, { actor: b.admin })
    expect(await remaining(item)).toEqual({
      remaining: side === 'payable' ? '-100' : '100',
      base: side === 'payable' ? '-120' : '120',
      settled_on: null,
    })
    const doc = await runQuery(getPayment, { id }, { actor: b.admin })
    expect(doc).toMatchObject({ status: 'reversed' })
  })

  it('books the other direction of the exchange difference, and the residue of a part', async () => {
    const p = await createTestParty(b.admin)
    const item = await invoice(p, '100', { currency: 'EUR', rate: '1.05', base: '105' })
    const first = await pay(p, '33.33', { currency: 'EUR', paymentDate: '2025-04-02', lines: [line(item, '33.33')] })
    // 33.33 of 100 at 105 = 35.00 (34.9965); received 33.33 x 1.10 = 36.66
    expect(await journal(first.id)).toEqual(['1020 33.33 36.66', '1100 -33.33 -36.66', '1100 0 1.66', '4500 0 -1.66'])
    expect(await remaining(item)).toMatchObject({ remaining: '66.67', base: '70' })
    await pay(p, '66.67', { currency: 'EUR', paymentDate: '2025-04-02', lines: [line(item, '66.67')] })
    expect(await remaining(item)).toMatchObject({ remaining: '0', base: '0' })
    expect(await owes(p)).toBe('0')
  })

  it('lets two payments at once settle an invoice only once', async () => {
    const p = await createTestParty(b.admin)
    const item = await invoice(p, '100')
    const settled = await Promise.allSettled([1, 2, 3, 4].map(() => pay(p, '100', { lines: [line(item, '100')] })))
    expect(settled.filter((s) => s.status === 'fulfilled')).toHaveLength(1)
    for (const s of settled)
      if (s.status === 'rejected') expect(s.reason).toMatchObject({ code: 'finance.over_allocated' })
  })

  it('is made and booked in one step by a running command', async () => {
    const p = await createTestParty(b.admin)
    const item = await invoice(p, '10')
    const made = await inCommand(b.admin, (ctx) =>
      receivePayment(ctx, {
        ...input(p, '10', { lines: [line(item, '10')] }),
        feeAmount: '0',
        reference: null,
        memo: null,
      }),
    )
    expect(await runQuery(getPayment, { id: made.id }, { actor: b.admin })).toMatchObject({
      status: 'posted',
      number: made.number,
    })
  })

  it('refuses another party, another currency, more than was paid', async () => {
    const p = await createTestParty(b.admin)
    const q = await createTestParty(b.admin)
    const item = await invoice(p, '100')
    await expect(pay(q, '10', { lines: [line(item, '10')] })).rejects.toMatchObject({
      code: 'finance.item_other_party',
    })
    await expect(pay(p, '10', { currency: 'EUR', lines: [line(item, '10')] })).rejects.toMatchObject({
      code: 'finance.item_other_currency',
    })
    await expect(pay(p, '10', { lines: [line(item, '11')] })).rejects.toMatchObject({
      code: 'finance.payment_exceeded',
    })
    await expect(pay(p, '10', { direction: 'outgoing', lines: [line(item, '10')] })).rejects.toMatchObject({
      code: 'finance.item_wrong_side',
    })
  })
})
