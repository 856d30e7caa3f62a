import { randomBytes } from 'node:crypto'
import { chownSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import postgres from 'postgres'
import { embeddedUrlFile } from '@/server/platform/config'
import { freePort } from './free-port'
import { makeOwned, type PostgresFiles, placeFiles, runProgram, StartError } from './postgres-files'
import { commandLine, processIdentity, sleep } from './process-identity'

export interface EmbeddedOptions {
  /** The wished-for data folder; its parent also gets the password, owner and address files. */
  folder: string
  /** First port to try; a taken one leads to the next. 0 takes whichever is free. */
  port?: number
  database?: string
  /** Added to, or instead of, the usual server settings. */
  settings?: Record<string, string>
  say?: (line: string) => void
}

export interface EmbeddedPostgres {
  /** Owner of the database, with password. */
  url: string
  port: number
  /** The data folder, as placed. */
  data: string
  /** `started` here; `adopted` from a process that died; `shared` with a living one, which also stops it. */
  how: 'started' | 'adopted' | 'shared'
  /** Stops the server unless it is shared. Synchronous, so that it can run while the process exits; harmless when repeated. */
  stop(): void
}

const usualSettings: Record<string, string> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  shared_buffers: '256MB',
  shared_preload_libraries: 'pg_stat_statements',
  synchronous_commit: 'on',
  max_wal_size: '2GB',
  random_page_cost: '1.1',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
}

const superuser = 'postgres'

/** Starts the Postgres that comes with the project, or joins the one that already runs on this folder. Throws `StartError`. */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const server = new Server(options)
  return server.start()
}

class Server {
  private readonly files: PostgresFiles
  private readonly password: string
  private readonly say: (line: string) => void
  private readonly ownerFile: string
  private readonly urlFile: string

  constructor(private readonly options: EmbeddedOptions) {
    this.say = options.say ?? (() => undefined)
    this.ownerFile = `${options.folder}.owner`
    this.urlFile = embeddedUrlFile(dirname(options.folder))
    this.files = placeFiles(options.folder, this.say)
    this.password = keptPassword(`${options.folder}.password`)
  }

  async start(): Promise<EmbeddedPostgres> {
    // A second process may start the same folder at the same moment: Postgres' own lock decides, the loser looks again.
    for (let attempt = 0; attempt < 3; attempt++) {
      const running = await this.join()
      if (running) return running
      if (!existsSync(join(this.files.data, 'PG_VERSION'))) this.initialise()
      this.checkData()
      const port = await this.launch()
      if (port) return this.handle(port, 'started')
    }
    throw new StartError(`Postgres in ${this.files.data} is being started by another process; try again in a moment.`)
  }

  /** Joins a server that runs on this folder; clears away what is left of one that does not. */
  private async join(): Promise<EmbeddedPostgres | undefined> {
    const lock = join(this.files.data, 'postmaster.pid')
    for (const until = Date.now() + 60_000; Date.now() < until; await sleep(200)) {
      if (!existsSync(lock)) return undefined
      const [pidLine, , , portLine] = readFileSync(lock, 'utf8').split('\n')
      const pid = Number(pidLine)
      if (!processIdentity(pid) || !/postgres/i.test(commandLine(pid))) {
        // The number belongs to nobody or, after a restart of the machine, to somebody else.
        rmSync(lock, { force: true })
        return undefined
      }
      const port = Number(portLine)
      const answer = port ? await this.ask(port) : 'not yet'
      if (answer === 'ours') {
        const shared = this.ownerLives()
        if (!shared) this.say(`Postgres was left running by a process that died; taking it over on port ${port}`)
        return this.handle(port, shared ? 'shared' : 'adopted')
      }
      if (answer === 'wrong password')
        throw new StartError(
          `Postgres in ${this.files.data} refuses the password kept in ${this.options.folder}.password: restore that file.`,
        )
    }
    this.say('Postgres was left running and does not answer; stopping it')
    this.halt('immediate')
    return undefined
  }

  private async ask(port: number): Promise<'ours' | 'wrong password' | 'not yet'> {
    const sql = this.connect(port, 'postgres')
    try {
      const [row] = await sql`select current_setting('data_directory') as dir`
      return row?.dir === this.files.data ? 'ours' : 'not yet'
    } catch (error) {
      return (error as { code?: string }).code === '28P01' ? 'wrong password' : 'not yet'
    } finally {
      await sql.end({ timeout: 1 })
    }
  }

  private connect(port: number, database: string) {
    return postgres(this.url(port, database), { max: 1, connect_timeout: 5, onnotice: () => undefined })
  }

  private url(port: number, database = this.options.database ?? 'keel'): string {
    return `postgres://${superuser}:${this.password}@127.0.0.1:${port}/${database}`
  }

