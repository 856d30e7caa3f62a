import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { receivePaymentCommand } from '@/server/modules/finance'
import { runCommand, runQuery } from '@/server/platform/commands/runner'
import { deliverEvents } from '@/server/testing/deliver'
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
import { post as moveStock, readRows } from '@/server/testing/stock'
import { actorOf } from '@/server/testing/tenant'
import {
  createGoodsReceipt,
  createSupplierInvoice,
  createSupplierInvoiceFrom,
  listSupplierInvoices,
  releaseSupplierInvoice,
  reverseGoodsReceipt,
  reverseSupplierInvoice,
  updateMatchSettings,
} from '..'

let c: BuyingCompany
let supplierId: string
let number = 0
beforeAll(async () => {
  c = await createBuyingCompany()
  supplierId = await makeSupplier(c)
})
afterAll(async () => expect(await brokenInvariants(c)).toEqual({}))

const receive = (orderIds: string[], lines?: object[], more: object = {}) =>
  runCommand(
    createGoodsReceipt,
    { companyId: c.companyId, orderIds, post: true, ...(lines && { lines: lines as never }), ...more },
    c.call,
  )
const billFrom = (source: object, more: object = {}) =>
  runCommand(
    createSupplierInvoiceFrom,
    {
      companyId: c.companyId,
      supplierNumber: `F-${++number}`,
      documentDate: '2026-06-10',
      post: true,
      ...source,
      ...more,
    },
    c.call,
  )
type Lines = Parameters<typeof createSupplierInvoice.handler>[1]['lines']
const bill = (lines: object[], more: object = {}) =>
  runCommand(
    createSupplierInvoice,
    {
      companyId: c.companyId,
      supplierId,
      supplierNumber: `F-${++number}`,
      documentDate: '2026-06-10',
      post: true,
      lines: lines as Lines,
      ...more,
    },
    c.call,
  )
const invoiceRow = async (id: string) => {
  const [row] = await readRows<Record<string, unknown>>(
    c.admin,
    'select status, number, payment_blocks as blocks, trim_scale(gross)::text as gross, due_date from supplier_invoice where id = $1',
    [id],
  )
  return row
}
const openItem = async (id: string) => {
  const [row] = await readRows<{
    id: string
    number: string
    amount: string
    base: string
    remaining: string
    due: string
  }>(
    c.admin,
    `select id, number, trim_scale(amount)::text as amount, trim_scale(base_amount)::text as base, trim_scale(remaining)::text as remaining, due_date as due
     from open_item where source_document_id = $1 and kind in ('invoice', 'credit_note') order by id limit 1`,
    [id],
  )
  return row && { ...row }
}
const ordered = async (quantity: string, price: string, more: object = {}) => {
  const itemId = await makeBoughtItem(c, 'item' in more ? (more.item as object) : {})
  const order = await placeOrder(c, supplierId, [{ itemId, quantity, price }], more as object)
  return { itemId, order, lineId: order.lineIds[0] ?? '' }
}

