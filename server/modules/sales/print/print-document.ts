import type { Locale } from '@/server/contracts/platform/locale'
import { letterhead } from '@/server/modules/inventory'
import { type Call, runQuery } from '@/server/platform/commands/runner'
import { type Paper, paperName, renderPapers } from '@/server/platform/print/paper'
import { wordsFor } from '@/server/platform/print/words'
import { getCustomerInvoice, getDelivery, getSalesOrder, getSalesReturn } from '../reports/documents'
import { deliveryPaper, invoicePaper, pickingListPaper, salesOrderPaper, salesReturnPaper } from './papers'

/** The picking list is a paper of the delivery, for who takes the goods off the shelves. */
export const printedDocuments = ['sales_order', 'picking_list', 'delivery', 'customer_invoice', 'sales_return'] as const
export type PrintedDocument = (typeof printedDocuments)[number]

/** Sales documents of one kind as one PDF in the language asked for; who may not read one gets the refusal of its page. */
export async function printSalesDocument(
  document: PrintedDocument,
  ids: readonly string[],
  locale: Locale,
  call: Call,
): Promise<{ name: string; body: Buffer }> {
  const words = wordsFor(locale)
  const head = (companyId: string, termId: string | null = null) => letterhead(call, companyId, termId, words)
  const papers: Record<PrintedDocument, (id: string) => Promise<Paper>> = {
    sales_order: async (id) => {
      const order = await runQuery(getSalesOrder, { id }, call)
      return salesOrderPaper(order, await head(order.companyId, order.paymentTermId), words)
    },
    delivery: async (id) => {
      const delivery = await runQuery(getDelivery, { id }, call)
      return deliveryPaper(delivery, await head(delivery.companyId), words)
    },
    picking_list: async (id) => {
      const delivery = await runQuery(getDelivery, { id }, call)
      return pickingListPaper(delivery, await head(delivery.companyId), words)
    },
    customer_invoice: async (id) => {
      const invoice = await runQuery(getCustomerInvoice, { id }, call)
      return invoicePaper(invoice, await head(invoice.companyId, invoice.paymentTermId), words)
    },
    sales_return: async (id) => {
      const goods = await runQuery(getSalesReturn, { id }, call)
      return salesReturnPaper(goods, await head(goods.companyId), words)
    },
  }
  const made: Paper[] = []
  for (const id of ids) made.push(await papers[document](id))
  return { name: paperName(made), body: await renderPapers(made, words) }
}
