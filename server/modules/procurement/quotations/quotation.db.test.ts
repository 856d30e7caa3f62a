import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Id } from '@/server/kernel/ids'
import { runCommand, runQuery } from '@/server/platform/commands/runner'
import { mailDocument } from '@/server/platform/mail/document-mail'
import {
  type BuyingCompany,
  brokenInvariants,
  createBuyingCompany,
  makeBoughtItem,
  makeSupplier,
} from '@/server/testing/procurement'
import { readRows } from '@/server/testing/stock'
import {
  approvePurchaseRequisition,
  awardRequestForQuotation,
  cancelRequestForQuotation,
  closeRequestForQuotation,
  compareQuotations,
  createPurchaseRequisition,
  createRequestForQuotation,
  createSupplierQuotation,
  declineRequestForQuotation,
  getPurchaseOrder,
  getRequestForQuotation,
  orderSupplierQuotation,
  printPurchase,
  relatedPurchases,
  sendRequestForQuotation,
  submitSupplierQuotation,
} from '..'

let c: BuyingCompany
let suppliers: Id[]
let items: Id[]
beforeAll(async () => {
  c = await createBuyingCompany()
  suppliers = [await makeSupplier(c), await makeSupplier(c, { currency: 'EUR' }), await makeSupplier(c)]
  items = [await makeBoughtItem(c), await makeBoughtItem(c)]
})
afterAll(async () => expect(await brokenInvariants(c)).toEqual({}))

const [first, second] = [0, 1]
const supplier = (n: number) => suppliers[n] ?? ''
const item = (n: number) => items[n] ?? ''
const reason = 'not needed'

/** A request of two items to two suppliers, made of an approved requisition, and sent. */
async function asked() {
  const need = await runCommand(
    createPurchaseRequisition,
    {
      companyId: c.companyId,
      lines: [
        { itemId: item(first), quantity: '10', unitPrice: '5' },
        { itemId: item(second), quantity: '4', unitPrice: '20' },
      ],
    },
    c.call,
  )
  await runCommand(approvePurchaseRequisition, { id: need.id }, c.call)
  const rfq = await runCommand(
    createRequestForQuotation,
    {
      companyId: c.companyId,
      requisitionIds: [need.id],
      supplierIds: [supplier(first), supplier(second)],
      lines: [],
      dueDate: '2026-06-30',
    },
    c.call,
  )
  await runCommand(sendRequestForQuotation, { id: rfq.id }, c.call)
  const { lines } = await runQuery(getRequestForQuotation, { id: rfq.id }, c.call)
  return { needId: need.id, rfqId: rfq.id, lineIds: lines.map((l) => l.id) }
}

async function offer(rfqId: Id, n: number, lineIds: readonly Id[], prices: readonly string[], more: object = {}) {
  const made = await runCommand(
    createSupplierQuotation,
    {
      companyId: c.companyId,
      supplierId: supplier(n),
      rfqId,
      lines: lineIds.map((rfqLineId, i) => ({
        rfqLineId,
        quantity: i === 0 ? '10' : '4',
        unitPrice: prices[i] ?? '0',
      })),
      ...more,
    },
    c.call,
  )
  await runCommand(submitSupplierQuotation, { id: made.id }, c.call)
  return made
}
const requisition = async (id: Id) => {
  const [row] = await readRows<{ status: string; progress: string }>(
    c.admin,
    'select status, order_progress as progress from purchase_requisition where id = $1',
    [id],
  )
  return `${row?.status} ${row?.progress}`
}

