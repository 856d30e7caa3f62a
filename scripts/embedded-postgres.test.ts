import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres'
import { freePort } from './free-port'
import { processIdentity, sleep } from './process-identity'

const settings = { fsync: 'off', shared_buffers: '16MB' }
let home: string
let folder: string
let port: number
const open: EmbeddedPostgres[] = []
const start = async (said: string[] = []): Promise<EmbeddedPostgres> => {
  const server = await startEmbeddedPostgres({ folder, port, settings, say: (line) => said.push(line) })
  open.push(server)
  return server
}
const ask = async (url: string, query: string): Promise<unknown> => {
  const sql = postgres(url, { max: 1, connect_timeout: 3 })
  try {
    const [row] = await sql.unsafe(query)
    return row && Object.values(row)[0]
  } finally {
    await sql.end({ timeout: 1 })
  }
}

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'keel-pg-'))
  folder = join(home, 'postgres')
  port = await freePort(0)
})
afterAll(() => {
  for (const server of open) server.stop()
  rmSync(home, { recursive: true, force: true })
})

describe.sequential('the embedded Postgres', { timeout: 60_000 }, () => {
  it('makes the database, starts, keeps its data over a stop, and tells others where it is', async () => {
    const first = await start()
    expect(first.how).toBe('started')
    expect(await ask(first.url, 'select current_database()')).toBe('keel')
    expect(await ask(first.url, 'show server_version')).toMatch(/^15\./)
    expect(await ask(first.url, 'show listen_addresses')).toBe('127.0.0.1')
    expect(await ask(first.url, 'show shared_preload_libraries')).toBe('pg_stat_statements')
    await ask(first.url, 'create table kept as select 42 as n')
    const file = join(home, 'database-url')
    expect(readFileSync(file, 'utf8').trim()).toBe(first.url)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    first.stop()
    first.stop()
    await expect(ask(first.url, 'select 1')).rejects.toThrow()
    const second = await start()
    expect(await ask(second.url, 'select n from kept')).toBe(42)
  })

  it('is shared by a second start, which does not stop it', async () => {
    const second = await start()
    expect(second.how).toBe('shared')
    second.stop()
    expect(await ask(second.url, 'select 1')).toBe(1)
    for (const server of open) server.stop()
  })

  it('goes to the next port when its own is taken, and says so', async () => {
    const blocker: Server = createServer().listen(port, '127.0.0.1')
    await new Promise((done) => blocker.once('listening', done))
    const said: string[] = []
    const server = await start(said)
    expect(server.port).toBeGreaterThan(port)
    expect(said.join()).toContain(`Port ${port} is taken`)
    server.stop()
    await new Promise((done) => blocker.close(done))
  })

  it('adopts the server of a process that was killed, and stops it', async () => {
    const script = `
      import { startEmbeddedPostgres } from ${JSON.stringify(resolve('scripts/embedded-postgres.ts'))}
      const server = await startEmbeddedPostgres(${JSON.stringify({ folder, port, settings })})
      console.log('up ' + server.how)
      setInterval(() => undefined, 1000)`
    writeFileSync(join(home, 'parent.mts'), script)
    const parent = spawn(process.execPath, ['--import', 'tsx', join(home, 'parent.mts')], { stdio: 'pipe' })
    await new Promise<void>((done, fail) => {
      parent.stdout.on('data', (text) => String(text).includes('up started') && done())
      parent.once('exit', () => fail(new Error('the parent ended early')))
    })
    const postmaster = Number(readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')[0])
    parent.removeAllListeners('exit')
    parent.kill('SIGKILL')
    await new Promise((done) => parent.once('exit', done))
    expect(processIdentity(postmaster)).toBeDefined()
    const server = await start()
    expect(server.how).toBe('adopted')
    expect(await ask(server.url, 'select n from kept')).toBe(42)
    server.stop()
    // Whose parent was killed is cleared away by the first process of the machine, which takes its time.
    await expect.poll(() => processIdentity(postmaster), { timeout: 10_000 }).toBeUndefined()
  })

  it('starts over a lock file whose process number now belongs to another program', async () => {
    const first = await start()
    const lock = join(folder, 'postmaster.pid')
    const lines = readFileSync(lock, 'utf8').split('\n')
    process.kill(Number(lines[0]), 'SIGQUIT')
    while (processIdentity(Number(lines[0]))) await sleep(50)
    writeFileSync(lock, [String(process.pid), ...lines.slice(1)].join('\n'))
    const second = await start()
    expect(second.how).toBe('started')
    expect(await ask(second.url, 'select n from kept')).toBe(42)
    second.stop()
    first.stop()
  })
})
