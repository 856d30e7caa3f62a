import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import '@/server/composition'
import type { Id } from '@/server/kernel/ids'
import {
  createGoodsReceipt,
  createLandedCost,
  createSupplierCreditNote,
  createSupplierInvoice,
  createSupplierInvoiceFrom,
  createSupplierReturn,
  inspectGoodsReceipt,
  postGoodsReceipt,
} from '@/server/modules/procurement'
import { retireApprovalFlow } from '@/server/platform/approvals/flows'
import { runCommand } from '@/server/platform/commands/runner'
import { stopListening } from '@/server/platform/events/listen'
import { closePools } from '@/server/platform/pools'
import {
  type BuyingCompany,
  createBuyingCompany,
  makeBoughtItem,
  makeSupplier,
  placeOrder,
} from '@/server/testing/procurement'
import { readRows } from '../stock'
import { type Colleague, colleague, flow, refusal } from './desk'

let c: BuyingCompany
let head: Colleague
let supplierId: Id
let itemId: Id
const open: { id: string; version: number }[] = []

beforeAll(async () => {
  c = await createBuyingCompany()
  head = await colleague(c, 'Head', { permissions: [] })
  supplierId = await makeSupplier(c)
  itemId = await makeBoughtItem(c)
})
afterAll(async () => {
  await stopListening()
  await closePools()
})

const free = async () => {
  for (const old of open.splice(0)) await runCommand(retireApprovalFlow, old, c.call)
}
const guard = async (document: string, transition = 'post', condition = '') => {
  await free()
  const approvers = { kind: 'people' as const, userIds: [head.userId] }
  open.push(await flow(c, [{ approvers }], { document, transition, condition }))
}
const placed = () => placeOrder(c, supplierId, [{ itemId, quantity: '10', price: '10' }])
const receive = (orderId: Id, post = true) =>
  runCommand(createGoodsReceipt, { companyId: c.companyId, orderIds: [orderId], post }, c.call)
const lineOf = async (receiptId: Id) =>
  (await readRows<{ id: Id }>(c.admin, 'select id from goods_receipt_line where receipt_id = $1', [receiptId]))[0]
    ?.id ?? ''
const code = async (promise: Promise<unknown>) => (await refusal(promise)).code

describe('making and posting in one step is refused where a flow asks for approval', () => {
  it('of a receipt', async () => {
    const order = await placed()
    await guard('goods_receipt')
    expect(await code(receive(order.id))).toBe('approval.by_steps')
    const draft = await receive(order.id, false)
    expect((await refusal(runCommand(postGoodsReceipt, { id: draft.id }, c.call))).kind).toBe('approval_needed')
    await free()
    expect(await receive((await placed()).id)).toMatchObject({ status: 'posted' })
  })

  it('of a return, also of goods that are rejected from hold', async () => {
    const [kept, held] = [await receive((await placed()).id), await placed()]
    const receiptId = (
      await runCommand(
        createGoodsReceipt,
        {
          companyId: c.companyId,
          orderIds: [held.id],
          lines: [{ orderLineId: held.lineIds[0] ?? '', quantity: '10', hold: true }] as never,
          post: true,
        },
        c.call,
      )
    ).id
    await guard('supplier_return')
    const back = (post: boolean, receiptLineId: Id, fromHold = false) =>
      runCommand(
        createSupplierReturn,
        {
          companyId: c.companyId,
          lines: [{ receiptLineId, quantity: '2', fromHold }],
          reason: 'faulty',
          post,
        },
        c.call,
      )
    expect(await code(back(true, await lineOf(kept.id)))).toBe('approval.by_steps')
    expect(await back(false, await lineOf(kept.id))).toMatchObject({ status: 'draft' })
    const receiptLineId = await lineOf(receiptId)
    const reject = (decision: 'reject' | 'release') =>
      runCommand(
        inspectGoodsReceipt,
        { id: receiptId, decisions: [{ lineId: receiptLineId, decision, quantity: '2', reason: 'bent' }] } as never,
        c.call,
      )
    expect(await code(reject('reject'))).toBe('approval.by_steps')
    expect(await back(false, receiptLineId, true)).toMatchObject({ status: 'draft' })
    await reject('release')
  })

  it('of a landed cost above an amount', async () => {
    const receipt = await receive((await placed()).id)
    await guard('landed_cost', 'post', 'amount > 50')
    const cost = (amount: string) =>
      runCommand(
        createLandedCost,
        {
          companyId: c.companyId,
          receiptIds: [receipt.id],
          charges: [{ kind: 'freight', method: 'value', amount }] as never,
          post: true,
        },
        c.call,
      )
    expect(await code(cost('50.01'))).toBe('approval.by_steps')
    expect(await cost('50')).toMatchObject({ status: 'posted' })
  })

  it('of an invoice, from receipts or orders, and of a credit note, above an amount', async () => {
    const [one, other] = [await placed(), await placed()]
    const receipt = await receive(one.id)
    await receive(other.id)
    let made = 0
    const header = () => ({ companyId: c.companyId, supplierNumber: `A-${++made}`, documentDate: '2026-06-10' })
    // Ten at ten with tax: 120.
    await guard('supplier_invoice', 'post', 'amount > 100')
    const from = (source: object, post = true) =>
      runCommand(createSupplierInvoiceFrom, { ...header(), ...source, post } as never, c.call)
    expect(await code(from({ receiptIds: [receipt.id] }))).toBe('approval.by_steps')
    expect(await code(from({ orderIds: [other.id] }))).toBe('approval.by_steps')
    const bill = (quantity: string) =>
      runCommand(
        createSupplierInvoice,
        { ...header(), supplierId, lines: [{ orderLineId: one.lineIds[0], quantity }], post: true } as never,
        c.call,
      )
    expect(await code(bill('10'))).toBe('approval.by_steps')
    const small = await bill('2')
    expect(small).toMatchObject({ status: 'posted', gross: '24.00' })
    await free()
    const large = await from({ orderIds: [other.id] })
    await guard('supplier_invoice', 'post', 'amount > 100')
    const credit = (invoiceId: Id) => {
      const { supplierNumber, documentDate } = header()
      return runCommand(
        createSupplierCreditNote,
        { supplierNumber, documentDate, invoiceId, reason: 'agreed', post: true },
        c.call,
      )
    }
    expect(await code(credit(large.id))).toBe('approval.by_steps')
    expect(await credit(small.id)).toMatchObject({ status: 'posted' })
  })
})
