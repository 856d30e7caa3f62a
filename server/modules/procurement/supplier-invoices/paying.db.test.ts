import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Id } from '@/server/kernel/ids'
import {
  allocateCommand,
  createPaymentTerm,
  receivePaymentCommand,
  reversePayment,
  unallocateCommand,
  updateCompanySettings,
} from '@/server/modules/finance'
import { runCommand } from '@/server/platform/commands/runner'
import {
  type BuyingCompany,
  brokenInvariants,
  createBuyingCompany,
  entriesOf,
  makeSupplier,
} from '@/server/testing/procurement'
import { readRows } from '@/server/testing/stock'
import { createSupplierInvoice } from '..'

/** Paying what suppliers bill, with figures worked by hand. 2100 payables, 1180 input tax, 4510 discounts of suppliers, 6400 write-off. */
let c: BuyingCompany
let bank: string
let termId: Id
beforeAll(async () => {
  c = await createBuyingCompany()
  const [row] = await readRows<{ code: string }>(
    c.admin,
    `select a.code from account_role r join account a on a.id = r.account_id where r.company_id = $1 and r.role = 'bank'`,
    [c.companyId],
  )
  bank = row?.code ?? ''
  const term = await runCommand(
    createPaymentTerm,
    {
      ...{ code: '2-10-30', nameEn: '2 % in 10 days, 30 net', nameZh: '10 天 2%，30 天净额' },
      ...{ instalments: [{ percent: '100', days: 30 }], discountDays: 10, discountPercent: '2' },
    },
    c.call,
  )
  termId = term.id
  await runCommand(updateCompanySettings, { companyId: c.companyId, writeOffTolerance: '0.50' }, c.call)
})
afterAll(async () => expect(await brokenInvariants(c)).toEqual({}))

let count = 0
interface Bill {
  id: Id
  partyId: Id
  item: Id
}
async function bill(
  net: string,
  more: { tax?: boolean; termId?: Id; supplierId?: Id; header?: object } = {},
): Promise<Bill> {
  const supplierId = more.supplierId ?? (await makeSupplier(c))
  const line = { kind: 'free', description: 'Rent', quantity: '1', unitPrice: net, accountId: await c.account('6100') }
  const made = await runCommand(
    createSupplierInvoice,
    {
      ...{ companyId: c.companyId, supplierId, supplierNumber: `P-${++count}`, documentDate: '2026-06-01', post: true },
      paymentTermId: more.termId ?? null,
      lines: [{ ...line, taxCodeIds: more.tax ? [c.taxCodeId] : [] }],
      ...more.header,
    } as never,
    c.call,
  )
  const [item] = await readRows<{ id: Id; partyId: Id }>(
    c.admin,
    'select id, party_id as "partyId" from open_item where source_document_id = $1',
    [made.id],
  )
  return { id: made.id, partyId: item?.partyId ?? '', item: item?.id ?? '' }
}
const pay = (partyId: Id, amount: string, more: object = {}) =>
  runCommand(
    receivePaymentCommand,
    {
      companyId: c.companyId,
      direction: 'outgoing',
      partyId,
      paymentDate: '2026-06-11',
      currency: 'USD',
      amount,
      ...more,
    },
    c.call,
  )
const left = async (item: Id) => {
  const [row] = await readRows<{ left: string; base: string }>(
    c.admin,
    'select trim_scale(remaining)::text as left, trim_scale(remaining_base)::text as base from open_item where id = $1',
    [item],
  )
  return row && { ...row }
}

describe('an early-payment discount of a supplier', () => {
  it('lowers the input tax by its share, on the last day, and comes back whole', async () => {
    // 100.00 + 20 % = 120.00; 2 % of it are 2.40: 2.00 of price and 0.40 of tax.
    const b = await bill('100', { tax: true, termId })
    const lines = [{ openItemId: b.item, amount: '117.60', discount: '2.40' }]
    const late = pay(b.partyId, '117.60', { paymentDate: '2026-06-12', lines })
    await expect(late).rejects.toMatchObject({ code: 'finance.discount_exceeded', params: { allowed: '0' } })
    const more = pay(b.partyId, '117.59', { lines: [{ openItemId: b.item, amount: '117.59', discount: '2.41' }] })
    await expect(more).rejects.toMatchObject({ code: 'finance.discount_exceeded', params: { allowed: '2.4' } })
    const paid = await pay(b.partyId, '117.60', { lines })
    expect(await entriesOf(c, paid.id)).toEqual({ '1180': '-0.4', '2100': '120', '4510': '-2', [bank]: '-117.6' })
    const tax = await readRows<{ base: string }>(
      c.admin,
      `select trim_scale(l.tax_base)::text as base from journal_line l join journal_entry e on e.id = l.entry_id
       where e.source_document_id = $1 and l.tax_code_id is not null`,
      [paid.id],
    )
    expect(tax).toEqual([{ base: '-2' }])
    expect(await left(b.item)).toEqual({ left: '0', base: '0' })
    await runCommand(reversePayment, { id: paid.id, postingDate: '2026-06-15' }, c.call)
    expect(await entriesOf(c, paid.id)).toEqual({})
    expect(await left(b.item)).toEqual({ left: '-120', base: '-120' })
  })

  it('of a part lowers the part alone', async () => {
    // 60.00 settled of 120.00: 2 % are 1.20, of it 1.00 of price and 0.20 of tax.
    const b = await bill('100', { tax: true, termId })
    const paid = await pay(b.partyId, '58.80', { lines: [{ openItemId: b.item, amount: '58.80', discount: '1.20' }] })
    expect(await entriesOf(c, paid.id)).toEqual({ '1180': '-0.2', '2100': '60', '4510': '-1', [bank]: '-58.8' })
    expect(await left(b.item)).toEqual({ left: '-60', base: '-60' })
  })
})

