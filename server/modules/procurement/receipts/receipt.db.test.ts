import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCommand } from '@/server/platform/commands/runner'
import {
  type BuyingCompany,
  brokenInvariants,
  createBuyingCompany,
  entriesOf,
  makeBoughtItem,
  makeSupplier,
  orderProgress,
  placeOrder,
  stockOf,
} from '@/server/testing/procurement'
import { readRows } from '@/server/testing/stock'
import {
  cancelGoodsReceipt,
  createGoodsReceipt,
  createSupplierReturn,
  inspectGoodsReceipt,
  postGoodsReceipt,
  reverseGoodsReceipt,
  reverseSupplierReturn,
  updateGoodsReceipt,
  updatePurchaseItemSetting,
} from '..'

let c: BuyingCompany
let supplierId: string
beforeAll(async () => {
  c = await createBuyingCompany()
  supplierId = await makeSupplier(c)
})
afterAll(async () => expect(await brokenInvariants(c)).toEqual({}))

type Lines = NonNullable<Parameters<typeof createGoodsReceipt.handler>[1]>['lines']
const receive = (orderIds: string[], lines?: object[], more: object = {}) =>
  runCommand(
    createGoodsReceipt,
    { companyId: c.companyId, orderIds, post: true, ...(lines && { lines: lines as Lines & object }), ...more },
    c.call,
  )
const linesOf = (receiptId: string) =>
  readRows<{ id: string; quantity: string; held: string }>(
    c.admin,
    'select id, trim_scale(quantity)::text as quantity, trim_scale(held_quantity)::text as held from goods_receipt_line where receipt_id = $1 order by position',
    [receiptId],
  )
const setItem = (itemId: string, more: object) =>
  runCommand(updatePurchaseItemSetting, { companyId: c.companyId, itemId, ...more }, c.call)

