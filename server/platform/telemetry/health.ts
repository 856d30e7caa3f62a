import type { Sql } from 'postgres'

export interface Health {
  status: 'ok' | 'unavailable'
  checks: Record<string, 'ok' | 'failing' | 'outdated'>
}

const within = <T>(ms: number, promise: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms)
  })
  return Promise.race([promise, late]).finally(() => clearTimeout(timer))
}

let stopping = false

/** Makes readiness fail, so that a load balancer stops sending while requests under way finish. */
export function markStopping(): void {
  stopping = true
}

/** The process runs and its event loop turns. Restart it when this does not answer. */
export const liveness = (): Health => ({ status: 'ok', checks: { process: 'ok' } })

/**
 * The process can serve: the database answers within two seconds and has been brought to the state that this version
 * needs. `expectedState` is the mark that `migrate` leaves on the schema. Never throws, and tells no internals.
 */
export async function readiness(sql: Sql, expectedState?: string): Promise<Health> {
  const checks: Health['checks'] = { process: stopping ? 'failing' : 'ok' }
  try {
    const [row] = await within(2000, sql`select obj_description('public'::regnamespace, 'pg_namespace') as state`)
    checks.database = 'ok'
    if (expectedState) checks.migrations = row?.state === expectedState ? 'ok' : 'outdated'
  } catch {
    checks.database = 'failing'
  }
  return { status: Object.values(checks).every((check) => check === 'ok') ? 'ok' : 'unavailable', checks }
}
