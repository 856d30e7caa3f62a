import { and, eq, sql } from 'drizzle-orm'
import type { AnyPgColumn, PgTable } from 'drizzle-orm/pg-core'
import { conflict, notFound } from '@/server/kernel/errors'
import type { Id } from '@/server/kernel/ids'
import type { CommandContext } from '@/server/platform/commands/context'

type MasterTable = PgTable & {
  tenantId: AnyPgColumn
  id: AnyPgColumn
  version: AnyPgColumn
}

/** Drops what was left out of an update. */
export const given = <T extends object>(input: T): Partial<T> =>
  Object.fromEntries(Object.entries(input).filter(([, v]) => v !== undefined)) as Partial<T>

/**
 * Changes a master under its version (common.stale_version when someone else was faster) and records before and after of
 * what was given. Returns the new version.
 */
export async function changeMaster(
  ctx: CommandContext,
  table: MasterTable,
  document: string,
  { id, version }: { id: Id; version: number },
  columns: Record<string, unknown>,
): Promise<{ id: Id; version: number }> {
  const where = and(eq(table.tenantId, ctx.tenantId), eq(table.id, id))
  const [before] = (await ctx.tx.select().from(table).where(where).for('update')) as Record<string, unknown>[]
  if (!before) throw notFound(document)
  if (before.version !== version) throw conflict('common.stale_version', { version: Number(before.version) })
  const set = { ...columns, version: version + 1, updatedAt: sql`now()`, updatedBy: ctx.actor.userId }
  await ctx.tx.update(table).set(set).where(where)
  ctx.record({
    action: 'update',
    document,
    documentId: id,
    companyId: (before.companyId as Id | undefined) ?? null,
    label: String(columns.code ?? before.code ?? before.name ?? ''),
    before: Object.fromEntries(Object.keys(columns).map((key) => [key, before[key]])),
    after: columns,
  })
  return { id, version: version + 1 }
}

/** The columns that say who made a row. */
export const author = (ctx: CommandContext) => ({
  tenantId: ctx.tenantId,
  createdBy: ctx.actor.userId,
  updatedBy: ctx.actor.userId,
})