  /** Into a folder beside it and then renamed, so that a killed attempt leaves nothing half-made. */
  private initialise(): void {
    const { data, account } = this.files
    const fresh = `${data}.new-${process.pid}`
    rmSync(fresh, { recursive: true, force: true })
    makeOwned(fresh, account)
    const secrets = mkdtempSync(join(tmpdir(), 'keel-initdb-'))
    const passwordFile = join(secrets, 'password')
    try {
      writeFileSync(passwordFile, `${this.password}\n`, { mode: 0o600 })
      if (account) for (const path of [secrets, passwordFile]) chownSync(path, account.uid, account.gid)
      const { code, output } = runProgram(this.files, 'initdb', [
        `--pgdata=${fresh}`,
        `--username=${superuser}`,
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale=C.UTF-8',
        ...(this.options.settings?.fsync === 'off' ? ['--no-sync'] : []),
      ])
      if (code !== 0) throw new StartError(`The database folder ${data} could not be made: ${lastLine(output)}`)
      writeFileSync(join(fresh, 'postgresql.conf'), "\ninclude 'keel.conf'\n", { flag: 'a' })
      if (!existsSync(join(data, 'PG_VERSION'))) {
        rmSync(data, { recursive: true, force: true })
        renameSync(fresh, data)
      }
    } finally {
      rmSync(secrets, { recursive: true, force: true })
      rmSync(fresh, { recursive: true, force: true })
    }
  }

  private checkData(): void {
    const { data } = this.files
    const version = readFileSync(join(data, 'PG_VERSION'), 'utf8').trim()
    if (version !== '15')
      throw new StartError(
        `The database folder ${data} was made by Postgres ${version}, and Keel brings 15: use that server through DATABASE_URL, or another KEEL_DATA_DIR.`,
      )
  }

  /** The port, or `undefined` when another process was quicker. */
  private async launch(): Promise<number | undefined> {
    const { data, account } = this.files
    const log = join(data, 'server.log')
    if (existsSync(log) && statSync(log).size > 10_000_000) rmSync(log)
    writeFileSync(this.ownerFile, processIdentity(process.pid) ?? '')
    let wanted = this.options.port ?? 5440
    for (let tries = 0; tries < 10; tries++) {
      const port = await freePort(wanted)
      if (wanted && port !== wanted) this.say(`Port ${wanted} is taken; Postgres takes ${port}`)
      const settings = { ...usualSettings, ...this.options.settings, port: String(port) }
      const conf = Object.entries(settings).map(([name, value]) => `${name} = '${value.replaceAll("'", "''")}'\n`)
      writeFileSync(join(data, 'keel.conf'), conf.join(''))
      if (account) chownSync(join(data, 'keel.conf'), account.uid, account.gid)
      const from = existsSync(log) ? statSync(log).size : 0
      const { code } = runProgram(this.files, 'pg_ctl', ['start', '-w', '-t', '60', '-D', data, '-l', log])
      if (code === 0) return port
      const said = existsSync(log) ? readFileSync(log).subarray(from).toString('utf8') : ''
      if (/lock file "postmaster.pid" already exists/.test(said)) return undefined
      if (!/could not bind|could not create any TCP/.test(said))
        throw new StartError(`Postgres did not start; ${log} says: ${lastLine(said) || 'nothing'}`)
      wanted = port + 1
    }
    throw new StartError('Postgres found no free port to listen on; stop what occupies them, or set DATABASE_URL.')
  }

  private async handle(port: number, how: EmbeddedPostgres['how']): Promise<EmbeddedPostgres> {
    const stop = () => {
      process.off('exit', stop)
      if (how === 'shared' || readOr(this.ownerFile) !== processIdentity(process.pid)) return
      rmSync(this.urlFile, { force: true })
      this.halt('fast')
      rmSync(this.ownerFile, { force: true })
    }
    if (how !== 'shared') {
      writeFileSync(this.ownerFile, processIdentity(process.pid) ?? '')
      // The net below every way out of the process, except SIGKILL.
      process.once('exit', stop)
    }
    await this.makeDatabase(port)
    if (how !== 'shared') {
      rmSync(this.urlFile, { force: true })
      writeFileSync(this.urlFile, `${this.url(port)}\n`, { mode: 0o600 })
    }
    return { url: this.url(port), port, data: this.files.data, how, stop }
  }

  private async makeDatabase(port: number): Promise<void> {
    const name = this.options.database ?? 'keel'
    const sql = this.connect(port, 'postgres')
    try {
      const found = await sql`select 1 from pg_database where datname = ${name}`
      if (found.length === 0) await sql`create database ${sql(name)}`
    } catch (error) {
      // 42P04: another process made it between the question and the answer.
      if ((error as { code?: string }).code !== '42P04') throw error
    } finally {
      await sql.end({ timeout: 5 })
    }
  }

  private ownerLives(): boolean {
    const owner = readOr(this.ownerFile)
    return owner !== '' && processIdentity(Number.parseInt(owner, 10)) === owner
  }

  private halt(mode: 'fast' | 'immediate'): void {
    const stop = (how: string) =>
      runProgram(this.files, 'pg_ctl', ['stop', '-w', '-t', '60', '-m', how, '-D', this.files.data]).code === 0
    if (!stop(mode) && existsSync(join(this.files.data, 'postmaster.pid'))) stop('immediate')
  }
}

const lastLine = (text: string): string => text.trim().split('\n').pop() ?? ''
const readOr = (file: string): string => (existsSync(file) ? readFileSync(file, 'utf8') : '')

function keptPassword(file: string): string {
  try {
    writeFileSync(file, randomBytes(24).toString('hex'), { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST')
      throw new StartError(`The file ${file} cannot be written: make its folder writable, or set KEEL_DATA_DIR.`)
  }
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    throw new StartError(`The file ${file} belongs to another user: run as that user, or set KEEL_DATA_DIR.`)
  }
}
