import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate as runMigrations } from 'drizzle-orm/postgres-js/migrator'
import { Logger, runMigrations as runJobMigrations } from 'graphile-worker'
import postgres, { type Sql } from 'postgres'
import { declaredRights, grantStatements } from './grants'
import { LOGIN_ROLES, type LoginRole, OWNER_ROLE } from './roles'

export interface MigrateOptions {
  /** A role that may create roles and schemas in the target database. */
  adminUrl: string
  password: (role: LoginRole) => string
}

const here = path.resolve(process.cwd(), 'db')
const LOCK = 4_812_001

/**
 * Brings a database to the state of this version: roles, context functions, migrations, programs (functions, triggers),
 * grants, job queue. Repeatable; two at once wait for each other.
 */
export async function migrate(options: MigrateOptions): Promise<void> {
  const admin = postgres(options.adminUrl, { max: 1, onnotice: () => {} })
  try {
    await admin`select pg_advisory_lock(${LOCK})`
    await ensureRoles(admin, options)
    const state = await expectedState()
    // Other processes may be at work: what is as it should be is left alone.
    if ((await markedState(admin)) === state) return
    await admin.unsafe(`set role ${OWNER_ROLE}`)
    await runProgram(admin, '010_context.sql')
    await runMigrations(drizzle(admin), { migrationsFolder: path.join(here, 'migrations') })
    for (const file of await programs()) await runProgram(admin, file)
    // In one transaction: nobody is without a right that they keep.
    await admin.unsafe(['begin', ...(await grantStatements(admin)), 'commit'].join(';\n'))
    await admin.unsafe('reset role')
    await migrateJobs(admin, options)
    // The mark that readiness compares with what the running version needs.
    await admin.unsafe(`comment on schema public is '${state}'`)
  } finally {
    await admin.end()
  }
}

async function markedState(admin: Sql): Promise<string | null> {
  const [row] = await admin<{ state: string | null }[]>`
    select obj_description('public'::regnamespace, 'pg_namespace') as state`
  return row?.state ?? null
}

/** What the database must have been migrated with to serve this version of the code: migrations, programs, rights. */
export async function expectedState(): Promise<string> {
  const hash = createHash('sha256').update(declaredRights())
  for (const file of [
    ...(await programs()).map((f) => path.join(here, 'programs', f)),
    path.join(here, 'programs/jobs/enqueue.sql'),
    path.join(here, 'migrations/meta/_journal.json'),
  ])
    hash.update(await readFile(file))
  return hash.digest('hex')
}

const programs = async (): Promise<string[]> =>
  (await readdir(path.join(here, 'programs'))).filter((f) => f.endsWith('.sql')).sort()

const runProgram = async (admin: Sql, file: string): Promise<void> => {
  await admin.unsafe(await readFile(path.join(here, 'programs', file), 'utf8'))
}

async function ensureRoles(admin: Sql, { password }: MigrateOptions): Promise<void> {
  const [{ db } = { db: '' }] = await admin<{ db: string }[]>`select current_database() as db`
  const roles = new Set((await admin<{ rolname: string }[]>`select rolname from pg_roles`).map((r) => r.rolname))
  if (!roles.has(OWNER_ROLE)) await createRole(admin, `create role ${OWNER_ROLE} nologin`)
  for (const role of LOGIN_ROLES) {
    if (!roles.has(role)) await createRole(admin, `create role ${role} login`)
    const secret = password(role).replaceAll("'", "''")
    await admin.unsafe(`alter role ${role} with login nocreatedb nocreaterole password '${secret}'`)
    await admin.unsafe(`grant connect on database "${db}" to ${role}; grant usage on schema public to ${role}`)
  }
  // Only a superuser may take these rights away; an ordinary owner of the database can at least refuse to go on.
  const strong = await admin<{ rolname: string }[]>`
    select rolname from pg_roles where rolname in ${admin([...LOGIN_ROLES, OWNER_ROLE])} and (rolsuper or rolbypassrls)`
  if (strong[0])
    throw new Error(
      `The role ${strong[0].rolname} can bypass row-level security: alter it, or drop it, and migrate again.`,
    )
  await admin.unsafe(`grant ${OWNER_ROLE} to current_user; grant usage, create on schema public to ${OWNER_ROLE}`)
  await admin.unsafe(`grant create on database "${db}" to ${OWNER_ROLE}, keel_system`)
  await admin.unsafe('revoke create on schema public from public')
  await admin.unsafe('create extension if not exists pg_trgm; create extension if not exists btree_gin')
  await admin.unsafe('create extension if not exists btree_gist')
  // Substring search stays on its index under row-level security only when the operator is leakproof (superuser only).
  await admin.unsafe('alter function pg_catalog.texticlike(text, text) leakproof').catch(() => {})
}

/** Roles are shared by the databases of a server: another migration may have just made it. */
async function createRole(admin: Sql, statement: string): Promise<void> {
  await admin.unsafe(statement).catch((error: { code?: string }) => {
    if (error.code !== '42710' && error.code !== '23505') throw error
  })
}

async function migrateJobs(admin: Sql, { adminUrl, password }: MigrateOptions): Promise<void> {
  const url = new URL(adminUrl)
  url.username = 'keel_system'
  url.password = password('keel_system')
  await runJobMigrations({ connectionString: url.toString(), logger: new Logger(() => () => {}) })
  // As the queue's owner: an ordinary owner of the database has no rights in its schema.
  await admin.unsafe('grant keel_system to current_user; grant create on schema public to keel_system')
  await admin.unsafe('set role keel_system')
  await admin.unsafe(await readFile(path.join(here, 'programs', 'jobs', 'enqueue.sql'), 'utf8'))
  await admin.unsafe('reset role')
  await admin.unsafe('revoke create on schema public from keel_system')
}
