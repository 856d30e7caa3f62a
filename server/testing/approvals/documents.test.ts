import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import '@/server/composition'
import { createManualEntry, postManualEntry, receivePaymentCommand } from '@/server/modules/finance'
import {
  createStockAdjustment,
  createStockCount,
  enterStockCount,
  postStockAdjustment,
  postStockCount,
  startStockCount,
  submitStockCount,
  updateStockAdjustment,
} from '@/server/modules/inventory'
import { retireApprovalFlow } from '@/server/platform/approvals/flows'
import { previewApproval } from '@/server/platform/approvals/preview'
import { tryApprovalFlow } from '@/server/platform/approvals/trial'
import { runCommand, runQuery } from '@/server/platform/commands/runner'
import { stopListening } from '@/server/platform/events/listen'
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
  instanceOf,
  order,
  refusal,
  statusOf,
} from './desk'

let desk: Desk
let clerk: Colleague
let head: Colleague
const open: { id: string; version: number }[] = []

beforeAll(async () => {
  desk = await createDesk()
  clerk = await colleague(desk, 'Clerk', { permissions: ['finance.*', 'inventory.*', 'sales.*'] })
  head = await colleague(desk, 'Head', { permissions: [] })
})
afterAll(async () => {
  await stopListening()
  await closePools()
})

const by = () => ({ ...desk.call, actor: clerk })
const guard = async (document: string, transition = 'post', condition = '') => {
  for (const old of open.splice(0)) await runCommand(retireApprovalFlow, old, desk.call)
  const approvers = { kind: 'people' as const, userIds: [head.userId] }
  open.push(await flow(desk, [{ approvers }], { document, transition, condition }))
}
const accounts = () =>
  readRows<{ id: string }>(desk.admin, `select id from account where control is null and posting order by code limit 2`)

