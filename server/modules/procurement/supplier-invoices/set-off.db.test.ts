import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Id } from '@/server/kernel/ids'
import { receivePaymentCommand, reversePayment, unallocateCommand } from '@/server/modules/finance'
import { runCommand } from '@/server/platform/commands/runner'
import { type BuyingCompany, brokenInvariants, createBuyingCompany, makeSupplier } from '@/server/testing/procurement'
import { readRows } from '@/server/testing/stock'
import { createSupplierCreditNote, createSupplierInvoice, reverseSupplierInvoice } from '..'

/** A supplier's credit note settles what is open of the invoice that it names; the rest of it stays open. */
let c: BuyingCompany
beforeAll(async () => {
  c = await createBuyingCompany()
})
afterAll(async () => expect(await brokenInvariants(c)).toEqual({}))

let count = 0
const number = () => `SO-${++count}`
async function bill(net: string, currency = 'USD') {
  const supplierId = await makeSupplier(c, { currency })
  const line = { kind: 'free', description: 'Rent', quantity: '1', unitPrice: net, accountId: await c.account('6100') }
  const head = { companyId: c.companyId, supplierId, supplierNumber: number(), documentDate: '2026-06-01', currency }
  const input = { ...head, post: true, lines: [{ ...line, taxCodeIds: [] }] }
  const { id } = await runCommand(createSupplierInvoice, input as never, c.call)
  const [of] = await readRows<{ item: Id; partyId: Id; lineId: Id }>(
    c.admin,
    `select o.id as item, o.party_id as "partyId", l.id as "lineId" from open_item o
     join supplier_invoice_line l on l.invoice_id = o.source_document_id where o.source_document_id = $1`,
    [id],
  )
  return { id, currency, item: of?.item ?? '', partyId: of?.partyId ?? '', lineId: of?.lineId ?? '' }
}
type Bill = Awaited<ReturnType<typeof bill>>
const credit = ({ id: invoiceId, lineId }: Bill, amount: string, more: object = {}) =>
  runCommand(
    createSupplierCreditNote,
    {
      ...{ invoiceId, supplierNumber: number(), documentDate: '2026-06-12', reason: 'as agreed', post: true },
      ...{ lines: [{ invoiceLineId: lineId, amount }], ...more },
    },
    c.call,
  )
const pay = ({ partyId, item, currency }: Bill, amount: string) =>
  runCommand(
    receivePaymentCommand,
    {
      ...{
        companyId: c.companyId,
        direction: 'outgoing' as const,
        partyId,
        paymentDate: '2026-06-11',
        currency,
        amount,
      },
      lines: [{ openItemId: item, amount }],
    },
    c.call,
  )
const left = async (document: Id) => {
  const [row] = await readRows<{ left: string; base: string }>(
    c.admin,
    `select trim_scale(remaining)::text as left, trim_scale(remaining_base)::text as base from open_item
     where source_document_id = $1 order by id limit 1`,
    [document],
  )
  return row && [row.left, row.base]
}
const reverse = (id: Id) => runCommand(reverseSupplierInvoice, { id, reason: 'wrong note' }, c.call)
const exchange = async () => {
  const [row] = await readRows<{ amount: string }>(
    c.admin,
    `select coalesce(trim_scale(sum(abs(l.base_amount))), 0)::text as amount from journal_line l join account a on a.id = l.account_id
     join account_role r on r.account_id = a.id where r.role in ('fx_gain', 'fx_loss') and l.company_id = $1`,
    [c.companyId],
  )
  return row?.amount
}

it('takes it off the invoice, and gives it back when it is reversed', async () => {
  const invoice = await bill('100')
  const note = await credit(invoice, '30')
  expect([await left(invoice.id), await left(note.id)]).toEqual([
    ['-70', '-70'],
    ['0', '0'],
  ])
  await reverse(note.id)
  expect(await left(invoice.id)).toEqual(['-100', '-100'])
  await credit(invoice, '100')
  expect(await left(invoice.id)).toEqual(['0', '0'])
})

it('leaves open what the invoice does not owe any more', async () => {
  const invoice = await bill('100')
  await pay(invoice, '80')
  const note = await credit(invoice, '30')
  expect([await left(invoice.id), await left(note.id)]).toEqual([
    ['0', '0'],
    ['10', '10'],
  ])
  const paid = await bill('50')
  const payment = await pay(paid, '50')
  const late = await credit(paid, '20')
  expect(await left(late.id)).toEqual(['20', '20'])
  // Money that comes back leaves the two as they are: they may be set off by hand.
  await runCommand(reversePayment, { id: payment.id, postingDate: '2026-06-15' }, c.call)
  expect(await left(late.id)).toEqual(['20', '20'])
})

it('may be taken back by hand; a credit note that was used otherwise is not reversed', async () => {
  const invoice = await bill('100')
  const note = await credit(invoice, '30')
  const [own] = await readRows<{ id: Id; item: Id }>(
    c.admin,
    `select a.id, o.id as item from allocation a join open_item o on o.id = a.debit_item_id where o.source_document_id = $1`,
    [note.id],
  )
  await runCommand(unallocateCommand, { id: own?.id ?? '', date: '2026-06-15' }, c.call)
  expect([await left(invoice.id), await left(note.id)]).toEqual([
    ['-100', '-100'],
    ['30', '30'],
  ])
  const back = {
    ...{ companyId: c.companyId, direction: 'incoming' as const, partyId: invoice.partyId, paymentDate: '2026-06-16' },
    ...{ currency: 'USD', amount: '10', lines: [{ openItemId: own?.item ?? '', amount: '10' }] },
  }
  await runCommand(receivePaymentCommand, back, c.call)
  await expect(reverse(note.id)).rejects.toMatchObject({ code: 'finance.allocated' })
})

it('in another currency, with the cent that rounding leaves between them', async () => {
  // 10.01 EUR at 1.20 = 12.01. 3.33 EUR are 4.00; of what is left of the invoice, 6.68 EUR worth 8.01, the next 3.33 are 3.99.
  const invoice = await bill('10.01', 'EUR')
  await credit(invoice, '3.33')
  expect(await left(invoice.id)).toEqual(['-6.68', '-8.01'])
  expect(await exchange()).toBe('0')
  const note = await credit(invoice, '3.33')
  expect([await left(invoice.id), await left(note.id)]).toEqual([
    ['-3.35', '-4.02'],
    ['0', '0'],
  ])
  expect(await exchange()).toBe('0.01')
  await reverse(note.id)
  expect(await left(invoice.id)).toEqual(['-6.68', '-8.01'])
  expect(await exchange()).toBe('0.02')
})
