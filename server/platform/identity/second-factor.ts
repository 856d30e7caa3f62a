import { randomBytes } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import type { Id } from '@/server/kernel/ids'
import { decryptSecret, encryptSecret, keyedHash, matchesKeyedHash } from '../crypto'
import type { AuthSql } from './auth-log'

const PERIOD = 30
const RECOVERY_CODES = 10
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

const totp = (secret: string, email = ''): TOTP =>
  new TOTP({ issuer: 'Keel', label: email, secret: Secret.fromBase32(secret), period: PERIOD, digits: 6 })

/** A new secret, not yet in force, and what an authenticator app scans. Replaces one that was never confirmed. */
export async function prepareSecondFactor(
  sql: AuthSql,
  userId: Id,
  email: string,
): Promise<{ secret: string; uri: string }> {
  const secret = new Secret({ size: 20 }).base32
  await sql`
    update user_account set totp_secret = ${encryptSecret(secret, 'totp', userId)}
     where id = ${userId} and totp_enabled_at is null`
  return { secret, uri: totp(secret, email).toString() }
}

/** 80 random bits a code; only keyed hashes are stored. */
export async function newRecoveryCodes(sql: AuthSql, userId: Id): Promise<string[]> {
  const codes = Array.from({ length: RECOVERY_CODES }, () =>
    [...randomBytes(16)].map((byte) => BASE32[byte & 31]).join(''),
  )
  const hashes = codes.map((code) => keyedHash(code, 'recovery', userId))
  await sql`update user_account set recovery_codes = ${hashes}::text[] where id = ${userId}`
  return codes.map((code) => code.match(/.{4}/g)?.join('-') ?? code)
}

interface Factor {
  totp_secret: string | null
  recovery_codes: string[]
}

/**
 * Whether the code is right, and uses it up: a code of the app counts once (RFC 6238 5.2), one step early or late is
 * accepted for clocks that differ; a recovery code is struck off.
 */
export async function acceptSecondFactor(sql: AuthSql, userId: Id, code: string): Promise<boolean> {
  const [factor] = await sql<Factor[]>`select totp_secret, recovery_codes from user_account where id = ${userId}`
  if (!factor?.totp_secret) return false
  return code.length === 6
    ? acceptTotp(sql, userId, factor.totp_secret, code)
    : acceptRecovery(sql, userId, factor, code)
}

async function acceptTotp(sql: AuthSql, userId: Id, stored: string, code: string): Promise<boolean> {
  const now = Date.now()
  const delta = totp(decryptSecret(stored, 'totp', userId)).validate({ token: code, window: 1, timestamp: now })
  if (delta === null) return false
  const step = Math.floor(now / 1000 / PERIOD) + delta
  const used = await sql`
    update user_account set totp_last_step = ${step}
     where id = ${userId} and (totp_last_step is null or totp_last_step < ${step}) returning id`
  return used.length === 1
}

async function acceptRecovery(sql: AuthSql, userId: Id, { recovery_codes }: Factor, code: string): Promise<boolean> {
  const hash = recovery_codes.find((stored) => matchesKeyedHash(stored, code, 'recovery', userId))
  if (!hash) return false
  const used = await sql`
    update user_account set recovery_codes = array_remove(recovery_codes, ${hash})
     where id = ${userId} and ${hash} = any (recovery_codes) returning id`
  return used.length === 1
}
