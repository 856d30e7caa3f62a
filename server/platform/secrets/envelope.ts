import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import type { Id } from '@/server/kernel/ids'
import { decryptSecret, encryptSecret } from '../crypto'

/** Envelope encryption, pure: a random key of the tenant encrypts its secrets, the master key encrypts (wraps) that key. */

const PURPOSE = 'tenant key'
const FORMAT = 't1'

/** A new 256-bit key, wrapped by the present master key for this tenant alone. */
export const newWrappedKey = (tenantId: Id): string =>
  encryptSecret(randomBytes(32).toString('base64url'), PURPOSE, tenantId)

/** The same key wrapped by the present master key. */
export const rewrap = (wrapped: string, tenantId: Id): string =>
  encryptSecret(decryptSecret(wrapped, PURPOSE, tenantId), PURPOSE, tenantId)

const keyFor = (wrapped: string, tenantId: Id, purpose: string): Buffer =>
  Buffer.from(
    hkdfSync('sha256', Buffer.from(decryptSecret(wrapped, PURPOSE, tenantId), 'base64url'), tenantId, purpose, 32),
  )

export interface WrappedKey {
  readonly number: number
  readonly wrapped: string
}

/** AES-256-GCM under the tenant's key, bound to the purpose: `t1.<key number>.<nonce>.<tag>.<ciphertext>`. */
export function seal(plain: string, key: WrappedKey, tenantId: Id, purpose: string): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', keyFor(key.wrapped, tenantId, purpose), nonce)
  const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
  return [FORMAT, key.number, ...[nonce, cipher.getAuthTag(), body].map((b) => b.toString('base64url'))].join('.')
}

/** The number of the key that a sealed value needs. */
export function keyNumberOf(sealed: string): number {
  const [format, number] = sealed.split('.')
  if (format !== FORMAT || !number) throw new Error('not a sealed value')
  return Number(number)
}

/** The plain text; throws when the value was altered, or is of another tenant or purpose. */
export function unseal(sealed: string, key: WrappedKey, tenantId: Id, purpose: string): string {
  const [nonce, tag, body] = sealed
    .split('.')
    .slice(2)
    .map((part) => Buffer.from(part, 'base64url'))
  if (keyNumberOf(sealed) !== key.number || !nonce || !tag || !body) throw new Error('a sealed value needs another key')
  const decipher = createDecipheriv('aes-256-gcm', keyFor(key.wrapped, tenantId, purpose), nonce, { authTagLength: 16 })
  decipher.setAuthTag(tag)
  return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8')
}
