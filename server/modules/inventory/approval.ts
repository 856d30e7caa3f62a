import { stockAdjustmentFacts, stockCountFacts, stockRevaluationFacts } from '@/server/contracts/inventory/facts'
import type { Id } from '@/server/kernel/ids'
import { type DecimalString, dec, plain, sum } from '@/server/kernel/money'
import { factsAreRead } from '@/server/platform/approvals/live-flows'
import { type PreviewRow, registerApprovalPreview } from '@/server/platform/approvals/preview'
import type { QueryContext } from '@/server/platform/commands/context'
import { registerFacts } from '@/server/platform/rules/catalogue'
import type { RuleSubject } from '@/server/platform/rules/subject'
import { costOf } from './masters/items'

registerFacts(stockAdjustmentFacts)
registerFacts(stockCountFacts)
registerFacts(stockRevaluationFacts)

interface Doc {
  readonly id: Id
  readonly companyId: Id
  readonly number: string | null
}

const subject = (document: string, doc: Doc, header: RuleSubject['header']): RuleSubject => ({
  document,
  documentId: doc.id,
  companyId: doc.companyId,
  label: doc.number,
  trigger: 'post',
  header,
  lines: [],
})

const read = (ctx: QueryContext, document: string, { companyId }: Doc) => factsAreRead(ctx, document, 'post', companyId)

interface Moved {
  itemId: Id
  quantity: DecimalString
  unitCost: DecimalString | null
}

/** What quantities are worth: at their own cost where they have one, else at the item's current cost. */
async function worth(ctx: QueryContext, companyId: Id, lines: readonly Moved[]): Promise<DecimalString> {
  const itemIds = [...new Set(lines.map((l) => l.itemId))]
  const costs = await costOf(ctx, { companyId, itemIds, basis: 'current' })
  return plain(sum(lines.map((l) => plain(dec(l.quantity).times(l.unitCost ?? costs.get(l.itemId) ?? '0')))))
}

const warehouseCode = async ({ sql, tenantId }: QueryContext, id: Id): Promise<string> =>
  (await sql<{ code: string }[]>`select code from warehouse where tenant_id = ${tenantId} and id = ${id}`)[0]?.code ??
  ''

/** The facts of a stock adjustment before it is posted; its amount is what comes in or goes out, unsigned. */
export async function adjustmentSubject(
  ctx: QueryContext,
  _input: unknown,
  doc: Doc & { kind: string; warehouseId: Id },
): Promise<RuleSubject> {
  if (!(await read(ctx, 'stock_adjustment', doc))) return subject('stock_adjustment', doc, {})
  const lines = await ctx.sql<Moved[]>`
    select item_id as "itemId", stock_quantity as quantity, unit_cost as "unitCost" from stock_adjustment_line
    where tenant_id = ${ctx.tenantId} and adjustment_id = ${doc.id}`
  const [amount, warehouse] = [await worth(ctx, doc.companyId, lines), await warehouseCode(ctx, doc.warehouseId)]
  return subject('stock_adjustment', doc, { amount, kind: doc.kind, warehouse })
}

/** The facts of a count before its variances are posted; its amount is the sum of all variances, each without its sign. */
export async function countSubject(
  ctx: QueryContext,
  _input: unknown,
  doc: Doc & { warehouseId: Id },
): Promise<RuleSubject> {
  if (!(await read(ctx, 'stock_count', doc))) return subject('stock_count', doc, {})
  const lines = await ctx.sql<Moved[]>`
    select item_id as "itemId", abs(counted - book_quantity) as quantity, null as "unitCost" from stock_count_line
    where tenant_id = ${ctx.tenantId} and count_id = ${doc.id} and counted <> book_quantity`
  const [amount, warehouse] = [await worth(ctx, doc.companyId, lines), await warehouseCode(ctx, doc.warehouseId)]
  return subject('stock_count', doc, { amount, warehouse, variances: String(lines.length) })
}

/** The facts of a revaluation before it is posted: how far the value of what is on hand moves, unsigned. */
export async function revaluationSubject(ctx: QueryContext, _input: unknown, doc: Doc): Promise<RuleSubject> {
  if (!(await read(ctx, 'stock_revaluation', doc))) return subject('stock_revaluation', doc, {})
  const lines = await ctx.sql<{ itemId: Id; unitCost: DecimalString; onHand: DecimalString }[]>`
    select l.item_id as "itemId", l.unit_cost as "unitCost", coalesce((
      select sum(b.on_hand) from stock_balance b join warehouse w on w.tenant_id = b.tenant_id and w.id = b.warehouse_id
      where b.tenant_id = l.tenant_id and b.item_id = l.item_id and w.company_id = ${doc.companyId}), 0) as "onHand"
    from stock_revaluation_line l where l.tenant_id = ${ctx.tenantId} and l.revaluation_id = ${doc.id}`
  const itemIds = lines.map((l) => l.itemId)
  const costs = await costOf(ctx, { companyId: doc.companyId, itemIds, basis: 'current' })
  const moves = lines.map((l) =>
    plain(
      dec(l.unitCost)
        .minus(costs.get(l.itemId) ?? '0')
        .abs()
        .times(l.onHand),
    ),
  )
  return subject('stock_revaluation', doc, { amount: plain(sum(moves)), items: String(lines.length) })
}

registerApprovalPreview('stock_adjustment', async ({ sql, tenantId }, id) => ({
  currency: null,
  rows: [
    ...(await sql<PreviewRow[]>`
      select l.id, i.code || ' ' || i.name as text, trim_scale(l.quantity)::text as quantity, u.code as unit, null as price, null as amount
      from stock_adjustment_line l join item i on i.tenant_id = l.tenant_id and i.id = l.item_id
        join unit_of_measure u on u.tenant_id = l.tenant_id and u.id = l.unit_id
      where l.tenant_id = ${tenantId} and l.adjustment_id = ${id} order by l.line_no limit 100`),
  ],
}))

registerApprovalPreview('stock_count', async ({ sql, tenantId }, id) => ({
  currency: null,
  rows: [
    ...(await sql<PreviewRow[]>`
      select l.id, i.code || ' ' || i.name || ' · ' || b.code as text, trim_scale(l.counted - l.book_quantity)::text as quantity, u.code as unit,
             null as price, null as amount
      from stock_count_line l join item i on i.tenant_id = l.tenant_id and i.id = l.item_id
        join unit_of_measure u on u.tenant_id = i.tenant_id and u.id = i.stock_unit_id
        join bin b on b.tenant_id = l.tenant_id and b.id = l.bin_id
      where l.tenant_id = ${tenantId} and l.count_id = ${id} and l.counted <> l.book_quantity
      order by abs(l.counted - l.book_quantity) desc, l.id limit 100`),
  ],
}))
