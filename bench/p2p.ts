import { newId } from '@/server/kernel/ids'
import * as finance from '@/server/modules/finance'
import * as procurement from '@/server/modules/procurement'
import { createApprovalFlow, publishApprovalFlow } from '@/server/platform/approvals/flows'
import { runCommand, runQuery } from '@/server/platform/commands/runner'
import { acceptInvitation } from '@/server/platform/identity/accept-invitation'
import { runAccount } from '@/server/platform/identity/account-command'
import type { Actor } from '@/server/platform/identity/actor'
import { invitationLink, invitePerson } from '@/server/platform/identity/invitations'
import { createMyToken } from '@/server/platform/identity/my-sessions'
import { listRoles } from '@/server/platform/identity/roles'
import { resolveActor } from '@/server/platform/identity/session'
import { ApiClient } from './client'
import { closedLoop, Timings } from './measure'
import { type Usage, usage } from './processes'
import type { World } from './world'

export const P2P_STEPS = ['create', 'submit', 'find', 'approve', 'receive', 'invoice', 'read'] as const
export type P2pStep = (typeof P2P_STEPS)[number]

/** What purchases need beside the world: suppliers, a budget on what is bought, a flow, and the second person's token. */
export interface Purchasing {
  readonly suppliers: readonly string[]
  readonly accountId: string
  readonly costCenterId: string
  readonly approver: string
}

const SUPPLIERS = 100
const AWAY = { ip: null, userAgent: 'bench' }

/** A hundred suppliers, a budget that blocks orders, and a live flow: whoever has the role approves what somebody else asked for. */
export async function makePurchasing(world: World, today: string): Promise<Purchasing> {
  const { actor, companyId } = world
  const call = { actor }
  const suppliers: string[] = []
  for (let n = 0; n < SUPPLIERS; n++) {
    const supplier = { companyId, code: `S-${n}`, currency: 'USD', taxCodeIds: [], party: { name: `Supplier ${n}` } }
    suppliers.push((await runCommand(procurement.createSupplier, supplier, call)).id)
  }
  const account = { companyId, code: 'BENCHBUY', nameEn: 'Bought', nameZh: 'Bought' }
  const kind = { type: 'expense', subtype: 'operating_expense' }
  const { id: accountId } = await runCommand(finance.createAccount, { ...account, ...kind }, call)
  const center = await runCommand(finance.createCostCenter, { companyId, code: 'BENCH', name: 'Bench' }, call)
  const { years } = await runQuery(finance.fiscalYears, { companyId }, call)
  const year = years.find((y) => y.startDate <= today && today <= y.endDate)
  const budget = {
    ...{ companyId, fiscalYearId: year?.id ?? '', name: 'Purchases', control: 'year', onOrder: 'block' },
    ...{ usesAccount: true, usesCostCenter: true, usesProject: false },
    lines: [{ accountId, costCenterId: center.id, spread: { total: '1000000000', by: 'month' } }],
  }
  const { id: budgetId } = await runCommand(finance.createBudget, budget, call)
  await runCommand(finance.approveBudget, { id: budgetId }, call)
  const step = { nameEn: 'Manager', nameZh: '经理', stage: 1, approvers: { kind: 'role', role: 'purchasing_manager' } }
  const guarded = { document: 'purchase_order', transition: 'approve', content: { steps: [step] } }
  const head = { code: 'BENCH', nameEn: 'All orders', nameZh: '所有订单' }
  const flow = await runCommand(createApprovalFlow, { ...head, ...guarded }, call)
  await runCommand(publishApprovalFlow, flow, call)
  return { suppliers, accountId, costCenterId: center.id, approver: await secondPerson(actor, world.slug) }
}

/** Invited as purchasing manager; the token of their own. */
async function secondPerson(admin: Actor, slug: string): Promise<string> {
  const { rows } = await runQuery(listRoles, {}, { actor: admin })
  const roleIds = rows.filter((r) => r.code === 'purchasing_manager').map((r) => r.id)
  const email = `approver-${newId().slice(-8)}@example.com`
  const { id } = await runCommand(invitePerson, { email, name: 'Approver', roleIds }, { actor: admin })
  const { url } = await runQuery(invitationLink, { id }, { actor: admin })
  const invitation = { token: url.slice(url.lastIndexOf('/') + 1), name: 'Approver', password: `${newId()}-Bench` }
  const { token } = await acceptInvitation(invitation, AWAY)
  const actor = await resolveActor({ token, tenantSlug: slug })
  if (!actor) throw new Error('the second person cannot sign in')
  return (await runAccount(createMyToken, { name: 'bench', scopes: ['*'], expiresInDays: 1 }, actor)).token
}

