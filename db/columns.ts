import { type BuildColumns, type BuildExtraConfigColumns, getTableName, sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  foreignKey,
  index,
  integer,
  numeric,
  type PgColumnBuilderBase,
  type PgTableExtraConfigValue,
  type PgTableWithColumns,
  pgPolicy,
  pgRole,
  pgTable,
  primaryKey,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core'
import type { LoginRole } from './roles'

/**
 * The column builders that every table is made from. A table made here carries its tenant, a composite key and a
 * row-level-security policy; there is no other way to make one (house test).
 */

/** Amount in a currency, at the currency's precision. */
export const amount = (name: string) => numeric(name, { precision: 20, scale: 4 })
/** Unit price or unit cost: 6 decimals. */
export const unitPrice = (name: string) => numeric(name, { precision: 20, scale: 6 })
export const quantity = (name: string) => numeric(name, { precision: 20, scale: 6 })
/** Units of base currency for one unit of foreign currency. */
export const exchangeRate = (name: string) => numeric(name, { precision: 20, scale: 10 })
export const percent = (name: string) => numeric(name, { precision: 9, scale: 4 })
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'string' })

const tenantColumns = { tenantId: uuid('tenant_id').notNull(), id: uuid('id').notNull() }
const companyColumns = { ...tenantColumns, companyId: uuid('company_id').notNull() }

type TenantColumns = typeof tenantColumns
type CompanyColumns = typeof companyColumns
type Columns = Record<string, PgColumnBuilderBase>
type Extra<N extends string, C extends Columns> = (
  self: BuildExtraConfigColumns<N, C, 'pg'>,
) => PgTableExtraConfigValue[]
type Table<N extends string, C extends Columns> = PgTableWithColumns<{
  name: N
  schema: undefined
  columns: BuildColumns<N, C, 'pg'>
  dialect: 'pg'
}>

/** What the application role may do with a table: ledgers and logs are append-only by grant. */
export type Access = 'mutable' | 'append' | 'read'
/** Access by table name, from which the grants are made (`db/grants.ts`). */
export const tableAccess = new Map<string, Access>()

const tenantPolicy = () =>
  pgPolicy('tenant_isolation', { using: sql`tenant_id = app_tenant()`, withCheck: sql`tenant_id = app_tenant()` })
const companyPolicy = () =>
  pgPolicy('company_scope', {
    as: 'restrictive',
    using: sql`app_company_allowed(company_id)`,
    withCheck: sql`app_company_allowed(company_id)`,
  })

/** For tables whose rows may belong to a company or to the whole tenant: as `companyTable`, and rows without one are seen by all. */
export const optionalCompanyScope = () =>
  pgPolicy('company_scope', {
    as: 'restrictive',
    using: sql`company_id is null or app_company_allowed(company_id)`,
    withCheck: sql`company_id is null or app_company_allowed(company_id)`,
  })

function build<N extends string, B extends Columns, C extends Columns>(
  name: N,
  base: B,
  columns: C,
  access: Access,
  policies: () => PgTableExtraConfigValue[],
  extra?: Extra<N, B & C>,
): Table<N, B & C> {
  tableAccess.set(name, access)
  const table = pgTable(name, { ...base, ...columns } as B & C, (self) => {
    const keys = self as unknown as { tenantId: AnyPgColumn; id: AnyPgColumn }
    return [
      primaryKey({
        columns: [keys.tenantId, keys.id] as [AnyPgColumn<{ tableName: N }>, AnyPgColumn<{ tableName: N }>],
      }),
      ...policies(),
      ...(extra?.(self as BuildExtraConfigColumns<N, B & C, 'pg'>) ?? []),
    ]
  })
  return table.enableRLS() as unknown as Table<N, B & C>
}

/** A table of the tenant: `tenant_id`, `id`, primary key of both, tenant policy. */
export const tenantTable = <N extends string, C extends Columns>(
  name: N,
  columns: C,
  extra?: Extra<N, TenantColumns & C>,
  access: Access = 'mutable',
): Table<N, TenantColumns & C> => build(name, tenantColumns, columns, access, () => [tenantPolicy()], extra)

/** A table of one legal entity: as `tenantTable`, and rows of companies that the user may not see do not exist for them. */
export const companyTable = <N extends string, C extends Columns>(
  name: N,
  columns: C,
  extra?: Extra<N, CompanyColumns & C>,
  access: Access = 'mutable',
): Table<N, CompanyColumns & C> =>
  build(name, companyColumns, columns, access, () => [tenantPolicy(), companyPolicy()], extra)

/** A foreign key within the tenant: `(tenant_id, column)` references `(tenant_id, id)`. */
export const belongsTo = (
  self: { tenantId: AnyPgColumn },
  column: AnyPgColumn,
  target: () => { tenantId: AnyPgColumn; id: AnyPgColumn },
) => {
  const t = target()
  return foreignKey({
    // Named by us: the generated names pass Postgres' 63 characters and could collide once cut.
    name: `${getTableName(column.table)}_${column.name}_fk`,
    columns: [self.tenantId, column],
    foreignColumns: [t.tenantId, t.id],
  })
}

export interface RoleGrant {
  role: LoginRole
  rights: string
}
/** Rights beside the application role's tenant rights, by table name. */
export const globalAccess = new Map<string, RoleGrant[]>()

/**
 * Opens a tenant table to a role that works across tenants (sign-in, relay): a policy and exactly these rights.
 * Use in the extra part of a table.
 */
export function openTo(name: string, role: 'keel_auth' | 'keel_system', rights: string): PgTableExtraConfigValue {
  const others = (globalAccess.get(name) ?? []).filter((grant) => grant.role !== role)
  globalAccess.set(name, [...others, { role, rights }])
  return pgPolicy(`${role}_access`, { to: pgRole(role).existing(), using: sql`true`, withCheck: sql`true` })
}

/** A table without a tenant (people, sessions, reference data): nobody sees it but the roles named, with exactly these rights. */
export function globalTable<N extends string, C extends Columns>(
  name: N,
  columns: C,
  grants: readonly RoleGrant[],
  extra?: Extra<N, C>,
): Table<N, C> {
  globalAccess.set(name, [...grants])
  const table = pgTable(name, columns, (self) => [
    ...grants.map((grant) =>
      pgPolicy(`${grant.role}_access`, { to: pgRole(grant.role).existing(), using: sql`true`, withCheck: sql`true` }),
    ),
    ...(extra?.(self as BuildExtraConfigColumns<N, C, 'pg'>) ?? []),
  ])
  return table.enableRLS() as unknown as Table<N, C>
}

/** Columns that every changeable master or document has. `version` grows by one with each change (optimistic locking). */
export const stamps = {
  version: integer('version').notNull().default(1),
  createdAt: instant('created_at').notNull().defaultNow(),
  createdBy: uuid('created_by'),
  updatedAt: instant('updated_at').notNull().defaultNow(),
  updatedBy: uuid('updated_by'),
}

/** Index behind substring search (`ilike '%…%'`) on each of the columns within the tenant: what was typed is found at once however many rows there are. */
export const searchIndex = (name: string, t: { tenantId: AnyPgColumn }, ...columns: AnyPgColumn[]) =>
  index(name).using('gin', t.tenantId, ...columns.map((column) => sql`${column} gin_trgm_ops`))
