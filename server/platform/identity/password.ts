import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { passwordIssue } from '@/server/contracts/platform/password'
import { validation } from '@/server/kernel/errors'
import { config } from '../config'

const derive = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt)

// OWASP Password Storage Cheat Sheet: scrypt with N = 2^15, r = 8, p = 3 (32 MiB for each guess).
// Test runs sign in hundreds of times with throw-away passwords.
const COST = config().nodeEnv === 'test' ? { N: 2 ** 10, r: 8, p: 1 } : { N: 2 ** 15, r: 8, p: 3 }
const options = ({ N, r, p }: typeof COST): ScryptOptions => ({ N, r, p, maxmem: 256 * N * r })

/** `scrypt$N$r$p$salt$key`; off the event loop. The same letters typed on another system give the same password (NFKC). */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const key = await derive(password.normalize('NFKC'), salt, 32, options(COST))
  return ['scrypt', COST.N, COST.r, COST.p, salt.toString('base64url'), key.toString('base64url')].join('$')
}

/** Compared with when there is no such account, so that the answer takes as long. */
let nobody: Promise<string> | undefined

/** Whether the password is right. Without a stored hash the work is done all the same and the answer is no. */
export async function verifyPassword(password: string, stored: string | undefined): Promise<boolean> {
  nobody ??= hashPassword(randomBytes(16).toString('hex'))
  const usable = stored?.startsWith('scrypt$') ? stored : undefined
  const [, N, r, p, salt, key] = (usable ?? (await nobody)).split('$')
  const expected = Buffer.from(key ?? '', 'base64url')
  const cost = options({ N: Number(N), r: Number(r), p: Number(p) })
  const actual = await derive(password.normalize('NFKC'), Buffer.from(salt ?? '', 'base64url'), expected.length, cost)
  return timingSafeEqual(actual, expected) && usable !== undefined
}

/** Refuses a weak password at its field. */
export function demandGoodPassword(password: string, personal: readonly string[], path = 'password'): void {
  const issue = passwordIssue(password, personal)
  if (issue) throw validation(issue, path)
}
