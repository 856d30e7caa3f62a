import { afterAll, beforeAll, describe, expect, it } from 'vitest'
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
import { readRows } from '@/server/testing/stock'
import {
  createGoodsReceipt,
  createSupplierCreditNote,
  createSupplierInvoice,
  createSupplierInvoiceFrom,
  createSupplierReturn,
  deleteSupplierInvoice,
  postSupplierInvoice,
  previewSupplierInvoice,
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
const _invoiceRow = async (id: string) => {
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
    const preview = () => runQuery(previewSupplierInvoice, { id: made.id }, c.call)
    expect(await preview()).toMatchObject({ findings: [], net: '30.00', tax: '6.00', gross: '36.00' })
    const over = { ...update, lines: [{ orderLineId: lineId, quantity: '11' }] }
    await runCommand(updateSupplierInvoice, over, c.call)
    expect((await preview()).findings).toMatchObject([
      { kind: 'quantity', side: 'above', stated: '11', expected: '10' },
    ])
    await runCommand(updateSupplierInvoice, update, c.call)
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

  it('as a draft are not written over: their lines would lose the invoice', async () => {
    const { order } = await ordered('10', '10')
    await receive([order.id])
    const invoice = await billFrom({ orderIds: [order.id] })
    const draft = await credit({ invoiceId: invoice.id, post: false })
    const lines = [{ kind: 'free', description: 'Rent', quantity: '1', unitPrice: '7', taxCodeIds: [] }]
    await expect(
      runCommand(
        updateSupplierInvoice,
        { id: draft.id, supplierNumber: 'C-NEW', documentDate: '2026-06-12', lines } as never,
        c.call,
      ),
    ).rejects.toMatchObject({ code: 'procurement.credit_note_unchangeable' })
    await runCommand(deleteSupplierInvoice, { id: draft.id }, c.call)
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
