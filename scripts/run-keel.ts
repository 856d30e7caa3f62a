import { existsSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { expectedState } from '@/db/migrate'
import type { DemoLogins } from '@/db/seed/demo'
import { ConfigError, config, readConfig, reloadConfig } from '@/server/platform/config'
import { ensureBuilt } from './build'
import { nodeFlags, processes, sources } from './bundle'
import { migrateDatabase, openDatabase } from './database'
import { freePort } from './free-port'
import { catchMail } from './mail-catcher'
import { StartError } from './postgres-files'
import { sleep } from './process-identity'
import { Supervisor } from './supervisor'
import { throwawaySettings } from './throwaway'

export interface UpOptions {
  port?: string
  noDemo?: boolean
  reset?: boolean
  yes?: boolean
  /** For tests: the database takes whatever port is free, and is not kept from loss. */
  throwaway?: boolean
}
export type Mode = 'production' | 'development'

const say = (line: string): void => void process.stdout.write(`keel   | ${line}\n`)
const supervisor = new Supervisor((line) => process.stdout.write(`${line}\n`))

/** Starts everything, and stays until a signal stops it in order; a mistake of the set-up is one sentence and exit code 1. */
export async function runKeel(mode: Mode, options: UpOptions): Promise<void> {
  try {
    stopOnSignals()
    await start(mode, options)
  } catch (error) {
    if (stopping) return
    const known = error instanceof StartError || error instanceof ConfigError
    process.stderr.write(`Keel cannot start: ${known ? error.message : ((error as Error).stack ?? error)}\n`)
    await supervisor.stop(5000)
    process.exit(1)
  }
}

let stopping = false

/**
 * In order: web, API, worker, and with the end of this process its Postgres. A terminal and npm may both pass the same
 * Ctrl-C on, so only a second one after a second means "at once".
 */
function stopOnSignals(): void {
  let first = 0
  const stop = async () => {
    if (stopping) {
      if (Date.now() - first > 1000) process.exit(1)
      return
    }
    stopping = true
    first = Date.now()
    say('Stopping ...')
    await supervisor.stop()
    process.exit(0)
  }
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => void stop())
  process.on('exit', () => supervisor.kill())
  process.on('uncaughtException', (error) => {
    process.stderr.write(`${error.stack ?? error}\n`)
    process.exit(1)
  })
}

async function start(mode: Mode, options: UpOptions): Promise<void> {
  if (options.port) process.env.KEEL_PORT = options.port
  const settings = readConfig(process.env)
  process.env.KEEL_DATA_DIR = settings.dataDir
  if (options.reset) await reset(settings.dataDir, options.yes === true)
  const database = await openDatabase(say, options.throwaway ? { port: 0, settings: throwawaySettings } : {})
  if (database.shared)
    throw new StartError(
      `Keel already runs with the data folder ${settings.dataDir}: stop that one first, or set KEEL_DATA_DIR to another folder.`,
    )
  await migrateDatabase(database.url)
  const demo = config().demo !== false && !options.noDemo ? await seed() : undefined
  if (mode === 'production') await ensureBuilt(say)
  await choosePorts()
  const mail = config().smtpUrl ? null : join(settings.dataDir, 'mail')
  if (mail) process.env.SMTP_URL = await catchMail(mail)
  const children = await childEnvironment(mode)
  const next = join('node_modules', 'next', 'dist', 'bin', 'next')
  const { host, port, apiPort } = config()
  const web = [next, mode === 'production' ? 'start' : 'dev', '-H', host, '-p', String(port)]
  supervisor.start({ name: 'web', args: web, env: children })
  for (const name of ['api', 'worker'] as const) {
    const file = mode === 'production' ? [processes[name]] : ['--import', 'tsx', sources[name]]
    supervisor.start({ name, args: [...nodeFlags[name], ...file], env: children })
  }
  await ready('web', `http://${reachable(host)}:${port}/api/health`)
  await ready('api', `http://${reachable(host)}:${apiPort}/api/health`)
  announce(database.place, demo, mail)
}

