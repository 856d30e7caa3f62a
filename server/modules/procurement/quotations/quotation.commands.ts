import { and, eq, notInArray } from 'drizzle-orm'
import type { z } from 'zod'
import { supplierQuotation, supplierQuotationLine } from '@/db/schema/procurement'
import { documentRef } from '@/server/contracts/platform/field'
import { documentResult } from '@/server/contracts/procurement/common'
import {
  createSupplierQuotationInput,
  savedSupplierQuotation,
  supplierQuotationReason,
  updateSupplierQuotationInput,
} from '@/server/contracts/procurement/quotation'
import { conflict } from '@/server/kernel/errors'
import { type Id, newId } from '@/server/kernel/ids'
import { type DecimalString, sum, toBase, toFixed, ZERO } from '@/server/kernel/money'
import { company as companyOf, currencyDigits, exchangeRate, lineAmount } from '@/server/modules/finance'
import { command, documentCommand } from '@/server/platform/commands/command'
import type { CommandContext } from '@/server/platform/commands/context'
import { leasedNumber } from '@/server/platform/numbering/leased'
import { insertRows, updateRows } from '@/server/platform/tenancy/bulk'
import { type SupplierTerms, supplierTerms } from '../masters'
import { quotationKind, quotationLinesOf, type RfqLineRow, resultOf, rfqLinesOf } from './rfq'
import { wantedLines } from './wanted-lines'

type Header = Omit<z.output<typeof createSupplierQuotationInput>, 'companyId' | 'supplierId' | 'rfqId'>
const constraints = {
  supplier_quotation_line_once: { code: 'procurement.answered_twice', path: 'lines' },
}

/** Lines that answer a request take what is asked from it. Error procurement.unknown_line. */
function answered(lines: Header['lines'], asked: readonly RfqLineRow[]): Header['lines'] {
  const byId = new Map(asked.map((l) => [l.id, l]))
  return lines.map((l) => {
    if (!l.rfqLineId) return l
    const line = byId.get(l.rfqLineId)
    if (!line) throw conflict('procurement.unknown_line')
    return {
      ...l,
      kind: line.kind,
      itemId: line.itemId,
      description: l.description ?? line.description,
      unitId: line.itemId ? (l.unitId ?? line.unitId) : null,
    }
  })
}

/** Amounts of an offer: each line rounded to its currency, base amounts by largest remainder. */
async function prepareQuotation(
  ctx: CommandContext,
  supplier: SupplierTerms,
  rfqId: Id | null,
  input: Header,
  before: { currency: string; rate: DecimalString; documentDate: string } | null,
) {
  const books = await companyOf(ctx, supplier.companyId)
  const currency = input.currency ?? before?.currency ?? supplier.currency
  const documentDate = input.documentDate ?? before?.documentDate ?? books.today
  const [rate, wanted] = await Promise.all([
    currency === books.baseCurrency
      ? '1'
      : (input.rate ??
        (before?.currency === currency
          ? before.rate
          : exchangeRate(ctx, { companyId: books.id, currency, date: documentDate }))),
    wantedLines(ctx, answered(input.lines, rfqId ? await rfqLinesOf(ctx, rfqId) : [])),
  ])
  const digits = currencyDigits(currency)
  const nets = wanted.map((w) => lineAmount({ ...w.input, quantity: w.quantity }, digits))
  const bases = toBase(nets, rate, books.digits)
  const lines = wanted.map(({ input: line, ...row }, i) => ({
    ...row,
    rfqLineId: line.rfqLineId ?? null,
    unitPrice: line.unitPrice,
    discountPercent: line.discountPercent,
    net: toFixed(nets[i] ?? ZERO, digits),
    baseNet: toFixed(bases[i] ?? ZERO, books.digits),
    leadTimeDays: line.leadTimeDays ?? input.leadTimeDays ?? null,
    supplierItemCode: line.supplierItemCode,
    note: line.note,
  }))
  return {
    lines,
    header: {
      supplierReference: input.supplierReference,
      documentDate,
      validUntil: input.validUntil ?? null,
      currency,
      rate,
      paymentTermId: input.paymentTermId ?? supplier.paymentTermId,
      leadTimeDays: input.leadTimeDays ?? null,
      freight: toFixed(input.freight, digits),
      note: input.note,
      net: toFixed(sum(nets), digits),
      baseNet: toFixed(sum(bases), books.digits),
    },
  }
}
type Prepared = Awaited<ReturnType<typeof prepareQuotation>>

const saved = (prepared: Prepared) => ({
  currency: prepared.header.currency,
  net: prepared.header.net,
  baseNet: prepared.header.baseNet,
  lines: prepared.lines.map(({ id, rfqLineId, net, baseNet }) => ({ id, rfqLineId, net, baseNet })),
})

/** A supplier that offers on a request is one that was asked; the request still runs. Errors: procurement.not_asked, procurement.rfq_not_open. */
async function demandAsked(ctx: CommandContext, rfqId: Id, supplierId: Id, companyId: Id): Promise<void> {
  const [row] = await ctx.sql<{ status: string; asked: boolean; number: string }[]>`
    select r.status, r.number, s.id is not null as asked from request_for_quotation r
    left join request_for_quotation_supplier s on s.tenant_id = r.tenant_id and s.rfq_id = r.id and s.supplier_id = ${supplierId}
    where r.tenant_id = ${ctx.tenantId} and r.id = ${rfqId} and r.company_id = ${companyId} for update of r`
  if (!row) throw conflict('common.reference')
  if (row.status !== 'sent') throw conflict('procurement.rfq_not_open', { number: row.number })
  if (!row.asked) throw conflict('procurement.not_asked', { number: row.number })
}

