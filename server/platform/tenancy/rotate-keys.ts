import { type Id, newId } from '@/server/kernel/ids'
import { decryptSecret, encryptSecret, isEncryptedWithOldSecret } from '../crypto'
import { systemActor } from '../identity/actor'
import { pools } from '../pools'
import { keyNumberOf, newWrappedKey, rewrap, seal, unseal, type WrappedKey } from '../secrets/envelope'
import { sealedColumns } from '../secrets/tenant-secrets'
import { withTenant } from './transaction'

/** Wraps every key of a tenant with the present master key; returns how many. After it earlier master keys are not needed for them. */
export async function rewrapKeys(tenantId: Id): Promise<number> {
  return pools.system.begin(async (sql) => {
    const keys = await sql<{ id: Id; wrapped: string }[]>`
      select id, wrapped from tenant_key where tenant_id = ${tenantId} for update`
    const old = keys.filter((key) => isEncryptedWithOldSecret(key.wrapped))
    for (const { id, wrapped } of old)
      await sql`update tenant_key set wrapped = ${rewrap(wrapped, tenantId)} where tenant_id = ${tenantId} and id = ${id}`
    return old.length
  })
}

/**
 * Gives a tenant a new key and seals all its secrets again with it, in one transaction; returns how many values. Keys that no
 * value needed any more before this run are removed: a process that was just sealing with the last one still finds it.
 */
export async function renewKey(tenantId: Id): Promise<number> {
  let count = 0
  const inUse = new Set<number>()
  const newest = await withTenant(pools.app, systemActor(tenantId), 'write', async ({ sql }) => {
    const keys = await sql<
      WrappedKey[]
    >`select number, wrapped from tenant_key where tenant_id = ${tenantId} order by number desc`
    const byNumber = new Map(keys.map((key) => [key.number, key]))
    const key = { number: (keys[0]?.number ?? 0) + 1, wrapped: newWrappedKey(tenantId) }
    await sql`insert into tenant_key (tenant_id, id, number, wrapped) values (${tenantId}, ${newId()}, ${key.number}, ${key.wrapped})`
    for (const { table, column, purpose, fingerprint } of sealedColumns()) {
      const rows = await sql<{ id: Id; value: string }[]>`
        select id, ${sql(column)} as value from ${sql(table)} where tenant_id = ${tenantId} and ${sql(column)} is not null for update`
      for (const { id, value } of rows) {
        const old = byNumber.get(keyNumberOf(value))
        if (!old) throw new Error(`the key of a value in ${table} is gone`)
        inUse.add(old.number)
        const plain = unseal(value, old, tenantId, purpose)
        const columns = {
          [column]: seal(plain, key, tenantId, purpose),
          ...(fingerprint && { [fingerprint.column]: fingerprint.of(plain, tenantId) }),
        }
        await sql`update ${sql(table)} set ${sql(columns)} where tenant_id = ${tenantId} and id = ${id}`
        count++
      }
    }
    return key.number
  })
  await pools.system`
    delete from tenant_key where tenant_id = ${tenantId} and number < ${newest - 1} and not number = any (${[...inUse]}::int[])`
  return count
}

/** Encrypts the second factors of people with the present master key; returns how many. */
export async function renewSecondFactors(): Promise<number> {
  return pools.auth.begin(async (sql) => {
    const rows = await sql<{ id: Id; totp_secret: string }[]>`
      select id, totp_secret from user_account where totp_secret is not null for update`
    const old = rows.filter((row) => isEncryptedWithOldSecret(row.totp_secret))
    for (const { id, totp_secret } of old)
      await sql`
        update user_account set totp_secret = ${encryptSecret(decryptSecret(totp_secret, 'totp', id), 'totp', id)} where id = ${id}`
    return old.length
  })
}
