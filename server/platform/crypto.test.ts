import { afterEach, expect, it, vi } from 'vitest'
import { reloadConfig } from './config'
import { decryptSecret, encryptSecret, isEncryptedWithOldSecret, keyedHash, matchesKeyedHash } from './crypto'

const use = (secret: string, previous = '') => {
  vi.stubEnv('KEEL_SECRET', secret)
  vi.stubEnv('KEEL_PREVIOUS_SECRETS', previous)
  reloadConfig()
}
const [first, second] = ['first-secret-0123456789012345678901', 'second-secret-012345678901234567890']
afterEach(() => vi.unstubAllEnvs())

it('gives back what was encrypted, to its owner and purpose only', () => {
  use(first)
  const stored = encryptSecret('JBSWY3DPEHPK3PXP', 'totp', 'user-1')
  expect(stored).not.toContain('JBSWY')
  expect(decryptSecret(stored, 'totp', 'user-1')).toBe('JBSWY3DPEHPK3PXP')
  expect(() => decryptSecret(stored, 'totp', 'user-2')).toThrow()
  expect(() => decryptSecret(stored, 'webhook', 'user-1')).toThrow()
  expect(() => decryptSecret(`${stored.slice(0, -2)}AA`, 'totp', 'user-1')).toThrow()
})

it('reads with an earlier secret after a rotation, and says so', () => {
  use(first)
  const stored = encryptSecret('value', 'totp', 'u')
  const hash = keyedHash('code', 'recovery', 'u')
  use(second, first)
  expect(decryptSecret(stored, 'totp', 'u')).toBe('value')
  expect(isEncryptedWithOldSecret(stored)).toBe(true)
  expect(isEncryptedWithOldSecret(encryptSecret('value', 'totp', 'u'))).toBe(false)
  expect(matchesKeyedHash(hash, 'code', 'recovery', 'u')).toBe(true)
  use(second)
  expect(() => decryptSecret(stored, 'totp', 'u')).toThrow(/unknown key/)
  expect(matchesKeyedHash(hash, 'code', 'recovery', 'u')).toBe(false)
})
