import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import '@/server/composition'
import { approveSalesOrder, createCustomerInvoice, invoiceSalesOrder, shipSalesOrder } from '@/server/modules/sales'
import { remindApprovers } from '@/server/platform/approvals/clock'
import { revokeDelegation, saveDelegation } from '@/server/platform/approvals/delegations'
import { retireApprovalFlow } from '@/server/platform/approvals/flows'
import { runCommand, runQuery } from '@/server/platform/commands/runner'
import { stopListening } from '@/server/platform/events/listen'
import { inbox } from '@/server/platform/inbox/inbox'
import { closePools } from '@/server/platform/pools'
import { readRows } from '../stock'
import {
  asked,
  type Colleague,
  colleague,
  createDesk,
  type Desk,
  decide,
  flow,
  order,
  refusal,
  reportsTo,
} from './desk'

let desk: Desk
let rep: Colleague
let boss: Colleague
let chief: Colleague
let deputy: Colleague
const open: { id: string; version: number }[] = []

beforeAll(async () => {
  desk = await createDesk()
  rep = await colleague(desk, 'Rep', { permissions: ['sales.*', 'finance.*', 'inventory.*'] })
  boss = await colleague(desk, 'Boss', { permissions: [] })
  chief = await colleague(desk, 'Chief', { permissions: [] })
  deputy = await colleague(desk, 'Deputy', { permissions: [] })
  await reportsTo(desk, rep, boss)
  await reportsTo(desk, boss, chief)
})
afterAll(async () => {
  await stopListening()
  await closePools()
})

const inForce = async (steps: Parameters<typeof flow>[1], more: Parameters<typeof flow>[2] = {}) => {
  for (const old of open.splice(0)) await runCommand(retireApprovalFlow, old, desk.call)
  open.push(await flow(desk, steps, more))
}
async function waiting(): Promise<string> {
  const id = await order(desk, rep)
  expect((await refusal(runCommand(approveSalesOrder, { id }, { ...desk.call, actor: rep }))).kind).toBe(
    'approval_needed',
  )
  return id
}
const alerts = async (id: string, userId: string) =>
  (
    await readRows<{ key: string }>(
      desk.admin,
      `select message_key as key from alert where document_id = $1 and audience_user_id = $2 and state <> 'done' order by id`,
      [id, userId],
    )
  ).map((row) => row.key)

describe('absence', () => {
  const save = (input: object, by = boss) => runCommand(saveDelegation, input as never, { ...desk.call, actor: by })

  it('lets the stand-in decide in that time, and says so', async () => {
    await inForce([{ approvers: { kind: 'manager' } }])
    const { id: delegation } = await save({ toUserId: deputy.userId, fromDate: '2026-06-15', toDate: '2026-06-15' })
    const id = await waiting()
    expect(await alerts(id, deputy.userId)).toEqual(['approval_turn'])
    const early = new Date('2026-06-14T12:00:00Z')
    expect((await refusal(decide(desk, deputy, id, 'approve', '', early))).code).toBe('approval.not_yours')
    const late = new Date('2026-06-16T12:00:00Z')
    expect((await refusal(decide(desk, deputy, id, 'approve', '', late))).code).toBe('approval.not_yours')
    const { items } = await runQuery(inbox, {}, { ...desk.call, actor: deputy })
    expect(items).toMatchObject([{ id, approval: { inPlaceOf: 'Boss' } }])
    expect(await decide(desk, deputy, id)).toMatchObject({ executed: true })
    expect(await alerts(id, boss.userId)).toEqual([])
    const rows = await readRows(
      desk.admin,
      'select actor_name, on_behalf_of_name from approval_decision d join approval_instance i on i.id = d.instance_id where i.document_id = $1',
      [id],
    )
    expect(rows).toEqual([{ actor_name: 'Deputy', on_behalf_of_name: 'Boss' }])
    await runCommand(revokeDelegation, { id: delegation }, { ...desk.call, actor: boss })
  })

  it('does not let anybody decide twice by standing in, nor the requester at all', async () => {
    await inForce([{ approvers: { kind: 'people', userIds: [deputy.userId] } }, { approvers: { kind: 'manager' } }])
    const made = await save({ toUserId: deputy.userId, fromDate: '2026-06-15', toDate: '2026-06-20' })
    const id = await waiting()
    await decide(desk, deputy, id)
    expect((await refusal(decide(desk, deputy, id))).code).toBe('approval.already_decided')
    await runCommand(revokeDelegation, made, { ...desk.call, actor: boss })
    await runCommand(
      revokeDelegation,
      await save({ toUserId: rep.userId, fromDate: '2026-06-15', toDate: '2026-06-20' }).then(async (d) => {
        expect((await refusal(decide(desk, rep, id))).code).toBe('approval.own_request')
        return d
      }),
      { ...desk.call, actor: boss },
    )
    expect(await decide(desk, boss, id)).toMatchObject({ executed: true })
  })

  it('is for oneself, for others only with the right, and never in a circle', async () => {
    const period = { fromDate: '2026-07-01', toDate: '2026-07-10' }
    expect((await refusal(save({ toUserId: boss.userId, ...period }))).code).toBe('approval.delegate_self')
    expect((await refusal(save({ fromUserId: chief.userId, toUserId: deputy.userId, ...period }))).kind).toBe(
      'forbidden',
    )
    const made = await save({ fromUserId: chief.userId, toUserId: deputy.userId, ...period }, desk.admin as Colleague)
    expect((await refusal(save({ toUserId: chief.userId, ...period }, deputy))).code).toBe('approval.delegate_loop')
    expect((await refusal(runCommand(revokeDelegation, made, { ...desk.call, actor: boss }))).kind).toBe('forbidden')
    await runCommand(revokeDelegation, made, { ...desk.call, actor: chief })
    expect((await refusal(runCommand(revokeDelegation, made, { ...desk.call, actor: chief }))).code).toBe(
      'approval.delegation_over',
    )
  })
})

