import postgres from 'postgres'
import { afterAll, expect, it } from 'vitest'
import { expectedState } from '@/db/migrate'
import { closePools, pools } from '../pools'
import { liveness, readiness } from './health'
import { metricsText } from './metrics'

afterAll(closePools)

it('is ready on a migrated database, and says so when it is of another version', async () => {
  expect(liveness().status).toBe('ok')
  expect(await readiness(pools.app, await expectedState())).toEqual({
    status: 'ok',
    checks: { process: 'ok', database: 'ok', migrations: 'ok' },
  })
  expect(await readiness(pools.app, 'another version')).toMatchObject({
    status: 'unavailable',
    checks: { migrations: 'outdated' },
  })
})

it('is not ready, and does not throw, when the database is away', async () => {
  const away = postgres('postgres://nobody@127.0.0.1:9/none', { connect_timeout: 1 })
  expect(await readiness(away)).toEqual({ status: 'unavailable', checks: { process: 'ok', database: 'failing' } })
  expect(await metricsText(away)).toContain('process_cpu_user_seconds_total')
  await away.end({ timeout: 0 })
})

it('counts the connections by pool', async () => {
  expect(await metricsText(pools.app)).toMatch(/keel_database_connections\{pool="keel-app",state="active"\} [1-9]/)
})
