import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { item, itemAccount, itemBarcode, itemComponent, itemUnit } from '@/db/schema/inventory/item'
import { itemLevel, warehouse } from '@/db/schema/inventory/warehouse'
import {
  createItemInput,
  masterRef,
  setItemLevelsInput,
  setItemStatusInput,
  updateItemInput,
} from '@/server/contracts/inventory/masters'
import { AppError, notFound, validation } from '@/server/kernel/errors'
import { type Id, newId } from '@/server/kernel/ids'
import { command } from '@/server/platform/commands/command'
import type { CommandContext } from '@/server/platform/commands/context'
import { insertMaster, lockMaster, updateMaster } from './save'

type ItemInput = z.output<typeof createItemInput>

const constraints = {
  item_code: { code: 'inventory.code_taken', path: 'code' },
  item_barcode_once: { code: 'inventory.barcode_taken', path: 'barcodes' },
  item_unit_once: { code: 'inventory.unit_twice', path: 'units' },
  item_component_once: { code: 'inventory.component_twice', path: 'components' },
  item_account_once: { code: 'inventory.account_twice', path: 'accounts' },
  stock_balance_negative: { code: 'inventory.negative_on_hand', path: 'allowNegative' },
  stock_balance_reserved: { code: 'inventory.negative_on_hand', path: 'allowNegative' },
} as const

/** What the columns of an item say only together. */
export function checkItem(input: ItemInput): void {
  const stock = input.kind === 'stock'
  if (!stock && input.tracking !== 'none') throw validation('inventory.tracking_of_stock_only', 'tracking')
  if (input.expires && input.tracking === 'none') throw validation('inventory.expiry_needs_lots', 'expires')
  if (input.tracking !== 'none' && input.allowNegative)
    throw validation('inventory.negative_of_tracked', 'allowNegative')
  if ((input.kind === 'kit') !== input.components.length > 0) throw validation('inventory.kit_components', 'components')
  if (stock && input.valuation === 'standard' && !input.standardCost)
    throw validation('inventory.standard_cost_missing', 'standardCost')
  if (input.units.some((u) => u.unitId === input.stockUnitId)) throw validation('inventory.unit_twice', 'units')
  const known = new Set([input.stockUnitId, ...input.units.map((u) => u.unitId)])
  for (const path of ['salesUnitId', 'purchaseUnitId'] as const)
    if (input[path] && !known.has(input[path]))
      throw validation('inventory.unit_not_of_item', path, { item: input.code })
}

export const columnsOf = (input: ItemInput) => ({
  code: input.code,
  name: input.name,
  nameZh: input.nameZh,
  description: input.description,
  kind: input.kind,
  categoryId: input.categoryId ?? null,
  stockUnitId: input.stockUnitId,
  salesUnitId: input.salesUnitId ?? input.stockUnitId,
  purchaseUnitId: input.purchaseUnitId ?? input.stockUnitId,
  tracking: input.tracking,
  expires: input.expires,
  minShelfLifeDays: input.minShelfLifeDays,
  valuation: input.valuation,
  standardCost: input.standardCost ?? null,
  allowNegative: input.allowNegative,
  weightKg: input.weightKg ?? null,
  volumeM3: input.volumeM3 ?? null,
  taxCodeIds: input.taxCodeIds,
})

async function insertParts(ctx: CommandContext, itemId: Id, input: ItemInput): Promise<void> {
  const key = () => ({ tenantId: ctx.tenantId, id: newId(), itemId })
  if (input.units.length > 0) await ctx.tx.insert(itemUnit).values(input.units.map((u) => ({ ...key(), ...u })))
  if (input.barcodes.length > 0)
    await ctx.tx
      .insert(itemBarcode)
      .values(input.barcodes.map((b) => ({ ...key(), barcode: b.barcode, unitId: b.unitId ?? input.stockUnitId })))
  if (input.components.length > 0) await insertComponents(ctx, itemId, input)
  if (input.accounts.length > 0)
    await ctx.tx.insert(itemAccount).values(input.accounts.map((a) => ({ ...key(), ...a })))
}

