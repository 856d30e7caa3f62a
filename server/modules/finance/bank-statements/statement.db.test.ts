import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Id, newId } from '@/server/kernel/ids'
import { runCommand, runQuery } from '@/server/platform/commands/runner'
import { camt053, type FileEntry } from '@/server/testing/bank-file'
import { createTestBooks, createTestParty, inCommand, type TestBooks } from '@/server/testing/books'
import { brokenInvariants } from '@/server/testing/oracle/invariants'
import { readRows } from '@/server/testing/stock'
import { actorOf } from '@/server/testing/tenant'
import { saveCompanyBankAccount } from '../bank-accounts/company-bank-account'
import { approvePartyBankAccount, createPartyBankAccount } from '../bank-accounts/party-bank-account'
import { postJournalEntry } from '../journal/post-journal-entry'
import { reverseManualEntry } from '../manual-entries/manual-entry.commands'
import {
  approvePaymentProposal,
  cancelPaymentProposal,
  createPaymentProposal,
  submitPaymentProposal,
} from '../payment-proposals/payment-proposal'
import { getPaymentProposal } from '../payment-proposals/payment-proposal.queries'
import { receivePaymentCommand, reversePayment } from '../payments/payment.commands'
import { importBankStatement } from './import-statement'
import { deleteBankStatement, releaseStatementPayment, settleBankStatement, settleStatementLine } from './settle-line'
import { getBankStatement } from './statement.queries'

let b: TestBooks
let second: TestBooks['admin']
let own: Id
const IBANS = ['DE89370400440532013000', 'FR1420041010050500013M02606']

beforeAll(async () => {
  b = await createTestBooks()
  second = actorOf(b.tenantId, ['*'])
  const saved = await runCommand(
    saveCompanyBankAccount,
    {
      ...{ companyId: b.companyId, accountId: b.account('bank'), holder: 'We', currency: 'USD', country: 'US' },
      ...{ accountNumber: '000123456789', bankCode: '021000021' },
    },
    { actor: b.admin },
  )
  own = saved.id
})
afterAll(async () => expect(await brokenInvariants(b.admin, 'finance')).toEqual({}))

/** What a party owes (positive) or is owed (negative), by number. */
async function item(partyId: Id, number: string, amount: string): Promise<Id> {
  const id = newId()
  const side = amount.startsWith('-') ? ('payable' as const) : ('receivable' as const)
  const accountId = b.account(side)
  const other = amount.startsWith('-') ? amount.slice(1) : `-${amount}`
  await inCommand(b.admin, (ctx) =>
    postJournalEntry(ctx, {
      ...{ companyId: b.companyId, journal: 'general', postingDate: '2025-03-01', documentDate: '2025-03-01' },
      description: number,
      source: { document: 'test_bill', documentId: newId(), label: number },
      ...{ currency: 'USD', rate: '1' },
      lines: [
        { accountId, amount, baseAmount: amount, partyId },
        { accountId: b.account('freight_income'), amount: other, baseAmount: other },
      ],
      openItems: [
        {
          ...{ id, partyId, side, kind: 'invoice', accountId, amount, baseAmount: amount, currency: 'USD', rate: '1' },
          ...{ documentDate: '2025-03-01', dueDate: '2025-04-01', number },
        },
      ],
    }),
  )
  return id
}
async function supplier(iban: string): Promise<Id> {
  const partyId = await createTestParty(b.admin, `Supplier ${iban.slice(0, 2)}`)
  const { id } = await runCommand(
    createPartyBankAccount,
    {
      ...{ companyId: b.companyId, partyId, holder: 'Supplier', currency: 'USD', country: iban.slice(0, 2) },
      ...{ accountNumber: iban, reason: 'letter' },
    },
    { actor: b.admin },
  )
  await runCommand(approvePartyBankAccount, { id }, { actor: second, now: new Date('2025-01-02T12:00:00Z') })
  return partyId
}
async function approvedProposal(partyIds: Id[]): Promise<{ id: Id; number: string }> {
  const { id } = await runCommand(
    createPaymentProposal,
    {
      ...{ companyId: b.companyId, companyBankAccountId: own, executionDate: '2025-04-02', dueUntil: '2025-04-10' },
      ...{ currency: 'USD', partyIds },
    },
    { actor: b.admin },
  )
  await runCommand(submitPaymentProposal, { id }, { actor: b.admin })
  await runCommand(approvePaymentProposal, { id }, { actor: second })
  return { id, number: (await runQuery(getPaymentProposal, { id }, { actor: b.admin })).number }
}
let count = 0
async function take(entries: readonly FileEntry[], head: object = {}): Promise<Id> {
  const content = Buffer.from(camt053(entries, { id: `S-${++count}`, ...head })).toString('base64')
  const made = await runCommand(
    importBankStatement,
    { companyId: b.companyId, fileName: 'april.xml', content },
    { actor: b.admin },
  )
  return made.statements[0]?.id ?? ''
}
const statement = (id: Id) => runQuery(getBankStatement, { id }, { actor: b.admin })
const remaining = async (id: Id) => {
  const [row] = await readRows<{ left: string }>(
    b.admin,
    'select trim_scale(remaining)::text as left from open_item where id = $1',
    [id],
  )
  return row?.left
}
const settle = (lineId: Id, meaning: object) =>
  runCommand(settleStatementLine, { lineId, meaning: meaning as never }, { actor: b.admin })