describe('an invoice as received', () => {
  it('clears what was received, in two clicks, and closes the order', async () => {
    const { order, itemId } = await ordered('10', '3')
    const receipt = await receive([order.id])
    const made = await billFrom({ receiptIds: [receipt.id] })
    expect(made).toMatchObject({ status: 'posted', net: '30.00', tax: '6.00', gross: '36.00', paymentBlocks: [] })
    expect(made.number).toMatch(/^PI-2026-\d{5}$/)
    const free = { companyId: c.companyId, filters: [{ column: 'blocked', operator: 'eq' as const, value: false }] }
    const { rows } = await runQuery(listSupplierInvoices.rows, free, c.call)
    expect(rows).toMatchObject([{ id: made.id, number: made.number, blocked: false }])
    expect(await entriesOf(c, made.id)).toEqual({ '1180': '6', '2100': '-36', '2110': '30' })
    expect(await orderProgress(c, order.id)).toMatchObject({
      status: 'closed',
      billing: 'full',
      lines: [{ billed: '10', net: '30' }],
    })
    expect(await stockOf(c, itemId)).toMatchObject({ value: '30' })
    const [{ supplier_number: theirs } = { supplier_number: '' }] = await readRows<{ supplier_number: string }>(
      c.admin,
      'select supplier_number from supplier_invoice where id = $1',
      [made.id],
    )
    expect(await openItem(made.id)).toMatchObject({
      number: theirs,
      amount: '-36',
      remaining: '-36',
      due: '2026-06-10',
    })
    expect(
      await readRows(c.admin, 'select source_label from journal_entry where source_document_id = $1', [made.id]),
    ).toEqual([{ source_label: made.number }])
    await expect(runCommand(reverseGoodsReceipt, { id: receipt.id, reason: 'too late' }, c.call)).rejects.toMatchObject(
      { code: 'procurement.receipt_billed' },
    )
    await expect(billFrom({ receiptIds: [receipt.id] })).rejects.toMatchObject({ code: 'procurement.nothing_to_bill' })
    await expect(billFrom({ orderIds: [order.id] })).rejects.toMatchObject({ code: 'procurement.nothing_to_bill' })
  })

  it('many orders on one invoice, many invoices of one order; the last takes the cent', async () => {
    const a = await ordered('3', '33.335')
    const b = await ordered('2', '5')
    await receive(
      [a.order.id, b.order.id],
      [
        { orderLineId: a.lineId, quantity: '1' },
        { orderLineId: b.lineId, quantity: '2' },
      ],
    )
    expect(await billFrom({ orderIds: [a.order.id, b.order.id] })).toMatchObject({ net: '43.34', paymentBlocks: [] })
    await receive([a.order.id])
    expect(await billFrom({ orderIds: [a.order.id] })).toMatchObject({ net: '66.67', paymentBlocks: [] })
    expect(await orderProgress(c, a.order.id)).toMatchObject({ status: 'closed' })
  })

  it('is taken back as a whole, unless it is paid', async () => {
    const { order, itemId } = await ordered('10', '3')
    await receive([order.id])
    const made = await bill([{ orderLineId: order.lineIds[0], quantity: '10', unitPrice: '3.05' }])
    expect(await stockOf(c, itemId)).toMatchObject({ value: '30.5' })
    await runCommand(reverseSupplierInvoice, { id: made.id, reason: 'wrong company' }, c.call)
    expect(await entriesOf(c, made.id)).toEqual({})
    expect(await stockOf(c, itemId)).toMatchObject({ value: '30' })
    expect(await orderProgress(c, order.id)).toMatchObject({
      status: 'approved',
      billing: 'none',
      lines: [{ billed: '0', net: '0' }],
    })
    const again = await billFrom({ orderIds: [order.id] })
    const item = await openItem(again.id)
    const [party] = await readRows<{ id: string }>(c.admin, 'select party_id as id from supplier where id = $1', [
      supplierId,
    ])
    const pay = (more: object) =>
      runCommand(
        receivePaymentCommand,
        {
          companyId: c.companyId,
          direction: 'outgoing',
          partyId: party?.id ?? '',
          paymentDate: '2026-06-20',
          currency: 'USD',
          lines: [{ openItemId: item?.id ?? '', ...(more as { amount: string }) }],
          amount: (more as { amount: string }).amount,
        },
        c.call,
      )
    await pay({ amount: '20' })
    expect(await openItem(again.id)).toMatchObject({ remaining: '-16' })
    await expect(
      runCommand(reverseSupplierInvoice, { id: again.id, reason: 'wrong company' }, c.call),
    ).rejects.toMatchObject({ code: 'finance.allocated' })
    await pay({ amount: '16' })
    expect(await openItem(again.id)).toMatchObject({ remaining: '0' })
  })
})

describe('a price unlike the order', () => {
  it('within the limits goes on the goods: what is here on stock, what has gone on cost of sales', async () => {
    const { order, itemId, lineId } = await ordered('10', '100')
    await receive([order.id])
    await moveStock(c, 'issue', [{ itemId, quantity: '4' }], '2026-06-15')
    const made = await bill([{ orderLineId: lineId, quantity: '10', unitPrice: '102' }])
    expect(made.paymentBlocks).toEqual([])
    // 20 dearer: 6 of 10 are here.
    expect(await entriesOf(c, made.id)).toMatchObject({ '1180': '204', '1200': '12', '2100': '-1224', '2110': '1000' })
    expect(await stockOf(c, itemId)).toMatchObject({ quantity: '6', value: '612' })
  })

  it('a cent beyond them stops payment until someone else lets it go', async () => {
    const { order, lineId } = await ordered('10', '100')
    await receive([order.id])
    const made = await bill([{ orderLineId: lineId, quantity: '10', unitPrice: '102.001' }])
    expect(made.paymentBlocks).toEqual(['price'])
    const blocks = await readRows(
      c.admin,
      'select kind, side, stated, expected, allowed, state from supplier_invoice_block where invoice_id = $1',
      [made.id],
    )
    expect(blocks).toEqual([
      { kind: 'price', side: 'above', stated: '1020.01', expected: '1000', allowed: '20', state: 'open' },
    ])
    const [party] = await readRows<{ id: string }>(c.admin, 'select party_id as id from supplier where id = $1', [
      supplierId,
    ])
    const item = await openItem(made.id)
    const pay = () =>
      runCommand(
        receivePaymentCommand,
        {
          companyId: c.companyId,
          direction: 'outgoing',
          partyId: party?.id ?? '',
          paymentDate: '2026-06-20',
          currency: 'USD',
          amount: '10',
          lines: [{ openItemId: item?.id ?? '', amount: '10' }],
        },
        c.call,
      )
    await expect(pay()).rejects.toMatchObject({ code: 'finance.payment_hold' })
    const release = { id: made.id, reason: 'agreed by phone' }
    await expect(runCommand(releaseSupplierInvoice, release, c.call)).rejects.toMatchObject({
      code: 'procurement.release_own',
    })
    const other = { ...c.call, actor: actorOf(c.tenantId, ['procurement.supplier_invoice.release']) }
    await runCommand(releaseSupplierInvoice, release, other)
    expect(await invoiceRow(made.id)).toMatchObject({ blocks: [] })
    await expect(runCommand(releaseSupplierInvoice, release, other)).rejects.toMatchObject({
      code: 'procurement.not_blocked',
    })
    await pay()
  })

  it('is refused where the company wants that, and nothing stays', async () => {
    const { order, lineId } = await ordered('10', '100')
    await receive([order.id])
    await setAction('refuse')
    await expect(bill([{ orderLineId: lineId, quantity: '10', unitPrice: '103' }])).rejects.toMatchObject({
      code: 'procurement.match_failed',
    })
    await setAction('block')
    expect(
      await readRows(c.admin, 'select 1 from supplier_invoice where supplier_number = $1', [`F-${number}`]),
    ).toEqual([])
  })
})

