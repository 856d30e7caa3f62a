import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import '@/server/composition'
import type { Id } from '@/server/kernel/ids'
import { approveSalesOrder, submitSalesOrder } from '@/server/modules/sales'
import { retireApprovalFlow } from '@/server/platform/approvals/flows'
import { registerApproverSource } from '@/server/platform/approvals/sources'
import { runCommand } from '@/server/platform/commands/runner'
import { stopListening } from '@/server/platform/events/listen'
import { closePools } from '@/server/platform/pools'
import {
  asked,
  type Colleague,
  colleague,
  createDesk,
  type Desk,
  decide,
  flow,
  instanceOf,
  order,
  refusal,
  reportsTo,
  statusOf,
} from './desk'

let desk: Desk
let rep: Colleague
let boss: Colleague
let headA: Colleague
let headB: Colleague
let director: Colleague
const owners: Id[] = []
const open: { id: Id; version: number }[] = []

registerApproverSource('test_owner', {
  label: { en: 'Owner', zh: '负责人' },
  resolve: async (_ctx, { facts }) => (facts.currency === 'USD' ? owners : []),
})

beforeAll(async () => {
  desk = await createDesk()
  rep = await colleague(desk, 'Rep', { permissions: ['sales.*', 'inventory.item.read'] })
  boss = await colleague(desk, 'Boss', { permissions: ['sales.sales_order.read'] })
  headA = await colleague(desk, 'Head A', { permissions: [], roles: ['head'] })
  headB = await colleague(desk, 'Head B', { permissions: [], roles: ['head'] })
  director = await colleague(desk, 'Director', { permissions: [], roles: ['director'] })
  await colleague(desk, 'Admin', { permissions: [], roles: ['administrator'] })
  await reportsTo(desk, rep, boss)
})
afterAll(async () => {
  await stopListening()
  await closePools()
})

const inForce = async (...args: Parameters<typeof flow> extends [unknown, ...infer R] ? R : never) => {
  for (const old of open.splice(0)) await runCommand(retireApprovalFlow, old, desk.call)
  open.push(await flow(desk, ...args))
}
const approve = (id: Id, by: Colleague = rep) => runCommand(approveSalesOrder, { id }, { ...desk.call, actor: by })
const send = async (id: Id) => {
  const needed = await refusal(approve(id))
  expect([needed.kind, needed.code]).toEqual(['approval_needed', 'common.approval_needed'])
  return needed
}

