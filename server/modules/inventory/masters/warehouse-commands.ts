import { bin, lot, warehouse } from '@/db/schema/inventory/warehouse'
import {
  createBinInput,
  createLotInput,
  createWarehouseInput,
  masterRef,
  updateBinInput,
  updateLotInput,
  updateWarehouseInput,
} from '@/server/contracts/inventory/masters'
import { AppError, notFound, validation } from '@/server/kernel/errors'
import { type Id, newId } from '@/server/kernel/ids'
import { command } from '@/server/platform/commands/command'
import type { CommandContext } from '@/server/platform/commands/context'
import { tellAvailable } from '../stock/tell-available'
import { items } from './items'
import { insertMaster, lockMaster, updateMaster } from './save'

const constraints = {
  warehouse_code: { code: 'inventory.code_taken', path: 'code' },
  bin_code: { code: 'inventory.code_taken', path: 'code' },
  lot_code: { code: 'inventory.code_taken', path: 'code' },
} as const

/** A warehouse with its bins; the first bin (`MAIN` when none is named) takes what comes without a bin. */
export async function insertWarehouse(
  ctx: CommandContext,
  input: {
    companyId: Id
    code: string
    name: string
    nameZh?: string | null
    kind: 'normal' | 'transit' | 'quarantine'
    addressLines?: string[]
    country?: string | null
    bins?: readonly string[]
  },
) {
  const { bins = [], ...values } = input
  const ref = await insertMaster(ctx, 'warehouse', warehouse, values)
  const codes = bins.length > 0 ? bins : ['MAIN']
  await ctx.tx.insert(bin).values(
    codes.map((code, index) => ({
      tenantId: ctx.tenantId,
      id: newId(),
      companyId: input.companyId,
      warehouseId: ref.id,
      code,
      // Null but for one: a unique key on (warehouse, is_default) then allows one default.
      isDefault: index === 0 ? true : null,
    })),
  )
  return ref
}

export const createWarehouse = command({
  name: 'inventory.createWarehouse',
  permission: 'inventory.warehouse.create',
  input: createWarehouseInput,
  output: masterRef,
  constraints,
  handler: (ctx, input) => {
    if (new Set(input.bins).size < input.bins.length) throw validation('inventory.code_taken', 'bins')
    return insertWarehouse(ctx, { ...input, country: input.country ?? null })
  },
})

export const updateWarehouse = command({
  name: 'inventory.updateWarehouse',
  permission: 'inventory.warehouse.update',
  input: updateWarehouseInput,
  output: masterRef,
  constraints,
  async handler(ctx, { id, version, ...values }) {
    const before = await lockMaster(ctx, 'warehouse', warehouse, { id, version })
    if (values.status === 'closed' || values.kind !== before.kind)
      await refuseStock(ctx, 'warehouse_id', id, before.code)
    return updateMaster(ctx, 'warehouse', warehouse, before, { ...values, country: values.country ?? null })
  },
})

/** What holds stock keeps its meaning: closing it or changing its kind waits until it is empty. */
async function refuseStock(ctx: CommandContext, column: 'warehouse_id' | 'bin_id', id: Id, code: string) {
  const [row] = await ctx.sql`
    select 1 from stock_balance where tenant_id = ${ctx.tenantId} and ${ctx.sql(column)} = ${id} and (on_hand <> 0 or reserved <> 0) limit 1`
  if (row) throw new AppError('conflict', 'inventory.place_stocked', { place: code })
}

export const createBin = command({
  name: 'inventory.createBin',
  permission: 'inventory.warehouse.update',
  input: createBinInput,
  output: masterRef,
  constraints,
  async handler(ctx, { warehouseId, code }) {
    const [place] = await ctx.sql<{ companyId: Id }[]>`
      select company_id as "companyId" from warehouse where tenant_id = ${ctx.tenantId} and id = ${warehouseId}`
    if (!place) throw notFound('warehouse')
    return insertMaster(ctx, 'bin', bin, { code, warehouseId, companyId: place.companyId })
  },
})

export const updateBin = command({
  name: 'inventory.updateBin',
  permission: 'inventory.warehouse.update',
  input: updateBinInput,
  output: masterRef,
  constraints,
  async handler(ctx, { id, version, ...values }) {
    const before = await lockMaster(ctx, 'bin', bin, { id, version })
    if (values.status === 'closed') {
      if (before.isDefault) throw new AppError('conflict', 'inventory.default_bin', { bin: before.code })
      await refuseStock(ctx, 'bin_id', id, before.code)
    }
    return updateMaster(ctx, 'bin', bin, before, values)
  },
})

export const createLot = command({
  name: 'inventory.createLot',
  permission: 'inventory.lot.create',
  input: createLotInput,
  output: masterRef,
  constraints,
  async handler(ctx, input) {
    const item = (await items(ctx, [input.itemId])).get(input.itemId)
    if (item?.tracking === 'none') throw validation('inventory.lot_not_allowed', 'itemId', { item: item.code })
    if (item?.expires && !input.expiryDate)
      throw validation('inventory.expiry_required', 'expiryDate', { item: item.code })
    return insertMaster(ctx, 'lot', lot, { ...input, expiryDate: input.expiryDate ?? null })
  },
})

/** A lot that is no longer on hold can be set aside wherever it is. */
async function tellLotFree(ctx: CommandContext, { id, code, itemId }: { id: Id; code: string; itemId: Id }) {
  const places = await ctx.sql<{ companyId: Id; warehouseId: Id }[]>`
    select distinct b.company_id as "companyId", b.warehouse_id as "warehouseId" from stock_balance b
    join warehouse w on w.tenant_id = b.tenant_id and w.id = b.warehouse_id and w.kind = 'normal'
    where b.tenant_id = ${ctx.tenantId} and b.lot_id = ${id} and b.on_hand > b.reserved`
  for (const companyId of new Set(places.map((p) => p.companyId)))
    tellAvailable(
      ctx,
      companyId,
      { document: 'lot', documentId: id, label: code },
      places.filter((p) => p.companyId === companyId).map(({ warehouseId }) => ({ itemId, warehouseId })),
    )
}

export const updateLot = command({
  name: 'inventory.updateLot',
  permission: 'inventory.lot.update',
  input: updateLotInput,
  output: masterRef,
  async handler(ctx, { id, version, ...values }) {
    const before = await lockMaster(ctx, 'lot', lot, { id, version })
    if (values.status === 'available' && before.status !== 'available') await tellLotFree(ctx, before)
    return updateMaster(ctx, 'lot', lot, before, { ...values, expiryDate: values.expiryDate ?? null })
  },
})