describe('a bank statement', () => {
  it('pays what the bank says is paid, and takes in what customers sent', async () => {
    const [steel, paint] = [await supplier(IBANS[0] ?? ''), await supplier(IBANS[1] ?? '')]
    const owed = [
      await item(steel, 'SI-1', '-100.10'),
      await item(steel, 'SI-2', '-50'),
      await item(paint, 'SI-3', '-200'),
    ]
    const bikes = await createTestParty(b.admin, 'Bikes Ltd')
    const [whole, part] = [await item(bikes, 'INV-1', '500'), await item(bikes, 'INV-77', '80')]
    const proposal = await approvedProposal([steel, paint])
    const lines = (await runQuery(getPaymentProposal, { id: proposal.id }, { actor: b.admin })).lines
    const ids = await readRows<{ party: Id; e2e: string }>(
      b.admin,
      'select distinct party_id as party, end_to_end_id as e2e from payment_proposal_line where proposal_id = $1',
      [proposal.id],
    )
    expect(lines).toHaveLength(3)
    const e2e = (party: Id) => ids.find((i) => i.party === party)?.e2e ?? ''
    const id = await take(
      [
        { amount: '-150.10', endToEndId: e2e(steel), iban: IBANS[0] ?? '' },
        { amount: '500.00', name: 'Bikes', text: 'INV-1' },
        { amount: '30', name: 'Bikes', text: 'first part of INV-77' },
        { amount: '-4.50', text: 'Account fees' },
      ],
      { opening: '1000', closing: '1375.40' },
    )
    expect(
      (await statement(id)).lines.map((l) => [l.suggestion?.kind ?? null, l.suggestion?.certainty ?? null]),
    ).toEqual([
      ['proposal', 'sure'],
      ['items', 'sure'],
      ['items', 'likely'],
      [null, null],
    ])
    expect(await runCommand(settleBankStatement, { id }, { actor: b.admin })).toMatchObject({ settled: 2, left: 2 })
    expect(await Promise.all([...owed, whole, part].map(remaining))).toEqual(['0', '0', '-200', '0', '80'])
    const after = await statement(id)
    const [, , third, fees] = after.lines
    await settle(third?.id ?? '', { kind: 'items', partyId: bikes, items: [{ openItemId: part, amount: '30' }] })
    expect(await remaining(part)).toBe('50')
    await settle(fees?.id ?? '', { kind: 'account', accountId: b.account('rounding'), memo: 'Account fees' })
    expect((await statement(id)).lines.every((l) => l.settled === l.amount && l.documents.length === 1)).toBe(true)
    // The proposal goes on with what the bank has not carried out, and may not be cancelled any more.
    const state = () => runQuery(getPaymentProposal, { id: proposal.id }, { actor: b.admin })
    expect(await state()).toMatchObject({ status: 'approved' })
    const cancel = runCommand(cancelPaymentProposal, { id: proposal.id }, { actor: b.admin })
    await expect(cancel).rejects.toMatchObject({ code: 'finance.proposal_part_paid' })
    const next = await take([{ amount: '-200', messageId: `${proposal.number}-5`, date: '2025-04-04' }])
    await runCommand(settleBankStatement, { id: next }, { actor: b.admin })
    expect(await state()).toMatchObject({ status: 'paid', paidOn: '2025-04-04' })
    expect(await remaining(owed[2] ?? '')).toBe('0')
  })

  it('is taken in once: not the statement, not a movement of another one, not the account of somebody else', async () => {
    await take([{ amount: '1', bankReference: 'R-9' }], { id: 'ONCE' })
    await expect(take([{ amount: '2' }], { id: 'ONCE' })).rejects.toMatchObject({ code: 'finance.statement_twice' })
    await expect(take([{ amount: '1', bankReference: 'R-9' }])).rejects.toMatchObject({
      code: 'finance.statement_line_twice',
    })
    await expect(take([{ amount: '1' }], { account: 'DE89370400440532013000' })).rejects.toMatchObject({
      code: 'finance.statement_account',
    })
    await expect(take([{ amount: '1' }], { currency: 'EUR' })).rejects.toMatchObject({
      code: 'finance.statement_currency',
    })
    const before = await readRows(b.admin, 'select 1 from bank_statement_line')
    const broken = take([{ amount: '1' }, { amount: '2' }], { opening: '0', closing: '4' })
    await expect(broken).rejects.toMatchObject({ code: 'finance.statement_balance' })
    expect(await readRows(b.admin, 'select 1 from bank_statement_line')).toHaveLength(before.length)
  })

  it('has its line back when what settled it is reversed', async () => {
    const bikes = await createTestParty(b.admin, 'Wheels Ltd')
    const owes = await item(bikes, 'INV-500', '70')
    const id = await take([
      { amount: '70', text: 'INV-500' },
      { amount: '-9', text: 'fees' },
    ])
    await runCommand(settleBankStatement, { id }, { actor: b.admin })
    const [paid, fee] = (await statement(id)).lines
    await settle(fee?.id ?? '', { kind: 'account', accountId: b.account('rounding') })
    const payment = paid?.documents[0]?.id ?? ''
    await runCommand(reversePayment, { id: payment, postingDate: '2025-04-03', reason: 'wrong' }, { actor: b.admin })
    expect(await remaining(owes)).toBe('70')
    const entry = (await statement(id)).lines[1]?.documents[0]?.id ?? ''
    await runCommand(reverseManualEntry, { id: entry, postingDate: '2025-04-03' }, { actor: b.admin })
    const again = (await statement(id)).lines
    expect(again.map((l) => [l.settled, l.documents.length])).toEqual([
      ['0', 0],
      ['0', 0],
    ])
    expect(again[0]?.suggestion).toMatchObject({ kind: 'items', certainty: 'sure' })
    await expect(runCommand(deleteBankStatement, { id }, { actor: b.admin })).rejects.toMatchObject({
      code: 'finance.statement_in_use',
    })
  })

  it('ties a payment that is booked already, once, and lets it go again', async () => {
    const bikes = await createTestParty(b.admin, 'Saddles Ltd')
    const made = await runCommand(
      receivePaymentCommand,
      {
        companyId: b.companyId,
        direction: 'incoming',
        partyId: bikes,
        paymentDate: '2025-04-02',
        currency: 'USD',
        amount: '41.20',
      },
      { actor: b.admin },
    )
    const id = await take([{ amount: '41.20' }, { amount: '41.20', bankReference: 'second' }])
    const [first, other] = (await statement(id)).lines
    expect(first?.suggestion).toMatchObject({ kind: 'payment', certainty: 'likely', documentId: made.id })
    expect(other?.suggestion).toBeNull()
    await settle(first?.id ?? '', { kind: 'payment', paymentId: made.id })
    await expect(settle(other?.id ?? '', { kind: 'payment', paymentId: made.id })).rejects.toMatchObject({
      code: 'finance.statement_payment',
    })
    await expect(settle(first?.id ?? '', { kind: 'party', partyId: bikes })).rejects.toMatchObject({
      code: 'finance.statement_settled',
    })
    await runCommand(releaseStatementPayment, { paymentId: made.id }, { actor: b.admin })
    expect((await statement(id)).lines[0]).toMatchObject({ settled: '0', documents: [] })
    await runCommand(deleteBankStatement, { id }, { actor: b.admin })
  })

  it('never has more settled than it moved, and nothing the other way', async () => {
    const bikes = await createTestParty(b.admin, 'Chains Ltd')
    const owes = await item(bikes, 'INV-900', '100')
    const id = await take([{ amount: '60', text: 'x' }])
    const [line] = (await statement(id)).lines
    const all = { kind: 'items', partyId: bikes, items: [{ openItemId: owes, amount: '60.01' }] }
    await expect(settle(line?.id ?? '', all)).rejects.toMatchObject({ code: 'finance.statement_too_much' })
    await settle(line?.id ?? '', { ...all, items: [{ openItemId: owes, amount: '45' }] })
    expect((await statement(id)).lines[0]).toMatchObject({ settled: '45', amount: '60' })
    await settle(line?.id ?? '', { kind: 'party', partyId: bikes })
    expect((await statement(id)).lines[0]).toMatchObject({ settled: '60' })
    expect(await remaining(owes)).toBe('55')
  })
})
