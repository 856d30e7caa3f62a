import { spawnSync } from 'node:child_process'
import { expect, it, vi } from 'vitest'

// Each call starts a process: what it takes says nothing about what is tested.
vi.setConfig({ testTimeout: 60_000 })

const run = (args: string[], env: Record<string, string> = {}) => {
  const result = spawnSync(process.execPath, ['scripts/up.mjs', ...args], {
    encoding: 'utf8',
    env: { ...process.env, ...env },
  })
  return { code: result.status, out: result.stdout, err: result.stderr.trim() }
}

it('explains itself', () => {
  const { code, out } = run(['--help'])
  expect(code).toBe(0)
  for (const option of ['--port', '--no-demo', '--reset', '--yes']) expect(out).toContain(option)
})

it.each([
  [['--nope'], /^Unknown option '--nope'\. See/],
  [['--port', 'abc'], /^--port is "abc" but must be a whole number/],
  [['--port', '0'], /^--port is "0"/],
  [['stray'], /Unexpected argument 'stray'/],
])('refuses %j in one sentence', (args, expected) => {
  const { code, err } = run(args)
  expect(code).toBe(1)
  expect(err).toMatch(expected)
  expect(err).not.toContain('\n')
})

it('stops at a wrong setting before it touches anything, in one sentence', () => {
  const { code, err } = run([], { KEEL_POOL_SIZE: '0', KEEL_DATA_DIR: '/nonexistent/never-made' })
  expect(code).toBe(1)
  expect(err).toMatch(/^Keel cannot start: KEEL_POOL_SIZE is "0" but must be/)
  expect(err).not.toContain('\n')
})

it('asks before it deletes, and does not take silence for yes', () => {
  const { code, err } = run(['--reset'], { DATABASE_URL: '', KEEL_DATA_DIR: '/nonexistent/never-made' })
  expect(code).toBe(1)
  expect(err).toBe('Keel cannot start: --reset deletes all data: add --yes to confirm.')
})
