import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { receivePaymentCommand } from '@/server/modules/finance'
import { runCommand } from '@/server/platform/commands/runner'
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
  createSupplierCreditNote,
  createSupplierInvoice,
  createSupplierInvoiceFrom,
  createSupplierReturn,
  deleteSupplierInvoice,
  postSupplierInvoice,
  releaseSupplierInvoice,
  reverseGoodsReceipt,
  reverseSupplierInvoice,
  updateSupplierInvoice,
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
  const [row] = await readRows<{ id: string; amount: string; base: string; remaining: string; due: string }>(
    c.admin,
    `select id, trim_scale(amount)::text as amount, trim_scale(base_amount)::text as base, trim_scale(remaining)::text as remaining, due_date as due
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
    expect(await entriesOf(c, made.id)).toEqual({ '1180': '6', '2100': '-36', '2110': '30' })
    expect(await orderProgress(c, order.id)).toMatchObject({
      status: 'closed',
      billing: 'full',
      lines: [{ billed: '10', net: '30' }],
    })
    expect(await stockOf(c, itemId)).toMatchObject({ value: '30' })
    expect(await openItem(made.id)).toMatchObject({ amount: '-36', remaining: '-36', due: '2026-06-10' })
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
    const sql = (action: string) => readRows(c.admin, 'select 1').then(() => setAction(action))
    await sql('refuse')
    await expect(bill([{ orderLineId: lineId, quantity: '10', unitPrice: '103' }])).rejects.toMatchObject({
      code: 'procurement.match_failed',
    })
    await sql('block')
    expect(
      await readRows(c.admin, 'select 1 from supplier_invoice where supplier_number = $1', [`F-${number}`]),
    ).toEqual([])
  })
})

async function setAction(action: string) {
  const { inCommand } = await import('@/server/testing/stock')
  await inCommand(
    c.admin,
    (ctx) => ctx.sql`update purchase_match_setting set outside_action = ${action} where tenant_id = ${ctx.tenantId}`,
  )
}

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

describe('what is not kept in stock', () => {
  it('a service in two ways: expensed at once, or against its acceptance', async () => {
    const service = { kind: 'service' as const, quantity: '10', price: '20' }
    const order = await placeOrder(c, supplierId, [service])
    const first = await billFrom({ orderIds: [order.id] })
    expect(first.paymentBlocks).toEqual([])
    expect(await entriesOf(c, first.id)).toEqual({ '1180': '40', '2100': '-240', '6250': '200' })
    // Accepted later: the expense is not there twice.
    const accepted = await receive([order.id])
    await deliverEvents(c.tenantId)
    expect(await entriesOf(c, first.id, accepted.id)).toEqual({ '1180': '40', '2100': '-240', '6250': '200' })
    const other = await placeOrder(c, supplierId, [service])
    const receipt = await receive([other.id])
    const second = await bill([{ orderLineId: other.lineIds[0], quantity: '10', unitPrice: '20.1' }])
    expect(await entriesOf(c, second.id, receipt.id)).toEqual({ '1180': '40.2', '2100': '-241.2', '6250': '201' })
    await runCommand(reverseSupplierInvoice, { id: second.id, reason: 'wrong' }, c.call)
    expect(await entriesOf(c, second.id, receipt.id)).toEqual({ '2110': '-200', '6250': '200' })
  })

  it('freight and costs without an order, reverse charge and a tax that is stated wrong', async () => {
    const account = await c.account('6200')
    const free = {
      kind: 'free',
      description: 'Consulting',
      quantity: '1',
      unitPrice: '100',
      taxCodeIds: [c.reverseTaxId],
      accountId: account,
    }
    const freight = { kind: 'freight', description: 'Freight', quantity: '1', unitPrice: '8', taxCodeIds: [] }
    const made = await bill([free, freight])
    expect(await entriesOf(c, made.id)).toEqual({
      '1180': '20',
      '1230': '8',
      '2100': '-108',
      '2200': '-20',
      '6200': '100',
    })
    const line = {
      kind: 'free',
      description: 'Paper',
      quantity: '1',
      unitPrice: '50',
      taxCodeIds: [c.taxCodeId],
      accountId: account,
    }
    expect(await bill([line], { statedTax: '10.01' })).toMatchObject({ gross: '60.01', paymentBlocks: [] })
    const wrong = await bill([line], { statedTax: '10.02' })
    expect(wrong).toMatchObject({ gross: '60.02', paymentBlocks: ['tax'] })
    const alerts = await readRows(c.admin, `select kind from alert where document_id = $1`, [wrong.id])
    expect(alerts).toEqual([{ kind: 'procurement.tax_misreport' }])
    await expect(bill([{ ...line, accountId: null }])).rejects.toMatchObject({
      code: 'procurement.line_account_missing',
    })
  })
})

describe('the same invoice twice', () => {
  const line = { kind: 'free', description: 'Rent', quantity: '1', unitPrice: '777', taxCodeIds: [] as string[] }
  it('is refused by its number, however it is spelled, also at the same time', async () => {
    const account = await c.account('6200')
    const enter = (supplierNumber: string, more: object = {}) =>
      bill([{ ...line, accountId: account }], { supplierNumber, post: false, ...more })
    const first = await enter('RE-0042/26')
    await expect(enter('re 42 26')).rejects.toMatchObject({
      code: 'procurement.duplicate_invoice',
      params: { number: 'RE-0042/26' },
    })
    await enter('RE-42-26', { documentDate: '2025-06-10', postingDate: '2026-06-10' })
    await runCommand(deleteSupplierInvoice, { id: first.id }, c.call)
    const results = await Promise.allSettled([1, 2, 3, 4].map((i) => enter(`RACE-${'0'.repeat(i)}7`)))
    expect(results.filter((r) => r.status === 'fulfilled')).toHaveLength(1)
    for (const r of results)
      if (r.status === 'rejected') expect(r.reason).toMatchObject({ code: 'procurement.duplicate_invoice' })
  })

  it('with another number is suspected by amount and date', async () => {
    const account = await c.account('6200')
    const rent = { ...line, unitPrice: '778', accountId: account }
    expect((await bill([rent])).paymentBlocks).toEqual([])
    expect((await bill([rent], { documentDate: '2026-05-11' })).paymentBlocks).toEqual(['duplicate'])
    expect((await bill([rent], { documentDate: '2026-04-01' })).paymentBlocks).toEqual([])
  })
})

describe('drafts', () => {
  it('are written anew, posted once, and stand still after that', async () => {
    const { order, lineId } = await ordered('10', '5')
    await receive([order.id])
    const made = await bill([{ orderLineId: lineId, quantity: '4' }], { post: false })
    expect(made).toMatchObject({ status: 'draft', net: '20.00' })
    const update = {
      id: made.id,
      supplierNumber: `F-${number}`,
      documentDate: '2026-06-11',
      lines: [{ orderLineId: lineId, quantity: '6' }],
    }
    expect(await runCommand(updateSupplierInvoice, update, c.call)).toMatchObject({ net: '30.00' })
    await runCommand(postSupplierInvoice, { id: made.id }, c.call)
    expect(await orderProgress(c, order.id)).toMatchObject({ billing: 'part', lines: [{ billed: '6' }] })
    for (const again of [postSupplierInvoice, updateSupplierInvoice, deleteSupplierInvoice])
      await expect(
        runCommand(
          again as typeof updateSupplierInvoice,
          again === updateSupplierInvoice ? update : ({ id: made.id } as never),
          c.call,
        ),
      ).rejects.toMatchObject({ kind: 'illegal_transition' })
    const results = await Promise.allSettled([1, 2, 3].map(() => bill([{ orderLineId: lineId, quantity: '4' }])))
    const blocks = results.map((r) =>
      r.status === 'fulfilled' ? r.value.paymentBlocks.filter((k) => k === 'quantity').length : -1,
    )
    expect(blocks.sort()).toEqual([0, 1, 1])
  })
})

describe('credit notes', () => {
  const credit = (more: object) =>
    runCommand(
      createSupplierCreditNote,
      { supplierNumber: `C-${++number}`, documentDate: '2026-06-12', reason: 'as agreed', post: true, ...more },
      c.call,
    )
  const linesOf = (id: string) =>
    readRows<{ id: string }>(c.admin, 'select id from supplier_invoice_line where invoice_id = $1 order by position', [
      id,
    ])

  it('for goods that went back: stock, goods received, not invoiced and what is owed', async () => {
    const { order, itemId, lineId } = await ordered('10', '10')
    const receipt = await receive([order.id])
    const invoice = await bill([{ orderLineId: lineId, quantity: '10', unitPrice: '10.2' }])
    const [received] = await readRows<{ id: string }>(
      c.admin,
      'select id from goods_receipt_line where receipt_id = $1',
      [receipt.id],
    )
    const back = await runCommand(
      createSupplierReturn,
      {
        companyId: c.companyId,
        reason: 'faulty',
        post: true,
        lines: [{ receiptLineId: received?.id ?? '', quantity: '4' }],
      },
      c.call,
    )
    await expect(
      runCommand(reverseSupplierInvoice, { id: invoice.id, reason: 'no way' }, c.call),
    ).rejects.toMatchObject({ code: 'procurement.invoice_returned' })
    const note = await credit({ returnId: back.id })
    expect(note).toMatchObject({ net: '40.80', tax: '8.16', gross: '48.96' })
    expect(note.number).toMatch(/^PCN-/)
    expect(await entriesOf(c, receipt.id, invoice.id, back.id, note.id)).toEqual({
      '1180': '12.24',
      '1200': '61.2',
      '2100': '-73.44',
    })
    expect(await stockOf(c, itemId)).toMatchObject({ quantity: '6', value: '61.2' })
    expect(await orderProgress(c, order.id)).toMatchObject({
      status: 'closed',
      lines: [{ billed: '6', returned: '4' }],
    })
    await expect(credit({ returnId: back.id })).rejects.toMatchObject({ code: 'procurement.nothing_to_credit_here' })
    await runCommand(reverseSupplierInvoice, { id: note.id, reason: 'wrong note' }, c.call)
    expect(await orderProgress(c, order.id)).toMatchObject({ lines: [{ billed: '10', returned: '4' }] })
    await credit({ returnId: back.id })
  })

  it('for the price alone: the goods get cheaper', async () => {
    const { order, itemId } = await ordered('10', '10')
    await receive([order.id])
    const invoice = await billFrom({ orderIds: [order.id] })
    const [line] = await linesOf(invoice.id)
    const note = await credit({ invoiceId: invoice.id, lines: [{ invoiceLineId: line?.id, amount: '15' }] })
    expect(await entriesOf(c, note.id)).toEqual({ '1180': '-3', '1200': '-15', '2100': '18' })
    expect(await stockOf(c, itemId)).toMatchObject({ quantity: '10', value: '85' })
    expect(await openItem(note.id)).toMatchObject({ amount: '18' })
    await expect(
      credit({ invoiceId: invoice.id, lines: [{ invoiceLineId: line?.id, amount: '85.01' }] }),
    ).rejects.toMatchObject({ code: 'procurement.over_credited' })
    await expect(
      runCommand(reverseSupplierInvoice, { id: invoice.id, reason: 'no way' }, c.call),
    ).rejects.toMatchObject({ code: 'procurement.invoice_credited' })
    await runCommand(reverseSupplierInvoice, { id: note.id, reason: 'wrong note' }, c.call)
    expect(await stockOf(c, itemId)).toMatchObject({ value: '100' })
  })

  it('for what was billed too much, or is billed anew', async () => {
    const { order, lineId } = await ordered('10', '9.5')
    await receive([order.id], [{ orderLineId: lineId, quantity: '8' }])
    const invoice = await bill([{ orderLineId: lineId, quantity: '10' }])
    expect(invoice.paymentBlocks).toEqual(['quantity'])
    const [line] = await linesOf(invoice.id)
    const note = await credit({ invoiceId: invoice.id, lines: [{ invoiceLineId: line?.id, quantity: '2' }] })
    expect(await entriesOf(c, note.id)).toEqual({ '1180': '-3.8', '2100': '22.8', '2110': '-19' })
    expect(await orderProgress(c, order.id)).toMatchObject({ lines: [{ billed: '8' }] })
    await credit({ invoiceId: invoice.id, lines: [{ invoiceLineId: line?.id, quantity: '3' }] })
    expect(await orderProgress(c, order.id)).toMatchObject({ lines: [{ billed: '5' }] })
    expect(await billFrom({ orderIds: [order.id] })).toMatchObject({ net: '28.50', paymentBlocks: [] })
  })
})
