import { type AnyColumn, and, eq, sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import { AppError, notFound } from '@/server/kernel/errors'
import { type Id, newId } from '@/server/kernel/ids'
import type { CommandContext } from '@/server/platform/commands/context'
import { readsAfresh } from '@/server/platform/remembered'

type MasterTable = PgTable & { tenantId: AnyColumn; id: AnyColumn; version: AnyColumn }
export interface MasterRef {
  id: Id
  version: number
}

/** Inserts a master and records it. */
export async function insertMaster(
  ctx: CommandContext,
  document: string,
  table: MasterTable,
  values: Record<string, unknown> & { code: string; companyId?: Id | null },
): Promise<MasterRef> {
  const id = newId()
  // What is not committed yet is not remembered.
  readsAfresh(ctx)
  const stamped = { createdBy: ctx.actor.userId, updatedBy: ctx.actor.userId }
  await ctx.tx.insert(table).values({ ...values, ...stamped, tenantId: ctx.tenantId, id } as never)
  const { companyId, code: label } = values
  ctx.record({ action: 'create', document, documentId: id, companyId: companyId ?? null, label, after: values })
  return { id, version: 1 }
}

/** Locks a master at the version that the caller saw. Errors: common.not_found, common.stale_version. */
export async function lockMaster<T extends MasterTable>(
  ctx: CommandContext,
  document: string,
  table: T,
  ref: MasterRef,
): Promise<T['$inferSelect']> {
  const [row] = (await ctx.tx
    .select()
    .from(table as PgTable)
    .where(and(eq(table.tenantId, ctx.tenantId), eq(table.id, ref.id)))
    .for('update')) as (T['$inferSelect'] & { version: number })[]
  if (!row) throw notFound(document)
  if (row.version !== ref.version) throw new AppError('conflict', 'common.stale_version', { version: row.version })
  return row
}

/** Writes the columns that changed, raises the version and records before and after. */
export async function updateMaster(
  ctx: CommandContext,
  document: string,
  table: MasterTable,
  before: Record<string, unknown>,
  values: Record<string, unknown>,
): Promise<MasterRef> {
  const id = before.id as Id
  const version = (before.version as number) + 1
  // Every process forgets the masters that it remembers, at the commit.
  readsAfresh(ctx)
  ctx.announce('config', { area: 'inventory' })
  await ctx.tx
    .update(table)
    .set({ ...values, version, updatedAt: sql`now()`, updatedBy: ctx.actor.userId } as never)
    .where(and(eq(table.tenantId, ctx.tenantId), eq(table.id, id)))
  const changed = Object.keys(values).filter((k) => JSON.stringify(values[k]) !== JSON.stringify(before[k]))
  ctx.record({
    action: 'update',
    document,
    documentId: id,
    companyId: (before.companyId as Id | undefined) ?? null,
    label: String(values.code ?? before.code ?? ''),
    before: Object.fromEntries(changed.map((k) => [k, before[k]])),
    after: Object.fromEntries(changed.map((k) => [k, values[k]])),
  })
  return { id, version }
}