describe('time', () => {
  it('reminds again and again, and takes what waits too long to the next', async () => {
    await inForce([
      { approvers: { kind: 'manager' }, remindAfterHours: 4, escalateAfterHours: 24, escalateTo: { kind: 'manager' } },
    ])
    const id = await waiting()
    const at = (hours: number) => new Date(Date.parse('2026-06-15T12:00:00Z') + hours * 3_600_000)
    await remindApprovers(at(3.9))
    expect(await alerts(id, boss.userId)).toEqual(['approval_turn'])
    await remindApprovers(at(4))
    expect(await reminders(id)).toBe(1)
    await remindApprovers(at(5))
    expect(await reminders(id)).toBe(1)
    await remindApprovers(at(8))
    expect(await reminders(id)).toBe(2)
    expect(await asked(desk, id)).toEqual(['Boss (manager)'])
    await remindApprovers(at(24))
    expect(await asked(desk, id)).toEqual(['Boss (manager)', 'Chief (escalation)'])
    await remindApprovers(at(30))
    expect(await asked(desk, id)).toEqual(['Boss (manager)', 'Chief (escalation)'])
    expect(await decide(desk, chief, id, 'approve', '', at(31))).toMatchObject({ executed: true })
    expect(await alerts(id, boss.userId)).toEqual([])
  })
  const reminders = async (id: string) =>
    (
      await readRows<{ n: number }>(
        desk.admin,
        'select reminders as n from approval_step s join approval_instance i on i.id = s.instance_id where i.document_id = $1',
        [id],
      )
    )[0]?.n
})

describe('no way goes around', () => {
  const as = () => ({ ...desk.call, actor: rep })

  it('by making and posting in one step', async () => {
    for (const old of open.splice(0)) await runCommand(retireApprovalFlow, old, desk.call)
    const id = await order(desk, rep)
    await runCommand(approveSalesOrder, { id }, as())
    await inForce([{ approvers: { kind: 'manager' } }], {
      document: 'customer_invoice',
      transition: 'post',
      condition: 'amount > 100',
    })
    open.push(await flow(desk, [{ approvers: { kind: 'manager' } }], { document: 'delivery', transition: 'post' }))
    expect((await refusal(runCommand(shipSalesOrder, { id }, as()))).code).toBe('approval.by_steps')
    for (const old of open.splice(1)) await runCommand(retireApprovalFlow, old, desk.call)
    await runCommand(shipSalesOrder, { id }, as())
    expect((await refusal(runCommand(invoiceSalesOrder, { id, post: true }, as()))).code).toBe('approval.by_steps')
    const both = { companyId: desk.companyId, orderIds: [id] }
    expect((await refusal(runCommand(createCustomerInvoice, { ...both, post: true }, as()))).code).toBe(
      'approval.by_steps',
    )
    expect(await runCommand(createCustomerInvoice, both, as())).toMatchObject({ status: 'draft' })
  })
})
