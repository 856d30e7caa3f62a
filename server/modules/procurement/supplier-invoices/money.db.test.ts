import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Id } from '@/server/kernel/ids'
import { createPaymentTerm } from '@/server/modules/finance'
import { runCommand } from '@/server/platform/commands/runner'
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
import { readRows } from '@/server/testing/stock'
import { createGoodsReceipt, createSupplierInvoice, updateMatchSettings } from '..'

let c: BuyingCompany
let supplierId: Id
let number = 0
beforeAll(async () => {
  c = await createBuyingCompany()
  supplierId = await makeSupplier(c)
})
afterAll(async () => expect(await brokenInvariants(c)).toEqual({}))

const received = async (itemId: Id, more: object = {}) => {
  const order = await placeOrder(c, supplierId, [{ itemId, quantity: '10', price: '10' }], more)
  const receipt = await runCommand(
    createGoodsReceipt,
    { companyId: c.companyId, orderIds: [order.id], post: true },
    c.call,
  )
  return { lineId: order.lineIds[0] ?? '', receiptId: receipt.id }
}
const bill = (orderLineId: Id, unitPrice: string, more: object = {}) =>
  runCommand(
    createSupplierInvoice,
    {
      ...{
        companyId: c.companyId,
        supplierId,
        supplierNumber: `M-${++number}`,
        documentDate: '2026-06-10',
        post: true,
      },
      lines: [{ orderLineId, quantity: '10', unitPrice }] as never,
      ...more,
    },
    c.call,
  )

it('where the rate is a gain or loss, the goods stay at the rate of their receipt', async () => {
  await runCommand(updateMatchSettings, { companyId: c.companyId, exchangeVariance: 'gain_loss' }, c.call)
  const itemId = await makeBoughtItem(c)
  const { lineId } = await received(itemId, { currency: 'EUR', rate: '1.2' })
  const june = { currency: 'EUR', documentDate: '2026-06-16', postingDate: '2026-06-16' }
  const made = await bill(lineId, '10.20', june)
  // 122.40 x 1.25 = 153.00, of which tax 25.50, goods 127.50; received at 120.00: 5.00 is the rate, 2.50 the price.
  expect(await entriesOf(c, made.id)).toEqual({
    '1180': '25.5',
    '1200': '2.5',
    '2100': '-153',
    '2110': '120',
    '6510': '5',
  })
  expect(await stockOf(c, itemId)).toMatchObject({ value: '122.5' })
})

it('goods at standard cost take neither the price of the order nor that of the bill', async () => {
  const itemId = await makeBoughtItem(c, { valuation: 'standard', standardCost: '9' })
  const { lineId, receiptId } = await received(itemId)
  // Ten at 9 are 90; 10 more were ordered for.
  expect(await entriesOf(c, receiptId)).toEqual({ '1200': '90', '2110': '-100', '5030': '10' })
  const made = await bill(lineId, '10.20')
  // 102.00 and tax 20.40; 100.00 were received, 2.00 is the price.
  expect(await entriesOf(c, made.id)).toEqual({ '1180': '20.4', '2100': '-122.4', '2110': '100', '5030': '2' })
  expect(await stockOf(c, itemId)).toMatchObject({ quantity: '10', value: '90' })
})

it('is owed in the instalments of its term, which add up to it', async () => {
  const term = await runCommand(
    createPaymentTerm,
    {
      ...{ code: 'THIRDS', nameEn: 'Thirds', nameZh: '三期', discountDays: 5, discountPercent: '2' },
      instalments: [
        { percent: '33.33', days: 0 },
        { percent: '33.33', days: 30 },
        { percent: '33.34', months: 2, dayOfMonth: 31 },
      ],
    },
    c.call,
  )
  const { lineId } = await received(await makeBoughtItem(c))
  const made = await bill(lineId, '10', { paymentTermId: term.id })
  const items = await readRows(
    c.admin,
    `select trim_scale(amount)::text as amount, due_date as due, discount_date as discount from open_item
     where source_document_id = $1 order by due_date`,
    [made.id],
  )
  // 39.996, 39.996, 40.008: floors add up to 119.98; the two cents go to the largest remainders, the third and the first.
  expect(items.map((i) => ({ ...i }))).toEqual([
    { amount: '-40', due: '2026-06-10', discount: '2026-06-15' },
    { amount: '-39.99', due: '2026-07-10', discount: '2026-06-15' },
    { amount: '-40.01', due: '2026-08-31', discount: '2026-06-15' },
  ])
})
