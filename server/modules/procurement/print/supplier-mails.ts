import type { Locale } from '@/server/contracts/platform/locale'
import { runQuery } from '@/server/platform/commands/runner'
import { reaction } from '@/server/platform/events/reaction'
import { queueDocumentMail, registerDocumentMail } from '@/server/platform/mail/document-mail'
import { wordsFor } from '@/server/platform/print/words'
import { linkForMail } from '../portal/links'
import { getPurchaseOrder, getRequestForQuotation } from '../reports/documents'
import { getSupplier } from '../reports/supplier.queries'
import { companyName } from '../settings/settings.queries'
import { printPurchase } from './print-document'

const pdf = (file: { name: string; body: Buffer }) => ({ ...file, type: 'application/pdf' })
const languageOf = (locale: Locale | null): Locale => locale ?? 'en'

registerDocumentMail('purchase_order', async (call, mail) => {
  const order = await runQuery(getPurchaseOrder, { id: mail.documentId }, call)
  if (!['sent', 'confirmed'].includes(order.status)) return undefined
  const [supplier, { name: company }] = await Promise.all([
    runQuery(getSupplier, { id: order.supplierId }, call),
    runQuery(companyName, { companyId: order.companyId }, call),
  ])
  const locale = languageOf(supplier.locale)
  const portal = `${await linkForMail(call, order.supplierId)}?order=${order.id}`
  const values = { number: order.number, company, supplier: order.supplierName, portal }
  const words = wordsFor(locale)
  return {
    to: { name: order.supplierName, address: mail.address },
    subject: words.t('procurement.mail.orderSubject', values),
    text: words.t('procurement.mail.orderText', values),
    attachments: [pdf(await printPurchase('purchase_order', [order.id], locale, call))],
  }
})

registerDocumentMail('request_for_quotation', async (call, mail) => {
  const rfq = await runQuery(getRequestForQuotation, { id: mail.documentId }, call)
  if (rfq.status !== 'sent' || !mail.recipientId) return undefined
  const [supplier, { name: company }] = await Promise.all([
    runQuery(getSupplier, { id: mail.recipientId }, call),
    runQuery(companyName, { companyId: rfq.companyId }, call),
  ])
  const locale = languageOf(supplier.locale)
  const words = wordsFor(locale)
  const due = rfq.dueDate ? words.t('procurement.mail.rfqDue', { date: words.date(rfq.dueDate) }) : ''
  const portal = `${await linkForMail(call, supplier.id)}?request=${rfq.id}`
  const values = { number: rfq.number, company, supplier: supplier.name, due, portal }
  return {
    to: { name: supplier.name, address: mail.address },
    subject: words.t('procurement.mail.rfqSubject', values),
    text: words.t('procurement.mail.rfqText', values),
    attachments: [pdf(await printPurchase('request_for_quotation', [rfq.id], locale, call, supplier.id))],
  }
})

/** An order that is sent goes to its supplier by mail; one sent another way has no address. */
export const onOrderSent = reaction({
  name: 'procurement.mail-order',
  on: ['procurement.purchase_order.sent'],
  handler: async (ctx, { id, documentId, payload }) => {
    if (!payload.email) return
    const mail = { kind: 'purchase_order', documentId, address: payload.email }
    await queueDocumentMail(ctx, mail, `mail-order:${id}`)
  },
})

export const onRequestSent = reaction({
  name: 'procurement.mail-request',
  on: ['procurement.request_for_quotation.sent'],
  handler: async (ctx, { id, documentId, payload }) => {
    for (const { supplierId, email } of payload.suppliers) {
      if (!email) continue
      const mail = { kind: 'request_for_quotation', documentId, address: email, recipientId: supplierId }
      await queueDocumentMail(ctx, mail, `mail-request:${id}:${supplierId}`)
    }
  },
})
