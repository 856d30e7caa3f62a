import { beforeAll, describe, expect, it } from 'vitest'
import { type Id, newId } from '@/server/kernel/ids'
import { createApprovalFlow, publishApprovalFlow, retireApprovalFlow } from '@/server/platform/approvals/flows'
import { runCommand, runQuery } from '@/server/platform/commands/runner'
import { pools } from '@/server/platform/pools'
import { renewKey } from '@/server/platform/tenancy/rotate-keys'
import { withTenant } from '@/server/platform/tenancy/transaction'
import { createTestBooks, createTestParty, inCommand, type TestBooks } from '@/server/testing/books'
import { createTestPerson } from '@/server/testing/people'
import { actorOf } from '@/server/testing/tenant'
import { partyBankAccounts } from '../bank-accounts/bank-account.queries'
import { saveCompanyBankAccount } from '../bank-accounts/company-bank-account'
import {
  approvePartyBankAccount,
  cancelPartyBankAccount,
  createPartyBankAccount,
  retirePartyBankAccount,
  revealPartyBankAccount,
} from '../bank-accounts/party-bank-account'
import { setPaymentHold } from '../bank-accounts/payment-hold'
import { postJournalEntry } from '../journal/post-journal-entry'
import { receivePaymentCommand } from '../payments/payment.commands'
import { exportPaymentProposal, settlePaymentProposal } from './carry-out'
import {
  approvePaymentProposal,
  cancelPaymentProposal,
  createPaymentProposal,
  releaseProposalHold,
  submitPaymentProposal,
  updatePaymentProposal,
} from './payment-proposal'
import { getPaymentProposal } from './payment-proposal.queries'

let b: TestBooks
let second: TestBooks['admin']
let ownAccount: Id
const IBANS = ['DE89370400440532013000', 'FR1420041010050500013M02606', 'ES9121000418450200051332']

beforeAll(async () => {
  b = await createTestBooks()
  second = actorOf(b.tenantId, ['*'])
  const own = await runCommand(
    saveCompanyBankAccount,
    {
      companyId: b.companyId,
      accountId: b.account('bank'),
      holder: 'Own company',
      currency: 'USD',
      country: 'US',
      accountNumber: '000123456789',
      bankCode: '021000021',
    },
    { actor: b.admin },
  )
  ownAccount = own.id
})

const debtOf = async (partyId: Id, total: string, dueDate: string): Promise<{ source: Id; item: Id }> => {
  const source = newId()
  const item = newId()
  await inCommand(b.admin, (ctx) =>
    postJournalEntry(ctx, {
      companyId: b.companyId,
      journal: 'purchase',
      postingDate: '2025-03-01',
      documentDate: '2025-03-01',
      description: 'Supplier invoice',
      source: { document: 'supplier_invoice', documentId: source, label: 'SI' },
      currency: 'USD',
      rate: '1',
      lines: [
        { accountId: b.account('payable'), amount: `-${total}`, baseAmount: `-${total}`, partyId },
        { accountId: b.account('freight_income'), amount: total, baseAmount: total },
      ],
      openItems: [
        {
          id: item,
          partyId,
          side: 'payable',
          kind: 'invoice',
          accountId: b.account('payable'),
          amount: `-${total}`,
          baseAmount: `-${total}`,
          currency: 'USD',
          rate: '1',
          documentDate: '2025-03-01',
          dueDate,
          number: `SI-${dueDate}`,
        },
      ],
    }),
  )
  return { source, item }
}

const enterAccount = (partyId: Id, accountNumber: string, more: { replacesId?: Id } = {}) =>
  runCommand(
    createPartyBankAccount,
    {
      companyId: b.companyId,
      partyId,
      holder: 'Supplier',
      currency: 'USD',
      country: 'DE',
      accountNumber,
      reason: 'letter of the bank',
      ...more,
    },
    { actor: b.admin },
  )
async function supplier(iban: string, approvedAt = new Date('2025-01-02T12:00:00Z')): Promise<Id> {
  const partyId = await createTestParty(b.admin, 'Supplier')
  const { id } = await enterAccount(partyId, iban)
  await runCommand(approvePartyBankAccount, { id }, { actor: second, now: approvedAt })
  return partyId
}
const propose = (partyIds: Id[], more: { cashLimit?: string } = {}) =>
  runCommand(
    createPaymentProposal,
    {
      companyId: b.companyId,
      companyBankAccountId: ownAccount,
      executionDate: '2025-04-01',
      dueUntil: '2025-04-10',
      currency: 'USD',
      partyIds,
      ...more,
    },
    { actor: b.admin },
  )
