import { and, eq } from 'drizzle-orm'
import { itemAccount, itemCategory, unitOfMeasure } from '@/db/schema/inventory/item'
import {
  createCategoryInput,
  createUnitInput,
  masterRef,
  updateCategoryInput,
  updateUnitInput,
} from '@/server/contracts/inventory/masters'
import { AppError, validation } from '@/server/kernel/errors'
import { type Id, newId } from '@/server/kernel/ids'
import { command } from '@/server/platform/commands/command'
import type { CommandContext } from '@/server/platform/commands/context'
import { insertMaster, lockMaster, updateMaster } from './save'

const constraints = {
  unit_of_measure_code: { code: 'inventory.code_taken', path: 'code' },
  item_category_code: { code: 'inventory.code_taken', path: 'code' },
  item_account_once: { code: 'inventory.account_twice', path: 'accounts' },
} as const

export const createUnit = command({
  name: 'inventory.createUnit',
  permission: 'inventory.unit.create',
  input: createUnitInput,
  output: masterRef,
  constraints,
  handler: (ctx, input) => insertMaster(ctx, 'unit_of_measure', unitOfMeasure, input),
})

export const updateUnit = command({
  name: 'inventory.updateUnit',
  permission: 'inventory.unit.update',
  input: updateUnitInput,
  output: masterRef,
  constraints,
  async handler(ctx, { id, version, ...values }) {
    const before = await lockMaster(ctx, 'unit_of_measure', unitOfMeasure, { id, version })
    const coarser = values.digits < before.digits || values.unitClass !== before.unitClass
    if (coarser && (await isStockUnit(ctx, id)))
      throw new AppError('conflict', 'inventory.unit_in_use', { unit: before.code })
    return updateMaster(ctx, 'unit_of_measure', unitOfMeasure, before, values)
  },
})

/** Stock is counted in it: fewer places would cut quantities that stand in the ledger. */
async function isStockUnit(ctx: CommandContext, unitId: Id): Promise<boolean> {
  const [row] =
    await ctx.sql`select 1 from item where tenant_id = ${ctx.tenantId} and stock_unit_id = ${unitId} limit 1`
  return row !== undefined
}

type Overrides = readonly { companyId: Id; role: (typeof itemAccount.$inferInsert)['role']; accountId: Id }[]

async function replaceAccounts(ctx: CommandContext, categoryId: Id, accounts: Overrides): Promise<void> {
  await ctx.tx
    .delete(itemAccount)
    .where(and(eq(itemAccount.tenantId, ctx.tenantId), eq(itemAccount.categoryId, categoryId)))
  if (accounts.length > 0)
    await ctx.tx
      .insert(itemAccount)
      .values(accounts.map((a) => ({ tenantId: ctx.tenantId, id: newId(), categoryId, ...a })))
}

export const createCategory = command({
  name: 'inventory.createCategory',
  permission: 'inventory.category.create',
  input: createCategoryInput,
  output: masterRef,
  constraints,
  async handler(ctx, { accounts, ...values }) {
    const ref = await insertMaster(ctx, 'item_category', itemCategory, { ...values, parentId: values.parentId ?? null })
    await replaceAccounts(ctx, ref.id, accounts)
    return ref
  },
})

export const updateCategory = command({
  name: 'inventory.updateCategory',
  permission: 'inventory.category.update',
  input: updateCategoryInput,
  output: masterRef,
  constraints,
  async handler(ctx, { id, version, accounts, ...values }) {
    const before = await lockMaster(ctx, 'item_category', itemCategory, { id, version })
    if (values.parentId) await refuseCircle(ctx, id, values.parentId)
    await replaceAccounts(ctx, id, accounts)
    return updateMaster(ctx, 'item_category', itemCategory, before, { ...values, parentId: values.parentId ?? null })
  },
})

/** Two categories moved below each other at once would pass both: the whole tree is locked first. */
async function refuseCircle(ctx: CommandContext, id: Id, parentId: Id): Promise<void> {
  await ctx.sql`select id from item_category where tenant_id = ${ctx.tenantId} order by id for update`
  const [circle] = await ctx.sql`
    with recursive up as (
      select id, parent_id, 0 as depth from item_category where tenant_id = ${ctx.tenantId} and id = ${parentId}
      union all
      select c.id, c.parent_id, up.depth + 1 from up join item_category c on c.tenant_id = ${ctx.tenantId} and c.id = up.parent_id
      where up.depth < 50
    ) select 1 from up where id = ${id} limit 1`
  if (circle) throw validation('inventory.category_circle', 'parentId')
}
