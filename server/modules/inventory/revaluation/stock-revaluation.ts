import { and, eq } from 'drizzle-orm'
import { stockRevaluation, stockRevaluationLine } from '@/db/schema/inventory/documents'
import {
  created,
  createStockRevaluationInput,
  done,
  stockRevaluationMachine,
  updateStockRevaluationInput,
} from '@/server/contracts/inventory/documents'
import { documentRef } from '@/server/contracts/platform/field'
import { AppError } from '@/server/kernel/errors'
import { type Id, newId } from '@/server/kernel/ids'
import { command, type DocumentKind, documentCommand } from '@/server/platform/commands/command'
import type { CommandContext } from '@/server/platform/commands/context'
import { revaluationSubject } from '../approval'
import { numberDocument } from '../document'
import { revalue } from './revalue'

export const stockRevaluationKind: DocumentKind<
  typeof stockRevaluation,
  (typeof stockRevaluationMachine.states)[number],
  keyof typeof stockRevaluationMachine.transitions
> = {
  type: 'stock_revaluation',
  table: stockRevaluation,
  machine: stockRevaluationMachine,
  label: (row) => row.number,
}
const constraints = {
  stock_revaluation_line_item: { code: 'inventory.item_twice', path: 'lines' },
} as const

async function insertLines(
  ctx: CommandContext,
  doc: { id: Id; companyId: Id },
  lines: readonly { itemId: Id; unitCost: string }[],
): Promise<void> {
  if (lines.length > 0)
    await ctx.tx.insert(stockRevaluationLine).values(
      lines.map((line, index) => ({
        ...line,
        tenantId: ctx.tenantId,
        id: newId(),
        companyId: doc.companyId,
        revaluationId: doc.id,
        lineNo: index + 1,
      })),
    )
}

export const createStockRevaluation = command({
  name: 'inventory.createStockRevaluation',
  permission: 'inventory.stock_revaluation.create',
  input: createStockRevaluationInput,
  output: created,
  constraints,
  async handler(ctx, { lines, ...values }) {
    const id = newId()
    const author = { createdBy: ctx.actor.userId, updatedBy: ctx.actor.userId }
    await ctx.tx.insert(stockRevaluation).values({ ...values, ...author, tenantId: ctx.tenantId, id, status: 'draft' })
    await insertLines(ctx, { id, companyId: values.companyId }, lines)
    const { companyId } = values
    ctx.record({ action: 'create', document: 'stock_revaluation', documentId: id, companyId, after: values })
    return { id }
  },
})

export const updateStockRevaluation = documentCommand({
  name: 'inventory.updateStockRevaluation',
  permission: 'inventory.stock_revaluation.create',
  document: { kind: stockRevaluationKind, states: ['draft'] },
  input: updateStockRevaluationInput,
  output: created,
  constraints,
  async handler(ctx, { id, version: _, lines, ...values }, doc, patch) {
    await ctx.tx
      .delete(stockRevaluationLine)
      .where(and(eq(stockRevaluationLine.tenantId, ctx.tenantId), eq(stockRevaluationLine.revaluationId, id)))
    await insertLines(ctx, doc, lines)
    patch(values)
    return { id }
  },
})

export const postStockRevaluation = documentCommand({
  name: 'inventory.postStockRevaluation',
  permission: 'inventory.stock_revaluation.post',
  document: { kind: stockRevaluationKind, transition: 'post' },
  check: revaluationSubject,
  input: documentRef,
  output: done,
  async handler(ctx, _, doc) {
    const lines = await ctx.tx
      .select()
      .from(stockRevaluationLine)
      .where(and(eq(stockRevaluationLine.tenantId, ctx.tenantId), eq(stockRevaluationLine.revaluationId, doc.id)))
    if (lines.length === 0) throw new AppError('validation', 'inventory.lines_missing')
    const source = { document: 'stock_revaluation', documentId: doc.id, label: doc.number }
    const output = { id: doc.id, number: doc.number }
    const differences = await revalue(ctx, {
      header: {
        companyId: doc.companyId,
        postingDate: doc.postingDate,
        documentDate: doc.documentDate,
        source,
        description: doc.reason,
      },
      contraAccountId: doc.contraAccountId,
      costs: new Map(lines.map((l) => [l.itemId, l.unitCost])),
    })
    await ctx.sql`
      update stock_revaluation_line l set difference = n.difference
      from jsonb_to_recordset(${JSON.stringify([...differences].map(([item_id, difference]) => ({ item_id, difference })))}::text::jsonb)
        as n(item_id uuid, difference numeric)
      where l.tenant_id = ${ctx.tenantId} and l.revaluation_id = ${doc.id} and l.item_id = n.item_id`
    numberDocument(ctx, doc, 'stock_revaluation', doc.postingDate, { source, output })
    return output
  },
})

export const cancelStockRevaluation = documentCommand({
  name: 'inventory.cancelStockRevaluation',
  permission: 'inventory.stock_revaluation.create',
  document: { kind: stockRevaluationKind, transition: 'cancel' },
  input: documentRef,
  output: done,
  handler: async (_, __, doc) => ({ id: doc.id, number: doc.number }),
})
