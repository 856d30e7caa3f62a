import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import postgres, { type ReservedSql, type Sql } from 'postgres'

export interface PoolOptions {
  max: number
  applicationName: string
  /** Milliseconds after which a statement is cancelled; 0 = never. */
  statementTimeoutMs?: number
}

/** A pool of connections. Dates and instants come back as strings, decimals as strings: nothing passes through a float. */
export function openPool(url: string, options: PoolOptions): Sql {
  const pool = postgres(url, {
    max: options.max,
    idle_timeout: 60,
    connect_timeout: 10,
    onnotice: () => {},
    connection: {
      application_name: options.applicationName,
      statement_timeout: options.statementTimeoutMs ?? 60_000,
      idle_in_transaction_session_timeout: 60_000,
      // Every statement is prepared and led by the tenant's key: planning it anew for each value costs more than it can win.
      plan_cache_mode: 'force_generic_plan',
    },
  })
  drizzle(pool) // sets the string parsers for dates on the pool's options, once
  return pool
}

/**
 * A drizzle database over one connection whose statements are prepared by their text. drizzle 0.45 asks postgres.js not to
 * prepare, which costs a second round trip and a parse for each statement.
 */
export function preparedDrizzle(connection: Sql | ReservedSql, pool: Sql): PostgresJsDatabase {
  return drizzle(
    new Proxy(connection as Sql, {
      get(target, property) {
        if (property === 'options') return pool.options
        if (property === 'unsafe')
          return (text: string, parameters?: never[], options?: object) =>
            target.unsafe(text, parameters, { ...options, prepare: true })
        return Reflect.get(target, property)
      },
    }),
  )
}
