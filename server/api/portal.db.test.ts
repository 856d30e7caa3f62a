import { TRPCError } from '@trpc/server'
import { beforeAll, describe, expect, it } from 'vitest'
import * as procurement from '@/server/modules/procurement'
import { runCommand, runQuery } from '@/server/platform/commands/runner'
import { guestActor } from '@/server/platform/identity/actor'
import { invitationToken } from '@/server/platform/identity/invitation-link'
import { listPermissions } from '@/server/platform/identity/system-roles'
import { countAttempt, linkChangeLimit } from '@/server/platform/identity/throttle'
import { pools } from '@/server/platform/pools'
import {
  type BuyingCompany,
  createBuyingCompany,
  makeBoughtItem,
  makeSupplier,
  placeOrder,
} from '@/server/testing/procurement'
import { readRows } from '@/server/testing/stock'
import { fullUbl, ublXml } from '@/server/testing/ubl'
import { createPortalCaller, openPortalPage } from './portal'

let c: BuyingCompany
let supplierId: string
let rivalId: string
let itemId: string
const now = new Date('2026-06-15T12:00:00Z')
let address = 0

const linkOf = async (of: BuyingCompany, supplier: string, more: object = {}) => {
  const made = await runCommand(procurement.createPortalLink, { supplierId: supplier, ...more }, of.call)
  return { ...made, token: made.url.split('/portal/')[1] ?? '' }
}
const context = (token: string, at = now) => ({
  ...{ token, requestId: 'portal-test', idempotencyKey: null, now: at },
  ip: `192.0.2.${++address}`,
})
const caller = (token: string, at = now) => createPortalCaller(context(token, at))
const sentOrder = async (of: BuyingCompany, supplier: string, quantity = '10') => {
  const order = await placeOrder(of, supplier, [
    { itemId: of === c ? itemId : await makeBoughtItem(of), quantity, price: '5' },
  ])
  await runCommand(procurement.sendPurchaseOrder, { id: order.id, email: null }, of.call)
  return { ...order, lineId: order.lineIds[0] ?? '' }
}
const sentRequest = async (suppliers: string[]) => {
  const { id } = await runCommand(
    procurement.createRequestForQuotation,
    { companyId: c.companyId, supplierIds: suppliers, lines: [{ itemId, quantity: '4' }] },
    c.call,
  )
  await runCommand(procurement.sendRequestForQuotation, { id }, c.call)
  return id
}
const code = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof TRPCError ? error.message : error),
  )

beforeAll(async () => {
  c = await createBuyingCompany()
  ;[supplierId, rivalId, itemId] = [await makeSupplier(c), await makeSupplier(c), await makeBoughtItem(c)]
})