describe('goods come', () => {
  it('in parts, at the price of the order, the last part with the residual cent', async () => {
    const itemId = await makeBoughtItem(c)
    const order = await placeOrder(c, supplierId, [{ itemId, quantity: '3', price: '33.335' }])
    const [lineId = ''] = order.lineIds
    const first = await receive([order.id], [{ orderLineId: lineId, quantity: '1' }])
    expect(await entriesOf(c, first.id)).toEqual({ '1200': '33.34', '2110': '-33.34' })
    expect(await orderProgress(c, order.id)).toMatchObject({ status: 'approved', receipt: 'part' })
    const second = await receive([order.id])
    // 3 x 33.335 = 100.01 (rounded), less 33.34
    expect(await entriesOf(c, second.id)).toEqual({ '1200': '66.67', '2110': '-66.67' })
    expect(await orderProgress(c, order.id)).toMatchObject({ receipt: 'full', lines: [{ received: '3' }] })
    expect(await stockOf(c, itemId)).toEqual({ quantity: '3', value: '100.01', held: '0' })
    await expect(receive([order.id])).rejects.toMatchObject({ code: 'procurement.nothing_to_receive' })
  })

  it('of several orders of one supplier, in another unit and another currency at the rate of the day', async () => {
    const [box] = await readRows<{ id: string }>(c.admin, `select id from unit_of_measure where code = 'DZN'`)
    const unitId = box?.id ?? ''
    const itemId = await makeBoughtItem(c, { units: [{ unitId, factor: '12' }] })
    const euro = await placeOrder(c, supplierId, [{ itemId, quantity: '2', price: '60', unitId }], {
      currency: 'EUR',
      rate: '1.2',
    })
    const dollar = await placeOrder(c, supplierId, [{ itemId, quantity: '10', price: '4' }])
    const made = await receive(
      [euro.id, dollar.id],
      [
        { orderLineId: euro.lineIds[0], quantity: '18', unitId: c.pieceId },
        { orderLineId: dollar.lineIds[0], quantity: '10' },
      ],
      { postingDate: '2026-06-16' },
    )
    // 18 of 24 pieces of 120 EUR = 90 EUR x 1.25 = 112.50, and 40.
    expect(await entriesOf(c, made.id)).toEqual({ '1200': '152.5', '2110': '-152.5' })
    expect(await orderProgress(c, euro.id)).toMatchObject({ receipt: 'part', lines: [{ received: '18' }] })
    expect(await orderProgress(c, dollar.id)).toMatchObject({ receipt: 'full' })
    const other = await makeSupplier(c)
    const foreign = await placeOrder(c, other, [{ itemId, quantity: '1', price: '1' }])
    await expect(receive([euro.id, foreign.id])).rejects.toMatchObject({ code: 'procurement.one_supplier' })
  })

  it('as a service: expense against goods received, not invoiced', async () => {
    const account = await c.account('6200')
    const order = await placeOrder(c, supplierId, [
      { kind: 'service', quantity: '4', price: '50', expenseAccountId: account },
      { kind: 'service', quantity: '1', price: '30' },
    ])
    const made = await receive([order.id])
    expect(await entriesOf(c, made.id)).toEqual({ '2110': '-230', '6200': '200', '6250': '30' })
    expect(await orderProgress(c, order.id)).toMatchObject({ receipt: 'full' })
    await runCommand(reverseGoodsReceipt, { id: made.id, reason: 'not done yet' }, c.call)
    expect(await entriesOf(c, made.id)).toEqual({})
    expect(await orderProgress(c, order.id)).toMatchObject({
      receipt: 'none',
      lines: [{ received: '0' }, { received: '0' }],
    })
  })

  it('with lots that are made on the way', async () => {
    const itemId = await makeBoughtItem(c, { tracking: 'lot', expires: true })
    const order = await placeOrder(c, supplierId, [{ itemId, quantity: '5', price: '2' }])
    const line = { orderLineId: order.lineIds[0], quantity: '5' }
    await expect(receive([order.id], [line])).rejects.toMatchObject({ code: 'inventory.lot_required' })
    await expect(receive([order.id], [{ ...line, lotCode: 'L-1' }])).rejects.toMatchObject({
      code: 'inventory.expiry_required',
    })
    await receive([order.id], [{ ...line, quantity: '2', lotCode: 'L-1', expiryDate: '2027-01-31' }])
    await receive([order.id], [{ ...line, quantity: '3', lotCode: 'L-1', expiryDate: '2027-01-31' }])
    const lots = await readRows(c.admin, 'select code, expiry_date from lot where item_id = $1', [itemId])
    expect(lots).toEqual([{ code: 'L-1', expiry_date: '2027-01-31' }])
    expect(await stockOf(c, itemId)).toMatchObject({ quantity: '5', value: '10' })
  })

  it('first as a draft that is written anew and posted, or given up', async () => {
    const itemId = await makeBoughtItem(c)
    const order = await placeOrder(c, supplierId, [{ itemId, quantity: '5', price: '2' }])
    const made = await receive([order.id], undefined, { post: false })
    expect(made.status).toBe('draft')
    expect(await stockOf(c, itemId)).toMatchObject({ quantity: '0' })
    await runCommand(
      updateGoodsReceipt,
      { id: made.id, lines: [{ orderLineId: order.lineIds[0] ?? '', quantity: '2' }] },
      c.call,
    )
    await runCommand(postGoodsReceipt, { id: made.id }, c.call)
    expect(await stockOf(c, itemId)).toMatchObject({ quantity: '2', value: '4' })
    await expect(runCommand(cancelGoodsReceipt, { id: made.id }, c.call)).rejects.toMatchObject({
      code: 'common.illegal_transition',
    })
    const next = await receive([order.id], undefined, { post: false })
    await runCommand(cancelGoodsReceipt, { id: next.id }, c.call)
    await expect(runCommand(postGoodsReceipt, { id: next.id }, c.call)).rejects.toMatchObject({
      code: 'common.illegal_transition',
    })
  })
})