/** A kit holds stock and service items, never another kit: so no kit can hold itself. */
async function insertComponents(ctx: CommandContext, kitId: Id, input: ItemInput): Promise<void> {
  const [kit] = await ctx.sql<{ code: string }[]>`
    select code from item where tenant_id = ${ctx.tenantId} and kind = 'kit'
      and id = any(${input.components.map((c) => c.itemId)}::uuid[]) limit 1`
  if (kit) throw new AppError('validation', 'inventory.kit_in_kit', { item: kit.code })
  await ctx.tx
    .insert(itemComponent)
    .values(input.components.map((c) => ({ tenantId: ctx.tenantId, id: newId(), kitId, ...c })))
}

export const createItem = command({
  name: 'inventory.createItem',
  permission: 'inventory.item.create',
  input: createItemInput,
  output: masterRef,
  constraints,
  async handler(ctx, input) {
    checkItem(input)
    const ref = await insertMaster(ctx, 'item', item, columnsOf(input))
    await insertParts(ctx, ref.id, input)
    return ref
  },
})

export const updateItem = command({
  name: 'inventory.updateItem',
  permission: 'inventory.item.update',
  input: updateItemInput,
  output: masterRef,
  constraints,
  async handler(ctx, input) {
    checkItem(input)
    const before = await lockMaster(ctx, 'item', item, input)
    const fixed = ['kind', 'stockUnitId', 'tracking', 'valuation'] as const
    const columns = columnsOf(input)
    const changed = fixed.filter((k) => columns[k] !== before[k])
    if (changed[0] && (await hasMoved(ctx, input.id))) throw validation('inventory.item_has_moved', changed[0])
    for (const table of [itemUnit, itemBarcode, itemAccount])
      await ctx.tx.delete(table).where(and(eq(table.tenantId, ctx.tenantId), eq(table.itemId, input.id)))
    await ctx.tx
      .delete(itemComponent)
      .where(and(eq(itemComponent.tenantId, ctx.tenantId), eq(itemComponent.kitId, input.id)))
    await insertParts(ctx, input.id, input)
    return updateMaster(ctx, 'item', item, before, columns)
  },
})

async function hasMoved(ctx: CommandContext, itemId: Id): Promise<boolean> {
  const [row] = await ctx.sql<{ moved: boolean }[]>`
    select exists (select 1 from stock_move where tenant_id = ${ctx.tenantId} and item_id = ${itemId}) as moved`
  return row?.moved ?? false
}

export const setItemStatus = command({
  name: 'inventory.setItemStatus',
  permission: 'inventory.item.update',
  input: setItemStatusInput,
  output: masterRef,
  async handler(ctx, input) {
    const before = await lockMaster(ctx, 'item', item, input)
    if (input.status === 'archived') await refuseStocked(ctx, input.id, before.code)
    return updateMaster(ctx, 'item', item, before, { status: input.status })
  },
})

async function refuseStocked(ctx: CommandContext, itemId: Id, code: string): Promise<void> {
  const [row] = await ctx.sql`
    select 1 from stock_balance where tenant_id = ${ctx.tenantId} and item_id = ${itemId} and (on_hand <> 0 or reserved <> 0) limit 1`
  if (row) throw new AppError('conflict', 'inventory.item_stocked', { item: code })
}

/** Replaces the levels of an item in the warehouses named. */
export const setItemLevels = command({
  name: 'inventory.setItemLevels',
  permission: 'inventory.item.update',
  input: setItemLevelsInput,
  output: z.object({ count: z.int() }),
  async handler(ctx, { itemId, levels }) {
    const found = await ctx.tx
      .select({ id: warehouse.id, companyId: warehouse.companyId })
      .from(warehouse)
      .where(eq(warehouse.tenantId, ctx.tenantId))
    for (const level of levels) {
      const companyId = found.find((w) => w.id === level.warehouseId)?.companyId
      if (!companyId) throw notFound('warehouse')
      const columns = { safety: level.safety, reorder: level.reorder, maximum: level.maximum ?? null }
      await ctx.tx
        .insert(itemLevel)
        .values({ tenantId: ctx.tenantId, id: newId(), companyId, itemId, warehouseId: level.warehouseId, ...columns })
        .onConflictDoUpdate({ target: [itemLevel.tenantId, itemLevel.itemId, itemLevel.warehouseId], set: columns })
    }
    ctx.record({ action: 'set_levels', document: 'item', documentId: itemId, after: levels })
    return { count: levels.length }
  },
})
