import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ConfigError, embeddedUrlFile, readConfig, reloadConfig, rolePassword, roleUrl } from './config'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'keel-config-'))
})
afterEach(() => {
  rmSync(dir, { recursive: true, force: true })
  vi.unstubAllEnvs()
})

const messageOf = (env: Record<string, string>): string => {
  try {
    readConfig(env, dir)
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError)
    return (error as ConfigError).message
  }
  throw new Error('was accepted')
}

describe('readConfig', () => {
  it('has a default for everything', () => {
    expect(readConfig({}, dir)).toMatchObject({
      databaseUrl: undefined,
      dataDir: join(dir, '.keel'),
      host: '127.0.0.1',
      port: 3000,
      apiPort: 3001,
      publicUrl: 'http://127.0.0.1:3000',
      poolSize: 10,
      callLimit: 500,
      tenantCallLimit: 10_000,
      logLevel: 'info',
      demo: undefined,
      unleash: undefined,
      nodeEnv: 'development',
    })
  })
  it('takes an empty variable as unset and trims', () => {
    expect(readConfig({ KEEL_PORT: '  ', KEEL_DEMO: ' no ', LOG_LEVEL: '' }, dir)).toMatchObject({
      port: 3000,
      demo: false,
      logLevel: 'info',
    })
  })
  it.each([
    ['KEEL_PORT', '70000', /^KEEL_PORT is "70000" but must be a whole number from 1 to 65535 \(default 3000\); set/],
    ['KEEL_PORT', '3e3', /^KEEL_PORT is/],
    ['KEEL_POOL_SIZE', '0', /^KEEL_POOL_SIZE is "0"/],
    ['KEEL_CALL_LIMIT', '0', /^KEEL_CALL_LIMIT is "0"/],
    ['DATABASE_URL', 'mysql://u:hunter2@h/db', /^DATABASE_URL must be a URL such as postgres:/],
    ['DATABASE_URL', 'postgres://u:hunter2@h', /database named/],
    ['KEEL_SECRET', 'hunter2', /^KEEL_SECRET must be at least 32 characters/],
    ['LOG_LEVEL', 'loud', /^LOG_LEVEL is "loud" but must be one of trace/],
    ['KEEL_DEMO', 'maybe', /^KEEL_DEMO/],
    ['UNLEASH_TOKEN', 'hunter2hunter2', /UNLEASH_URL is not/],
    ['NODE_ENV', 'prod', /^NODE_ENV/],
  ])('names a wrong %s (%s) and never shows a secret', (name, value, expected) => {
    const message = messageOf({ [name]: value })
    expect(message).toMatch(expected)
    expect(message).not.toContain('hunter2')
    expect(message).not.toContain('\n')
  })
  it('makes a secret once, keeps it readable by the owner only, and prefers the variable', () => {
    const first = readConfig({}, dir).secret
    expect(first).toMatch(/^[0-9a-f]{64}$/)
    expect(readConfig({}, dir).secret).toBe(first)
    expect(statSync(join(dir, '.keel', 'secret')).mode & 0o777).toBe(0o600)
    expect(readConfig({ KEEL_SECRET: 'x'.repeat(32) }, dir).secret).toBe('x'.repeat(32))
  })
  it('finds a running embedded Postgres, unless DATABASE_URL says otherwise', () => {
    writeFileSync(embeddedUrlFile(dir), 'postgres://o@127.0.0.1:5440/keel\n')
    expect(readConfig({ KEEL_DATA_DIR: dir }).databaseUrl).toBe('postgres://o@127.0.0.1:5440/keel')
    expect(readConfig({ KEEL_DATA_DIR: dir, DATABASE_URL: 'postgres://h/x' }).databaseUrl).toBe('postgres://h/x')
  })
})

describe('roles', () => {
  it('derives a password per role and puts it into the address, keeping the rest', () => {
    vi.stubEnv('KEEL_SECRET', 's'.repeat(40))
    vi.stubEnv('DATABASE_URL', 'postgres://owner:p@db.example:6432/erp?sslmode=require')
    vi.stubEnv('DATABASE_REPLICA_URL', 'postgres://owner:p@replica.example/erp')
    reloadConfig()
    const password = rolePassword('keel_app')
    expect(password).toMatch(/^[0-9a-f]{64}$/)
    expect(rolePassword('keel_auth')).not.toBe(password)
    expect(roleUrl('keel_app')).toBe(`postgres://keel_app:${password}@db.example:6432/erp?sslmode=require`)
    expect(roleUrl('keel_app', { replica: true })).toContain('@replica.example/erp')
    vi.unstubAllEnvs()
  })
})