describe('a request for quotation', () => {
  it('is compared in base currency and awarded line by line', async () => {
    const { needId, rfqId, lineIds } = await asked()
    // 10 x 4.50 and 4 x 19 in USD; 10 x 3.80 and 4 x 15 in EUR at 1.2 are 4.56 and 18 USD.
    const dollars = await offer(rfqId, first, lineIds, ['4.5', '19'], { freight: '7' })
    const euros = await offer(rfqId, second, lineIds, ['3.8', '15'])
    const table = await runQuery(compareQuotations, { id: rfqId }, c.call)
    expect(table.lines.map((l) => l.offers.map((o) => [o.basePrice, o.best]))).toEqual([
      [
        ['4.5', true],
        ['4.56', false],
      ],
      [
        ['19', false],
        ['18', true],
      ],
    ])
    expect(table.quotations.map((q) => [q.baseTotal, q.best])).toEqual([
      ['128.00', false],
      ['117.60', true],
    ])
    const made = await runCommand(
      awardRequestForQuotation,
      {
        id: rfqId,
        lines: [
          { quotationLineId: dollars.lines[0]?.id ?? '', quantity: '6' },
          { quotationLineId: euros.lines[1]?.id ?? '' },
        ],
      },
      c.call,
    )
    expect(made.orders.map((o) => o.net)).toEqual(['34.00', '60.00'])
    expect(await requisition(needId)).toBe('approved part')
    await runCommand(
      awardRequestForQuotation,
      { id: rfqId, lines: [{ quotationLineId: euros.lines[0]?.id ?? '', quantity: '4' }] },
      c.call,
    )
    expect(await requisition(needId)).toBe('closed full')
    await expect(runCommand(cancelRequestForQuotation, { id: rfqId, reason }, c.call)).rejects.toMatchObject({
      code: 'procurement.rfq_awarded',
    })
    await runCommand(closeRequestForQuotation, { id: rfqId }, c.call)
    const order = await runQuery(getPurchaseOrder, { id: made.orders[0]?.id ?? '' }, c.call)
    expect(order.lines.map((l) => [l.kind, l.sources.length])).toEqual([
      ['item', 1],
      ['freight', 0],
    ])
    const related = await runQuery(relatedPurchases, { id: order.id }, c.call)
    expect(new Set(related.map((r) => r.document))).toEqual(
      new Set(['purchase_requisition', 'request_for_quotation', 'supplier_quotation']),
    )
  })

  it('takes answers of those who were asked, each line once, while it runs', async () => {
    const { rfqId, lineIds } = await asked()
    await expect(offer(rfqId, 2, lineIds, ['1', '1'])).rejects.toMatchObject({ code: 'procurement.not_asked' })
    const [line = ''] = lineIds
    await expect(offer(rfqId, first, [line, line], ['1', '1'])).rejects.toMatchObject({
      code: 'procurement.answered_twice',
    })
    await runCommand(
      declineRequestForQuotation,
      { id: rfqId, supplierId: supplier(second), reason: 'too busy' },
      c.call,
    )
    const declined = async () =>
      (await runQuery(getRequestForQuotation, { id: rfqId }, c.call)).suppliers.find(
        (s) => s.supplierId === supplier(second),
      )
    expect(await declined()).toMatchObject({ declined: true, declineReason: 'too busy' })
    await runCommand(declineRequestForQuotation, { id: rfqId, supplierId: supplier(second), declined: false }, c.call)
    expect(await declined()).toMatchObject({ declined: false, declineReason: null })
    await runCommand(declineRequestForQuotation, { id: rfqId, supplierId: supplier(second) }, c.call)
    expect(await declined()).toMatchObject({ declined: true, declineReason: null })
    const late = await offer(rfqId, first, lineIds, ['1', '1'], { validUntil: '2026-06-14' })
    await expect(
      runCommand(awardRequestForQuotation, { id: rfqId, quotationIds: [late.id] }, c.call),
    ).rejects.toMatchObject({ code: 'procurement.quotation_expired' })
    await runCommand(closeRequestForQuotation, { id: rfqId }, c.call)
    await expect(offer(rfqId, first, lineIds, ['1', '1'])).rejects.toMatchObject({ code: 'procurement.rfq_not_open' })
  })

  it('can be left out: an offer is ordered as it is', async () => {
    const made = await runCommand(
      createSupplierQuotation,
      {
        companyId: c.companyId,
        supplierId: supplier(first),
        lines: [{ itemId: item(first), quantity: '3', unitPrice: '9.99', discountPercent: '10' }],
      },
      c.call,
    )
    await runCommand(submitSupplierQuotation, { id: made.id }, c.call)
    const { orders } = await runCommand(orderSupplierQuotation, { id: made.id }, c.call)
    // 3 x 9.99 less 10 % = 26.973
    expect(orders.map((o) => o.net)).toEqual(['26.97'])
    await expect(runCommand(orderSupplierQuotation, { id: made.id }, c.call)).rejects.toMatchObject({
      code: 'procurement.nothing_to_order',
    })
  })

  it('is printed in both languages, and is not mailed once it is closed', async () => {
    const { rfqId, needId } = await asked()
    for (const locale of ['en', 'zh'] as const) {
      const paper = await printPurchase('request_for_quotation', [rfqId], locale, c.call, supplier(first))
      expect(paper.body.subarray(0, 4).toString()).toBe('%PDF')
      const need = await printPurchase('purchase_requisition', [needId], locale, c.call)
      expect(need.body.length).toBeGreaterThan(1000)
    }
    const mail = () =>
      mailDocument({
        tenantId: c.tenantId,
        payload: {
          kind: 'request_for_quotation',
          documentId: rfqId,
          address: 'nobody@supplier.example',
          recipientId: supplier(first),
        },
      })
    // It is written with its paper, and there is no mail server in a test to take it.
    await expect(mail()).rejects.toThrow(/SMTP_URL/)
    await runCommand(closeRequestForQuotation, { id: rfqId }, c.call)
    await mail()
  })
})
