import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Id } from '@/server/kernel/ids'
import { budgetReport } from '@/server/modules/finance'
import { runCommand, runQuery } from '@/server/platform/commands/runner'
import { createTestBudget } from '@/server/testing/budgets'
import {
  type BuyingCompany,
  brokenInvariants,
  createBuyingCompany,
  makeBoughtItem,
  makeSupplier,
  orderProgress,
} from '@/server/testing/procurement'
import { readRows } from '@/server/testing/stock'
import {
  approvePurchaseOrder,
  createGoodsReceipt,
  createPurchaseOrder,
  createSupplierCreditNote,
  createSupplierInvoiceFrom,
  createSupplierReturn,
  reverseGoodsReceipt,
  reverseSupplierInvoice,
  reverseSupplierReturn,
} from '.'

let c: BuyingCompany
let supplierId: Id
let expense: Id
const budgets: Record<string, Id> = {}
let number = 0
beforeAll(async () => {
  c = await createBuyingCompany()
  supplierId = await makeSupplier(c)
  expense = await c.account('6200')
  for (const [code, accountId] of [
    ['6200', expense],
    ['1200', await c.account('1200')],
  ] as const)
    budgets[code] = await createTestBudget(
      { admin: c.admin, companyId: c.companyId } as Parameters<typeof createTestBudget>[0],
      [{ accountId, months: Array.from({ length: 12 }, () => '1000') }],
      { year: '2026', onOrder: 'block' },
    )
})
afterAll(async () => expect(await brokenInvariants(c)).toEqual({}))

/** Committed and actual of the budget of an account, as its report says. */
const spent = async (code: '6200' | '1200') => {
  const { total } = await runQuery(budgetReport, { budgetId: budgets[code] ?? '' }, c.call)
  return `${total.committed} ${total.actual}`
}
const order = async (line: object) => {
  const made = await runCommand(
    createPurchaseOrder,
    {
      companyId: c.companyId,
      supplierId,
      lines: [{ taxCodeIds: [], requestedDate: '2026-06-20', ...line } as never],
    },
    c.call,
  )
  await runCommand(approvePurchaseOrder, { id: made.id }, c.call)
  return { id: made.id, lineId: made.lines[0]?.id ?? '' }
}
const receive = async (o: { id: Id; lineId: Id }, quantity: string) => {
  const lines = [{ orderLineId: o.lineId, quantity }]
  const made = await runCommand(
    createGoodsReceipt,
    { companyId: c.companyId, orderIds: [o.id], lines: lines as never, post: true },
    c.call,
  )
  const [line] = await readRows<{ id: Id }>(c.admin, 'select id from goods_receipt_line where receipt_id = $1', [
    made.id,
  ])
  return { id: made.id, lineId: line?.id ?? '' }
}
const sendBack = (receipt: { lineId: Id }, quantity: string, replacement: boolean) =>
  runCommand(
    createSupplierReturn,
    {
      companyId: c.companyId,
      lines: [{ receiptLineId: receipt.lineId, quantity }],
      reason: 'faulty',
      replacement,
      post: true,
    },
    c.call,
  )
const bill = (orderId: Id) =>
  runCommand(
    createSupplierInvoiceFrom,
    {
      companyId: c.companyId,
      orderIds: [orderId],
      supplierNumber: `B-${++number}`,
      documentDate: '2026-06-12',
      post: true,
    },
    c.call,
  )
const credit = (more: object) =>
  runCommand(
    createSupplierCreditNote,
    { supplierNumber: `C-${++number}`, documentDate: '2026-06-13', reason: 'as agreed', post: true, ...more },
    c.call,
  )
const reason = 'taken back'

describe('a budget follows', () => {
  it('an accepted service that is taken back or given back', async () => {
    const o = await order({
      kind: 'service',
      description: 'Cleaning',
      quantity: '10',
      unitPrice: '20',
      expenseAccountId: expense,
    })
    expect(await spent('6200')).toBe('200 0')
    const all = await receive(o, '10')
    expect(await spent('6200')).toBe('0 200')
    await runCommand(reverseGoodsReceipt, { id: all.id, reason }, c.call)
    expect(await spent('6200')).toBe('200 0')
    const some = await receive(o, '6')
    expect(await spent('6200')).toBe('80 120')
    // Done again: the order waits for it. Not done again: nobody waits, and it costs nothing.
    const again = await sendBack(some, '2', true)
    expect(await spent('6200')).toBe('120 80')
    await sendBack(some, '1', false)
    expect(await spent('6200')).toBe('120 60')
    await runCommand(reverseSupplierReturn, { id: again.id, reason }, c.call)
    expect(await spent('6200')).toBe('80 100')
    const invoice = await runCommand(
      createSupplierInvoiceFrom,
      {
        companyId: c.companyId,
        receiptIds: [some.id],
        supplierNumber: `B-${++number}`,
        documentDate: '2026-06-12',
        post: true,
      },
      c.call,
    )
    expect(await spent('6200')).toBe('80 100')
    await runCommand(reverseSupplierInvoice, { id: invoice.id, reason }, c.call)
    expect(await spent('6200')).toBe('80 100')
  })

  it('goods that went back after they were billed, with and without a credit note', async () => {
    const itemId = await makeBoughtItem(c)
    const o = await order({ kind: 'item', itemId, quantity: '10', unitPrice: '10', warehouseId: c.warehouseId })
    expect(await spent('1200')).toBe('100 0')
    const receipt = await receive(o, '10')
    await bill(o.id)
    expect(await orderProgress(c, o.id)).toMatchObject({ status: 'closed' })
    expect(await spent('1200')).toBe('0 100')
    const back = await sendBack(receipt, '4', true)
    expect(await orderProgress(c, o.id)).toMatchObject({ status: 'approved' })
    expect(await spent('1200')).toBe('40 60')
    const note = await credit({ returnId: back.id })
    expect(await spent('1200')).toBe('40 60')
    await runCommand(reverseSupplierInvoice, { id: note.id, reason }, c.call)
    expect(await spent('1200')).toBe('40 60')
    await receive(o, '4')
    expect(await spent('1200')).toBe('0 100')
    expect(await orderProgress(c, o.id)).toMatchObject({ status: 'closed' })
  })

  it('a bill of what was never accepted: its credit note and its reversal', async () => {
    const before = (await spent('6200')).split(' ').map(Number)
    const more = async () => {
      const now = (await spent('6200')).split(' ').map(Number)
      return now.map((n, i) => n - (before[i] ?? 0)).join(' ')
    }
    const o = await order({
      kind: 'service',
      description: 'Licence',
      quantity: '10',
      unitPrice: '5',
      expenseAccountId: expense,
    })
    expect(await more()).toBe('50 0')
    const invoice = await bill(o.id)
    expect(await more()).toBe('0 50')
    const [line] = await readRows<{ id: Id }>(c.admin, 'select id from supplier_invoice_line where invoice_id = $1', [
      invoice.id,
    ])
    const note = await credit({ invoiceId: invoice.id, lines: [{ invoiceLineId: line?.id, quantity: '4' }] })
    expect(await more()).toBe('20 30')
    await runCommand(reverseSupplierInvoice, { id: note.id, reason }, c.call)
    expect(await more()).toBe('0 50')
    await runCommand(reverseSupplierInvoice, { id: invoice.id, reason }, c.call)
    expect(await more()).toBe('50 0')
  })
})
