import { z } from 'zod'
import { type Id, newId } from '@/server/kernel/ids'
import { setUpCompanyBooks } from '@/server/modules/finance'
import { createItem, type MoveInput, type MoveKind, postMoves, setUpInventory } from '@/server/modules/inventory'
import { command } from '@/server/platform/commands/command'
import type { CommandContext } from '@/server/platform/commands/context'
import { runCommand } from '@/server/platform/commands/runner'
import type { Actor } from '@/server/platform/identity/actor'
import { pools } from '@/server/platform/pools'
import { withTenant } from '@/server/platform/tenancy/transaction'
import { createTestTenant, type TestTenant } from './tenant'

/** A tenant whose company has books (2026, USD) and a main warehouse. */
export interface StockCompany extends TestTenant {
  readonly warehouseId: Id
  readonly transitWarehouseId: Id
  readonly binIds: readonly Id[]
  readonly pieceId: Id
}

/** Runs work as one command: with the runner's transaction, retries, numbers and outbox. */
export async function inCommand<T>(actor: Actor, work: (ctx: CommandContext) => Promise<T>): Promise<T> {
  let result: { value: T } | undefined
  const once = command({
    name: `test.${newId()}`,
    permission: null,
    input: z.unknown(),
    output: z.unknown(),
    async handler(ctx) {
      result = { value: await work(ctx) }
      return null
    },
  })
  await runCommand(once, {}, { actor })
  if (!result) throw new Error('the command did not run')
  return result.value
}

/** Reads as the application role, in the actor's tenant. */
export const readRows = <T extends object>(actor: Actor, text: string, parameters: unknown[] = []): Promise<T[]> =>
  withTenant(pools.app, actor, 'read', async ({ sql }) => [...(await sql.unsafe<T[]>(text, parameters as never[]))])

export async function createStockCompany(): Promise<StockCompany> {
  const tenant = await createTestTenant()
  const { admin, companyId } = tenant
  const places = await inCommand(admin, async (ctx) => {
    await setUpCompanyBooks(ctx, { companyId, template: 'ifrs', fiscalYearStart: '2026-01-01', years: 1 })
    return setUpInventory(ctx, { companyId })
  })
  const bins = await readRows<{ id: Id }>(admin, 'select id from bin where warehouse_id = $1 order by code', [
    places.warehouseId,
  ])
  const [unit] = await readRows<{ id: Id }>(admin, `select id from unit_of_measure where code = 'EA'`)
  if (!unit) throw new Error('no unit')
  return { ...tenant, ...places, binIds: bins.map((b) => b.id), pieceId: unit.id }
}

/** An item in pieces; moving average unless told. */
export async function makeItem(
  company: StockCompany,
  code: string,
  more: Partial<z.input<typeof createItem.input>> = {},
): Promise<Id> {
  const made = await runCommand(
    createItem,
    { code, name: `Item ${code}`, stockUnitId: company.pieceId, ...more },
    { actor: company.admin },
  )
  return made.id
}

export type TestMove = Omit<MoveInput, 'id' | 'warehouseId'> & Partial<Pick<MoveInput, 'id' | 'warehouseId'>>

/** Posts moves of one kind in the main warehouse, as a document of their own. */
export async function post(company: StockCompany, kind: MoveKind, moves: readonly TestMove[], date = '2026-03-10') {
  const source = { document: 'test', documentId: newId(), label: 'T-1' }
  const results = await inCommand(company.admin, (ctx) =>
    postMoves(ctx, {
      companyId: company.companyId,
      kind,
      postingDate: date,
      documentDate: date,
      source,
      moves: moves.map((m) => ({ id: newId(), warehouseId: company.warehouseId, ...m })),
    }),
  )
  return { source, results }
}

/** Balance of the account that plays a role, from the journal lines. */
export async function roleBalance(company: StockCompany, role: string): Promise<string> {
  const [row] = await readRows<{ balance: string }>(
    company.admin,
    `select coalesce(sum(l.base_amount), 0)::numeric(20, 2)::text as balance from account_role r
     left join journal_line l on l.tenant_id = r.tenant_id and l.account_id = r.account_id
     where r.company_id = $1 and r.role = $2`,
    [company.companyId, role],
  )
  return row?.balance ?? '0.00'
}
