import { sql as raw } from 'drizzle-orm'
import { addDays } from '@/server/kernel/calendar-date'
import type { Id } from '@/server/kernel/ids'
import * as finance from '@/server/modules/finance'
import * as procurement from '@/server/modules/procurement'
import { createApprovalFlow, publishApprovalFlow } from '@/server/platform/approvals/flows'
import { runCommand, runQuery } from '@/server/platform/commands/runner'
import type { Actor } from '@/server/platform/identity/actor'
import { type Branch, by, type Desk, idsByCode, inParallel, readRows } from './branch'
import { type Vendor, type VendorName, vendors } from './suppliers'

/** Who buys. */
export interface BuyingDesk extends Desk {
  readonly requester: Actor
  readonly buyer: Actor
  readonly purchasing: Actor
  readonly controller: Actor
}

export interface BoughtFrom {
  readonly id: Id
  readonly partyId: Id
  readonly bankAccountId: Id | null
}

/** A company that buys, with what its documents refer to. */
export interface BuyingBranch {
  readonly branch: Branch
  readonly desk: BuyingDesk
  readonly suppliers: Readonly<Record<VendorName, BoughtFrom>>
  readonly centers: Readonly<Record<'workshop' | 'marketing' | 'it', Id>>
  readonly project: Id
  /** Purchased services and supplies; selling expense. */
  readonly accounts: { readonly services: Id; readonly selling: Id }
  readonly bankAccountId: Id
}

/** Days before today on which a bank account came into force that nobody doubts any more. */
const PROVEN = 90

/** Suppliers with prices and accounts, cost centers, a project, the budget of the year, and who approves. */
export async function openBuying(branch: Branch, desk: BuyingDesk): Promise<BuyingBranch> {
  const { companyId, today } = branch
  const names = Object.keys(vendors) as VendorName[]
  const account = await idsByCode(desk.admin, 'account', companyId)
  const [made, carriers, bank] = await Promise.all([
    inParallel(names, async (name) => [name, await makeSupplier(branch, desk, name)] as const),
    makeCarriers(branch, desk),
    runCommand(
      finance.saveCompanyBankAccount,
      {
        ...{ companyId, accountId: account('10200'), holder: 'Aurora Cycles Inc.', currency: 'USD', country: 'US' },
        ...{ accountNumber: '883004512277', bankCode: '071000288', bic: 'AURCUS44', bankName: 'First Lakeshore Bank' },
      },
      by(desk.accountant, branch.start),
    ),
  ])
  const suppliers = Object.fromEntries(made) as Record<VendorName, BoughtFrom>
  const accounts = { services: account('62500'), selling: account('61000') }
  const buying = { branch, desk, suppliers, ...carriers, accounts, bankAccountId: bank.id }
  await makeBudget(buying)
  await makeFlow(desk, addDays(today, -PROVEN))
  await preferSuppliers(buying)
  return buying
}

async function makeSupplier(branch: Branch, desk: BuyingDesk, name: VendorName): Promise<BoughtFrom> {
  const vendor: Vendor = vendors[name]
  const { companyId, today, items } = branch
  const { country, currency, leadTimeDays, minimumOrder = null } = vendor
  const since = name === 'agency' ? addDays(today, -1) : addDays(today, -PROVEN)
  const [term, tax] = await Promise.all([
    idsByCode(desk.admin, 'payment_term'),
    idsByCode(desk.admin, 'tax_code', companyId),
  ])
  const { street, city, postalCode, contact } = vendor
  const address = { label: 'Main', recipient: vendor.name, lines: [street], city, postalCode, country, billing: true }
  const email = `orders@${vendor.code.toLowerCase()}.example`
  const { id } = await runCommand(
    procurement.createSupplier,
    {
      ...{ companyId, code: vendor.code, currency, leadTimeDays, minimumOrder, buyerId: desk.buyer.userId },
      ...{ paymentTermId: term('NET30'), taxCodeIds: [tax('EXEMPT-IN')], taxCountry: country },
      party: {
        ...{ name: vendor.name, legalName: vendor.name, email, locale: 'en', addresses: [address] },
        contacts: [{ name: contact, position: 'Sales', main: true }],
      },
    },
    by(desk.buyer, since),
  )
  const prices = vendor.prices.flatMap(([code, unitPrice, tier]) => {
    const itemId = items.find((i) => i.code === code)?.id
    const agreement = 'Price list of the year'
    const tiers = tier ? [{ itemId, minQuantity: tier[0], unitPrice: tier[1], agreement }] : []
    return [{ itemId, unitPrice, agreement }, ...tiers]
  })
  if (prices.length > 0)
    await runCommand(procurement.saveSupplierPrices, { supplierId: id, prices }, by(desk.buyer, since))
  const [row] = await readRows<{ party: Id }>(
    desk.admin,
    (t) => raw`select party_id as party from supplier where tenant_id = ${t} and id = ${id}`,
  )
  const partyId = row?.party ?? ''
  const bankAccountId = vendor.account ? await proveAccount(branch, desk, vendor, partyId) : null
  return { id, partyId, bankAccountId }
}