const proposal = (id: Id) => runQuery(getPaymentProposal, { id }, { actor: b.admin })
const remaining = (item: Id) =>
  withTenant(pools.app, b.admin, 'read', async ({ sql }) => {
    const [row] = await sql<{ remaining: string }[]>`
      select trim_scale(remaining) as remaining from open_item where tenant_id = ${b.tenantId} and id = ${item}`
    return row?.remaining
  })

describe('a bank account of a party', () => {
  it('is stored sealed, shown masked, and revealed only with a trace', async () => {
    const partyId = await createTestParty(b.admin)
    const { id } = await enterAccount(partyId, 'de89 3704 0044 0532 0130 00')
    const stored = await withTenant(pools.app, b.admin, 'read', async ({ sql }) => {
      const [row] = await sql<{ text: string }[]>`
        select b::text || (select string_agg(a::text, '') from audit_log a where a.tenant_id = b.tenant_id and a.document_id = b.id) as text
        from party_bank_account b where tenant_id = ${b.tenantId} and id = ${id}`
      return row?.text ?? ''
    })
    expect(stored).toContain('3000')
    expect(stored).not.toContain('370400440532')
    const [seen] = await runQuery(partyBankAccounts, { companyId: b.companyId, partyId }, { actor: b.admin })
    expect(seen).toMatchObject({ masked: '3000', status: 'in_approval' })
    expect(JSON.stringify(seen)).not.toContain('0532')
    const plain = await runCommand(revealPartyBankAccount, { id }, { actor: b.admin })
    expect(plain.accountNumber).toBe('DE89370400440532013000')
    const looks = await withTenant(
      pools.app,
      b.admin,
      'read',
      ({ sql }) =>
        sql`select 1 from audit_log where tenant_id = ${b.tenantId} and document_id = ${id} and action = 'reveal'`,
    )
    expect(looks).toHaveLength(1)
  })

  it('comes into force by a second person alone', async () => {
    const { id } = await enterAccount(await createTestParty(b.admin), IBANS[1] ?? '')
    const own = runCommand(approvePartyBankAccount, { id }, { actor: b.admin })
    await expect(own).rejects.toMatchObject({ code: 'finance.second_person_needed' })
    await runCommand(approvePartyBankAccount, { id }, { actor: second })
    await expect(runCommand(cancelPartyBankAccount, { id }, { actor: second })).rejects.toMatchObject({
      kind: 'illegal_transition',
    })
  })

  it('retires the one that it replaces', async () => {
    const partyId = await supplier(IBANS[0] ?? '')
    const [old] = await runQuery(partyBankAccounts, { companyId: b.companyId, partyId }, { actor: b.admin })
    const { id } = await enterAccount(partyId, IBANS[1] ?? '', { replacesId: old?.id ?? '' })
    await runCommand(approvePartyBankAccount, { id }, { actor: second })
    const all = await runQuery(partyBankAccounts, { companyId: b.companyId, partyId }, { actor: b.admin })
    expect(all.map((a) => [a.masked, a.status])).toEqual([
      ['2606', 'active'],
      ['3000', 'retired'],
    ])
  })

  it('is refused with wrong check digits, and twice for one party', async () => {
    const partyId = await createTestParty(b.admin)
    await expect(enterAccount(partyId, 'DE89370400440532013001')).rejects.toMatchObject({
      issues: [{ path: 'accountNumber', code: 'finance.iban_invalid' }],
    })
    await enterAccount(partyId, IBANS[2] ?? '')
    await expect(enterAccount(partyId, IBANS[2] ?? '')).rejects.toMatchObject({ code: 'finance.bank_account_twice' })
  })

  it('is still readable, and still recognised, under a new key', async () => {
    const partyId = await createTestParty(b.admin)
    const { id } = await enterAccount(partyId, IBANS[2] ?? '')
    expect(await renewKey(b.tenantId)).toBeGreaterThan(0)
    await renewKey(b.tenantId)
    const plain = await runCommand(revealPartyBankAccount, { id }, { actor: b.admin })
    expect(plain.accountNumber).toBe(IBANS[2])
    await expect(enterAccount(partyId, IBANS[2] ?? '')).rejects.toMatchObject({ code: 'finance.bank_account_twice' })
  })
})