describe('more or less than ordered', () => {
  it('over the tolerance is refused, accepted or held; every receipt counts', async () => {
    const itemId = await makeBoughtItem(c)
    const order = await placeOrder(c, supplierId, [{ itemId, quantity: '100', price: '1' }])
    const line = (quantity: string) => [{ orderLineId: order.lineIds[0], quantity }]
    await setItem(itemId, { overReceiptPercent: '10', overReceiptAction: 'refuse' })
    await receive([order.id], line('60'))
    await expect(receive([order.id], line('50.000001'))).rejects.toMatchObject({
      code: 'procurement.over_receipt',
      params: { ordered: '100', received: '110.000001', percent: '10' },
    })
    await receive([order.id], line('50'))
    expect(await orderProgress(c, order.id)).toMatchObject({ receipt: 'over', lines: [{ received: '110', held: '0' }] })
    await setItem(itemId, { overReceiptPercent: '10', overReceiptAction: 'hold' })
    const held = await receive([order.id], line('4'))
    expect(held.heldLines).toBe(1)
    expect(await stockOf(c, itemId)).toEqual({ quantity: '114', value: '114', held: '4' })
    await setItem(itemId, { overReceiptPercent: '10', overReceiptAction: 'accept' })
    await receive([order.id], line('1'))
    expect(await stockOf(c, itemId)).toMatchObject({ quantity: '115', held: '4' })
  })

  it('a little less, or the last delivery, closes the rest short', async () => {
    const itemId = await makeBoughtItem(c)
    await setItem(itemId, { underReceiptPercent: '5' })
    const order = await placeOrder(c, supplierId, [
      { itemId, quantity: '100', price: '1' },
      { itemId, quantity: '100', price: '1' },
    ])
    const made = await receive(
      [order.id],
      [
        { orderLineId: order.lineIds[0], quantity: '95' },
        { orderLineId: order.lineIds[1], quantity: '20', final: true },
      ],
    )
    expect(await orderProgress(c, order.id)).toMatchObject({
      receipt: 'full',
      lines: [{ short: '5' }, { short: '80' }],
    })
    await runCommand(reverseGoodsReceipt, { id: made.id, reason: 'wrong order' }, c.call)
    expect(await orderProgress(c, order.id)).toMatchObject({ receipt: 'none', lines: [{ short: '0' }, { short: '0' }] })
    expect(await stockOf(c, itemId)).toMatchObject({ quantity: '0', value: '0' })
  })

  it('what is turned away at the dock never was here', async () => {
    const itemId = await makeBoughtItem(c)
    const order = await placeOrder(c, supplierId, [{ itemId, quantity: '10', price: '1' }])
    const line = { orderLineId: order.lineIds[0], quantity: '7', rejectedQuantity: '3' }
    await expect(receive([order.id], [line])).rejects.toMatchObject({ code: 'validation.required' })
    await receive([order.id], [{ ...line, rejectionReason: 'crushed' }])
    expect(await orderProgress(c, order.id)).toMatchObject({
      receipt: 'part',
      lines: [{ received: '7', rejected: '3' }],
    })
  })
})

describe('goods on hold', () => {
  it('are released, used as they are, or go back', async () => {
    const itemId = await makeBoughtItem(c)
    await setItem(itemId, { inspect: true })
    const order = await placeOrder(c, supplierId, [{ itemId, quantity: '10', price: '3' }])
    const made = await receive([order.id])
    expect(await stockOf(c, itemId)).toEqual({ quantity: '10', value: '30', held: '10' })
    const [line] = await linesOf(made.id)
    const decide = (decision: 'release' | 'use_as_is' | 'reject', quantity: string, reason?: string) =>
      runCommand(
        inspectGoodsReceipt,
        { id: made.id, decisions: [{ lineId: line?.id ?? '', decision, quantity, reason }] },
        c.call,
      )
    await decide('release', '5')
    expect(await stockOf(c, itemId)).toMatchObject({ quantity: '10', held: '5' })
    await expect(decide('use_as_is', '2')).rejects.toMatchObject({ code: 'validation.required' })
    await decide('use_as_is', '2', 'scratches do not matter')
    await decide('reject', '2', 'broken')
    expect(await stockOf(c, itemId)).toEqual({ quantity: '8', value: '24', held: '1' })
    await expect(decide('release', '1.5')).rejects.toMatchObject({ code: 'procurement.over_held' })
    // Rejected goods are waited for again.
    expect(await orderProgress(c, order.id)).toMatchObject({
      receipt: 'part',
      lines: [{ received: '10', returned: '2', held: '1', short: '0' }],
    })
    const inspections = await readRows(
      c.admin,
      'select decision, return_id is not null as back from receipt_inspection where receipt_id = $1 order by decided_at, id',
      [made.id],
    )
    expect(inspections).toEqual([
      { decision: 'release', back: false },
      { decision: 'use_as_is', back: false },
      { decision: 'reject', back: true },
    ])
    await expect(
      runCommand(reverseGoodsReceipt, { id: made.id, reason: 'not possible' }, c.call),
    ).rejects.toMatchObject({
      code: 'procurement.receipt_returned',
    })
  })
})