const setAction = (outsideAction: 'block' | 'refuse') =>
  runCommand(updateMatchSettings, { companyId: c.companyId, outsideAction }, c.call)

describe('another currency', () => {
  it('received at 1.20, billed at 1.25: price and rate apart, both on the goods', async () => {
    const { order, itemId, lineId } = await ordered('10', '10', { currency: 'EUR', rate: '1.2' })
    await receive([order.id])
    const made = await bill([{ orderLineId: lineId, quantity: '10', unitPrice: '10.20' }], {
      currency: 'EUR',
      documentDate: '2026-06-16',
      postingDate: '2026-06-16',
    })
    expect(made).toMatchObject({ net: '102.00', tax: '20.40', gross: '122.40', paymentBlocks: [] })
    // AP 122.40 x 1.25 = 153.00, tax 25.50, goods 127.50; 120.00 were received: 5.00 by the rate, 2.50 by the price.
    expect(await entriesOf(c, made.id)).toEqual({ '1180': '25.5', '1200': '7.5', '2100': '-153', '2110': '120' })
    const [match] = await readRows(
      c.admin,
      'select trim_scale(price_variance)::text as price, trim_scale(exchange_variance)::text as exchange from supplier_invoice_match where invoice_id = $1',
      [made.id],
    )
    expect(match).toEqual({ price: '2.5', exchange: '5' })
    expect(await stockOf(c, itemId)).toMatchObject({ value: '127.5' })
    expect(await openItem(made.id)).toMatchObject({ amount: '-122.4', base: '-153' })
  })
})

describe('before its goods', () => {
  it('waits without a receipt, and is freed when the goods come; twice and late changes nothing', async () => {
    const { order, itemId, lineId } = await ordered('10', '5')
    const made = await bill([{ orderLineId: lineId, quantity: '10', unitPrice: '5.1' }])
    expect(made.paymentBlocks).toEqual(['no_receipt'])
    expect(await entriesOf(c, made.id)).toEqual({ '1180': '10.2', '2100': '-61.2', '2110': '51' })
    await receive([order.id], [{ orderLineId: lineId, quantity: '4' }])
    await deliverEvents(c.tenantId)
    expect(await invoiceRow(made.id)).toMatchObject({ blocks: ['quantity'] })
    // Four came: 20.40 billed, 20.00 received.
    expect(await stockOf(c, itemId)).toMatchObject({ quantity: '4', value: '20.4' })
    await receive([order.id])
    await deliverEvents(c.tenantId)
    await deliverEvents(c.tenantId)
    expect(await invoiceRow(made.id)).toMatchObject({ blocks: [] })
    expect(await stockOf(c, itemId)).toMatchObject({ quantity: '10', value: '51' })
    expect(await orderProgress(c, order.id)).toMatchObject({ status: 'closed' })
    await runCommand(reverseSupplierInvoice, { id: made.id, reason: 'not ours' }, c.call)
    expect(await stockOf(c, itemId)).toMatchObject({ quantity: '10', value: '50' })
    expect(await entriesOf(c, made.id)).toEqual({})
  })

  it('more than came is a wrong quantity', async () => {
    const { order, lineId } = await ordered('10', '5')
    await receive([order.id], [{ orderLineId: lineId, quantity: '9' }])
    const made = await bill([{ orderLineId: lineId, quantity: '10' }])
    expect(made.paymentBlocks).toEqual(['quantity'])
    await receive([order.id])
    await deliverEvents(c.tenantId)
    expect(await invoiceRow(made.id)).toMatchObject({ blocks: [] })
  })
})
