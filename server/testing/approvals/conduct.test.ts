import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import '@/server/composition'
import { newId } from '@/server/kernel/ids'
import { approveSalesOrder, cancelSalesOrder, reviseSalesOrder } from '@/server/modules/sales'
import { decideApproval } from '@/server/platform/approvals/decide'
import { publishApprovalFlow, retireApprovalFlow, saveApprovalFlowDraft } from '@/server/platform/approvals/flows'
import { documentApprovals } from '@/server/platform/approvals/trail'
import { withdrawApproval } from '@/server/platform/approvals/withdraw'
import { runCommand, runQuery } from '@/server/platform/commands/runner'
import { stopListening } from '@/server/platform/events/listen'
import { inbox } from '@/server/platform/inbox/inbox'
import { closePools, pools } from '@/server/platform/pools'
import { createRule, publishRule, retireRule } from '@/server/platform/rules/editing'
import { withTenant } from '@/server/platform/tenancy/transaction'
import { readRows } from '../stock'
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
const open: { id: string; version: number }[] = []

beforeAll(async () => {
  desk = await createDesk()
  rep = await colleague(desk, 'Rep', { permissions: ['sales.*', 'finance.*'], roles: ['head'] })
  boss = await colleague(desk, 'Boss', { permissions: [] })
  headA = await colleague(desk, 'Head A', { permissions: [], roles: ['head'] })
  headB = await colleague(desk, 'Head B', { permissions: [], roles: ['head'] })
  await colleague(desk, 'Admin', { permissions: [], roles: ['administrator'] })
  await reportsTo(desk, rep, boss)
})
afterAll(async () => {
  await stopListening()
  await closePools()
})

const heads = { kind: 'role', role: 'head' } as const
const inForce = async (steps: Parameters<typeof flow>[1], more: Parameters<typeof flow>[2] = {}) => {
  for (const old of open.splice(0)) await runCommand(retireApprovalFlow, old, desk.call)
  const made = await flow(desk, steps, more)
  open.push(made)
  return made
}
const approve = (id: string, by: Colleague = rep, key?: string) =>
  runCommand(approveSalesOrder, { id }, { ...desk.call, actor: by, ...(key && { idempotencyKey: key }) })
async function waiting(by: Colleague = rep): Promise<string> {
  const id = await order(desk, by)
  expect((await refusal(approve(id, by))).kind).toBe('approval_needed')
  return id
}
const instances = (id: string) =>
  readRows<{ n: number }>(desk.admin, 'select count(*)::int as n from approval_instance where document_id = $1', [id])

describe('approvers', () => {
  it('are never the requester', async () => {
    await inForce([{ approvers: heads }])
    const id = await waiting()
    expect(await asked(desk, id)).toEqual(['Head A (role)', 'Head B (role)'])
    expect((await refusal(decide(desk, rep, id))).code).toBe('approval.not_yours')
  })

  it('are never the same person twice', async () => {
    await inForce([{ approvers: { kind: 'people', userIds: [headA.userId] } }, { approvers: heads }])
    const id = await waiting()
    await decide(desk, headA, id)
    expect(await asked(desk, id)).toEqual(['Head B (role)'])
    expect((await refusal(decide(desk, headA, id))).code).toBe('approval.already_decided')
    expect(await decide(desk, headB, id)).toMatchObject({ executed: true })
  })

  it('side by side are made up for by administrators where one person is all there is', async () => {
    const only = { kind: 'people' as const, userIds: [headA.userId] }
    await inForce([
      { approvers: only, stage: 1, branch: 1 },
      { approvers: only, stage: 1, branch: 2 },
    ])
    const id = await waiting()
    await decide(desk, headA, id)
    expect(await asked(desk, id)).toEqual(['Admin (fallback)', 'Head A (people)'])
    expect((await refusal(decide(desk, headA, id))).code).toBe('approval.already_decided')
  })

  it('at the same moment count once each, and the document is carried out once', async () => {
    await inForce([{ approvers: heads }])
    const one = await waiting()
    const first = await Promise.allSettled([decide(desk, headA, one), decide(desk, headB, one)])
    expect(first.filter((r) => r.status === 'fulfilled')).toHaveLength(1)
    await inForce([{ approvers: heads, needed: 2 }])
    const both = await waiting()
    const second = await Promise.all([decide(desk, headA, both), decide(desk, headB, both)])
    expect(second.map((r) => r.executed).sort()).toEqual([false, true])
    expect(await statusOf(desk, 'sales_order', both)).toBe('approved')
  })
})

