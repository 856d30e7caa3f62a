import { beforeAll, expect, it } from 'vitest'
import { runCommand, runQuery } from '@/server/platform/commands/runner'
import { systemRoleGrants } from '@/server/platform/identity/system-roles'
import {
  type BuyingCompany,
  createBuyingCompany,
  makeBoughtItem,
  makeSupplier,
  placeOrder,
} from '@/server/testing/procurement'
import { readRows } from '@/server/testing/stock'
import {
  createGoodsReceipt,
  createSupplierReturn,
  getGoodsReceipt,
  getSupplierReturn,
  listGoodsReceipts,
  listSupplierReturns,
  receivableLines,
} from '..'

/** Storemen work with quantities: what goods cost is shown on receipts and returns to who may know prices. */
let c: BuyingCompany
let orderId: string
let receiptId: string
let returnId: string
beforeAll(async () => {
  c = await createBuyingCompany()
  const supplierId = await makeSupplier(c)
  const order = await placeOrder(c, supplierId, [{ itemId: await makeBoughtItem(c), quantity: '10', price: '7' }])
  orderId = order.id
  const lines = [{ orderLineId: order.lineIds[0] ?? '', quantity: '4' }]
  receiptId = (
    await runCommand(createGoodsReceipt, { companyId: c.companyId, orderIds: [orderId], post: true, lines }, c.call)
  ).id
  const [line] = await readRows<{ id: string }>(c.admin, 'select id from goods_receipt_line where receipt_id = $1', [
    receiptId,
  ])
  const back = { companyId: c.companyId, reason: 'faulty', lines: [{ receiptLineId: line?.id ?? '', quantity: '1' }] }
  returnId = (await runCommand(createSupplierReturn, { ...back, post: true }, c.call)).id
})
const as = (role: string) => ({ ...c.call, actor: { ...c.call.actor, grants: systemRoleGrants(role) } })

/** Everything that the procedures of receiving say, as one person sees it. */
async function seen(role: string) {
  const call = as(role)
  const [receipt, goods, open] = await Promise.all([
    runQuery(getGoodsReceipt, { id: receiptId }, call),
    runQuery(getSupplierReturn, { id: returnId }, call),
    runQuery(receivableLines, { companyId: c.companyId, orderIds: [orderId] }, call),
  ])
  const many = { companyId: c.companyId }
  const dear = { filters: [{ column: 'value', operator: 'gt' as const, value: '1' }] }
  const sorted = { sort: [{ column: 'value', direction: 'desc' as const }] }
  const lists = await Promise.all(
    [listGoodsReceipts, listSupplierReturns].map(async (list) => ({
      values: (await runQuery(list.rows, { ...many, ...sorted }, call)).rows.map((r) => r.value),
      dear: (await runQuery(list.summary, { ...many, ...dear }, call)).count,
      totals: (await runQuery(list.summary, many, call)).totals.map((t) => t.sum),
    })),
  )
  return {
    receipt: [receipt.value, receipt.lines[0]?.price, receipt.lines[0]?.net, receipt.lines[0]?.baseCost],
    related: receipt.related.map((r) => r.amount),
    goods: [goods.value, goods.lines[0]?.baseCost],
    open: open.map((l) => [l.price, l.open]),
    lists,
  }
}

it('a storeman sees what came, not what it cost', async () => {
  expect(await seen('warehouse')).toEqual({
    receipt: [null, null, null, null],
    related: [null, null],
    goods: [null, null],
    open: [[null, '6.000000']],
    lists: [
      { values: [null], dear: 0, totals: [] },
      { values: [null], dear: 0, totals: [] },
    ],
  })
})

it('a buyer sees both', async () => {
  expect(await seen('buyer')).toMatchObject({
    receipt: ['28.0000', '7.000000', '28.0000', '28.0000'],
    goods: ['7.0000', '7.0000'],
    open: [['7.000000', '6.000000']],
    lists: [
      { dear: 1, totals: ['28.0000'] },
      { dear: 1, totals: ['7.0000'] },
    ],
  })
})