describe('documents beside orders', () => {
  it('a manual entry waits above an amount, keeps still, and is posted in the name of who wrote it', async () => {
    await guard('manual_entry', 'post', 'amount > 500')
    const [a, b] = await accounts()
    const write = async (amount: string) => {
      const lines = [
        { accountId: a?.id ?? '', amount },
        { accountId: b?.id ?? '', amount: `-${amount}` },
      ]
      const input = {
        companyId: desk.companyId,
        postingDate: '2026-06-15',
        description: 'Accrual',
        currency: 'USD',
        lines,
      }
      return (await runCommand(createManualEntry, input, by())).id
    }
    const small = await write('500')
    await runCommand(postManualEntry, { id: small }, by())
    const large = await write('500.01')
    expect((await refusal(runCommand(postManualEntry, { id: large }, by()))).details).toMatchObject({
      status: 'in_approval',
      approvers: ['Head'],
    })
    const { id } = await instanceOf(desk, large)
    const preview = await runQuery(previewApproval, { id }, { ...desk.call, actor: head })
    expect(preview).toMatchObject({ label: 'Accrual', amount: '500.01', mayDecide: true })
    expect(preview.lines?.rows.map((r) => r.amount)).toEqual(['500.01', '-500.01'])
    expect(await decide(desk, head, large)).toMatchObject({ executed: true })
    expect(await statusOf(desk, 'manual_entry', large)).toBe('posted')
    const trail = await readRows(
      desk.admin,
      `select action, actor_id from audit_log where document_id = $1 order by id`,
      [large],
    )
    expect(trail.map((r) => [(r as { action: string }).action, (r as { actor_id: string }).actor_id])).toEqual([
      ['create', clerk.userId],
      ['submit', clerk.userId],
      ['ask_approval', clerk.userId],
      ['approve_step', head.userId],
      ['post', head.userId],
    ])
  })

  it('a stock adjustment cannot be changed while it waits, and comes back as a draft', async () => {
    await guard('stock_adjustment')
    const lines = [{ itemId: desk.itemId, quantity: '2' }]
    const fields = {
      kind: 'scrap',
      warehouseId: desk.warehouseId,
      documentDate: '2026-06-15',
      postingDate: '2026-06-15',
      reason: 'Broken',
      lines,
    }
    const { id } = await runCommand(createStockAdjustment, { companyId: desk.companyId, ...fields } as never, by())
    expect((await refusal(runCommand(postStockAdjustment, { id }, by()))).kind).toBe('approval_needed')
    expect((await refusal(runCommand(updateStockAdjustment, { id, ...fields } as never, by()))).code).toBe(
      'common.wrong_state',
    )
    expect(await decide(desk, head, id, 'return', 'Which ones?')).toMatchObject({ status: 'rejected' })
    expect(await statusOf(desk, 'stock_adjustment', id)).toBe('draft')
  })

  it('a count is put before approvers when it is submitted, and they stand in for the permission', async () => {
    await guard('stock_count')
    const counter = await colleague(desk, 'Counter', {
      permissions: ['inventory.stock_count.count', 'inventory.stock_count.create', 'inventory.stock_count.read'],
    })
    const as = { ...desk.call, actor: counter }
    const fields = {
      companyId: desk.companyId,
      warehouseId: desk.warehouseId,
      documentDate: '2026-06-15',
      postingDate: '2026-06-15',
    }
    const { id } = await runCommand(createStockCount, fields as never, as)
    await runCommand(startStockCount, { id }, as)
    const [l] = await readRows<{ item_id: string; bin_id: string }>(
      desk.admin,
      'select item_id, bin_id from stock_count_line where count_id = $1',
      [id],
    )
    const counted = [{ itemId: l?.item_id, binId: l?.bin_id, counted: '990' }]
    await runCommand(enterStockCount, { id, lines: counted } as never, as)
    await runCommand(submitStockCount, { id }, as)
    expect(await asked(desk, id)).toEqual(['Head (people)'])
    expect((await refusal(runCommand(postStockCount, { id }, by()))).kind).toBe('approval_needed')
    expect(await decide(desk, head, id, 'return', 'Count again')).toMatchObject({ status: 'rejected' })
    expect(await statusOf(desk, 'stock_count', id)).toBe('counting')
    await runCommand(submitStockCount, { id }, as)
    expect(await decide(desk, head, id)).toMatchObject({ executed: true })
    expect(await statusOf(desk, 'stock_count', id)).toBe('posted')
  })

  it('a payment in one step is refused where a flow asks for it', async () => {
    await guard('payment', 'post', 'direction == "incoming"')
    const [party] = await readRows<{ id: string }>(desk.admin, 'select party_id as id from customer limit 1')
    const payment = {
      companyId: desk.companyId,
      direction: 'incoming',
      partyId: party?.id,
      paymentDate: '2026-06-15',
      currency: 'USD',
      amount: '10',
      lines: [],
    }
    expect((await refusal(runCommand(receivePaymentCommand, payment as never, by()))).code).toBe('approval.by_steps')
  })
})

it('a flow that is being written says who would have to approve, and why', async () => {
  for (const old of open.splice(0)) await runCommand(retireApprovalFlow, old, desk.call)
  const id = await order(desk, clerk, '20')
  const step = { nameEn: 'A', nameZh: '甲', stage: 1, approvers: { kind: 'people', userIds: [head.userId] } }
  const content = {
    condition: 'amount > 1000 and customer_group == null',
    steps: [step, { ...step, stage: 2, above: '100000' }],
  }
  const trial = await runCommand(
    tryApprovalFlow,
    { document: 'sales_order', transition: 'approve', documentId: id, content } as never,
    desk.call,
  )
  expect(trial).toMatchObject({ holds: true, requester: 'Clerk', inForce: null })
  expect(trial.steps.map((s) => [s.applies, s.approvers])).toEqual([
    [true, ['Head']],
    [false, []],
  ])
})
