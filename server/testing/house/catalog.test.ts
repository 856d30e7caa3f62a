import { is } from 'drizzle-orm'
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core'
import postgres, { type Sql } from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { globalAccess, tableAccess } from '@/db/columns'
import * as schema from '@/db/schema'
import { config } from '@/server/platform/config'

/** The rules of the house that the database itself can answer for. Empty = kept. */
let sql: Sql
beforeAll(() => {
  sql = postgres(config().databaseUrl ?? '', { max: 1, onnotice: () => {} })
})
afterAll(() => sql.end())

const names = (rows: readonly { name: string }[]) => rows.map((r) => r.name)

describe('the catalogue keeps the rules of the house', () => {
  it('forces row-level security with a policy on every table', async () => {
    const open = await sql<{ name: string }[]>`
      select c.relname as name from pg_class c
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
        and not (c.relrowsecurity and c.relforcerowsecurity and exists (select 1 from pg_policy p where p.polrelid = c.oid))`
    expect(names(open)).toEqual([])
  })

  it('gives each tenant table a policy on its tenant, and each company table one on its company', async () => {
    const tenants = await sql<{ name: string }[]>`
      select c.table_name as name from information_schema.columns c
      where c.table_schema = 'public' and c.column_name = 'tenant_id' and c.is_nullable = 'NO' and not exists (
        select 1 from pg_policies p where p.tablename = c.table_name and p.qual = '(tenant_id = app_tenant())'
          and p.with_check = '(tenant_id = app_tenant())' and p.cmd = 'ALL')`
    expect(names(tenants)).toEqual([])
    const companies = await sql<{ name: string }[]>`
      select c.table_name as name from information_schema.columns c
      join pg_class t on t.relname = c.table_name and t.relnamespace = 'public'::regnamespace and t.relkind in ('r', 'p')
      where c.table_schema = 'public' and c.column_name = 'company_id' and c.is_nullable = 'NO' and not exists (
        select 1 from pg_policies p where p.tablename = c.table_name and p.permissive = 'RESTRICTIVE' and p.qual like '%app_company_allowed%')`
    expect(names(companies)).toEqual([])
  })

  it('leads every key of a tenant table with the tenant', async () => {
    const rows = await sql<{ name: string }[]>`
      select i.indexrelid::regclass::text as name from pg_index i
      join pg_class c on c.oid = i.indrelid and c.relnamespace = 'public'::regnamespace
      where i.indisunique and exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and a.attnotnull)
        and (select attname from pg_attribute a where a.attrelid = c.oid and a.attnum = i.indkey[0]) <> 'tenant_id'`
    expect(names(rows)).toEqual([])
  })

  it('carries the tenant in every foreign key between tenant tables', async () => {
    const rows = await sql<{ name: string }[]>`
      select k.conrelid::regclass::text || '.' || k.conname as name from pg_constraint k
      where k.contype = 'f' and k.connamespace = 'public'::regnamespace
        and exists (select 1 from pg_attribute a where a.attrelid = k.confrelid and a.attname = 'tenant_id')
        and not exists (select 1 from pg_attribute a where a.attrelid = k.conrelid and a.attnum = any (k.conkey) and a.attname = 'tenant_id')`
    expect(names(rows)).toEqual([])
  })

  it('keeps no money or quantity in a float', async () => {
    const rows = await sql<{ name: string }[]>`
      select table_name || '.' || column_name as name from information_schema.columns
      where table_schema = 'public' and data_type in ('real', 'double precision', 'money')`
    expect(names(rows)).toEqual([])
  })

  it('lets the roles own nothing and bypass nothing', async () => {
    const rows = await sql<{ name: string }[]>`
      select rolname as name from pg_roles where rolname like 'keel\\_%'
        and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb)
      union all select c.relname from pg_class c join pg_roles r on r.oid = c.relowner
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and r.rolname in ('keel_app', 'keel_auth', 'keel_system')`
    expect(names(rows)).toEqual([])
  })

  it('makes every table with the column builders, and grants exactly what they declare', async () => {
    const declared = new Set<string>()
    for (const table of Object.values(schema)) if (is(table, PgTable)) declared.add(getTableConfig(table).name)
    const existing = names(
      await sql<{ name: string }[]>`
      select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')`,
    )
    expect(existing.filter((n) => !declared.has(n) || !(tableAccess.has(n) || globalAccess.has(n)))).toEqual([])
    const appendOnly = [...tableAccess].filter(([, access]) => access !== 'mutable').map(([n]) => n)
    const writable = await sql<{ name: string }[]>`
      select table_name || ' ' || privilege_type as name from information_schema.role_table_grants
      where grantee = 'keel_app' and table_name = any (${appendOnly}) and privilege_type in ('UPDATE', 'DELETE', 'TRUNCATE')`
    expect(names(writable)).toEqual([])
  })

  it('lets nobody run a definer function that is not meant for them', async () => {
    const rows = await sql<{ name: string }[]>`
      select p.proname as name from pg_proc p
      where p.pronamespace = 'public'::regnamespace and p.prosecdef and p.prorettype <> 'trigger'::regtype
        and has_function_privilege('public', p.oid, 'execute')`
    expect(names(rows)).toEqual([])
    const paths = await sql<{ name: string }[]>`
      select p.proname as name from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prosecdef
        and not exists (select 1 from unnest(p.proconfig) s where s like 'search_path=%')`
    expect(names(paths)).toEqual([])
  })

  it('lets a search of what grows use its index, under row-level security too', async () => {
    const indexes = await sql<{ name: string }[]>`
      select tablename as name from pg_indexes where schemaname = 'public' and indexname = tablename || '_search'
        and indexdef like '%USING gin (tenant_id, %gin_trgm_ops%'`
    expect(names(indexes)).toEqual(
      expect.arrayContaining(['sales_order', 'delivery', 'customer_invoice', 'purchase_order', 'goods_receipt']),
    )
    expect(names(indexes)).toEqual(
      expect.arrayContaining(['supplier_invoice', 'payment', 'journal_entry', 'customer', 'party']),
    )
    // An operator that might tell what it sees is asked after the policy, row by row, and no index helps it.
    const [like] = await sql`select proleakproof from pg_proc where proname = 'texticlike'`
    expect(like).toEqual({ proleakproof: true })
  })
})
