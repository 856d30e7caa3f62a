import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'
import { config } from './config'

/** 256 bits for one purpose and one owner (a tenant's or person's id), derived from a secret of the installation. */
const deriveKey = (secret: string, purpose: string, owner: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, owner, `keel ${purpose}`, 32))

/** Names a secret without telling it: which one encrypted a value. */
const keyId = (secret: string): string => createHash('sha256').update(`keel key id ${secret}`).digest('hex').slice(0, 8)

/**
 * Encrypts a secret at rest (AES-256-GCM). The result names the key, is bound to purpose and owner, and is text:
 * `v1.<key id>.<nonce>.<tag>.<ciphertext>`.
 */
export function encryptSecret(plain: string, purpose: string, owner: string): string {
  const { secret } = config()
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', deriveKey(secret, purpose, owner), nonce)
  const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
  return ['v1', keyId(secret), ...[nonce, cipher.getAuthTag(), body].map((b) => b.toString('base64url'))].join('.')
}

/** The plain text; throws when the value was altered, belongs to another owner, or its secret is known no more. */
export function decryptSecret(stored: string, purpose: string, owner: string): string {
  const [version, id, ...parts] = stored.split('.')
  const [nonce, tag, body] = parts.map((part) => Buffer.from(part, 'base64url'))
  const { secret, previousSecrets } = config()
  const used = [secret, ...previousSecrets].find((candidate) => keyId(candidate) === id)
  if (version !== 'v1' || !used || !nonce || !tag || !body)
    throw new Error('a stored secret cannot be decrypted: unknown key or format')
  const decipher = createDecipheriv('aes-256-gcm', deriveKey(used, purpose, owner), nonce, { authTagLength: 16 })
  decipher.setAuthTag(tag)
  return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8')
}

/** Whether a stored value should be written again with the present secret. */
export const isEncryptedWithOldSecret = (stored: string): boolean => stored.split('.')[1] !== keyId(config().secret)

/** A keyed hash (HMAC-SHA-256, hex) for values with too little randomness for a plain hash. */
export const keyedHash = (value: string, purpose: string, owner: string, secret = config().secret): string =>
  createHmac('sha256', deriveKey(secret, purpose, owner))
    .update(value)
    .digest('hex')

/** Whether a keyed hash is of this value, by the present secret or an earlier one; in constant time. */
export function matchesKeyedHash(hash: string, value: string, purpose: string, owner: string): boolean {
  const given = Buffer.from(hash)
  return [config().secret, ...config().previousSecrets].some((secret) => {
    const expected = Buffer.from(keyedHash(value, purpose, owner, secret))
    return given.length === expected.length && timingSafeEqual(given, expected)
  })
}
