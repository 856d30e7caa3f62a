import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addDays } from '@/server/kernel/calendar-date'
import type { Id } from '@/server/kernel/ids'
import {
  approvePartyBankAccount,
  approvePaymentProposal,
  cancelPaymentProposal,
  createPartyBankAccount,
  createPaymentProposal,
  exportPaymentProposal,
  getPaymentProposal,
  receivePaymentCommand,
  releaseProposalHold,
  saveCompanyBankAccount,
  submitPaymentProposal,
  updateCompanySettings,
} from '@/server/modules/finance'
import { runCommand, runQuery } from '@/server/platform/commands/runner'
import { createRule, restoreShippedRules } from '@/server/platform/rules/editing'
import { ruleTrials, simulateRule } from '@/server/platform/rules/simulate'
import { type BuyingCompany, brokenInvariants, createBuyingCompany, makeSupplier } from '@/server/testing/procurement'
import { readRows } from '@/server/testing/stock'
import { actorOf } from '@/server/testing/tenant'
import { createSupplierInvoice, releaseSupplierInvoice, updateMatchSettings } from '..'

let c: BuyingCompany
let second: ReturnType<typeof actorOf>
let third: ReturnType<typeof actorOf>
let bankId: Id
const DAY = 86_400_000
const NOW = new Date('2026-06-15T12:00:00Z')
const today = () => '2026-06-15'

beforeAll(async () => {
  c = await createBuyingCompany()
  second = actorOf(c.tenantId, ['*'])
  third = actorOf(c.tenantId, ['*'])
  const [bank] = await readRows<{ id: Id; currency: string }>(
    c.admin,
    `select account_id as id, c.base_currency as currency from account_role r join company c on c.id = r.company_id
     where r.company_id = $1 and role = 'bank'`,
    [c.companyId],
  )
  currency = bank?.currency ?? ''
  expense = await c.account('6100')
  const own = await runCommand(
    saveCompanyBankAccount,
    {
      ...{ companyId: c.companyId, accountId: bank?.id ?? '', holder: 'We', currency, country: 'US' },
      ...{ accountNumber: '000123456789', bankCode: '021000021' },
    },
    c.call,
  )
  bankId = own.id
})
afterAll(async () => expect(await brokenInvariants(c)).toEqual({}))

let currency: string
let expense: Id
let count = 0

/** A supplier with an account that came into force so many days ago. */
async function supplierWithAccount(daysAgo: number): Promise<{ supplierId: Id; partyId: Id; accountId: Id }> {
  const supplierId = await makeSupplier(c)
  const [row] = await readRows<{ partyId: Id }>(c.admin, 'select party_id as "partyId" from supplier where id = $1', [
    supplierId,
  ])
  const partyId = row?.partyId ?? ''
  return { supplierId, partyId, accountId: await enterAccount(partyId, daysAgo) }
}
async function enterAccount(partyId: Id, daysAgo: number, replacesId?: Id): Promise<Id> {
  const { id } = await runCommand(
    createPartyBankAccount,
    {
      ...{ companyId: c.companyId, partyId, holder: 'Supplier', currency, country: 'US', reason: 'letter of the bank' },
      ...{ accountNumber: `00098765${1000 + count++}`, bankCode: '021000021', ...(replacesId && { replacesId }) },
    },
    { actor: third, now: NOW },
  )
  await runCommand(approvePartyBankAccount, { id }, { actor: second, now: new Date(NOW.getTime() - daysAgo * DAY) })
  return id
}
const bill = (supplierId: Id, more: object = {}) =>
  runCommand(
    createSupplierInvoice,
    {
      ...{ companyId: c.companyId, supplierId, supplierNumber: `B-${++count}`, documentDate: '2026-06-10', post: true },
      lines: [{ kind: 'free', description: 'Rent', quantity: '1', unitPrice: `${100 + count}`, accountId: expense }],
      ...more,
    } as never,
    c.call,
  )
