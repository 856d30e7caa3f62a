import { type Id, newId } from '@/server/kernel/ids'
import type { CommandContext, QueryContext } from '../commands/context'
import { keyNumberOf, newWrappedKey, seal, unseal, type WrappedKey } from './envelope'

/** A column that holds sealed values: what a new key of the tenant seals again. Names are constants of the code. */
export interface SealedColumn {
  readonly table: string
  readonly column: string
  readonly purpose: string
  /** A column beside it with a keyed hash of the plain value, made anew when the keys change. */
  readonly fingerprint?: { readonly column: string; readonly of: (plain: string, tenantId: Id) => string }
}

// One list a process: Next compiles routes and pages into several module graphs that share `globalThis`.
const store = globalThis as { keelSealed?: Map<string, SealedColumn> }

/** Declares a column that holds sealed values; key rotation goes over all of them. */
export function declareSealed(column: SealedColumn): SealedColumn {
  store.keelSealed ??= new Map()
  store.keelSealed.set(`${column.table}.${column.column}`, column)
  return column
}
export const sealedColumns = (): SealedColumn[] => [...(store.keelSealed?.values() ?? [])]

async function presentKey(ctx: CommandContext): Promise<WrappedKey> {
  const newest = () => ctx.sql<WrappedKey[]>`
    select number, wrapped from tenant_key where tenant_id = ${ctx.tenantId} order by number desc limit 1`
  const [key] = await newest()
  if (key) return key
  // Two commands may meet at a tenant's first secret: one makes the key, both use it.
  await ctx.sql`
    insert into tenant_key (tenant_id, id, number, wrapped)
    values (${ctx.tenantId}, ${newId()}, 1, ${newWrappedKey(ctx.tenantId)}) on conflict (tenant_id, number) do nothing`
  const [made] = await newest()
  if (!made) throw new Error('the key of the tenant was not made')
  return made
}

/** Encrypts a secret with the tenant's own key. The key is made at the first use. */
export async function sealSecret(ctx: CommandContext, plain: string, purpose: string): Promise<string> {
  return seal(plain, await presentKey(ctx), ctx.tenantId, purpose)
}

/** Opens what `sealSecret` made, in the order given. Throws when a value was altered. */
export async function openSecrets(ctx: QueryContext, sealed: readonly string[], purpose: string): Promise<string[]> {
  const numbers = [...new Set(sealed.map(keyNumberOf))]
  const keys = await ctx.sql<WrappedKey[]>`
    select number, wrapped from tenant_key where tenant_id = ${ctx.tenantId} and number = any (${numbers}::int[])`
  const byNumber = new Map(keys.map((key) => [key.number, key]))
  return sealed.map((value) => {
    const key = byNumber.get(keyNumberOf(value))
    if (!key) throw new Error('the key of a sealed value is gone')
    return unseal(value, key, ctx.tenantId, purpose)
  })
}
