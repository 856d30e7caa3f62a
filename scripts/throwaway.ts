import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { startEmbeddedPostgres } from './embedded-postgres'
import { processIdentity } from './process-identity'

/** Durability costs time, and a database that is thrown away after the run does not need it. */
export const throwawaySettings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  shared_buffers: '128MB',
}

/** A data folder for one run of tests, named by this process. First clears away what killed runs left: the server, then the folder. */
export async function throwawayFolder(kind: 'test' | 'e2e' | 'bench'): Promise<{ folder: string; remove: () => void }> {
  const home = resolve('.keel', kind)
  for (const name of existsSync(home) ? readdirSync(home) : []) {
    if (processIdentity(Number(name.replace('run-', '')))) continue
    const folder = join(home, name, 'postgres')
    if (existsSync(join(folder, 'postmaster.pid')))
      (await startEmbeddedPostgres({ folder, port: 0, settings: throwawaySettings })).stop()
    remove(join(home, name))
  }
  const folder = join(home, `run-${process.pid}`)
  mkdirSync(folder, { recursive: true })
  return { folder, remove: () => remove(folder) }
}

/** The database itself may lie elsewhere, when the postgres account cannot enter the project's folder. */
function remove(folder: string): void {
  const pointer = join(folder, 'postgres.location')
  if (existsSync(pointer)) rmSync(dirname(readFileSync(pointer, 'utf8').trim()), { recursive: true, force: true })
  rmSync(folder, { recursive: true, force: true })
}