describe('a payment proposal', () => {
  it('is approved by another, exported, settled, and the debts are paid', async () => {
    const partyId = await supplier(IBANS[0] ?? '')
    const first = await debtOf(partyId, '100.10', '2025-04-01')
    const later = await debtOf(partyId, '50', '2025-04-10')
    await debtOf(partyId, '70', '2025-04-11')
    const { id } = await propose([partyId])
    expect(await proposal(id)).toMatchObject({ total: '150.1', lines: [{ hold: null }, { hold: null }] })
    await expect(propose([partyId])).rejects.toMatchObject({ code: 'finance.proposal_empty' })
    await runCommand(submitPaymentProposal, { id }, { actor: b.admin })
    const self = runCommand(approvePaymentProposal, { id }, { actor: b.admin })
    await expect(self).rejects.toMatchObject({ code: 'finance.second_person_needed' })
    await runCommand(approvePaymentProposal, { id }, { actor: second })
    const file = await runCommand(exportPaymentProposal, { id }, { actor: b.admin })
    expect(file.content).toContain('<CtrlSum>150.10</CtrlSum>')
    expect(file.content).toContain('<NbOfTxs>1</NbOfTxs>')
    const settled = await runCommand(settlePaymentProposal, { id, date: '2025-04-02' }, { actor: b.admin })
    expect(settled.payments).toBe(1)
    expect([await remaining(first.item), await remaining(later.item)]).toEqual(['0', '0'])
  })

  it('is the approval of its payments where a flow asks for that of a payment', async () => {
    const partyId = await supplier(IBANS[1] ?? '')
    const debt = await debtOf(partyId, '60', '2025-04-01')
    const { userId } = await createTestPerson(b.tenantId, { permissions: [] })
    const step = {
      nameEn: 'Head',
      nameZh: '负责人',
      stage: 1,
      approvers: { kind: 'people' as const, userIds: [userId] },
    }
    const made = await runCommand(
      createApprovalFlow,
      {
        ...{ code: 'PAY', nameEn: 'Payments', nameZh: '付款', document: 'payment', transition: 'post' },
        content: { condition: '', priority: 100, steps: [step] },
      },
      { actor: b.admin },
    )
    const flow = await runCommand(publishApprovalFlow, made, { actor: b.admin })
    const byHand = runCommand(
      receivePaymentCommand,
      {
        ...{ companyId: b.companyId, direction: 'outgoing', partyId, paymentDate: '2025-04-01', currency: 'USD' },
        ...{ amount: '60', lines: [{ openItemId: debt.item, amount: '60' }] },
      },
      { actor: b.admin },
    )
    await expect(byHand).rejects.toMatchObject({ code: 'approval.by_steps' })
    const { id } = await propose([partyId])
    await runCommand(submitPaymentProposal, { id }, { actor: b.admin })
    await runCommand(approvePaymentProposal, { id }, { actor: second })
    await runCommand(settlePaymentProposal, { id, date: '2025-04-02' }, { actor: b.admin })
    expect(await remaining(debt.item)).toBe('0')
    await runCommand(retireApprovalFlow, { id: flow.id, version: flow.version }, { actor: b.admin })
  })

  it('opens again what the bank did not carry out', async () => {
    const [one, two] = [await supplier(IBANS[1] ?? ''), await supplier(IBANS[2] ?? '')]
    const paid = await debtOf(one, '10', '2025-04-01')
    const failed = await debtOf(two, '20', '2025-04-02')
    const { id } = await propose([one, two])
    await runCommand(submitPaymentProposal, { id }, { actor: b.admin })
    await runCommand(approvePaymentProposal, { id }, { actor: second })
    const line = (await proposal(id)).lines.find((l) => l.openItemId === failed.item)
    await runCommand(
      settlePaymentProposal,
      { id, date: '2025-04-02', failedLineIds: [line?.id ?? ''] },
      { actor: b.admin },
    )
    expect([await remaining(paid.item), await remaining(failed.item)]).toEqual(['0', '-20'])
    await expect(propose([two])).resolves.toBeDefined()
  })

  it('holds what goes to an account that is new, until someone else gives a reason', async () => {
    const partyId = await supplier(IBANS[1] ?? '', new Date('2025-03-30T12:00:00Z'))
    await debtOf(partyId, '80', '2025-04-01')
    const { id } = await propose([partyId])
    const [line] = (await proposal(id)).lines
    expect(line).toMatchObject({ hold: 'bank_change' })
    await expect(runCommand(submitPaymentProposal, { id }, { actor: b.admin })).rejects.toMatchObject({
      code: 'finance.proposal_empty',
    })
    const release = { id, lineId: line?.id ?? '', reason: 'called the supplier' }
    await expect(runCommand(releaseProposalHold, release, { actor: b.admin })).rejects.toMatchObject({
      code: 'finance.second_person_needed',
    })
    await runCommand(releaseProposalHold, release, { actor: second })
    expect(await proposal(id)).toMatchObject({ total: '80', lines: [{ holdReleaseReason: 'called the supplier' }] })
  })

  it('does not pay to an account retired since, nor what is held since', async () => {
    const partyId = await supplier(IBANS[2] ?? '')
    const debt = await debtOf(partyId, '30', '2025-04-01')
    const { id } = await propose([partyId])
    await runCommand(submitPaymentProposal, { id }, { actor: b.admin })
    await runCommand(approvePaymentProposal, { id }, { actor: second })
    const hold = (kinds: 'price'[]) =>
      inCommand(b.admin, (ctx) => setPaymentHold(ctx, { companyId: b.companyId, openItemSourceId: debt.source, kinds }))
    await hold(['price'])
    const changed = { code: 'finance.proposal_line_changed' }
    await expect(runCommand(exportPaymentProposal, { id }, { actor: b.admin })).rejects.toMatchObject(changed)
    await hold([])
    await runCommand(exportPaymentProposal, { id }, { actor: b.admin })
    const [account] = await runQuery(partyBankAccounts, { companyId: b.companyId, partyId }, { actor: b.admin })
    await runCommand(retirePartyBankAccount, { id: account?.id ?? '' }, { actor: second })
    const settle = runCommand(settlePaymentProposal, { id, date: '2025-04-02' }, { actor: b.admin })
    await expect(settle).rejects.toMatchObject(changed)
    await runCommand(cancelPaymentProposal, { id }, { actor: b.admin })
    expect(await remaining(debt.item)).toBe('-30')
  })

  it('pays less of a debt without its discount, and never more than is owed', async () => {
    const partyId = await supplier(IBANS[0] ?? '')
    await debtOf(partyId, '100', '2025-04-01')
    const { id } = await propose([partyId])
    const [line] = (await proposal(id)).lines
    const change = (amount: string) =>
      runCommand(
        updatePaymentProposal,
        { id, lines: [{ id: line?.id ?? '', leftOut: false, amount }] },
        { actor: b.admin },
      )
    await expect(change('100.01')).rejects.toMatchObject({ code: 'finance.proposal_too_much' })
    await change('40')
    expect((await proposal(id)).total).toBe('40')
  })

  it('is the only one to take a debt, however many are made at once', async () => {
    const partyId = await supplier(IBANS[0] ?? '')
    await debtOf(partyId, '11', '2025-04-01')
    const made = await Promise.allSettled(Array.from({ length: 6 }, () => propose([partyId])))
    expect(made.filter((m) => m.status === 'fulfilled')).toHaveLength(1)
    for (const m of made)
      if (m.status === 'rejected')
        expect(['finance.proposal_item_taken', 'finance.proposal_empty']).toContain(m.reason.code)
  })
})

describe('a held document', () => {
  it('is not paid by hand either', async () => {
    const partyId = await createTestParty(b.admin)
    const debt = await debtOf(partyId, '25', '2025-04-01')
    await inCommand(b.admin, (ctx) =>
      setPaymentHold(ctx, { companyId: b.companyId, openItemSourceId: debt.source, kinds: ['quantity'] }),
    )
    const pay = runCommand(
      receivePaymentCommand,
      {
        companyId: b.companyId,
        direction: 'outgoing',
        partyId,
        paymentDate: '2025-04-01',
        currency: 'USD',
        amount: '25',
        lines: [{ openItemId: debt.item, amount: '25' }],
      },
      { actor: b.admin },
    )
    await expect(pay).rejects.toMatchObject({ code: 'finance.payment_hold' })
  })
})
