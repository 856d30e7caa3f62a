import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCommand } from '@/server/platform/commands/runner'
import {
  type BuyingCompany,
  brokenInvariants,
  createBuyingCompany,
  makeBoughtItem,
  makeSupplier,
  placeOrder,
} from '@/server/testing/procurement'
import { readRows } from '@/server/testing/stock'
import { fullUbl, type UblDocument, ublXml } from '@/server/testing/ubl'
import { createGoodsReceipt, importSupplierInvoice, postSupplierInvoice, updateMatchSettings } from '..'

let c: BuyingCompany
let supplierId: string
beforeAll(async () => {
  c = await createBuyingCompany()
  supplierId = await makeSupplier(c, { taxId: 'DE 123 456 788', currency: 'EUR' })
})
afterAll(async () => expect(await brokenInvariants(c)).toEqual({}))

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')
const read = (bytes: Uint8Array, more: object = {}) =>
  runCommand(
    importSupplierInvoice,
    { companyId: c.companyId, fileName: 'invoice.xml', content: base64(bytes), ...more },
    c.call,
  )
const count = async () => (await readRows(c.admin, 'select 1 from supplier_invoice')).length

describe('an e-invoice', () => {
  it('becomes a draft with its lines on the order, its file, and posts', async () => {
    const [a, b] = [await makeBoughtItem(c), await makeBoughtItem(c)]
    const order = await placeOrder(
      c,
      supplierId,
      [
        { itemId: a, quantity: '6', price: '10' },
        { itemId: b, quantity: '4', price: '10' },
      ],
      { currency: 'EUR', rate: '1.2' },
    )
    await runCommand(createGoodsReceipt, { companyId: c.companyId, orderIds: [order.id], post: true }, c.call)
    const bytes = ublXml({ ...fullUbl, order: order.number })
    const draft = await read(bytes)
    expect(draft).toMatchObject({ status: 'draft', currency: 'EUR', net: '110.00', tax: '22.00', gross: '132.00' })
    const lines = await readRows(
      c.admin,
      'select kind, order_line_id, trim_scale(net)::text as net, account_id from supplier_invoice_line where invoice_id = $1 order by position',
      [draft.id],
    )
    expect(lines).toMatchObject([
      { kind: 'item', order_line_id: order.lineIds[0], net: '60' },
      { kind: 'item', order_line_id: order.lineIds[1], net: '40' },
      { kind: 'free', net: '-10' },
      { kind: 'freight', net: '20' },
    ])
    const files = await readRows(c.admin, 'select name, media_type, size::int from attachment where document_id = $1', [
      draft.id,
    ])
    expect(files).toEqual([{ name: 'invoice.xml', media_type: 'application/xml', size: bytes.byteLength }])
    // The discount of the whole document needs an account.
    await expect(runCommand(postSupplierInvoice, { id: draft.id }, c.call)).rejects.toMatchObject({
      code: 'procurement.line_account_missing',
    })
    await expect(read(bytes)).rejects.toMatchObject({ code: 'procurement.duplicate_invoice' })
  })

  it('without an order reference finds its lines by the items', async () => {
    const itemId = await makeBoughtItem(c)
    const [item] = await readRows<{ code: string }>(c.admin, 'select code from item where id = $1', [itemId])
    const order = await placeOrder(c, supplierId, [{ itemId, quantity: '5', price: '8' }], {
      currency: 'EUR',
      rate: '1.2',
    })
    await runCommand(createGoodsReceipt, { companyId: c.companyId, orderIds: [order.id], post: true }, c.call)
    const d: UblDocument = {
      number: 'F-9',
      lines: [{ quantity: '5', price: '8', net: '40.00', buyerItem: item?.code ?? '' }],
      breakdown: [['40.00', '8.00']],
      totals: { lines: '40.00', net: '40.00', tax: '8.00', gross: '48.00', payable: '48.00' },
    }
    const draft = await read(ublXml(d))
    expect(await runCommand(postSupplierInvoice, { id: draft.id }, c.call)).toMatchObject({
      status: 'posted',
      paymentBlocks: [],
    })
  })

  it('that does not add up is refused with each rule, and nothing is stored', async () => {
    const before = await count()
    const broken = { ...fullUbl, number: 'F-10', totals: { ...fullUbl.totals, gross: '132.01' } }
    await expect(read(ublXml(broken))).rejects.toMatchObject({
      kind: 'validation',
      issues: [
        { code: 'procurement.ubl.sum_gross', params: { rule: 'BR-CO-15', stated: '132.01', computed: '132' } },
        { code: 'procurement.ubl.sum_payable', params: { rule: 'BR-CO-16' } },
      ],
    })
    const bomb = new TextDecoder()
      .decode(ublXml(fullUbl))
      .replace('?>', '?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>')
    await expect(read(new TextEncoder().encode(bomb))).rejects.toMatchObject({ code: 'common.xml_declarations' })
    await expect(read(ublXml({ ...fullUbl, number: 'F-11', vatId: 'FR99999999999' }))).rejects.toMatchObject({
      code: 'procurement.ubl_supplier_unknown',
    })
    expect(await read(ublXml({ ...fullUbl, number: 'F-11', vatId: 'FR99999999999' }), { supplierId })).toMatchObject({
      status: 'draft',
    })
    expect(await count()).toBe(before + 1)
  })

  it('puts a discount on the whole invoice on the account that the company has for it; freight is freight', async () => {
    const [allowance, charge] = [await c.account('5030'), await c.account('5010')]
    await runCommand(
      updateMatchSettings,
      { companyId: c.companyId, allowanceAccountId: allowance, chargeAccountId: charge },
      c.call,
    )
    const draft = await read(ublXml({ ...fullUbl, number: 'F-30' }), { supplierId })
    const lines = await readRows(
      c.admin,
      `select kind, account_id as account, trim_scale(net)::text as net from supplier_invoice_line
       where invoice_id = $1 and net in (-10, 20) order by net`,
      [draft.id],
    )
    expect(lines).toEqual([
      { kind: 'free', account: allowance, net: '-10' },
      { kind: 'freight', account: null, net: '20' },
    ])
    await runCommand(
      updateMatchSettings,
      { companyId: c.companyId, allowanceAccountId: null, chargeAccountId: null },
      c.call,
    )
  })
})