export interface P2pResult {
  readonly cycles: number
  readonly cyclesPerSecond: number
  readonly errors: ReadonlyMap<string, number>
  readonly steps: Readonly<Record<P2pStep, Timings>>
  readonly appCpuPerCycle: number
  readonly postgresCpuPerCycle: number
  readonly app: Usage
}

/** Procure to pay with five lines, four of goods and one of a service with a budget, each step its own committed request. */
export async function runP2p(
  world: World,
  buying: Purchasing,
  port: number,
  clients: number,
  seconds: number,
  pids: { app: number; postgres: number },
): Promise<P2pResult> {
  const [buyer, approver] = [new ApiClient(port, world.token), new ApiClient(port, buying.approver)]
  const steps = Object.fromEntries(P2P_STEPS.map((s) => [s, new Timings()])) as Record<P2pStep, Timings>
  const timed = async <T>(step: P2pStep, work: Promise<T>): Promise<T> => {
    const start = performance.now()
    const result = await work
    steps[step].add(performance.now() - start)
    return result
  }
  const before = { app: usage(pids.app), postgres: usage(pids.postgres) }
  const loop = await closedLoop(clients, seconds, () => cycle({ buyer, approver, world, buying, timed }))
  const after = { app: usage(pids.app), postgres: usage(pids.postgres) }
  buyer.close()
  approver.close()
  const per = (a: Usage, b: Usage) => (b.cpuMs - a.cpuMs) / Math.max(1, loop.cycles)
  return {
    ...{ cycles: loop.cycles, cyclesPerSecond: (loop.cycles * 1000) / loop.elapsedMs, errors: loop.errors, steps },
    appCpuPerCycle: per(before.app, after.app),
    postgresCpuPerCycle: per(before.postgres, after.postgres),
    app: after.app,
  }
}

interface Bench {
  readonly buyer: ApiClient
  readonly approver: ApiClient
  readonly world: World
  readonly buying: Purchasing
  readonly timed: <T>(step: P2pStep, work: Promise<T>) => Promise<T>
}

const oneOf = <T>(list: readonly T[]): T => list[Math.floor(Math.random() * list.length)] as T

/** Four distinct items and a service that the budget looks at, at the price that is always paid and over the limit of split orders: no rule stops it. */
export function orderInput({ world, buying }: Pick<Bench, 'world' | 'buying'>) {
  const first = Math.floor(Math.random() * world.items.length)
  const goods = [0, 1, 2, 3].map((n) => ({
    itemId: world.items[(first + n * 97) % world.items.length] ?? '',
    ...{ quantity: String(1 + n), unitPrice: '1100', warehouseId: world.warehouseId },
  }))
  const { accountId: expenseAccountId, costCenterId } = buying
  const service = { kind: 'service', description: 'Assembly', unitPrice: '25', expenseAccountId, costCenterId }
  return { companyId: world.companyId, supplierId: oneOf(buying.suppliers), lines: [...goods, service] }
}

async function cycle(bench: Bench): Promise<void> {
  const { buyer, approver, world, timed } = bench
  const { companyId } = world
  const order = 'procurement.purchaseOrder'
  const { id } = await timed('create', buyer.mutate<{ id: string }>(`${order}.create`, orderInput(bench), newId()))
  await timed('submit', buyer.mutate(`${order}.submit`, { id }, newId()))
  const [asked] = await timed(
    'find',
    approver.query<{ id: string }[]>('control.approvals.ofDocument', { document: 'purchase_order', documentId: id }),
  )
  const decide = { id: asked?.id ?? '', decision: 'approve' }
  await timed('approve', approver.mutate('control.approvals.decide', decide, newId()))
  await timed(
    'receive',
    buyer.mutate('procurement.goodsReceipt.create', { companyId, orderIds: [id], post: true }, newId()),
  )
  const bill = { companyId, orderIds: [id], supplierNumber: newId(), post: true }
  await timed('invoice', buyer.mutate('procurement.supplierInvoice.createFrom', bill, newId()))
  await timed('read', buyer.query(`${order}.get`, { id }))
}
