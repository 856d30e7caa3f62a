import { sql as raw } from 'drizzle-orm'
import type { z } from 'zod'
import type { DeliveredEvent } from '@/server/contracts/events'
import type { createPurchaseRequisitionInput } from '@/server/contracts/procurement/purchase-requisition'
import { addDays } from '@/server/kernel/calendar-date'
import * as finance from '@/server/modules/finance'
import * as procurement from '@/server/modules/procurement'
import { runCommand } from '@/server/platform/commands/runner'
import { reactionNamed } from '@/server/platform/events/reaction'
import { systemActor } from '@/server/platform/identity/actor'
import { type Branch, by, readRows } from './branch'
import { type BuyingBranch, type BuyingDesk, openBuying } from './buying-setup'
import { billWhatCame, draftOrder, itemId, placeOrderWith, receiveOrder, soon, submitOrder } from './purchases'
import { vendors } from './suppliers'

/** The company buys: masters and agreements, then the cases that a visitor should find, each made by whose work it is. */
export async function buySome(branch: Branch, desk: BuyingDesk): Promise<void> {
  const buying = await openBuying(branch, desk)
  await finishedPurchases(buying)
  await purchasesUnderWay(buying)
  await needs(buying)
  await offers(buying)
  await whatIsOwed(buying)
}

/** Ordered, received and billed: closed, and one whose bill is dearer than agreed. */
async function finishedPurchases(buying: BuyingBranch): Promise<void> {
  const { companyId } = buying.branch
  const closed = await placeOrderWith(buying, 'drivetrain', 44, ['DR-010', '60'], ['DR-030', '20'], ['BR-020', '80'])
  await receiveOrder(buying, closed, 29)
  await billWhatCame(buying, closed, 28, 'SHM-88214')
  const local = await placeOrderWith(buying, 'local', 40, ['AC-050', '30'], ['AC-080', '12'])
  await receiveOrder(buying, local, 34)
  await billWhatCame(buying, local, 33, 'MW-20417')
  const dear = await placeOrderWith(buying, 'frames', 39, ['CO-040', '24'], ['CO-020', '40'])
  await receiveOrder(buying, dear, 31)
  const [first = '', second = ''] = dear.lineIds
  const documentDate = addDays(buying.branch.today, -30)
  await runCommand(
    procurement.createSupplierInvoice,
    {
      ...{ companyId, supplierId: buying.suppliers.frames.id, supplierNumber: 'PFW-7731', post: true },
      ...{ documentDate, postingDate: documentDate },
      // 44.90 instead of the 41.00 that were agreed.
      lines: [
        { orderLineId: first, quantity: '24', unitPrice: '44.90' },
        { orderLineId: second, quantity: '40' },
      ],
    },
    by(buying.desk.accountant, documentDate),
  )
}

/** One order in each state between draft and done. */
async function purchasesUnderWay(buying: BuyingBranch): Promise<void> {
  const { companyId, today } = buying.branch
  const unbilled = await placeOrderWith(buying, 'frames', 20, ['CO-010', '20'], ['CO-050', '10'])
  const receiptId = await receiveOrder(buying, unbilled, 8)
  await runCommand(
    procurement.createLandedCost,
    {
      ...{ companyId, receiptIds: [receiptId], documentDate: addDays(today, -6), postingDate: addDays(today, -6) },
      description: 'Air freight and duty, Taichung to Chicago',
      charges: [
        { kind: 'freight', description: 'Air freight', method: 'quantity', amount: '185.00' },
        { kind: 'duty', description: 'Import duty', method: 'value', amount: '96.00' },
      ],
      post: true,
    },
    by(buying.desk.admin, addDays(today, -6)),
  )
  const part = await placeOrderWith(buying, 'wheels', 30, ['WH-110', '80'], ['WH-140', '60'])
  await receiveOrder(buying, part, 5, [{ quantity: '50' }, { quantity: '24', hold: true }])
  await billWhatCame(buying, part, 3, 'LM-2026-0419', false)
  await placeOrderWith(buying, 'drivetrain', 6, ['DR-020', '40'], ['BR-030', '60'])
  const dear = [
    ['CO-050', '60'],
    ['CO-040', '110'],
    ['CO-020', '60'],
  ] as const
  await submitOrder(buying, await draftOrder(buying, 'frames', 1, ...dear), 1)
  const it = { center: 'it' as const, service: 'Network renewal, offices and warehouse', price: '11640' }
  await placeOrderWith(buying, 'local', 15, it)
  const fair = { center: 'marketing' as const, service: 'Stand design for the spring fair', price: '4200' }
  await draftOrder(buying, 'agency', 0, { ...fair, project: true })
  const stopped = await draftOrder(buying, 'doubtful', 4, ['AC-040', '50'])
  const block = { id: buying.suppliers.doubtful.id, block: 'orders' as const, reason: 'Two deliveries of fakes' }
  await runCommand(procurement.blockSupplier, block, by(buying.desk.purchasing, addDays(today, -3)))
  await submitOrder(buying, stopped, 2)
}

