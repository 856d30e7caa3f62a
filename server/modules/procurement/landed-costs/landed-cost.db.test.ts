import { afterAll, beforeAll, expect, it } from 'vitest'
import { runCommand, runQuery } from '@/server/platform/commands/runner'
import {
  type BuyingCompany,
  brokenInvariants,
  createBuyingCompany,
  entriesOf,
  makeBoughtItem,
  makeSupplier,
  placeOrder,
  stockOf,
} from '@/server/testing/procurement'
import { post as moveStock } from '@/server/testing/stock'
import {
  cancelLandedCost,
  createGoodsReceipt,
  createLandedCost,
  createSupplierInvoice,
  postLandedCost,
  previewLandedCost,
  reverseGoodsReceipt,
  reverseLandedCost,
} from '..'

let c: BuyingCompany
let supplierId: string
beforeAll(async () => {
  c = await createBuyingCompany()
  supplierId = await makeSupplier(c)
})
afterAll(async () => expect(await brokenInvariants(c)).toEqual({}))

const received = async () => {
  const a = await makeBoughtItem(c, { weightKg: '2' })
  const b = await makeBoughtItem(c, { weightKg: '1' })
  const order = await placeOrder(c, supplierId, [
    { itemId: a, quantity: '10', price: '10' },
    { itemId: b, quantity: '20', price: '10' },
  ])
  const receipt = await runCommand(
    createGoodsReceipt,
    { companyId: c.companyId, orderIds: [order.id], post: true },
    c.call,
  )
  return { a, b, receipt }
}
const cost = (receiptIds: string[], charges: object[], more: object = {}) =>
  runCommand(
    createLandedCost,
    { companyId: c.companyId, receiptIds, charges: charges as never, post: true, ...more },
    c.call,
  )

it('is previewed, put on stock and cost of sales by what is here, against what the freight bill debits', async () => {
  const { a, b, receipt } = await received()
  await moveStock(c, 'issue', [{ itemId: b, quantity: '5' }], '2026-06-15')
  const bill = await runCommand(
    createSupplierInvoice,
    {
      companyId: c.companyId,
      supplierId,
      supplierNumber: 'FREIGHT-1',
      documentDate: '2026-06-10',
      post: true,
      lines: [{ kind: 'freight', description: 'Sea freight', quantity: '1', unitPrice: '90', taxCodeIds: [] }],
    },
    c.call,
  )
  const charges = [
    { kind: 'freight', method: 'weight', amount: '60' },
    { kind: 'duty', method: 'value', amount: '30' },
  ]
  const preview = await runQuery(
    previewLandedCost,
    { companyId: c.companyId, receiptIds: [receipt.id], charges: charges as never },
    c.call,
  )
  // 20 kg and 20 kg: 30 each; 100 and 200 of value: 10 and 20.
  expect(preview.lines.map((l) => l.share)).toEqual(['40.00', '50.00'])
  const made = await cost([receipt.id], charges, { invoiceId: bill.id })
  expect(made).toMatchObject({ status: 'posted', baseAmount: '90.00', onHand: '77.5', consumed: '12.5' })
  expect(await entriesOf(c, bill.id, made.id)).toMatchObject({ '1200': '77.5', '2100': '-90' })
  expect(await stockOf(c, a)).toMatchObject({ value: '140' })
  expect(await stockOf(c, b)).toMatchObject({ value: '187.5' })
  await expect(runCommand(reverseGoodsReceipt, { id: receipt.id, reason: 'no way' }, c.call)).rejects.toMatchObject({
    code: 'procurement.receipt_landed',
  })
  await runCommand(reverseLandedCost, { id: made.id, reason: 'other ship' }, c.call)
  expect(await stockOf(c, a)).toMatchObject({ value: '100' })
  expect(await stockOf(c, b)).toMatchObject({ value: '150' })
})

it('first as a draft; not by a measure that an item lacks', async () => {
  const { a, receipt } = await received()
  const charge = { kind: 'insurance', method: 'quantity', amount: '3' }
  const draft = await cost([receipt.id], [charge], { post: false })
  expect(await stockOf(c, a)).toMatchObject({ value: '100' })
  expect(await runCommand(postLandedCost, { id: draft.id }, c.call)).toMatchObject({ onHand: '3', consumed: '0' })
  expect(await stockOf(c, a)).toMatchObject({ value: '101' })
  await expect(runCommand(cancelLandedCost, { id: draft.id }, c.call)).rejects.toMatchObject({
    code: 'common.illegal_transition',
  })
  const other = await cost([receipt.id], [charge], { post: false })
  await runCommand(cancelLandedCost, { id: other.id }, c.call)
  await expect(runCommand(postLandedCost, { id: other.id }, c.call)).rejects.toMatchObject({
    code: 'common.illegal_transition',
  })
  await expect(cost([receipt.id], [{ ...charge, method: 'volume' }])).rejects.toMatchObject({
    code: 'procurement.no_volume',
  })
})
