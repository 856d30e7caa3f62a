import { and, asc, eq, inArray } from 'drizzle-orm'
import { supplierQuotation, supplierQuotationLine } from '@/db/schema/procurement'
import { orderedPurchases } from '@/server/contracts/procurement/purchase-order'
import { awardRequestInput, orderQuotationInput } from '@/server/contracts/procurement/quotation'
import { conflict, type FieldIssue, invalid } from '@/server/kernel/errors'
import type { Id } from '@/server/kernel/ids'
import { Decimal, type DecimalString, dec, plain, ZERO } from '@/server/kernel/money'
import { company } from '@/server/modules/finance'
import { documentCommand } from '@/server/platform/commands/command'
import type { CommandContext } from '@/server/platform/commands/context'
import { updateRows } from '@/server/platform/tenancy/bulk'
import type { OrderInput } from '../orders/prepare-order'
import { storeNewOrder } from '../orders/save-order'
import { linesOfRequisitions } from '../requisitions/requisition'
import { type QuotationLineRow, type QuotationRow, quotationKind, type RfqLineRow, rfqKind, rfqLinesOf } from './rfq'

interface Award {
  readonly line: QuotationLineRow
  /** In the unit of the line. */
  readonly quantity: DecimalString
}

/** Locks offers in the order of their ids and reads their lines under the lock. */
async function lockQuotations(ctx: CommandContext, ids: readonly Id[]) {
  const mine = eq(supplierQuotation.tenantId, ctx.tenantId)
  const locked = ctx.tx
    .select()
    .from(supplierQuotation)
    .where(and(mine, inArray(supplierQuotation.id, [...ids])))
    .orderBy(asc(supplierQuotation.id))
    .for('update')
    .execute()
  const [quotations, lines] = await Promise.all([
    locked,
    ctx.tx
      .select()
      .from(supplierQuotationLine)
      .where(
        and(eq(supplierQuotationLine.tenantId, ctx.tenantId), inArray(supplierQuotationLine.quotationId, [...ids])),
      )
      .orderBy(asc(supplierQuotationLine.quotationId), asc(supplierQuotationLine.position))
      .then((rows) => rows),
  ])
  return { quotations, lines }
}

/** How much of the need behind a line of a request is still open, so that an order never covers more than that; per need, taken in order. */
async function openNeeds(ctx: CommandContext, asked: readonly RfqLineRow[]): Promise<Map<Id, Decimal>> {
  const ids = [...new Set(asked.flatMap((l) => l.requisitionLineId ?? []))]
  if (ids.length === 0) return new Map()
  const owners = await ctx.sql<{ id: Id }[]>`
    select distinct r.id from purchase_requisition_line l
    join purchase_requisition r on r.tenant_id = l.tenant_id and r.id = l.requisition_id and r.status = 'approved'
    where l.tenant_id = ${ctx.tenantId} and l.id = any(${ids}::uuid[])`
  const lines = await linesOfRequisitions(
    ctx,
    owners.map((o) => o.id),
  )
  return new Map(lines.map((l) => [l.id, Decimal.max(ZERO, dec(l.stockQuantity).minus(l.orderedQuantity))]))
}

/** An order of what was awarded of one offer, at its prices; freight goes with the first order of an offer. */
function orderOf(
  quotation: QuotationRow,
  awards: readonly Award[],
  asked: ReadonlyMap<Id, RfqLineRow>,
  needs: Map<Id, Decimal>,
  documentDate: string,
): OrderInput {
  const freight = dec(quotation.freight).isZero() || quotation.status === 'awarded' ? [] : [quotation.freight]
  return {
    companyId: quotation.companyId,
    supplierId: quotation.supplierId,
    documentDate,
    currency: quotation.currency,
    rate: quotation.rate,
    supplierReference: quotation.supplierReference,
    paymentTermId: quotation.paymentTermId,
    discountPercent: '0',
    discountAmount: '0',
    allowancePercent: '0',
    note: null,
    internalNote: null,
    lines: [
      ...awards.map(({ line, quantity }) => {
        const of = asked.get(line.rfqLineId ?? '')
        const stock = dec(quantity).times(line.unitFactor)
        const needId = of?.requisitionLineId ?? null
        const covered = needId ? Decimal.min(stock, needs.get(needId) ?? ZERO) : ZERO
        if (needId) needs.set(needId, (needs.get(needId) ?? ZERO).minus(covered))
        return {
          kind: line.kind,
          itemId: line.itemId,
          description: line.description,
          unitId: line.unitId,
          quantity,
          unitPrice: line.unitPrice,
          discountPercent: line.discountPercent,
          expenseAccountId: of?.expenseAccountId ?? null,
          costCenterId: of?.costCenterId ?? null,
          projectId: of?.projectId ?? null,
          warehouseId: of?.warehouseId ?? null,
          requestedDate: of?.neededOn ?? null,
          note: line.note,
          ...(needId &&
            covered.greaterThan(0) && { sources: [{ requisitionLineId: needId, quantity: plain(covered) }] }),
        }
      }),
      ...freight.map((unitPrice) => ({
        kind: 'freight' as const,
        description: null,
        quantity: '1',
        unitPrice,
        note: null,
      })),
    ],
  }
}

