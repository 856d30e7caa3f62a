import type { PurchaseAddress } from '@/db/schema/procurement'
import { conflict } from '@/server/kernel/errors'
import type { Id } from '@/server/kernel/ids'
import type { QueryContext } from '@/server/platform/commands/context'

interface Referring {
  readonly warehouseId?: Id | null
  readonly expenseAccountId?: Id | null
  readonly costCenterId?: Id | null
  readonly projectId?: Id | null
}

const idsOf = (rows: readonly Referring[], key: keyof Referring): Id[] => [
  ...new Set(rows.flatMap((r) => r[key] ?? [])),
]

/**
 * Refuses places, accounts, cost centers and projects that are not of the company: a foreign key only knows the tenant. One statement
 * whatever the number of lines. Error common.reference.
 */
export async function demandReferences(ctx: QueryContext, companyId: Id, rows: readonly Referring[]): Promise<void> {
  const [warehouses, accounts, centers, projects] = [
    idsOf(rows, 'warehouseId'),
    idsOf(rows, 'expenseAccountId'),
    idsOf(rows, 'costCenterId'),
    idsOf(rows, 'projectId'),
  ]
  const wanted = warehouses.length + accounts.length + centers.length + projects.length
  if (wanted === 0) return
  const [found] = await ctx.sql<{ count: string }[]>`
    select (select count(*) from warehouse where tenant_id = ${ctx.tenantId} and company_id = ${companyId} and id = any(${warehouses}::uuid[]))
      + (select count(*) from account where tenant_id = ${ctx.tenantId} and company_id = ${companyId} and posting and id = any(${accounts}::uuid[]))
      + (select count(*) from cost_center where tenant_id = ${ctx.tenantId} and company_id = ${companyId} and id = any(${centers}::uuid[]))
      + (select count(*) from project where tenant_id = ${ctx.tenantId} and company_id = ${companyId} and id = any(${projects}::uuid[])) as count`
  if (Number(found?.count) !== wanted) throw conflict('common.reference')
}

/** The account that purchases of an item go to where they do not go into stock; items without one are absent. */
export async function expenseAccountsOf(
  ctx: QueryContext,
  companyId: Id,
  itemIds: readonly Id[],
): Promise<Map<Id, Id>> {
  if (itemIds.length === 0) return new Map()
  const rows = await ctx.sql<{ itemId: Id; accountId: Id }[]>`
    select item_id as "itemId", expense_account_id as "accountId" from purchase_item_setting
    where tenant_id = ${ctx.tenantId} and company_id = ${companyId} and item_id = any(${[...itemIds]}::uuid[])
      and expense_account_id is not null`
  return new Map(rows.map((r) => [r.itemId, r.accountId]))
}

/** Where goods for a warehouse are delivered to; null = its address is not known. */
export async function warehouseAddress(ctx: QueryContext, warehouseId: Id | null): Promise<PurchaseAddress | null> {
  if (!warehouseId) return null
  const [row] = await ctx.sql<{ address: PurchaseAddress }[]>`
    select jsonb_build_object('name', name, 'lines', address_lines, 'country', country) as address from warehouse
    where tenant_id = ${ctx.tenantId} and id = ${warehouseId} and cardinality(address_lines) > 0`
  return row?.address ?? null
}
