import { and, eq } from 'drizzle-orm'
import type { z } from 'zod'
import { requestForQuotation, requestForQuotationLine, requestForQuotationSupplier } from '@/db/schema/procurement'
import { documentResult } from '@/server/contracts/procurement/common'
import {
  createRequestForQuotationInput,
  updateRequestForQuotationInput,
} from '@/server/contracts/procurement/quotation'
import { conflict } from '@/server/kernel/errors'
import { type Id, newId } from '@/server/kernel/ids'
import { dec, plain } from '@/server/kernel/money'
import { company } from '@/server/modules/finance'
import { command, documentCommand } from '@/server/platform/commands/command'
import type { CommandContext } from '@/server/platform/commands/context'
import { leasedNumber } from '@/server/platform/numbering/leased'
import { insertRows } from '@/server/platform/tenancy/bulk'
import { suppliersOf } from '../masters'
import { demandReferences } from '../orders/references'
import { lockRequisitions } from '../requisitions/requisition'
import { rfqKind, rfqLinesOf, rfqSuppliersOf } from './rfq'
import { wantedLines } from './wanted-lines'

type Header = Omit<z.output<typeof createRequestForQuotationInput>, 'companyId' | 'requisitionIds'>
type Line = Header['lines'][number]

const headerOf = (input: Header) => ({
  dueDate: input.dueDate ?? null,
  neededOn: input.neededOn ?? null,
  title: input.title,
  warehouseId: input.warehouseId ?? null,
  buyerId: input.buyerId ?? null,
  note: input.note,
})

/** What is open of approved requisitions, as lines to ask for. */
async function openNeeds(ctx: CommandContext, companyId: Id, ids: readonly Id[]): Promise<Line[]> {
  const { requisitions, lines } = await lockRequisitions(ctx, ids)
  for (const r of requisitions.values()) {
    if (r.companyId !== companyId) throw conflict('common.reference')
    if (r.status !== 'approved') throw conflict('procurement.requisition_not_approved', { number: r.number })
  }
  return lines.flatMap((l): Line[] => {
    const left = dec(l.stockQuantity).minus(l.orderedQuantity)
    if (left.lessThanOrEqualTo(0)) return []
    const whole = left.equals(l.stockQuantity)
    return [
      {
        kind: l.kind,
        itemId: l.itemId,
        description: l.description,
        unitId: l.unitId,
        quantity: whole ? l.quantity : plain(left.div(l.unitFactor)),
        neededOn: l.neededOn,
        warehouseId: l.warehouseId,
        expenseAccountId: l.expenseAccountId,
        costCenterId: l.costCenterId,
        projectId: l.projectId,
        requisitionLineId: l.id,
        note: l.note,
      },
    ]
  })
}

/** Lines and suppliers of a request, in place of what was there. A line keeps its id, so that offers keep their answer. */
async function writeParts(ctx: CommandContext, rfqId: Id, companyId: Id, input: Header): Promise<void> {
  const [wanted, suppliers, known, asked] = await Promise.all([
    wantedLines(ctx, input.lines),
    suppliersOf(ctx, input.supplierIds),
    rfqLinesOf(ctx, rfqId),
    rfqSuppliersOf(ctx, rfqId),
  ])
  if ([...new Set(input.supplierIds)].some((id) => suppliers.get(id)?.companyId !== companyId))
    throw conflict('common.reference')
  await demandNeeds(ctx, companyId, input.lines)
  const rows = wanted.map(({ input: line, ...row }, i) => ({
    ...row,
    companyId,
    rfqId,
    position: i + 1,
    neededOn: line.neededOn ?? input.neededOn ?? null,
    warehouseId: line.warehouseId ?? input.warehouseId ?? null,
    expenseAccountId: line.expenseAccountId ?? null,
    costCenterId: line.costCenterId ?? null,
    projectId: line.projectId ?? null,
    requisitionLineId: line.requisitionLineId ?? null,
    note: line.note,
  }))
  await demandReferences(ctx, companyId, [{ warehouseId: input.warehouseId ?? null }, ...rows])
  const ids = new Set(known.map((l) => l.id))
  await ctx.tx
    .delete(requestForQuotationLine)
    .where(and(eq(requestForQuotationLine.tenantId, ctx.tenantId), eq(requestForQuotationLine.rfqId, rfqId)))
  await insertRows(
    ctx,
    requestForQuotationLine,
    rows.map((r, i) => ({ ...r, id: ids.has(r.id) ? r.id : input.lines[i]?.id ? newId() : r.id })),
  )
  const before = new Set(asked.map((a) => a.supplierId))
  const wantedIds = new Set(input.supplierIds)
  await ctx.sql`
    delete from request_for_quotation_supplier where tenant_id = ${ctx.tenantId} and rfq_id = ${rfqId}
      and supplier_id <> all(${[...wantedIds]}::uuid[])`
  await insertRows(
    ctx,
    requestForQuotationSupplier,
    [...wantedIds].filter((id) => !before.has(id)).map((supplierId) => ({ id: newId(), companyId, rfqId, supplierId })),
  )
}

async function demandNeeds(ctx: CommandContext, companyId: Id, lines: readonly Line[]): Promise<void> {
  const ids = [...new Set(lines.flatMap((l) => l.requisitionLineId ?? []))]
  if (ids.length === 0) return
  const [found] = await ctx.sql<{ count: string }[]>`
    select count(*) from purchase_requisition_line where tenant_id = ${ctx.tenantId} and company_id = ${companyId} and id = any(${ids}::uuid[])`
  if (Number(found?.count) !== ids.length) throw conflict('common.reference')
}

/** A request for prices, as a draft. Errors: procurement.requisition_not_approved, field issues, common.reference. */
export const createRequestForQuotation = command({
  name: 'procurement.createRequestForQuotation',
  permission: 'procurement.request_for_quotation.create',
  input: createRequestForQuotationInput,
  output: documentResult,
  handler: async (ctx, { companyId, requisitionIds, ...input }) => {
    const { today } = await company(ctx, companyId)
    const documentDate = input.documentDate ?? today
    const needs = requisitionIds.length > 0 ? await openNeeds(ctx, companyId, requisitionIds) : []
    const id = newId()
    const number = await leasedNumber(ctx, { companyId, document: 'request_for_quotation', date: documentDate })
    await ctx.tx.insert(requestForQuotation).values({
      tenantId: ctx.tenantId,
      id,
      companyId,
      status: 'draft',
      number,
      documentDate,
      ...headerOf(input),
      createdBy: ctx.actor.userId,
      updatedBy: ctx.actor.userId,
    })
    const lines = [...input.lines.map((l) => ({ ...l, id: undefined })), ...needs]
    await writeParts(ctx, id, companyId, { ...input, lines })
    ctx.record({
      action: 'create',
      document: 'request_for_quotation',
      documentId: id,
      companyId,
      label: number,
      after: { suppliers: input.supplierIds.length, lines: lines.length },
    })
    return { id, number, status: 'draft', version: 1 }
  },
})

/** Changes a request while it is a draft. */
export const updateRequestForQuotation = documentCommand({
  name: 'procurement.updateRequestForQuotation',
  permission: 'procurement.request_for_quotation.update',
  input: updateRequestForQuotationInput,
  output: documentResult,
  document: { kind: rfqKind, states: ['draft'] },
  handler: async (ctx, { id, version: _version, ...input }, doc, patch) => {
    await writeParts(ctx, id, doc.companyId, input)
    patch({ ...headerOf(input), documentDate: input.documentDate ?? doc.documentDate })
    return { id, number: doc.number, status: doc.status, version: doc.version + 1 }
  },
})