describe('a small difference on a payable', () => {
  it('is given up at the tolerance, not a cent beyond it, and is a gain', async () => {
    const b = await bill('100')
    const over = pay(b.partyId, '99.49', { lines: [{ openItemId: b.item, amount: '99.49', writeOff: '0.51' }] })
    await expect(over).rejects.toMatchObject({ code: 'finance.write_off_exceeded', params: { tolerance: '0.5' } })
    const paid = await pay(b.partyId, '99.50', { lines: [{ openItemId: b.item, amount: '99.50', writeOff: '0.50' }] })
    expect(await entriesOf(c, paid.id)).toEqual({ '2100': '100', '6400': '-0.5', [bank]: '-99.5' })
    expect(await left(b.item)).toEqual({ left: '0', base: '0' })
  })

  it('in another currency is measured in base currency', async () => {
    // EUR at 1.20: 0.42 EUR are 0.504 USD, rounded 0.50; 0.43 EUR are 0.516 USD, 0.52.
    const b = await bill('100', { header: { currency: 'EUR' } })
    const give = (writeOff: string, amount: string) =>
      pay(b.partyId, amount, { currency: 'EUR', lines: [{ openItemId: b.item, amount, writeOff }] })
    await expect(give('0.43', '99.57')).rejects.toMatchObject({ code: 'finance.write_off_exceeded' })
    const paid = await give('0.42', '99.58')
    // 99.58 EUR at 1.20 = 119.496, rounded 119.50; with 0.50 given up the debt of 120.00 is gone.
    expect(await entriesOf(c, paid.id)).toEqual({ '2100': '120', '6400': '-0.5', [bank]: '-119.5' })
  })
})

describe('a prepayment to a supplier', () => {
  it('waits on account, is allocated to the invoice that comes later, and the rest is paid', async () => {
    const supplierId = await makeSupplier(c)
    const [row] = await readRows<{ partyId: Id }>(c.admin, 'select party_id as "partyId" from supplier where id = $1', [
      supplierId,
    ])
    const partyId = row?.partyId ?? ''
    const ahead = await pay(partyId, '300', { paymentDate: '2026-05-20' })
    expect(await entriesOf(c, ahead.id)).toEqual({ '2100': '300', [bank]: '-300' })
    const [advance] = await readRows<{ id: Id }>(
      c.admin,
      'select id from open_item where party_id = $1 and remaining > 0',
      [partyId],
    )
    // 400.00 + 80.00 of tax; 300.00 are there, 180.00 are left.
    const b = await bill('400', { tax: true, supplierId })
    const allocate = (amount: string) =>
      runCommand(
        allocateCommand,
        { companyId: c.companyId, debitItemId: advance?.id ?? '', creditItemId: b.item, amount, date: '2026-06-05' },
        c.call,
      )
    await expect(allocate('300.01')).rejects.toMatchObject({ code: 'finance.over_allocated' })
    const allocation = await allocate('300')
    expect(await left(b.item)).toEqual({ left: '-180', base: '-180' })
    const held = runCommand(reversePayment, { id: ahead.id, postingDate: '2026-06-15' }, c.call)
    await expect(held).rejects.toMatchObject({ code: 'finance.allocated' })
    await pay(partyId, '180', { lines: [{ openItemId: b.item, amount: '180' }] })
    expect(await left(b.item)).toEqual({ left: '0', base: '0' })
    await runCommand(unallocateCommand, { id: allocation.id, date: '2026-06-15' }, c.call)
    expect(await left(b.item)).toEqual({ left: '-300', base: '-300' })
  })

  it('in another currency: what the rate made of it is realised when they meet', async () => {
    // 100 EUR ahead at 1.20 = 120.00; billed on June 16 at 1.25 = 125.00: the debt cost 5.00 less than it stood for.
    const supplierId = await makeSupplier(c, { currency: 'EUR' })
    const b = await bill('100', {
      supplierId,
      header: { currency: 'EUR', documentDate: '2026-06-16', postingDate: '2026-06-16' },
    })
    const ahead = await pay(b.partyId, '100', { currency: 'EUR', paymentDate: '2026-05-20' })
    expect(await entriesOf(c, ahead.id)).toEqual({ '2100': '120', [bank]: '-120' })
    const [advance] = await readRows<{ id: Id }>(
      c.admin,
      'select id from open_item where party_id = $1 and remaining > 0',
      [b.partyId],
    )
    const debitItemId = advance?.id ?? ''
    await runCommand(
      allocateCommand,
      { companyId: c.companyId, debitItemId, creditItemId: b.item, amount: '100', date: '2026-06-16' },
      c.call,
    )
    expect(await left(b.item)).toEqual({ left: '0', base: '0' })
    const [gain] = await readRows<{ amount: string }>(
      c.admin,
      `select trim_scale(sum(l.base_amount))::text as amount from journal_line l join account a on a.id = l.account_id
       where l.company_id = $1 and a.code = '4500'`,
      [c.companyId],
    )
    expect(gain).toEqual({ amount: '-5' })
  })
})