/** Entered by the accountant, put into force by somebody else. */
async function proveAccount(branch: Branch, desk: BuyingDesk, vendor: Vendor, partyId: Id): Promise<Id> {
  const day = addDays(branch.today, -PROVEN)
  const { country, currency, name: holder } = vendor
  const { id } = await runCommand(
    finance.createPartyBankAccount,
    {
      ...{ companyId: branch.companyId, partyId, holder, country, currency, ...vendor.account },
      reason: 'From the signed contract, called back on the number that is known',
    },
    by(desk.accountant, day),
  )
  await runCommand(finance.approvePartyBankAccount, { id }, by(desk.admin, day))
  return id
}

async function makeCarriers({ companyId, today }: Branch, desk: BuyingDesk) {
  const call = by(desk.accountant, addDays(today, -PROVEN))
  const center = async (code: string, name: string, owner: Actor) =>
    (await runCommand(finance.createCostCenter, { companyId, code, name, ownerId: owner.userId }, call)).id
  const project = { companyId, code: 'FAIR', name: 'Spring trade fair', ownerId: desk.manager.userId }
  return {
    centers: {
      workshop: await center('WORKSHOP', 'Workshop', desk.warehouse),
      marketing: await center('MARKETING', 'Marketing', desk.manager),
      it: await center('IT', 'Information technology', desk.purchasing),
    },
    project: (await runCommand(finance.createProject, project, call)).id,
  }
}

/** What the year may cost by account and cost center; orders that pass it are stopped. */
async function makeBudget({ branch, desk, centers, accounts }: Omit<BuyingBranch, 'suppliers'>): Promise<void> {
  const { companyId, today } = branch
  const { years } = await runQuery(finance.fiscalYears, { companyId }, { actor: desk.admin })
  const year = years.find((y) => y.startDate <= today && today <= y.endDate)
  if (!year) throw new Error('the company has no running fiscal year')
  const cell = (accountId: Id, costCenterId: Id, total: string) => ({
    ...{ accountId, costCenterId },
    spread: { total, by: 'month' as const },
  })
  const call = by(desk.accountant, addDays(today, -60))
  const { id } = await runCommand(
    finance.createBudget,
    {
      ...{ companyId, fiscalYearId: year.id, name: `Operating budget ${year.startDate.slice(0, 4)}` },
      ...{ usesAccount: true, usesCostCenter: true, usesProject: false, control: 'year', onOrder: 'block' },
      lines: [
        cell(accounts.services, centers.it, '12000'),
        cell(accounts.services, centers.workshop, '30000'),
        cell(accounts.selling, centers.marketing, '48000'),
      ],
    },
    call,
  )
  await runCommand(finance.approveBudget, { id }, by(desk.controller, addDays(today, -59)))
}

/** Orders over 10,000 go through the purchasing manager. */
async function makeFlow(desk: BuyingDesk, day: string): Promise<void> {
  const call = by(desk.controller, day)
  const step = {
    ...{ nameEn: 'Purchasing manager', nameZh: '采购经理', stage: 1 },
    approvers: { kind: 'role' as const, role: 'purchasing_manager' },
    remindAfterHours: 48,
  }
  const flow = await runCommand(
    createApprovalFlow,
    {
      ...{ code: 'ORDERS-10K', nameEn: 'Purchase orders over 10,000', nameZh: '一万以上采购订单' },
      ...{ document: 'purchase_order', transition: 'approve' },
      content: { condition: 'amount > 10000', steps: [step] },
    },
    call,
  )
  await runCommand(publishApprovalFlow, flow, call)
}

/** From whom an item comes unless somebody says otherwise: whom a reorder asks. */
async function preferSuppliers({ branch, desk, suppliers }: BuyingBranch): Promise<void> {
  const wanted = (Object.keys(vendors) as VendorName[])
    .filter((name) => name !== 'doubtful')
    .flatMap((name) => vendors[name].prices.map(([code]) => [name, code] as const))
  await inParallel(wanted, async ([name, code]) => {
    const itemId = branch.items.find((i) => i.code === code)?.id ?? ''
    const input = { companyId: branch.companyId, itemId, preferredSupplierId: suppliers[name].id }
    await runCommand(procurement.updatePurchaseItemSetting, input, by(desk.purchasing, branch.start))
  })
}