/** Writes down what a supplier offers, as a draft. */
export const createSupplierQuotation = command({
  name: 'procurement.createSupplierQuotation',
  permission: 'procurement.supplier_quotation.create',
  input: createSupplierQuotationInput,
  output: savedSupplierQuotation,
  constraints,
  handler: async (ctx, { companyId, supplierId, rfqId, ...input }) => {
    const supplier = await supplierTerms(ctx, supplierId, companyId)
    if (rfqId) await demandAsked(ctx, rfqId, supplierId, companyId)
    const prepared = await prepareQuotation(ctx, supplier, rfqId ?? null, input, null)
    const id = newId()
    const date = prepared.header.documentDate
    const number = await leasedNumber(ctx, { companyId, document: 'supplier_quotation', date })
    await ctx.tx.insert(supplierQuotation).values({
      tenantId: ctx.tenantId,
      id,
      companyId,
      status: 'draft',
      number,
      rfqId: rfqId ?? null,
      supplierId,
      partyId: supplier.partyId,
      supplierName: supplier.name,
      ...prepared.header,
      createdBy: ctx.actor.userId,
      updatedBy: ctx.actor.userId,
    })
    const lines = prepared.lines.map((l, i) => ({ ...l, id: newId(), companyId, quotationId: id, position: i + 1 }))
    await insertRows(ctx, supplierQuotationLine, lines)
    ctx.record({
      action: 'create',
      document: 'supplier_quotation',
      documentId: id,
      companyId,
      label: number,
      after: { supplier: supplier.code, net: prepared.header.net, currency: prepared.header.currency },
    })
    return { id, number, status: 'draft', version: 1, ...saved({ ...prepared, lines }) }
  },
})

export const updateSupplierQuotation = documentCommand({
  name: 'procurement.updateSupplierQuotation',
  permission: 'procurement.supplier_quotation.update',
  input: updateSupplierQuotationInput,
  output: savedSupplierQuotation,
  constraints,
  document: { kind: quotationKind, states: ['draft'] },
  handler: async (ctx, { id, version: _version, ...input }, doc, patch) => {
    const supplier = await supplierTerms(ctx, doc.supplierId)
    const known = new Set((await quotationLinesOf(ctx, id)).map((l) => l.id))
    const lines = input.lines.map((l) => (l.id && !known.has(l.id) ? { ...l, id: undefined } : l))
    const prepared = await prepareQuotation(ctx, supplier, doc.rfqId, { ...input, lines }, doc)
    const rows = prepared.lines.map((l, i) => ({ ...l, companyId: doc.companyId, quotationId: id, position: i + 1 }))
    const kept = rows.filter((r) => known.has(r.id))
    const mine = and(eq(supplierQuotationLine.tenantId, ctx.tenantId), eq(supplierQuotationLine.quotationId, id))
    const keptIds = kept.map((r) => r.id)
    await ctx.tx
      .delete(supplierQuotationLine)
      .where(keptIds.length === 0 ? mine : and(mine, notInArray(supplierQuotationLine.id, keptIds)))
    await updateRows(ctx, supplierQuotationLine, kept)
    await insertRows(
      ctx,
      supplierQuotationLine,
      rows.filter((r) => !known.has(r.id)),
    )
    patch(prepared.header)
    return { id, number: doc.number, status: doc.status, version: doc.version + 1, ...saved(prepared) }
  },
})

/** The offer stands as it was given and can be compared and ordered. */
export const submitSupplierQuotation = documentCommand({
  name: 'procurement.submitSupplierQuotation',
  permission: 'procurement.supplier_quotation.submit',
  input: documentRef,
  output: documentResult,
  document: { kind: quotationKind, transition: 'submit' },
  handler: async (ctx, _input, doc) => {
    if ((await quotationLinesOf(ctx, doc.id)).length === 0) throw conflict('procurement.no_lines')
    ctx.emit('procurement.supplier_quotation.submitted', {
      document: 'supplier_quotation',
      documentId: doc.id,
      companyId: doc.companyId,
      payload: {
        supplierId: doc.supplierId,
        supplierName: doc.supplierName,
        number: doc.number,
        rfqId: doc.rfqId,
      },
    })
    return resultOf(doc, 'submitted')
  },
})

/** Takes an offer back to a draft, to be written down anew. */
export const returnSupplierQuotation = documentCommand({
  name: 'procurement.returnSupplierQuotation',
  permission: 'procurement.supplier_quotation.update',
  input: documentRef,
  output: documentResult,
  document: { kind: quotationKind, transition: 'return' },
  handler: async (_ctx, _input, doc) => resultOf(doc, 'draft'),
})

export const loseSupplierQuotation = documentCommand({
  name: 'procurement.loseSupplierQuotation',
  permission: 'procurement.supplier_quotation.update',
  input: supplierQuotationReason,
  output: documentResult,
  document: { kind: quotationKind, transition: 'lose' },
  handler: async (_ctx, { reason }, doc, patch) => {
    patch({ reason })
    return resultOf(doc, 'lost')
  },
})

export const cancelSupplierQuotation = documentCommand({
  name: 'procurement.cancelSupplierQuotation',
  permission: 'procurement.supplier_quotation.cancel',
  input: supplierQuotationReason,
  output: documentResult,
  document: { kind: quotationKind, transition: 'cancel' },
  handler: async (_ctx, { reason }, doc, patch) => {
    patch({ reason })
    return resultOf(doc, 'cancelled')
  },
})
