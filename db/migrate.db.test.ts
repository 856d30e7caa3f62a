import postgres from 'postgres'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { config, rolePassword } from '@/server/platform/config'
import { expectedState, migrate } from './migrate'

// A server of one's own rarely gives out a superuser: the owner of the database, who may create roles, must do.
const owner = `owner_${process.pid}`
const admin = postgres(config().databaseUrl ?? '', { max: 1 })
const url = new URL(config().databaseUrl ?? '')
url.username = owner
url.password = 'owner'
url.pathname = `/${owner}`

beforeAll(async () => {
  await admin.unsafe(`create role ${owner} login createrole password 'owner'`)
  await admin.unsafe(`create database ${owner} owner ${owner}`)
})
afterAll(async () => {
  await admin.unsafe(`drop database ${owner} with (force)`)
  await admin.end()
})

it('is done by an ordinary owner of the database, as often as one likes', async () => {
  const options = { adminUrl: url.toString(), password: (role: string) => rolePassword(role) }
  await migrate(options)
  await migrate(options)
  const sql = postgres(url.toString(), { max: 1 })
  const [state] = await sql`select obj_description('public'::regnamespace, 'pg_namespace') as state`
  expect(state?.state).toBe(await expectedState())
  const owners = await sql`select distinct tableowner as name from pg_tables where schemaname = 'public'`
  expect(owners.map(({ name }) => name)).toEqual(['keel_owner'])
  const [queue] = await sql`select proowner::regrole::text as name from pg_proc where proname = 'enqueue_job'`
  expect(queue?.name).toBe('keel_system')
  await sql.end()
})
