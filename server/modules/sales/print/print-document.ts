import { z } from 'zod'
import { idField } from '@/server/contracts/platform/field'
import type { Locale } from '@/server/contracts/platform/locale'
import { notFound } from '@/server/kernel/errors'
import type { Id } from '@/server/kernel/ids'
import { query } from '@/server/platform/commands/command'
import type { QueryContext } from '@/server/platform/commands/context'
import { type Call, runQuery } from '@/server/platform/commands/runner'
import { type Paper, renderPaper } from '@/server/platform/print/paper'
import { type Words, wordsFor } from '@/server/platform/print/words'
import { getCustomerInvoice, getDelivery, getSalesOrder, getSalesReturn } from '../reports/documents'
import { deliveryPaper, invoicePaper, type Letterhead, salesOrderPaper, salesReturnPaper } from './papers'

const letterheadRow = z.object({
  name: z.string(),
  taxId: z.string().nullable(),
  addressLines: z.array(z.string()),
  units: z.record(z.string(), z.object({ en: z.string(), zh: z.string() })),
  taxes: z.record(z.string(), z.object({ en: z.string(), zh: z.string() })),
  terms: z.record(z.string(), z.object({ en: z.string(), zh: z.string() })),
})

/** What papers of a company share. No permission of its own: what is printed has been read under its own. */
const letterheadOf = query({
  name: 'sales.letterhead',
  permission: null,
  input: z.strictObject({ companyId: idField }),
  output: letterheadRow,
  handler: async ({ sql, tenantId }: QueryContext, { companyId }: { companyId: Id }) => {
    const names = (table: string, key: string, en: string, zh: string) => sql`
      (select coalesce(jsonb_object_agg(x.${sql(key)}, jsonb_build_object('en', x.${sql(en)}, 'zh', coalesce(x.${sql(zh)}, x.${sql(en)}))), '{}')
       from ${sql(table)} x where x.tenant_id = ${tenantId})`
    const [row] = await sql<z.input<typeof letterheadRow>[]>`
      select legal_name as name, tax_id as "taxId", address_lines as "addressLines",
        ${names('unit_of_measure', 'code', 'name', 'name_zh')} as units,
        ${names('tax_code', 'id', 'name_en', 'name_zh')} as taxes,
        ${names('payment_term', 'id', 'name_en', 'name_zh')} as terms
      from company where tenant_id = ${tenantId} and id = ${companyId}`
    if (!row) throw notFound('company')
    return row
  },
})

async function letterhead(call: Call, companyId: string, termId: string | null, words: Words): Promise<Letterhead> {
  const { name, taxId, addressLines, units, taxes, terms } = await runQuery(letterheadOf, { companyId }, call)
  const said = (names: typeof units, key: string | null) => (key === null ? undefined : names[key]?.[words.locale])
  return {
    sender: { name, lines: [...addressLines, ...(taxId ? [words.t('print.taxId', { taxId })] : [])] },
    unit: (code) => said(units, code) ?? code ?? '',
    terms: said(terms, termId) ?? null,
    tax: (id) => said(taxes, id) ?? '',
  }
}

export const printedDocuments = ['sales_order', 'delivery', 'customer_invoice', 'sales_return'] as const
export type PrintedDocument = (typeof printedDocuments)[number]

/** A sales document as PDF in the language asked for; who may not read it gets the refusal of its page. */
export async function printSalesDocument(
  document: PrintedDocument,
  id: string,
  locale: Locale,
  call: Call,
): Promise<{ name: string; body: Buffer }> {
  const words = wordsFor(locale)
  const head = (companyId: string, termId: string | null = null) => letterhead(call, companyId, termId, words)
  const papers: Record<PrintedDocument, () => Promise<Paper>> = {
    sales_order: async () => {
      const order = await runQuery(getSalesOrder, { id }, call)
      return salesOrderPaper(order, await head(order.companyId, order.paymentTermId), words)
    },
    delivery: async () => {
      const delivery = await runQuery(getDelivery, { id }, call)
      return deliveryPaper(delivery, await head(delivery.companyId), words)
    },
    customer_invoice: async () => {
      const invoice = await runQuery(getCustomerInvoice, { id }, call)
      return invoicePaper(invoice, await head(invoice.companyId, invoice.paymentTermId), words)
    },
    sales_return: async () => {
      const goods = await runQuery(getSalesReturn, { id }, call)
      return salesReturnPaper(goods, await head(goods.companyId), words)
    },
  }
  const paper = await papers[document]()
  const name = [paper.title, paper.number?.replaceAll('/', '-')].filter(Boolean).join(' ')
  return { name: `${name}.pdf`, body: await renderPaper(paper, words) }
}