describe('a supplier with a link', () => {
  it('confirms, ships, bills and sees what becomes of it', async () => {
    const order = await sentOrder(c, supplierId)
    const { token, id: linkId } = await linkOf(c, supplierId)
    expect(await openPortalPage(context(token))).toMatchObject({ supplierId, today: '2026-06-15' })
    const portal = caller(token)
    expect(await portal.orders({})).toMatchObject([{ id: order.id, status: 'sent', number: order.number }])
    await portal.confirm({
      id: order.id,
      supplierReference: 'AB-1',
      lines: [{ id: order.lineId, quantity: '8', promisedDate: '2026-06-30' }],
    })
    const notice = await portal.announce({
      ...{ orderId: order.id, shipDate: '2026-06-20', expectedDate: '2026-06-22', reference: 'LS-1' },
      lines: [{ orderLineId: order.lineId, quantity: '6' }],
    })
    const seen = await portal.order({ id: order.id })
    expect(seen).toMatchObject({ status: 'confirmed', supplierReference: 'AB-1', notices: [{ reference: 'LS-1' }] })
    expect(seen.lines).toMatchObject([
      { confirmedQuantity: '8.000000', announcedQuantity: '6.000000', promisedDate: '2026-06-30' },
    ])
    const more = { orderId: order.id, shipDate: '2026-06-21', lines: [{ orderLineId: order.lineId, quantity: '5' }] }
    expect(await code(portal.announce(more))).toBe('procurement.portal_too_much')
    expect(await runQuery(procurement.shipmentNotices, { orderId: order.id }, c.call)).toHaveLength(1)
    await portal.withdraw({ id: notice.id })
    const coming = await portal.announce(more)
    const alerts = await readRows<{ kind: string }>(
      c.admin,
      `select kind from alert where document_id = $1 and kind like 'procurement.portal%' order by kind`,
      [order.id],
    )
    expect(alerts.map((a) => a.kind)).toEqual([
      'procurement.portal_confirmed_differently',
      'procurement.portal_shipment_announced',
      'procurement.portal_shipment_withdrawn',
    ])
    const expected = () =>
      runQuery(procurement.expectedShipments, { companyId: c.companyId, orderIds: [order.id] }, c.call)
    expect(await expected()).toMatchObject([
      { id: coming.id, lines: [{ orderLineId: order.lineId, stockQuantity: '5' }] },
    ])
    const five = { orderLineId: order.lineId, quantity: '5' }
    const draft = await runCommand(
      procurement.createGoodsReceipt,
      { companyId: c.companyId, orderIds: [order.id], lines: [five], shipmentNoticeIds: [coming.id] },
      c.call,
    )
    expect(await expected()).toEqual([])
    expect(await code(portal.withdraw({ id: coming.id }))).toBe('common.not_found')
    const again = runCommand(
      procurement.createGoodsReceipt,
      { companyId: c.companyId, orderIds: [order.id], lines: [five], shipmentNoticeIds: [coming.id] },
      c.call,
    )
    await expect(again).rejects.toMatchObject({ code: 'procurement.shipment_gone' })
    await runCommand(procurement.cancelGoodsReceipt, { id: draft.id }, c.call)
    expect(await expected()).toHaveLength(1)

    expect(
      await code(portal.invoiceOrder({ orderId: order.id, supplierNumber: 'R-1', documentDate: '2026-06-15' })),
    ).toBe('procurement.nothing_to_bill')
    await runCommand(
      procurement.createGoodsReceipt,
      { companyId: c.companyId, orderIds: [order.id], post: true },
      c.call,
    )
    const head = { orderId: order.id, supplierNumber: 'R-1', documentDate: '2026-06-15' }
    const paper = (text: string) => ({ fileName: 'R-1.pdf', content: Buffer.from(text).toString('base64') })
    // A program under the name of a paper is refused, and with it the invoice.
    expect(await code(portal.invoiceOrder({ ...head, file: paper('MZ') }))).toBe('control.file_kind')
    const bill = await portal.invoiceOrder({ ...head, file: paper('%PDF-1.7') })
    const files = await readRows(c.admin, 'select name, media_type from attachment where document_id = $1', [bill.id])
    expect(files).toEqual([{ name: 'R-1.pdf', media_type: 'application/pdf' }])
    expect(bill).toMatchObject({ status: 'draft', number: 'R-1' })
    expect(await portal.invoices({})).toMatchObject([{ supplierNumber: 'R-1', state: 'review', open: '0' }])
    await runCommand(procurement.postSupplierInvoice, { id: bill.id }, c.call)
    expect(await portal.invoices({})).toMatchObject([{ state: 'open', gross: '60.0000', open: '60.0000' }])

    const trail = await readRows<{ action: string; actor_kind: string }>(
      c.admin,
      `select action, actor_kind from audit_log where actor_id = $1 order by id`,
      [linkId],
    )
    expect(trail.map((r) => r.action)).toEqual([
      ...['use', 'confirm', 'announce_shipment', 'withdraw_shipment', 'announce_shipment', 'create', 'attach'],
    ])
    expect(new Set(trail.map((r) => r.actor_kind))).toEqual(new Set(['guest']))
    const origin = await readRows(c.admin, 'select origin from supplier_invoice where id = $1', [bill.id])
    expect(origin).toEqual([{ origin: 'portal' }])
  })

  it('offers on a request, anew, and declines one', async () => {
    const [asked, other] = [await sentRequest([supplierId, rivalId]), await sentRequest([supplierId])]
    const portal = caller((await linkOf(c, supplierId)).token)
    const [line] = (await portal.request({ id: asked })).lines
    const offer = (unitPrice: string) =>
      portal.quote({ id: asked, lines: [{ rfqLineId: line?.id ?? '', unitPrice }], leadTimeDays: 5 })
    const first = await offer('4.50')
    const second = await offer('4.20')
    expect((await portal.request({ id: asked })).lines).toMatchObject([
      { offered: { unitPrice: '4.2', quantity: '4' } },
    ])
    const rows = await readRows(
      c.admin,
      'select status, reason from supplier_quotation where rfq_id = $1 order by id',
      [asked],
    )
    expect(rows).toEqual([
      { status: 'cancelled', reason: second.number },
      { status: 'submitted', reason: null },
    ])
    expect(first.number).not.toBe(second.number)
    await portal.decline({ id: other, reason: 'Not our trade' })
    expect(await portal.requests({})).toMatchObject([
      { id: other, declined: true },
      { id: asked, declined: false },
    ])
    // The other's offer is nobody's business.
    const rival = caller((await linkOf(c, rivalId)).token)
    expect((await rival.request({ id: asked })).lines).toMatchObject([{ offered: null }])
    expect(await code(rival.request({ id: other }))).toBe('common.not_found')
  })

  it('sends an e-invoice that becomes a draft of its own, with the file', async () => {
    const euro = await makeSupplier(c, { currency: 'EUR' })
    const portal = caller((await linkOf(c, euro)).token)
    const content = Buffer.from(ublXml(fullUbl)).toString('base64')
    const sent = await portal.sendInvoice({ fileName: 'r.xml', content })
    const rows = await readRows(
      c.admin,
      `select v.supplier_id, v.origin, v.status, (select count(*)::int from attachment a where a.document_id = v.id) as files
       from supplier_invoice v where v.id = $1`,
      [sent.id],
    )
    expect(rows).toEqual([{ supplier_id: euro, origin: 'portal', status: 'draft', files: 1 }])
    expect(await code(portal.sendInvoice({ fileName: 'r.xml', content }))).toBe('procurement.duplicate_invoice')
    const rubbish = Buffer.from('<a/>').toString('base64')
    expect(await code(portal.sendInvoice({ fileName: 'r.xml', content: rubbish }))).toMatch(/^procurement\./)
  })
})

