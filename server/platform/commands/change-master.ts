import { and, eq, sql } from 'drizzle-orm'
import { AppError, notFound } from '@/server/kernel/errors'
import type { Id } from '@/server/kernel/ids'
import type { DocumentTable } from './command'
import type { CommandContext } from './context'

type MasterTable = Omit<DocumentTable, 'status' | 'createdBy'>

/** What is given, without what is left out: undefined stays as it is, null empties. */
export const given = <T extends object>(columns: T): Partial<T> =>
  Object.fromEntries(Object.entries(columns).filter(([, v]) => v !== undefined)) as Partial<T>

/** Changes a master row that carries a version, and records before and after. Errors: common.not_found, common.stale_version. */
export async function changeMaster(
  ctx: CommandContext,
  table: MasterTable,
  document: string,
  { id, version }: { id: Id; version?: number | undefined },
  columns: Record<string, unknown>,
  label?: string,
): Promise<{ id: Id; version: number }> {
  const mine = and(eq(table.tenantId, ctx.tenantId), eq(table.id, id))
  const [row] = (await ctx.tx.select().from(table).where(mine).for('update')) as (Record<string, unknown> & {
    version: number
    companyId: Id
  })[]
  if (!row) throw notFound(document)
  if (version !== undefined && version !== row.version)
    throw new AppError('conflict', 'common.stale_version', { version: row.version })
  const next = { ...columns, version: row.version + 1, updatedAt: sql`now()`, updatedBy: ctx.actor.userId }
  await ctx.tx.update(table).set(next).where(mine)
  ctx.record({
    action: 'update',
    document,
    documentId: id,
    companyId: row.companyId,
    label: label ?? (typeof row.code === 'string' ? row.code : null),
    before: Object.fromEntries(Object.keys(columns).map((key) => [key, row[key]])),
    after: columns,
  })
  return { id, version: row.version + 1 }
}

export const author = (ctx: CommandContext) => ({
  tenantId: ctx.tenantId,
  createdBy: ctx.actor.userId,
  updatedBy: ctx.actor.userId,
})