describe('a flow', () => {
  it('parks the document, asks in series, and carries out with the last approval', async () => {
    await inForce([{ approvers: { kind: 'manager' } }, { approvers: { kind: 'role', role: 'director' } }])
    const id = await order(desk, rep)
    const needed = await send(id)
    expect(needed.details).toMatchObject({ status: 'in_approval', approvers: ['Boss'], mayDecide: false })
    expect(await statusOf(desk, 'sales_order', id)).toBe('in_approval')
    expect(await asked(desk, id)).toEqual(['Boss (manager)'])
    expect((await refusal(decide(desk, director, id))).code).toBe('approval.not_yours')
    expect(await decide(desk, boss, id)).toMatchObject({ status: 'running', executed: false })
    expect(await asked(desk, id)).toEqual(['Director (role)'])
    expect(await decide(desk, director, id)).toMatchObject({ status: 'approved', executed: true, stopped: null })
    expect(await statusOf(desk, 'sales_order', id)).toBe('approved')
  })

  it('tells who is waited for, and asks for the transition itself, that the decision is theirs', async () => {
    const chief = await colleague(desk, 'Chief', { permissions: ['sales.*'] })
    await inForce([{ approvers: { kind: 'people', userIds: [chief.userId] } }])
    const id = await order(desk, rep)
    expect((await send(id)).details).toMatchObject({ mayDecide: false })
    expect((await refusal(approve(id))).details).toMatchObject({ approvers: ['Chief'], mayDecide: false })
    expect((await refusal(approve(id, chief))).details).toMatchObject({ approvers: ['Chief'], mayDecide: true })
    expect(await decide(desk, chief, id)).toMatchObject({ executed: true })
  })

  it('begins when a seller submits, who could not approve', async () => {
    await inForce([{ approvers: { kind: 'people', userIds: [director.userId] } }])
    const seller = await colleague(desk, 'Seller', {
      permissions: ['sales.sales_order.create', 'sales.sales_order.submit', 'sales.sales_order.read'],
    })
    const id = await order(desk, seller)
    await runCommand(submitSalesOrder, { id }, { ...desk.call, actor: seller })
    expect(await asked(desk, id)).toEqual(['Director (people)'])
    // Nobody goes round it, not even who may approve.
    expect((await refusal(approve(id, rep))).kind).toBe('approval_needed')
    expect(await decide(desk, director, id)).toMatchObject({ executed: true })
    expect(await statusOf(desk, 'sales_order', id)).toBe('approved')
  })

  it('runs the branches of a stage side by side', async () => {
    await inForce([
      { approvers: { kind: 'manager' }, stage: 1, branch: 1 },
      { approvers: { kind: 'role', role: 'director' }, stage: 1, branch: 2 },
      { approvers: { kind: 'role', role: 'head' }, stage: 2, branch: 1 },
    ])
    const id = await order(desk, rep)
    await send(id)
    expect(await asked(desk, id)).toEqual(['Boss (manager)', 'Director (role)'])
    await decide(desk, director, id)
    expect(await asked(desk, id)).toEqual(['Boss (manager)'])
    await decide(desk, boss, id)
    expect(await asked(desk, id)).toEqual(['Head A (role)', 'Head B (role)'])
    expect(await decide(desk, headB, id)).toMatchObject({ executed: true })
  })

  it('asks for N of M, and for all of them', async () => {
    await inForce([{ approvers: { kind: 'role', role: 'head' }, needed: 'all' }])
    const id = await order(desk, rep)
    await send(id)
    expect(await decide(desk, headA, id)).toMatchObject({ status: 'running' })
    expect((await refusal(decide(desk, headA, id))).code).toBe('approval.already_decided')
    expect(await decide(desk, headB, id)).toMatchObject({ status: 'approved', executed: true })
  })

  it('asks the owner that a module names', async () => {
    owners.splice(0, 9, headA.userId)
    await inForce([{ approvers: { kind: 'source', source: 'test_owner' } }])
    const id = await order(desk, rep)
    await send(id)
    expect(await asked(desk, id)).toEqual(['Head A (source)'])
  })

  it('is for the amounts and the facts it names, and the highest priority wins', async () => {
    await inForce(
      [
        { approvers: { kind: 'manager' }, upTo: '5000' },
        { approvers: { kind: 'role', role: 'director' }, above: '5000' },
      ],
      { condition: 'amount > 1000' },
    )
    const small = await order(desk, rep, '8')
    expect(await approve(small)).toMatchObject({ status: 'approved' })
    const middle = await order(desk, rep, '20')
    await send(middle)
    expect(await asked(desk, middle)).toEqual(['Boss (manager)'])
    const large = await order(desk, rep, '60')
    await send(large)
    expect(await asked(desk, large)).toEqual(['Director (role)'])
    open.push(await flow(desk, [{ approvers: { kind: 'role', role: 'head' } }], { priority: 200 }))
    const other = await order(desk, rep, '60')
    await send(other)
    expect(await asked(desk, other)).toEqual(['Head A (role)', 'Head B (role)'])
  })

  it('fails closed where nobody can approve: the administrators are asked', async () => {
    owners.splice(0, 9, rep.userId)
    await inForce([{ approvers: { kind: 'source', source: 'test_owner' } }])
    const id = await order(desk, rep)
    await send(id)
    expect(await asked(desk, id)).toEqual(['Admin (fallback)'])
    expect((await instanceOf(desk, id)).status).toBe('running')
  })
})
