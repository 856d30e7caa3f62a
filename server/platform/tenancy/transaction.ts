import { type AnyColumn, eq, type SQL } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import type { PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import type { ReservedSql, Sql } from 'postgres'
import { preparedDrizzle } from '@/db/client'
import { type Id, isId } from '@/server/kernel/ids'

declare const brand: unique symbol
/** A drizzle database inside a tenant transaction. Only `withTenant` makes one; there is no other way to tenant data. */
export type TenantTx = PostgresJsDatabase & { readonly [brand]: 'tenant' }
/** The same connection as a postgres.js template, for set-based statements that drizzle cannot say. */
export type TenantSql = Sql

export interface TenantScope {
  readonly tenantId: Id
  readonly userId: Id
  readonly companies: '*' | readonly Id[]
}

export interface TenantConnection {
  readonly tx: TenantTx
  readonly sql: TenantSql
}

function contextStatement(scope: TenantScope, mode: 'write' | 'read'): string {
  const companies = scope.companies === '*' ? ['*'] : scope.companies
  for (const id of [scope.tenantId, scope.userId, ...(scope.companies === '*' ? [] : companies)])
    if (!isId(id)) throw new TypeError('tenant context needs canonical ids')
  // SET LOCAL with validated literals: it travels to the shards of a distributed database, set_config does not.
  return (
    `begin${mode === 'read' ? ' read only' : ''};` +
    `set local app.tenant_id = '${scope.tenantId}';set local app.user_id = '${scope.userId}';` +
    `set local app.companies = '${companies.join(',')}'`
  )
}

/**
 * Runs `work` in one transaction of one tenant and commits, or rolls back whatever it throws. The begin statement is sent
 * without waiting, so it shares a round trip with the first query. `finish` may send last statements together with the commit.
 */
export async function withTenant<T>(
  pool: Sql,
  scope: TenantScope,
  mode: 'write' | 'read',
  work: (connection: TenantConnection) => Promise<T>,
  finish?: (connection: TenantConnection, result: T) => Promise<unknown>[],
): Promise<T> {
  const begin = contextStatement(scope, mode)
  const connection = await pool.reserve()
  try {
    const begun = connection.unsafe(begin).execute()
    begun.catch(() => {})
    let builder: TenantTx | undefined
    const tenant: TenantConnection = {
      // Made when it is asked for: many commands never do.
      get tx() {
        builder ??= preparedDrizzle(connection, pool) as TenantTx
        return builder
      },
      sql: connection as unknown as Sql,
    }
    try {
      const result = await work(tenant)
      await begun
      const last = finish?.(tenant, result) ?? []
      const settled = await Promise.allSettled([...last, connection.unsafe('commit').execute()])
      const failed = settled.find((s) => s.status === 'rejected')
      if (failed) throw failed.reason
      return result
    } catch (error) {
      await rollback(connection)
      throw error
    }
  } finally {
    connection.release()
  }
}

/** A connection that is gone has rolled back by itself; the first error is the one to tell. */
async function rollback(connection: ReservedSql): Promise<void> {
  await connection.unsafe('rollback').catch(() => {})
}

interface TenantOwned {
  tenantId: AnyColumn
}
/** `tenant_id = …` of a table: every statement names its tenant, the predicate that leads to one shard. */
export const ofTenant = (scope: { tenantId: Id }, table: PgTable & TenantOwned): SQL =>
  eq(table.tenantId, scope.tenantId)