/** What people need: a draft, one that waits, one that may be ordered, one that is ordered, one from a reorder point. */
async function needs(buying: BuyingBranch): Promise<void> {
  const { branch, desk, suppliers, centers, accounts } = buying
  type Lines = z.input<typeof createPurchaseRequisitionInput>['lines']
  const ask = async (back: number, purpose: string, lines: Lines, how: 'draft' | 'submit' | 'approve') => {
    const date = addDays(branch.today, -back)
    const header = { companyId: branch.companyId, documentDate: date, neededOn: soon(buying, 14), purpose }
    const call = by(desk.requester, date)
    const made = await runCommand(procurement.createPurchaseRequisition, { ...header, lines }, call)
    if (how !== 'draft') await runCommand(procurement.submitPurchaseRequisition, { id: made.id }, call)
    if (how === 'approve')
      await runCommand(procurement.approvePurchaseRequisition, { id: made.id }, by(desk.purchasing, date))
    return made.id
  }
  const shop = { expenseAccountId: accounts.services, costCenterId: centers.workshop }
  const service = (description: string, unitPrice: string) => ({
    kind: 'service' as const,
    description,
    unitPrice,
    ...shop,
  })
  const goods = (code: string, quantity: string) => ({
    ...{ itemId: itemId(buying, code), quantity, supplierId: suppliers.local.id },
    warehouseId: branch.warehouses[0],
  })
  await ask(0, 'Second truing stand', [service('Truing stand, professional', '640')], 'draft')
  await ask(1, 'Yearly calibration of torque tools', [service('Calibration of 14 torque wrenches', '980')], 'submit')
  await ask(2, 'Spare locks for the rental fleet', [goods('AC-050', '20'), goods('AC-070', '60')], 'approve')
  const ordered = await ask(9, 'Bar tape for the workshop', [goods('CO-060', '50')], 'approve')
  const input = { companyId: branch.companyId, requisitionIds: [ordered] }
  await runCommand(procurement.orderRequisitions, input, by(desk.buyer, addDays(branch.today, -8)))
  await reorderOne(buying)
}

/** What has fallen under its safety level is asked for: the same that the worker does with the event, for the first that still holds. */
async function reorderOne({ branch, desk }: BuyingBranch): Promise<void> {
  const { tenantId } = desk.admin
  const events = await readRows<DeliveredEvent<'inventory.stock.below_safety'>>(
    desk.admin,
    (t) => raw`select distinct on (document_id) id, tenant_id as "tenantId", type, company_id as "companyId", document,
                 document_id as "documentId", actor_id as "actorId", at::text as at, payload from event
               where tenant_id = ${t} and company_id = ${branch.companyId} and type = 'inventory.stock.below_safety'
               order by document_id, at desc`,
  )
  const reorder = reactionNamed('procurement.reorder-below-safety')
  for (const event of reorder ? events : []) {
    if (reorder) await runCommand(reorder.command, event, { actor: systemActor(tenantId) })
    const made = await readRows(
      desk.admin,
      (t) => raw`
      select 1 from purchase_requisition where tenant_id = ${t} and origin = 'reorder' limit 1`,
    )
    if (made.length > 0) return
  }
}

/** A request for tyres to two suppliers, both of whom have answered; nobody has decided yet. */
async function offers(buying: BuyingBranch): Promise<void> {
  const { branch, desk, suppliers } = buying
  const { companyId, today } = branch
  const call = by(desk.buyer, addDays(today, -7))
  const lines = [
    { itemId: itemId(buying, 'WH-120'), quantity: '240' },
    { itemId: itemId(buying, 'WH-130'), quantity: '160' },
  ]
  const rfq = await runCommand(
    procurement.createRequestForQuotation,
    {
      ...{ companyId, title: 'Tyres for the season', dueDate: addDays(today, 7), neededOn: addDays(today, 45) },
      ...{ warehouseId: branch.warehouses[0] ?? null, supplierIds: [suppliers.wheels.id, suppliers.local.id], lines },
    },
    call,
  )
  await runCommand(procurement.sendRequestForQuotation, { id: rfq.id }, call)
  const asked = await readRows<{ id: string }>(
    desk.admin,
    (t) =>
      raw`select id from request_for_quotation_line where tenant_id = ${t} and rfq_id = ${rfq.id} order by position`,
  )
  const offer = async (name: 'wheels' | 'local', back: number, prices: readonly string[], leadTimeDays: number) => {
    const at = by(desk.buyer, addDays(today, -back))
    const { id } = await runCommand(
      procurement.createSupplierQuotation,
      {
        ...{ companyId, supplierId: suppliers[name].id, rfqId: rfq.id, leadTimeDays, currency: vendors[name].currency },
        ...{ supplierReference: `Q-${vendors[name].code}`, validUntil: addDays(today, 21), freight: '90' },
        lines: asked.map((l, n) => ({
          ...{ rfqLineId: l.id, quantity: n === 0 ? '240' : '160', unitPrice: prices[n] ?? '0' },
        })),
      },
      at,
    )
    await runCommand(procurement.submitSupplierQuotation, { id }, at)
  }
  await offer('wheels', 4, ['19.40', '22.80'], 28)
  await offer('local', 2, ['22.10', '24.90'], 9)
}

/** A supplier's bank account has just changed; what is due is proposed for payment, and held where it has to be. */
async function whatIsOwed({ branch, desk, suppliers, bankAccountId }: BuyingBranch): Promise<void> {
  const { companyId, today } = branch
  const { partyId, bankAccountId: replacesId } = suppliers.local
  const { id } = await runCommand(
    finance.createPartyBankAccount,
    {
      ...{ companyId, partyId, replacesId, holder: vendors.local.name, country: 'US', currency: 'USD' },
      ...{ accountNumber: '770034118265', bankCode: '021000089', bic: 'EMPRUS33', bankName: 'Empire State Bank' },
      reason: 'Letter of the supplier with its invoice; confirmed by telephone with Dana Kowalski',
    },
    by(desk.accountant, addDays(today, -1)),
  )
  await runCommand(finance.approvePartyBankAccount, { id }, by(desk.admin, today))
  const dates = { executionDate: addDays(today, 2), dueUntil: addDays(today, 7) }
  await runCommand(
    finance.createPaymentProposal,
    { companyId, companyBankAccountId: bankAccountId, currency: 'USD', ...dates },
    by(desk.accountant, today),
  )
}