describe('a decision', () => {
  it('to return needs a comment, and sends the document back with it', async () => {
    await inForce([{ approvers: { kind: 'manager' } }])
    const id = await waiting()
    expect((await refusal(decide(desk, boss, id, 'return'))).code).toBe('approval.comment_needed')
    expect(await decide(desk, boss, id, 'return', 'Too cheap, ask again')).toMatchObject({ status: 'rejected' })
    expect(await statusOf(desk, 'sales_order', id)).toBe('draft')
    const said = await readRows(desk.admin, 'select body, author_name from comment where document_id = $1', [id])
    expect(said).toEqual([{ body: 'Too cheap, ask again', author_name: 'Boss' }])
    const told = await readRows(
      desk.admin,
      `select message_key from alert where document_id = $1 and audience_user_id = $2`,
      [id, rep.userId],
    )
    expect(told).toEqual([{ message_key: 'approval_returned' }])
    // Sent again, it is asked again.
    await refusal(approve(id))
    expect(await instances(id)).toEqual([{ n: 2 }])
  })

  it('of many fails for one alone', async () => {
    await inForce([{ approvers: { kind: 'manager' } }])
    const ids = [await waiting(), await waiting(), await waiting()]
    await runCommand(
      cancelSalesOrder,
      { id: ids[1] as string, reason: 'not wanted any more' },
      { ...desk.call, actor: rep },
    )
    const done = await Promise.allSettled(ids.map((id) => decide(desk, boss, id)))
    expect(done.map((r) => r.status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(await statusOf(desk, 'sales_order', ids[2] as string)).toBe('approved')
  })

  it('stands in the trail with who, when and for whom, and in the inbox of who is next', async () => {
    await inForce([{ approvers: { kind: 'manager' } }, { approvers: { kind: 'people', userIds: [headB.userId] } }])
    const id = await waiting()
    const at = await runQuery(inbox, {}, { ...desk.call, actor: boss })
    expect(at.items.filter((i) => i.id === id)).toMatchObject([
      { kind: 'sales_order', amount: '1200', by: 'Rep', approval: { inPlaceOf: null } },
    ])
    await decide(desk, boss, id, 'approve', 'Fine with me')
    expect((await runQuery(inbox, {}, { ...desk.call, actor: boss })).items.map((i) => i.id)).not.toContain(id)
    expect((await runQuery(inbox, {}, { ...desk.call, actor: headB })).items.map((i) => i.id)).toContain(id)
    const [view] = await runQuery(
      documentApprovals,
      { document: 'sales_order', documentId: id },
      { ...desk.call, actor: rep },
    )
    expect(
      view?.steps.map((s) => [s.status, s.decisions.map((d) => [d.by, d.comment]), s.approvers.map((a) => a.name)]),
    ).toEqual([
      ['approved', [['Boss', 'Fine with me']], []],
      ['open', [], ['Head B']],
    ])
    expect([view?.mayWithdraw, view?.mayDecide]).toEqual([true, false])
  })

  it('given twice with one key counts once', async () => {
    await inForce([{ approvers: heads, needed: 2 }])
    const id = await order(desk, rep)
    const key = newId()
    const [a, b] = [await refusal(approve(id, rep, key)), await refusal(approve(id, rep, key))]
    expect(b.details).toEqual(a.details)
    expect((await refusal(approve(id))).kind).toBe('approval_needed')
    expect(await instances(id)).toEqual([{ n: 1 }])
    const { id: instance } = await instanceOf(desk, id)
    const call = { ...desk.call, actor: headA, idempotencyKey: newId() }
    const input = { id: instance, decision: 'approve' }
    expect(await runCommand(decideApproval, input, call)).toEqual(await runCommand(decideApproval, input, call))
    expect((await instanceOf(desk, id)).status).toBe('running')
  })
})

describe('a running approval', () => {
  it('stays on its version of the flow', async () => {
    const made = await inForce([{ approvers: { kind: 'manager' } }])
    const id = await waiting()
    const content = {
      steps: [{ nameEn: 'New', nameZh: '新', stage: 1, approvers: { kind: 'people', userIds: [headB.userId] } }],
    }
    const head = { nameEn: 'Flow', nameZh: '流', document: 'sales_order', transition: 'approve' }
    const saved = await runCommand(saveApprovalFlowDraft, { ...made, ...head, content }, desk.call)
    const next = await runCommand(publishApprovalFlow, saved, desk.call)
    open.splice(0, 9, { id: next.id, version: next.version })
    expect(await asked(desk, id)).toEqual(['Boss (manager)'])
    expect(await decide(desk, boss, id)).toMatchObject({ executed: true })
    const other = await waiting()
    expect(await asked(desk, other)).toEqual(['Head B (people)'])
  })

  it('goes on when its flow is retired', async () => {
    await inForce([{ approvers: { kind: 'manager' } }])
    const id = await waiting()
    for (const old of open.splice(0)) await runCommand(retireApprovalFlow, old, desk.call)
    expect((await refusal(approve(id))).kind).toBe('approval_needed')
    expect(await decide(desk, boss, id)).toMatchObject({ executed: true })
  })

  it('is void when the document is changed', async () => {
    await inForce([{ approvers: { kind: 'manager' } }])
    const id = await waiting()
    await runCommand(reviseSalesOrder, { id }, { ...desk.call, actor: rep })
    expect(await instanceOf(desk, id)).toMatchObject({ status: 'voided', reason: 'revise' })
    const other = await waiting()
    await bump(other)
    expect(await decide(desk, boss, other)).toMatchObject({ status: 'voided', executed: false })
    expect(await statusOf(desk, 'sales_order', other)).toBe('draft')
  })

  it('is void when a fact that the flow read has changed', async () => {
    await inForce([{ approvers: { kind: 'manager' } }], { condition: 'overdue_amount == 0 and credit_limit == null' })
    const id = await waiting()
    await withTenantSql(`update customer set credit_limit = 999999 where id = '${desk.customerId}'`)
    expect(await decide(desk, boss, id)).toMatchObject({ status: 'voided' })
    await withTenantSql(`update customer set credit_limit = null where id = '${desk.customerId}'`)
  })

  it('can be taken back by who asked, and by nobody else', async () => {
    await inForce([{ approvers: { kind: 'manager' } }])
    const id = await waiting()
    const { id: instance } = await instanceOf(desk, id)
    expect((await refusal(runCommand(withdrawApproval, { id: instance }, { ...desk.call, actor: boss }))).code).toBe(
      'approval.not_withdrawable',
    )
    await runCommand(withdrawApproval, { id: instance }, { ...desk.call, actor: rep })
    expect([await statusOf(desk, 'sales_order', id), (await instanceOf(desk, id)).reason]).toEqual([
      'draft',
      'withdrawn',
    ])
  })
})

describe('the last approval', () => {
  it('judges the rules again: what they stop now stays approved, and runs without asking once they let it', async () => {
    await inForce([{ approvers: { kind: 'manager' } }])
    const id = await waiting()
    const content = {
      condition: 'total_net_base > 0',
      effect: 'block',
      messageEn: 'No',
      messageZh: '否',
      effectiveFrom: '2026-01-01',
    }
    const head = { nameEn: 'Stop', nameZh: '停', document: 'sales_order', triggers: ['approve'], scope: 'header' }
    const rule = await runCommand(createRule, { code: 'stop-all', ...head, content } as never, desk.call)
    const { id: ruleId, version } = await runCommand(publishRule, rule, desk.call)
    expect(await decide(desk, boss, id)).toMatchObject({
      status: 'approved',
      executed: false,
      stopped: { code: 'common.rule_blocked' },
    })
    expect(await statusOf(desk, 'sales_order', id)).toBe('blocked')
    await runCommand(retireRule, { id: ruleId, version }, desk.call)
    expect(await approve(id)).toMatchObject({ status: 'approved' })
    expect(await instanceOf(desk, id)).toMatchObject({ status: 'approved', executed: true })
  })

  it('stays when the document cannot be carried out', async () => {
    await inForce([{ approvers: { kind: 'manager' } }])
    const id = await waiting()
    await withTenantSql(`update customer set credit_limit = 1 where id = '${desk.customerId}'`)
    expect(await decide(desk, boss, id)).toMatchObject({
      status: 'approved',
      executed: false,
      stopped: { code: 'sales.credit_limit' },
    })
    expect(await statusOf(desk, 'sales_order', id)).toBe('in_approval')
    await withTenantSql(`update customer set credit_limit = null where id = '${desk.customerId}'`)
    expect(await approve(id)).toMatchObject({ status: 'approved' })
  })

  it('does not run for a requester who has lost the right', async () => {
    await inForce([{ approvers: { kind: 'manager' } }])
    const temp = await colleague(desk, 'Temp', { permissions: ['sales.*'] })
    await reportsTo(desk, temp, boss)
    const id = await waiting(temp)
    await pools.auth`update membership set status = 'suspended' where tenant_id = ${desk.tenantId} and id = ${temp.membershipId}`
    expect(await decide(desk, boss, id)).toMatchObject({
      status: 'approved',
      executed: false,
      stopped: { code: 'approval.requester_left' },
    })
    expect(await statusOf(desk, 'sales_order', id)).toBe('in_approval')
    // Somebody else who has the right carries it out; who approved does not.
    expect(await approve(id)).toMatchObject({ status: 'approved' })
  })

  it('runs with what a token was cut down to', async () => {
    await inForce([{ approvers: { kind: 'manager' } }])
    const bot = await colleague(desk, 'Bot', {
      permissions: ['sales.*'],
      kind: 'token',
      scopes: ['sales.sales_order.*'],
    })
    await reportsTo(desk, bot, boss)
    expect(bot.kind).toBe('token')
    const id = await waiting(bot)
    expect(await decide(desk, boss, id)).toMatchObject({ executed: true })
    const [row] = await readRows<{ scopes: string[] }>(
      desk.admin,
      'select scopes from approval_instance where document_id = $1',
      [id],
    )
    expect(row?.scopes).toEqual(['sales.sales_order.*'])
  })
})

/** As somebody who goes to the database by another way would. */
async function withTenantSql(text: string): Promise<void> {
  await withTenant(pools.app, desk.admin, 'write', ({ sql }) => sql.unsafe(text))
}
const bump = (id: string) => withTenantSql(`update sales_order set version = version + 1 where id = '${id}'`)
