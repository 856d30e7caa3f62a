import { sql as raw } from 'drizzle-orm'
import { addDays, type CalendarDate } from '@/server/kernel/calendar-date'
import { AppError } from '@/server/kernel/errors'
import type { Id } from '@/server/kernel/ids'
import * as procurement from '@/server/modules/procurement'
import { decideApproval } from '@/server/platform/approvals/decide'
import { runCommand } from '@/server/platform/commands/runner'
import { by, readRows } from './branch'
import type { BuyingBranch } from './buying-setup'
import { type VendorName, vendors } from './suppliers'

/** Goods by code and quantity; a service by what it is, its price, and who bears it. */
export type Bought =
  | readonly [code: string, quantity: string]
  | {
      readonly service: string
      readonly price: string
      readonly center: 'it' | 'workshop' | 'marketing'
      readonly project?: true
    }

export interface Placed {
  readonly id: Id
  readonly from: VendorName
  readonly lineIds: readonly Id[]
}

const dayOf = (buying: BuyingBranch, back: number): CalendarDate => addDays(buying.branch.today, -back)

export const itemId = ({ branch }: BuyingBranch, code: string): Id => {
  const item = branch.items.find((i) => i.code === code)
  if (!item) throw new Error(`no item ${code}`)
  return item.id
}

/** The last day by which something of this year's budget may be needed. */
export const soon = (buying: BuyingBranch, days: number): CalendarDate => {
  const end = `${buying.branch.today.slice(0, 4)}-12-31`
  const date = addDays(buying.branch.today, days)
  return date < end ? date : end
}

const lineOf = (buying: BuyingBranch, bought: Bought) => {
  if (!('service' in bought)) return { itemId: itemId(buying, bought[0]), quantity: bought[1] }
  const { accounts, centers, project } = buying
  return {
    ...{ kind: 'service' as const, description: bought.service, unitPrice: bought.price },
    expenseAccountId: bought.center === 'marketing' ? accounts.selling : accounts.services,
    costCenterId: centers[bought.center],
    projectId: bought.project ? project : null,
    requestedDate: soon(buying, 12),
  }
}

/** A draft as the buyer writes it. */
export async function draftOrder(
  buying: BuyingBranch,
  from: VendorName,
  back: number,
  ...bought: Bought[]
): Promise<Placed> {
  const date = dayOf(buying, back)
  const made = await runCommand(
    procurement.createPurchaseOrder,
    {
      ...{ companyId: buying.branch.companyId, supplierId: buying.suppliers[from].id, documentDate: date },
      requestedDate: addDays(date, vendors[from].leadTimeDays),
      warehouseId: buying.branch.warehouses[0] ?? null,
      lines: bought.map((b) => lineOf(buying, b)),
    },
    by(buying.desk.buyer, date),
  )
  return { id: made.id, from, lineIds: made.lines.map((l) => l.id) }
}

/** Sent for approval by the buyer; what a rule or a flow makes of it stays. */
export async function submitOrder(buying: BuyingBranch, { id }: Placed, back: number): Promise<void> {
  const call = by(buying.desk.buyer, dayOf(buying, back))
  await runCommand(procurement.submitPurchaseOrder, { id }, call).catch((error: unknown) => {
    if (!(error instanceof AppError && error.kind === 'rule_blocked')) throw error
  })
}

/** Approved by the purchasing manager, through the flow where there is one, and sent to the supplier. */
export async function agreeOrder(buying: BuyingBranch, order: Placed, back: number): Promise<void> {
  const { desk } = buying
  await submitOrder(buying, order, back)
  const [asked] = await readRows<{ id: Id }>(
    desk.admin,
    (t) =>
      raw`select id from approval_instance where tenant_id = ${t} and document_id = ${order.id} and status = 'running'`,
  )
  const call = by(desk.purchasing, dayOf(buying, back))
  if (asked) await runCommand(decideApproval, { id: asked.id, decision: 'approve' }, call)
  else await runCommand(procurement.approvePurchaseOrder, { id: order.id }, call)
}

/** It went by telephone: no mail leaves from here. */
export const sendOrder = (buying: BuyingBranch, { id }: Placed, back: number) =>
  runCommand(procurement.sendPurchaseOrder, { id, email: null }, by(buying.desk.buyer, dayOf(buying, back)))

export const placeOrderWith = async (
  buying: BuyingBranch,
  from: VendorName,
  back: number,
  ...bought: Bought[]
): Promise<Placed> => {
  const order = await draftOrder(buying, from, back, ...bought)
  await agreeOrder(buying, order, back)
  await sendOrder(buying, order, back)
  return order
}

/** Goods come; quantities by line, else everything that is open. Answers the receipt. */
export async function receiveOrder(
  buying: BuyingBranch,
  order: Placed,
  back: number,
  came?: readonly { readonly quantity: string; readonly hold?: true }[],
): Promise<Id> {
  const date = dayOf(buying, back)
  const lines = came?.map((line, n) => ({ orderLineId: order.lineIds[n] ?? '', ...line }))
  const { id } = await runCommand(
    procurement.createGoodsReceipt,
    {
      ...{
        companyId: buying.branch.companyId,
        orderIds: [order.id],
        documentDate: date,
        postingDate: date,
        post: true,
      },
      deliveryNote: `DN-${vendors[order.from].code.slice(2)}${date.slice(5).replace('-', '')}`,
      ...(lines && { lines }),
    },
    by(buying.desk.warehouse, date),
  )
  return id
}

/** The supplier's invoice for what came, posted or left as a draft. */
export async function billWhatCame(
  buying: BuyingBranch,
  order: Placed,
  back: number,
  supplierNumber: string,
  post = true,
): Promise<Id> {
  const date = dayOf(buying, back)
  const input = { companyId: buying.branch.companyId, orderIds: [order.id], supplierNumber, post }
  const call = by(buying.desk.accountant, date)
  return (
    await runCommand(procurement.createSupplierInvoiceFrom, { ...input, documentDate: date, postingDate: date }, call)
  ).id
}