/** The demo company; the modules that it needs are loaded only when it is wanted, and keep no connection. */
async function seed(): Promise<DemoLogins> {
  const [{ seedDemo }, { closePools }, { stopListening }] = await Promise.all([
    import('@/db/seed/demo'),
    import('@/server/platform/pools'),
    import('@/server/platform/events/listen'),
  ])
  const demo = await seedDemo(say)
  await stopListening()
  await closePools()
  if (!demo.complete)
    say('The demo company is not complete, as an earlier start was interrupted: --reset makes it anew.')
  return demo
}

/** The embedded database and uploaded files; never the secret, never anything that Keel did not make. */
async function reset(dataDir: string, yes: boolean): Promise<void> {
  if (process.env.DATABASE_URL)
    throw new StartError(
      '--reset deletes the embedded database only, and DATABASE_URL is set: empty that database yourself.',
    )
  if (!yes) {
    if (!process.stdin.isTTY) throw new StartError('--reset deletes all data: add --yes to confirm.')
    const terminal = createInterface({ input: process.stdin, output: process.stdout })
    const answer = await terminal.question(`Delete the database and files in ${dataDir}? Type yes: `)
    terminal.close()
    if (answer.trim().toLowerCase() !== 'yes')
      throw new StartError('nothing was deleted, because the answer was not yes.')
  }
  const running = await openDatabase(say)
  running.stop()
  process.env.DATABASE_URL = ''
  if (running.shared) throw new StartError(`Keel runs with the data folder ${dataDir}: stop it before --reset.`)
  const pointer = join(dataDir, 'postgres.location')
  if (existsSync(pointer)) rmSync(dirname(readFileSync(pointer, 'utf8').trim()), { recursive: true, force: true })
  for (const name of ['postgres', 'postgres.password', 'postgres.owner', 'postgres.location', 'files'])
    rmSync(join(dataDir, name), { recursive: true, force: true })
  say('The database and files were deleted.')
}

async function choosePorts(): Promise<void> {
  const { host, port, apiPort } = config()
  const web = await freePort(port, host)
  const api = await freePort(apiPort, host, [web])
  if (web !== port) say(`Port ${port} is taken; the web pages take ${web}`)
  if (api !== apiPort) say(`Port ${apiPort} is taken; the API takes ${api}`)
  process.env.KEEL_PORT = String(web)
  process.env.KEEL_API_PORT = String(api)
  reloadConfig()
}

async function childEnvironment(mode: Mode): Promise<NodeJS.ProcessEnv> {
  return {
    ...process.env,
    NODE_ENV: mode,
    NEXT_TELEMETRY_DISABLED: '1',
    KEEL_SCHEMA_STATE: await expectedState(),
    KEEL_SUPERVISOR: String(process.pid),
  }
}

const reachable = (host: string): string =>
  host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host

async function ready(service: string, url: string): Promise<void> {
  for (const until = Date.now() + 180_000; Date.now() < until; await sleep(300)) {
    if (supervisor.crashesOf(service) >= 3)
      throw new StartError(`${service} ends again and again: see its lines above.`)
    const answer = await fetch(url, { signal: AbortSignal.timeout(60_000) }).catch(() => undefined)
    if (answer?.ok) return
  }
  throw new StartError(`${service} did not become ready at ${url} within three minutes: see its lines above.`)
}

const loginLine = ({ email, role }: DemoLogins['logins'][number]): string => `  ${email.padEnd(27)}${role}`

function announce(databasePlace: string, demo: DemoLogins | undefined, mail: string | null): void {
  const { publicUrl, host, apiPort } = config()
  const lines = [
    `Keel runs at  ${publicUrl}`,
    `API           http://${reachable(host)}:${apiPort}`,
    `Database      ${databasePlace}`,
    ...(mail ? [`Mail          kept in ${mail} (SMTP_URL is not set)`] : []),
    '',
    ...(demo ? [`Demo company: the password of all is  ${demo.password}`, ...demo.logins.map(loginLine), ''] : []),
    'Ctrl-C stops everything.',
  ]
  const width = Math.max(...lines.map((line) => line.length))
  const rule = '─'.repeat(width + 2)
  process.stdout.write(`\n┌${rule}┐\n${lines.map((line) => `│ ${line.padEnd(width)} │\n`).join('')}└${rule}┘\n\n`)
}