const propose = (partyId: Id, executionDate = today()) =>
  runCommand(
    createPaymentProposal,
    {
      ...{ companyId: c.companyId, companyBankAccountId: bankId, currency, partyIds: [partyId] },
      ...{ executionDate, dueUntil: addDays(executionDate, 400) },
    },
    c.call,
  )
const linesOf = async (id: Id) => (await runQuery(getPaymentProposal, { id }, c.call)).lines
const codeOf = async (supplierId: Id) =>
  (await readRows<{ code: string }>(c.admin, 'select code from supplier where id = $1', [supplierId]))[0]?.code ?? ''
const alerts = (documentId: Id) =>
  readRows<{ kind: string; state: string }>(c.admin, 'select kind, state from alert where document_id = $1', [
    documentId,
  ])

describe('an invoice of a supplier whose bank account is new', () => {
  it('waits while the account is in force for fewer days than the company asks for, and not a day longer', async () => {
    const lately = await supplierWithAccount(4)
    expect((await bill(lately.supplierId)).paymentBlocks).toEqual(['bank_change'])
    const proven = await supplierWithAccount(5)
    expect((await bill(proven.supplierId)).paymentBlocks).toEqual([])
    const none = await makeSupplier(c)
    expect((await bill(none)).paymentBlocks).toEqual([])
  })

  it('is told, may not be paid, and is released by somebody who neither entered it nor the account', async () => {
    const { supplierId, partyId } = await supplierWithAccount(0)
    const made = await bill(supplierId)
    expect(await alerts(made.id)).toEqual([{ kind: 'procurement.bank_change', state: 'open' }])
    const [item] = await readRows<{ id: Id; owed: string }>(
      c.admin,
      'select id, trim_scale(-remaining)::text as owed from open_item where source_document_id = $1',
      [made.id],
    )
    const pay = runCommand(
      receivePaymentCommand,
      {
        ...{ companyId: c.companyId, direction: 'outgoing', partyId, currency, paymentDate: today() },
        amount: item?.owed ?? '0',
        lines: [{ openItemId: item?.id ?? '', amount: item?.owed ?? '0' }],
      },
      c.call,
    )
    await expect(pay).rejects.toMatchObject({ code: 'finance.payment_hold' })
    const first = await propose(partyId)
    expect(await linesOf(first.id)).toMatchObject([{ hold: 'payment_hold' }])

    const release = (actor: typeof second) =>
      runCommand(
        releaseSupplierInvoice,
        { id: made.id, kinds: ['bank_change'], reason: 'called them' },
        { actor, now: NOW },
      )
    await expect(release(c.call.actor)).rejects.toMatchObject({ code: 'procurement.release_own' })
    await expect(release(third)).rejects.toMatchObject({ code: 'finance.bank_account_own' })
    expect(await release(second)).toMatchObject({ paymentBlocks: [] })
    expect((await alerts(made.id))[0]).toMatchObject({ state: 'done' })
  })

  it('is not asked for again by a payment proposal once released, until the account changes again', async () => {
    const { supplierId, partyId, accountId } = await supplierWithAccount(0)
    const made = await bill(supplierId)
    await runCommand(releaseSupplierInvoice, { id: made.id, reason: 'called them' }, { actor: second, now: NOW })
    const paid = await propose(partyId)
    expect(await linesOf(paid.id)).toMatchObject([{ hold: null }])
    await runCommand(cancelPaymentProposal, { id: paid.id }, { actor: second, now: NOW })
    await enterAccount(partyId, 0, accountId)
    const again = await propose(partyId)
    const [line] = await linesOf(again.id)
    expect(line).toMatchObject({ hold: 'bank_change' })
    expect(await alerts(again.id)).toMatchObject([{ kind: 'finance.bank_change', state: 'open' }])
    const release = (actor: typeof second) =>
      runCommand(
        releaseProposalHold,
        { id: again.id, lineId: line?.id ?? '', reason: 'called them' },
        { actor, now: NOW },
      )
    await expect(release(third)).rejects.toMatchObject({ code: 'finance.bank_account_own' })
    await release(second)
    expect(await alerts(again.id)).toMatchObject([{ state: 'done' }])
  })

  it('is let through at once where the company asks for no days', async () => {
    const days = (bankChangeHoldDays: number) =>
      runCommand(updateCompanySettings, { companyId: c.companyId, bankChangeHoldDays }, c.call)
    const { supplierId } = await supplierWithAccount(0)
    await days(0)
    expect((await bill(supplierId)).paymentBlocks).toEqual([])
    await days(1)
    expect((await bill(supplierId)).paymentBlocks).toEqual(['bank_change'])
    await days(5)
  })

  it('is never refused for it, where what is outside the limits is refused', async () => {
    const { supplierId } = await supplierWithAccount(1)
    await runCommand(updateMatchSettings, { companyId: c.companyId, outsideAction: 'refuse' }, c.call)
    expect((await bill(supplierId)).paymentBlocks).toEqual(['bank_change'])
    await runCommand(updateMatchSettings, { companyId: c.companyId, outsideAction: 'block' }, c.call)
  })

  it('holds what was posted before the account changed, in a proposal and in one that was approved already', async () => {
    const { supplierId, partyId, accountId } = await supplierWithAccount(90)
    expect((await bill(supplierId)).paymentBlocks).toEqual([])
    const approved = await propose(partyId)
    expect(await linesOf(approved.id)).toMatchObject([{ hold: null }])
    await runCommand(submitPaymentProposal, { id: approved.id }, c.call)
    await runCommand(approvePaymentProposal, { id: approved.id }, { actor: second, now: NOW })
    await enterAccount(partyId, 0, accountId)
    const file = runCommand(exportPaymentProposal, { id: approved.id }, { actor: second, now: NOW })
    await expect(file).rejects.toMatchObject({ code: 'finance.proposal_line_changed' })
    await runCommand(cancelPaymentProposal, { id: approved.id }, { actor: second, now: NOW })
    const anew = await propose(partyId)
    expect(await linesOf(anew.id)).toMatchObject([{ hold: 'bank_change' }])
  })

  it('is told by a simulation of the rule on what was posted before there was a rule', async () => {
    const { supplierId, partyId, accountId } = await supplierWithAccount(40)
    const made = await bill(supplierId)
    // A later change does not reach back to what was posted before it.
    await enterAccount(partyId, -3, accountId)
    const code = await codeOf(supplierId)
    const simulate = async (days: string) => {
      const content = {
        ...{ condition: `supplier == "${code}" and bank_account_days != null and bank_account_days < days` },
        ...{ effect: 'block' as const, messageEn: 'New account.', messageZh: '新账户。', effectiveFrom: today() },
        parameters: { days },
      }
      const head = { nameEn: 'Bank', nameZh: '银行', document: 'supplier_invoice', triggers: ['post'] }
      const rule = { ...head, code: `bank-watch-${days}`, scope: 'header' as const, content }
      const { id, version } = await runCommand(createRule, rule, c.call)
      await runCommand(simulateRule, { id, version, companyId: c.companyId, months: 1 }, c.call)
      return (await runQuery(ruleTrials, { id }, c.call)).simulations[0]?.result
    }
    expect(await simulate('40')).toMatchObject({ stopped: 0, unknownFacts: [] })
    expect(await simulate('41')).toMatchObject({ stopped: 1, examples: [{ documentId: made.id }] })
  })

  it('fires the shipped rule within its days, which anybody with the right may tune', async () => {
    await runCommand(restoreShippedRules, {}, c.call)
    const { supplierId } = await supplierWithAccount(20)
    const made = await bill(supplierId)
    expect(made.paymentBlocks).toEqual([])
    const fired = await readRows(
      c.admin,
      `select r.code from rule_finding f join rule r on r.tenant_id = f.tenant_id and r.id = f.rule_id where f.document_id = $1`,
      [made.id],
    )
    expect(fired).toContainEqual({ code: 'supplier-bank-change' })
  })
})
