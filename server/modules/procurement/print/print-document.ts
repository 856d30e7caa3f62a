import type { Locale } from '@/server/contracts/platform/locale'
import type { Id } from '@/server/kernel/ids'
import { letterhead } from '@/server/modules/inventory'
import { type Call, runQuery } from '@/server/platform/commands/runner'
import { type Paper, paperName, renderPapers } from '@/server/platform/print/paper'
import { wordsFor } from '@/server/platform/print/words'
import { getPurchaseOrder, getPurchaseRequisition, getRequestForQuotation } from '../reports/documents'
import { getGoodsReceipt, getSupplierReturn } from '../reports/receiving-documents'
import { getSupplier } from '../reports/supplier.queries'
import { purchaseOrderPaper, purchaseRequisitionPaper, requestForQuotationPaper } from './papers'
import { goodsReceiptPaper, supplierReturnPaper } from './receiving-papers'

export const printedPurchases = [
  'purchase_order',
  'purchase_requisition',
  'request_for_quotation',
  'goods_receipt',
  'supplier_return',
] as const
export type PrintedPurchase = (typeof printedPurchases)[number]

/** Documents of buying of one kind as one PDF in the language asked for; who may not read one gets the refusal of its page. A request may name its reader. */
export async function printPurchase(
  document: PrintedPurchase,
  ids: readonly Id[],
  locale: Locale,
  call: Call,
  recipientId: Id | null = null,
): Promise<{ name: string; body: Buffer }> {
  const words = wordsFor(locale)
  const head = (companyId: string, termId: string | null = null) => letterhead(call, companyId, termId, words)
  const papers: Record<PrintedPurchase, (id: Id) => Promise<Paper>> = {
    goods_receipt: async (id) => {
      const receipt = await runQuery(getGoodsReceipt, { id }, call)
      return goodsReceiptPaper(receipt, await head(receipt.companyId), words)
    },
    supplier_return: async (id) => {
      const goods = await runQuery(getSupplierReturn, { id }, call)
      return supplierReturnPaper(goods, await head(goods.companyId), words)
    },
    purchase_order: async (id) => {
      const order = await runQuery(getPurchaseOrder, { id }, call)
      return purchaseOrderPaper(order, await head(order.companyId, order.paymentTermId), words)
    },
    purchase_requisition: async (id) => {
      const requisition = await runQuery(getPurchaseRequisition, { id }, call)
      return purchaseRequisitionPaper(requisition, await head(requisition.companyId), words)
    },
    request_for_quotation: async (id) => {
      const rfq = await runQuery(getRequestForQuotation, { id }, call)
      const supplier = recipientId ? await runQuery(getSupplier, { id: recipientId }, call) : null
      const address = supplier?.addresses.find((a) => a.billing) ?? supplier?.addresses[0] ?? null
      const reader = supplier && { name: supplier.name, address: address && { ...address, name: address.recipient } }
      return requestForQuotationPaper(rfq, reader, await head(rfq.companyId), words)
    },
  }
  const made: Paper[] = []
  for (const id of ids) made.push(await papers[document](id))
  return { name: paperName(made), body: await renderPapers(made, words) }
}
