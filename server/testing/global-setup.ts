import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { migrate } from '@/db/migrate'
import { startEmbeddedPostgres } from '@/scripts/embedded-postgres'
import { processIdentity } from '@/scripts/process-identity'
import { reloadConfig, rolePassword } from '@/server/platform/config'

const home = resolve('.keel', 'test')
/** Durability is bought with time that a database thrown away after the run does not need. */
const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', shared_buffers: '128MB' }

/** Clears away what a killed run left: its server first, then its folder. */
async function sweep(): Promise<void> {
  for (const name of existsSync(home) ? readdirSync(home) : []) {
    if (processIdentity(Number(name.replace('run-', '')))) continue
    const folder = join(home, name, 'postgres')
    if (existsSync(join(folder, 'postmaster.pid'))) (await startEmbeddedPostgres({ folder, port: 0, settings })).stop()
    remove(join(home, name))
  }
}

/** The database itself may lie elsewhere, when the postgres account cannot enter the project's folder. */
function remove(folder: string): void {
  const pointer = join(folder, 'postgres.location')
  if (existsSync(pointer)) rmSync(readFileSync(pointer, 'utf8').trim(), { recursive: true, force: true })
  rmSync(folder, { recursive: true, force: true })
}

/**
 * One fresh Postgres per run, on a free port, so that several runs can go on side by side. Its address is in DATABASE_URL
 * of every test file, and `roleUrl` gives the address for a role.
 */
export default async function setup(): Promise<() => void> {
  const folder = join(home, `run-${process.pid}`)
  mkdirSync(folder, { recursive: true })
  process.env.KEEL_SECRET = 'a secret of the test runs, worth nothing elsewhere'
  process.env.KEEL_DATA_DIR = folder
  await sweep()
  const server = await startEmbeddedPostgres({ folder: join(folder, 'postgres'), port: 0, settings })
  process.env.DATABASE_URL = server.url
  reloadConfig()
  await migrate({ adminUrl: server.url, password: (role) => rolePassword(role) })
  return () => {
    server.stop()
    remove(folder)
  }
}
