import { stockCount } from '@/db/schema/inventory/documents'
import {
  created,
  createStockCountInput,
  done,
  enterStockCountInput,
  startStockCountInput,
  stockCountMachine,
} from '@/server/contracts/inventory/documents'
import { documentRef } from '@/server/contracts/platform/field'
import { AppError, notFound, validation } from '@/server/kernel/errors'
import { newId } from '@/server/kernel/ids'
import { dec } from '@/server/kernel/money'
import { command, type DocumentKind, documentCommand } from '@/server/platform/commands/command'
import { numberDocument, refuseForeignWarehouse } from '../document'
import { items } from '../masters/items'

export const stockCountKind: DocumentKind<
  typeof stockCount,
  (typeof stockCountMachine.states)[number],
  keyof typeof stockCountMachine.transitions
> = {
  type: 'stock_count',
  table: stockCount,
  machine: stockCountMachine,
  label: (row) => row.number,
  // A count is put before approvers when it is submitted for review; sent back, it is counted again.
  approval: { park: 'submit', back: 'recount' },
}

export const createStockCount = command({
  name: 'inventory.createStockCount',
  permission: 'inventory.stock_count.create',
  input: createStockCountInput,
  output: created,
  async handler(ctx, values) {
    await refuseForeignWarehouse(ctx, values.companyId, [values.warehouseId])
    const id = newId()
    const author = { createdBy: ctx.actor.userId, updatedBy: ctx.actor.userId }
    await ctx.tx.insert(stockCount).values({ ...values, ...author, tenantId: ctx.tenantId, id, status: 'draft' })
    const { companyId } = values
    ctx.record({ action: 'create', document: 'stock_count', documentId: id, companyId, after: values })
    return { id }
  },
})

/** Lays out the sheet: a line for each place that holds stock. */
export const startStockCount = documentCommand({
  name: 'inventory.startStockCount',
  permission: 'inventory.stock_count.create',
  document: { kind: stockCountKind, transition: 'start' },
  input: startStockCountInput,
  output: done,
  async handler(ctx, input, doc) {
    await ctx.sql`
      insert into stock_count_line (tenant_id, id, company_id, count_id, item_id, bin_id, lot_id, book_quantity)
      select b.tenant_id, gen_random_uuid(), b.company_id, ${doc.id}, b.item_id, b.bin_id, b.lot_id, b.on_hand
      from stock_balance b
      where b.tenant_id = ${ctx.tenantId} and b.warehouse_id = ${doc.warehouseId} and b.on_hand <> 0
        and (${!input.itemIds} or b.item_id = any(${input.itemIds ?? []}::uuid[]))
        and (${!input.binIds} or b.bin_id = any(${input.binIds ?? []}::uuid[]))`
    const output = { id: doc.id, number: doc.number }
    numberDocument(ctx, doc, 'stock_count', doc.documentDate, { output })
    return output
  },
})

/**
 * Enters what was counted. The book quantity is read at this moment, under the lock of the place, so that moves before and after the
 * count of a place do not change its variance. A place that is not on the sheet is added: goods found.
 */
