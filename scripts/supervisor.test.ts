import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { sleep } from './process-identity'
import { Supervisor } from './supervisor'

let dir: string
let supervisor: Supervisor
const said: string[] = []
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'keel-supervisor-'))
  said.length = 0
  supervisor = new Supervisor((line) => said.push(line))
})
afterEach(() => {
  supervisor.kill()
  rmSync(dir, { recursive: true, force: true })
})

const until = async (what: () => boolean) => {
  for (let i = 0; i < 200 && !what(); i++) await sleep(50)
  expect(what()).toBe(true)
}
const start = (name: string, code: string) =>
  supervisor.start({ name, args: ['-e', code], env: { ...process.env, DIR: dir } })
const stays = (name: string, onTerm: string) => `
  const { appendFileSync, writeFileSync } = require('node:fs')
  process.on('SIGTERM', () => { ${onTerm} })
  writeFileSync(process.env.DIR + '/${name}', String(process.pid))
  setInterval(() => undefined, 1000)`
const leaves = (name: string) =>
  stays(name, `setTimeout(() => { appendFileSync(process.env.DIR + '/order', '${name} '); process.exit(0) }, 100)`)

it('stops the services one after the other, in the order of their start', async () => {
  for (const name of ['web', 'api', 'worker']) start(name, leaves(name))
  await until(() => ['web', 'api', 'worker'].every((name) => existsSync(join(dir, name))))
  await supervisor.stop()
  expect(readFileSync(join(dir, 'order'), 'utf8')).toBe('web api worker ')
})

it('starts a service again that ended, and gives its lines its name', async () => {
  start('api', `console.log('hello'); setTimeout(() => process.exit(3), 50)`)
  await until(() => supervisor.crashesOf('api') >= 2)
  expect(said.filter((line) => line.includes('api    | hello'))).toHaveLength(2)
  expect(said.join('\n')).toContain('ended (code 3); starting again in 1 s')
  await supervisor.stop()
  const crashes = supervisor.crashesOf('api')
  await sleep(300)
  expect(supervisor.crashesOf('api')).toBe(crashes)
})

it('ends a service that does not stop when asked', async () => {
  start('web', stays('web', ''))
  await until(() => existsSync(join(dir, 'web')))
  await supervisor.stop(300)
  expect(said.join('\n')).toContain('did not stop in time')
  expect(() => process.kill(Number(readFileSync(join(dir, 'web'), 'utf8')), 0)).toThrow()
})