async function orderAwards(
  ctx: CommandContext,
  quotations: readonly QuotationRow[],
  awards: readonly Award[],
  asked: readonly RfqLineRow[],
  documentDate: string,
) {
  const byId = new Map(asked.map((l) => [l.id, l]))
  const needs = await openNeeds(ctx, asked)
  const made = []
  for (const quotation of quotations) {
    const own = awards.filter((a) => a.line.quotationId === quotation.id)
    if (own.length === 0) continue
    if (quotation.validUntil && quotation.validUntil < documentDate)
      throw conflict('procurement.quotation_expired', { number: quotation.number, date: quotation.validUntil })
    const more = { quotationId: quotation.id, rfqId: quotation.rfqId }
    const { saved, prepared } = await storeNewOrder(ctx, orderOf(quotation, own, byId, needs, documentDate), more)
    made.push({
      id: saved.id,
      number: saved.number,
      supplierId: quotation.supplierId,
      supplierName: quotation.supplierName,
      net: prepared.amounts.net,
    })
  }
  await updateRows(
    ctx,
    supplierQuotationLine,
    awards.map(({ line, quantity }) => ({
      id: line.id,
      awardedQuantity: plain(dec(line.awardedQuantity).plus(dec(quantity).times(line.unitFactor))),
    })),
  )
  return made
}

const leftOf = (line: QuotationLineRow): Decimal =>
  dec(line.stockQuantity).minus(line.awardedQuantity).div(line.unitFactor)

/** Each line once, never more than is left of the offer. */
function awardsOf(
  wanted: readonly { quotationLineId: Id; quantity?: DecimalString | undefined }[],
  lines: readonly QuotationLineRow[],
): Award[] {
  const byId = new Map(lines.map((l) => [l.id, l]))
  const issues: FieldIssue[] = []
  const seen = new Set<Id>()
  const awards = wanted.flatMap((w, i): Award[] => {
    const line = byId.get(w.quotationLineId)
    if (!line || seen.has(w.quotationLineId)) {
      issues.push({ path: `lines.${i}.quotationLineId`, code: 'procurement.unknown_line' })
      return []
    }
    seen.add(line.id)
    const left = leftOf(line)
    const quantity = w.quantity ?? plain(left)
    if (dec(quantity).greaterThan(left) || left.lessThanOrEqualTo(0))
      issues.push({ path: `lines.${i}.quantity`, code: 'procurement.open_quantity', params: { left: plain(left) } })
    return [{ line, quantity }]
  })
  if (issues.length > 0) throw invalid(issues)
  return awards
}

/**
 * Gives lines of offers, or whole offers, an order: one for each supplier, at the offered prices, covering the requisitions behind the request,
 * which stays open until it is closed.
 * Errors: procurement.quotation_not_submitted, procurement.quotation_expired, procurement.open_quantity, procurement.nothing_to_order.
 */
export const awardRequestForQuotation = documentCommand({
  name: 'procurement.awardRequestForQuotation',
  permission: 'procurement.request_for_quotation.award',
  input: awardRequestInput,
  output: orderedPurchases,
  document: { kind: rfqKind, states: ['sent'] },
  handler: async (ctx, input, rfq) => {
    const all = await ctx.sql<{ id: Id }[]>`
      select id from supplier_quotation where tenant_id = ${ctx.tenantId} and rfq_id = ${rfq.id}`
    const { quotations, lines } = await lockQuotations(
      ctx,
      all.map((q) => q.id),
    )
    const whole = new Set(input.quotationIds)
    const wanted = [
      ...lines
        .filter((l) => whole.has(l.quotationId) && leftOf(l).greaterThan(0))
        .map((l) => ({ quotationLineId: l.id })),
      ...input.lines,
    ]
    const awards = awardsOf(wanted, lines)
    const winners = new Set(awards.map((a) => a.line.quotationId))
    if (winners.size === 0) throw conflict('procurement.nothing_to_order')
    const closed = quotations.find((q) => winners.has(q.id) && !['submitted', 'awarded'].includes(q.status))
    if (closed) throw conflict('procurement.quotation_not_submitted', { number: closed.number })
    const { today } = await company(ctx, rfq.companyId)
    const asked = await rfqLinesOf(ctx, rfq.id)
    const orders = await orderAwards(ctx, quotations, awards, asked, input.documentDate ?? today)
    await ctx.sql`
      update supplier_quotation set status = 'awarded', version = version + 1, updated_at = now(), updated_by = ${ctx.actor.userId}
      where tenant_id = ${ctx.tenantId} and id = any(${[...winners]}::uuid[])`
    return { orders }
  },
})

/** Orders all that is left of one offer, whether or not it answers a request. */
export const orderSupplierQuotation = documentCommand({
  name: 'procurement.orderSupplierQuotation',
  permission: 'procurement.supplier_quotation.award',
  input: orderQuotationInput,
  output: orderedPurchases,
  document: { kind: quotationKind, transition: 'award' },
  handler: async (ctx, input, quotation) => {
    const { lines } = await lockQuotations(ctx, [quotation.id])
    const open = lines.filter((l) => leftOf(l).greaterThan(0)).map((l) => ({ quotationLineId: l.id }))
    if (open.length === 0) throw conflict('procurement.nothing_to_order')
    const { today } = await company(ctx, quotation.companyId)
    const asked = quotation.rfqId ? await rfqLinesOf(ctx, quotation.rfqId) : []
    const awards = awardsOf(open, lines)
    return { orders: await orderAwards(ctx, [quotation], awards, asked, input.documentDate ?? today) }
  },
})
