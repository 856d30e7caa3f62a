import { is } from 'drizzle-orm'
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core'
import type { Sql } from 'postgres'
import { type Access, globalAccess, tableAccess } from './columns'
import * as schema from './schema'

const RIGHTS: Record<Access, string> = {
  mutable: 'select, insert, update, delete',
  append: 'select, insert',
  read: 'select',
}

/**
 * The statements that give each role exactly what the column builders declare, and force row-level security on every
 * table. Recomputed at each migration: a right that a table no longer declares is taken away.
 */
export async function grantStatements(admin: Sql): Promise<string[]> {
  const existing = await admin<{ name: string; walled: boolean }[]>`
    select relname as name, relrowsecurity and relforcerowsecurity as walled
    from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')`
  buildAll()
  const statements = ['revoke all on all tables in schema public from keel_app, keel_auth, keel_system']
  for (const { name, walled } of existing) {
    if (!walled)
      statements.push(`alter table "${name}" enable row level security; alter table "${name}" force row level security`)
    const access = tableAccess.get(name)
    if (access) statements.push(`grant ${RIGHTS[access]} on "${name}" to keel_app`)
    for (const grant of globalAccess.get(name) ?? [])
      statements.push(`grant ${grant.rights} on "${name}" to ${grant.role}`)
  }
  return statements
}

/** drizzle builds the extra part of a table (where it is opened to other roles) when it is first asked for it. */
function buildAll(): void {
  for (const table of Object.values(schema)) if (is(table, PgTable)) getTableConfig(table)
}

/** Every right that the schema declares, as one text: part of what tells one version's database from another's. */
export function declaredRights(): string {
  buildAll()
  return JSON.stringify([[...tableAccess].sort(), [...globalAccess].sort()])
}