describe('a link does not open', () => {
  it("another supplier's documents, another tenant's, or ids that never were", async () => {
    const stranger = await createBuyingCompany()
    const foreign = await sentOrder(stranger, await makeSupplier(stranger))
    const rival = await sentOrder(c, rivalId)
    const unsent = await placeOrder(c, supplierId, [{ itemId, quantity: '1', price: '1' }])
    const unasked = await sentRequest([rivalId])
    const portal = caller((await linkOf(c, supplierId)).token)
    const before = await readRows<{ n: number }>(c.admin, 'select count(*)::int as n from audit_log')
    for (const id of [foreign.id, rival.id, unsent.id, '01900000-0000-7000-8000-000000000000']) {
      const lines = [{ orderLineId: rival.lineId, quantity: '1' }]
      expect(await code(portal.order({ id }))).toBe('common.not_found')
      expect(await code(portal.confirm({ id }))).toBe('common.not_found')
      expect(await code(portal.confirm({ id, version: 99 }))).toBe('common.not_found')
      expect(await code(portal.announce({ orderId: id, shipDate: '2026-06-20', lines }))).toBe('common.not_found')
      expect(await code(portal.invoiceOrder({ orderId: id, supplierNumber: 'X', documentDate: '2026-06-15' }))).toBe(
        'common.not_found',
      )
      expect(await code(portal.request({ id }))).toBe('common.not_found')
      expect(await code(portal.withdraw({ id }))).toBe('common.not_found')
    }
    for (const id of [unasked, rival.id]) {
      expect(await code(portal.decline({ id, reason: 'Not ours' }))).toBe('common.not_found')
      expect(await code(portal.quote({ id, lines: [{ rfqLineId: rival.lineId, unitPrice: '1' }] }))).toBe(
        'common.not_found',
      )
    }
    const own = await sentOrder(c, supplierId)
    const lines = [{ orderLineId: rival.lineId, quantity: '1' }]
    expect(await code(portal.announce({ orderId: own.id, shipDate: '2026-06-20', lines }))).toBe(
      'procurement.unknown_line',
    )
    expect(await code(portal.confirm({ id: own.id, lines: [{ id: rival.lineId }] }))).toBe('procurement.unknown_line')
    const ids = (await portal.orders({})).map((o) => o.id)
    expect(ids).not.toContain(rival.id)
    expect(ids).not.toContain(unsent.id)
    expect((await portal.invoices({})).map((i) => i.supplierNumber)).toEqual(['R-1'])
    // Sending our own order is the one thing that was written since.
    const after = await readRows<{ n: number }>(c.admin, 'select count(*)::int as n from audit_log')
    expect(Number(after[0]?.n) - Number(before[0]?.n)).toBe(1)
  })

  it('any other command or query, and its own are closed to everybody else', async () => {
    const guest = guestActor(
      { tenantId: c.tenantId, id: '01900000-0000-7000-8000-000000000001' },
      { name: 'S', supplierId, companies: [c.companyId] },
      procurement.PORTAL_PERMISSIONS,
    )
    const order = await sentOrder(c, supplierId)
    await expect(runQuery(procurement.getPurchaseOrder, { id: order.id }, { actor: guest })).rejects.toMatchObject({
      code: 'common.forbidden',
    })
    await expect(runCommand(procurement.createPortalLink, { supplierId }, { actor: guest })).rejects.toMatchObject({
      code: 'common.forbidden',
    })
    const refused = { code: 'common.forbidden' }
    await expect(runQuery(procurement.portalOrders, {}, c.call)).rejects.toMatchObject(refused)
    await expect(runQuery(procurement.portalInvoices, {}, c.call)).rejects.toMatchObject(refused)
    await expect(runQuery(procurement.portalRequests, {}, c.call)).rejects.toMatchObject(refused)
    await expect(runQuery(procurement.guestOfLink, {}, c.call)).rejects.toMatchObject(refused)
    await expect(runCommand(procurement.portalConfirmOrder, { id: order.id }, c.call)).rejects.toMatchObject({
      code: 'common.forbidden',
    })
    expect(listPermissions().filter((p) => p.includes('.portal.'))).toEqual([])
  })

  it('anything once it is revoked, expired, altered or meant for something else, and always says the same', async () => {
    const link = await linkOf(c, supplierId, { days: 10 })
    expect(await code(caller(link.token).orders({}))).toBe('done')
    const late = new Date('2026-06-26T12:00:00Z')
    expect(await code(caller(link.token, late).orders({}))).toBe('procurement.portal_link')
    await runCommand(procurement.revokePortalLink, { id: link.id }, c.call)
    const never = (await linkOf(c, supplierId)).token.replace(/.$/, (x) => (x === 'A' ? 'Q' : 'A'))
    for (const token of [link.token, never, '', 'x'.repeat(5000), invitationToken(c.tenantId, link.id)]) {
      expect(await code(caller(token).orders({}))).toBe('procurement.portal_link')
      expect(await openPortalPage(context(token))).toBeNull()
    }
    const states = await runQuery(procurement.portalLinks, { supplierId }, c.call)
    expect(states.find((l) => l.id === link.id)).toMatchObject({ state: 'revoked', url: null })
  })

  it('to who tries many, or does too much', async () => {
    const tries = { ...context('wrong'), ip: '198.51.100.7' }
    for (let n = 0; n < 30; n++) await code(createPortalCaller({ ...tries }).orders({}))
    expect(await code(createPortalCaller({ ...tries }).orders({}))).toBe('common.throttled')
    expect(await openPortalPage({ ...tries })).toBe('throttled')
    const { token, id } = await linkOf(c, supplierId)
    await countAttempt(pools.auth, [{ ...linkChangeLimit(id), allowed: 1 }])
    expect(await code(caller(token).decline({ id, reason: 'Not ours' }))).toBe('common.not_found')
    await countAttempt(pools.auth, [{ ...linkChangeLimit(id), allowed: 1 }])
    expect(await code(caller(token).decline({ id, reason: 'Not ours' }))).toBe('common.throttled')
  })

  it('mails share one link while it runs', async () => {
    const call = { ...c.call }
    const first = await runCommand(procurement.createPortalLink, { supplierId: rivalId, mailed: true }, call)
    const again = await runCommand(procurement.createPortalLink, { supplierId: rivalId, mailed: true }, call)
    expect(again.url).toBe(first.url)
  })
})