export const enterStockCount = documentCommand({
  name: 'inventory.enterStockCount',
  permission: 'inventory.stock_count.count',
  document: { kind: stockCountKind, states: ['counting'] },
  input: enterStockCountInput,
  output: created,
  async handler(ctx, input, doc) {
    const known = await items(
      ctx,
      input.lines.map((l) => l.itemId),
    )
    for (const [index, line] of input.lines.entries()) {
      const item = known.get(line.itemId)
      if (!item) throw notFound('item')
      if (item.kind !== 'stock')
        throw validation('inventory.not_a_stock_item', `lines.${index}.itemId`, { item: item.code })
      if ((item.tracking === 'none') === Boolean(line.lotId))
        throw validation(line.lotId ? 'inventory.lot_not_allowed' : 'inventory.lot_required', `lines.${index}.lotId`, {
          item: item.code,
        })
      if (line.counted && dec(line.counted).decimalPlaces() > item.stockUnitDigits)
        throw validation('inventory.quantity_digits', `lines.${index}.counted`, {
          item: item.code,
          digits: item.stockUnitDigits,
        })
    }
    const lines = input.lines.map((l) => ({
      id: newId(),
      item_id: l.itemId,
      bin_id: l.binId,
      lot_id: l.lotId ?? null,
      counted: l.counted,
    }))
    await refuseStrangers(ctx, doc.warehouseId, lines)
    await ctx.sql`
      select 1 from stock_balance b
      join jsonb_to_recordset(${JSON.stringify(lines)}::text::jsonb) as n(item_id uuid, bin_id uuid, lot_id uuid)
        on n.item_id = b.item_id and n.bin_id = b.bin_id and n.lot_id is not distinct from b.lot_id
      where b.tenant_id = ${ctx.tenantId} and b.warehouse_id = ${doc.warehouseId}
      order by b.item_id, b.warehouse_id, b.bin_id, b.lot_key for update of b`
    await ctx.sql`
      insert into stock_count_line as l (tenant_id, id, company_id, count_id, item_id, bin_id, lot_id, book_quantity, counted, counted_by, counted_at)
      select ${ctx.tenantId}, n.id, ${doc.companyId}, ${doc.id}, n.item_id, n.bin_id, n.lot_id, coalesce(b.on_hand, 0), n.counted,
        case when n.counted is not null then ${ctx.actor.userId}::uuid end, case when n.counted is not null then now() end
      from jsonb_to_recordset(${JSON.stringify(lines)}::text::jsonb) as n(id uuid, item_id uuid, bin_id uuid, lot_id uuid, counted numeric)
      left join stock_balance b on b.tenant_id = ${ctx.tenantId} and b.warehouse_id = ${doc.warehouseId} and b.item_id = n.item_id
        and b.bin_id = n.bin_id and b.lot_id is not distinct from n.lot_id
      on conflict (tenant_id, count_id, item_id, bin_id, lot_id) do update
        set book_quantity = excluded.book_quantity, counted = excluded.counted, counted_by = excluded.counted_by, counted_at = excluded.counted_at`
    return { id: doc.id }
  },
})

/** Bins are of the warehouse that is counted, lots of their item. */
async function refuseStrangers(
  ctx: Parameters<typeof items>[0],
  warehouseId: string,
  lines: readonly { item_id: string; bin_id: string; lot_id: string | null }[],
): Promise<void> {
  const [strange] = await ctx.sql<{ place: 'bin' | 'lot' }[]>`
    select case when b.id is null then 'bin' else 'lot' end as place
    from jsonb_to_recordset(${JSON.stringify(lines)}::text::jsonb) as n(item_id uuid, bin_id uuid, lot_id uuid)
    left join bin b on b.tenant_id = ${ctx.tenantId} and b.id = n.bin_id and b.warehouse_id = ${warehouseId}
    left join lot l on l.tenant_id = ${ctx.tenantId} and l.id = n.lot_id and l.item_id = n.item_id
    where b.id is null or (n.lot_id is not null and l.id is null) limit 1`
  if (strange) throw notFound(strange.place)
}

export const submitStockCount = documentCommand({
  name: 'inventory.submitStockCount',
  permission: 'inventory.stock_count.count',
  document: { kind: stockCountKind, transition: 'submit' },
  input: documentRef,
  output: done,
  async handler(ctx, _, doc) {
    const [counted] = await ctx.sql`
      select 1 from stock_count_line where tenant_id = ${ctx.tenantId} and count_id = ${doc.id} and counted is not null limit 1`
    if (!counted) throw new AppError('conflict', 'inventory.nothing_counted')
    return { id: doc.id, number: doc.number }
  },
})

export const recountStockCount = documentCommand({
  name: 'inventory.recountStockCount',
  permission: 'inventory.stock_count.post',
  document: { kind: stockCountKind, transition: 'recount' },
  input: documentRef,
  output: done,
  handler: async (_, __, doc) => ({ id: doc.id, number: doc.number }),
})

export const cancelStockCount = documentCommand({
  name: 'inventory.cancelStockCount',
  permission: 'inventory.stock_count.create',
  document: { kind: stockCountKind, transition: 'cancel' },
  input: documentRef,
  output: done,
  handler: async (_, __, doc) => ({ id: doc.id, number: doc.number }),
})