describe('goods go back', () => {
  const back = (lines: object[], more: object = {}) =>
    runCommand(
      createSupplierReturn,
      { companyId: c.companyId, reason: 'faulty goods', post: true, lines: lines as never, ...more },
      c.call,
    )

  it('before they are billed: stock against goods received, not invoiced, and it can be taken back', async () => {
    const itemId = await makeBoughtItem(c)
    const order = await placeOrder(c, supplierId, [{ itemId, quantity: '10', price: '3.333' }])
    const made = await receive([order.id])
    const [line] = await linesOf(made.id)
    await expect(back([{ receiptLineId: line?.id, quantity: '11' }])).rejects.toMatchObject({
      code: 'procurement.over_returned',
    })
    const gone = await back([{ receiptLineId: line?.id, quantity: '4' }])
    expect(await entriesOf(c, gone.id)).toEqual({ '1200': '-13.33', '2110': '13.33' })
    expect(await orderProgress(c, order.id)).toMatchObject({
      receipt: 'full',
      lines: [{ received: '10', returned: '4', short: '4' }],
    })
    await expect(
      runCommand(reverseGoodsReceipt, { id: made.id, reason: 'not possible' }, c.call),
    ).rejects.toMatchObject({
      code: 'procurement.receipt_returned',
    })
    await runCommand(reverseSupplierReturn, { id: gone.id, reason: 'kept after all' }, c.call)
    expect(await entriesOf(c, gone.id)).toEqual({})
    expect(await orderProgress(c, order.id)).toMatchObject({ receipt: 'full', lines: [{ returned: '0', short: '0' }] })
    await runCommand(reverseGoodsReceipt, { id: made.id, reason: 'never came' }, c.call)
    expect(await stockOf(c, itemId)).toMatchObject({ quantity: '0', value: '0' })
  })

  it('to be replaced: the order waits for them', async () => {
    const itemId = await makeBoughtItem(c)
    const order = await placeOrder(c, supplierId, [{ itemId, quantity: '10', price: '3' }])
    const [line] = await linesOf((await receive([order.id])).id)
    await back([{ receiptLineId: line?.id, quantity: '4' }], { replacement: true })
    expect(await orderProgress(c, order.id)).toMatchObject({ receipt: 'part' })
    await receive([order.id])
    expect(await orderProgress(c, order.id)).toMatchObject({
      receipt: 'full',
      lines: [{ received: '14', returned: '4' }],
    })
    expect(await stockOf(c, itemId)).toMatchObject({ quantity: '10', value: '30' })
  })
})

it('two receipts of the same open quantity at once: one is refused', async () => {
  const itemId = await makeBoughtItem(c)
  const order = await placeOrder(c, supplierId, [{ itemId, quantity: '10', price: '3' }])
  const results = await Promise.allSettled([receive([order.id]), receive([order.id]), receive([order.id])])
  expect(results.filter((r) => r.status === 'fulfilled')).toHaveLength(1)
  expect(await stockOf(c, itemId)).toMatchObject({ quantity: '10' })
})
