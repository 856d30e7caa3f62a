import { createHmac, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { isAbsolute, join, resolve } from 'node:path'
import { z } from 'zod'

/** A configuration mistake; the message is one sentence a person can act on, and needs no stack trace. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

/** The roles that Keel's own processes log in with; `db/migrate.ts` creates them with `rolePassword`. */
export type DatabaseRole = 'keel_app' | 'keel_auth' | 'keel_system'

type Env = Record<string, string | undefined>

const flag = z
  .enum(['true', 'false', '1', '0', 'yes', 'no'])
  .transform((value) => value === 'true' || value === '1' || value === 'yes')
const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .refine((value) => value >= min && value <= max)
const urlOf = (...schemes: string[]) =>
  z.string().refine((value) => URL.canParse(value) && schemes.includes(new URL(value).protocol.replace(':', '')))

interface Variable<T extends z.ZodType> {
  schema: T
  /** Ends the sentence "NAME must be ...". */
  must: string
  /** The value may appear in a message; never for a variable that can carry a password. */
  show?: boolean
}
const variable = <T extends z.ZodType>(schema: T, must: string, show = false): Variable<T> => ({ schema, must, show })

const port = (fallback: number) =>
  variable(wholeNumber(1, 65535).default(fallback), `a whole number from 1 to 65535 (default ${fallback})`, true)
const postgresUrl = () =>
  variable(
    urlOf('postgres', 'postgresql')
      .refine((value) => new URL(value).pathname.length > 1)
      .optional(),
    'a URL such as postgres://owner:password@host:5432/keel, with the database named',
  )
const levels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const

const variables = {
  DATABASE_URL: postgresUrl(),
  DATABASE_REPLICA_URL: postgresUrl(),
  REDIS_URL: variable(urlOf('redis', 'rediss').optional(), 'a URL such as redis://host:6379'),
  UNLEASH_URL: variable(urlOf('http', 'https').optional(), 'a URL such as https://unleash.example.com/api/'),
  UNLEASH_TOKEN: variable(z.string().optional(), 'the client token of the Unleash server'),
  KEEL_SECRET: variable(
    z.string().min(32).optional(),
    'at least 32 characters long, for example the output of `openssl rand -hex 32`, or unset to have one made and kept in the data folder',
  ),
  KEEL_PREVIOUS_SECRETS: variable(
    z.string().optional(),
    'earlier values of KEEL_SECRET separated by commas, each at least 32 characters, so that what they encrypted can still be read',
  ),
  KEEL_FILES_URL: variable(
    urlOf('http', 'https')
      .refine((value) => new URL(value).username !== '' && new URL(value).pathname.length > 1)
      .optional(),
    'the URL of an S3 bucket with its keys, such as https://key:secret@host/bucket?region=eu-central-1',
  ),
  KEEL_METRICS_TOKEN: variable(z.string().min(16).optional(), 'at least 16 characters long'),
  KEEL_DATA_DIR: variable(z.string().default('.keel'), 'the path of a folder', true),
  KEEL_HOST: variable(
    z
      .string()
      .regex(/^[A-Za-z0-9.:-]+$/)
      .default('127.0.0.1'),
    'an address or host name to listen on (default 127.0.0.1)',
    true,
  ),
  KEEL_PORT: port(3000),
  KEEL_API_PORT: port(3001),
  KEEL_PUBLIC_URL: variable(urlOf('http', 'https').optional(), 'a URL such as https://erp.example.com', true),
  KEEL_POOL_SIZE: variable(wholeNumber(1, 200).default(10), 'a whole number from 1 to 200 (default 10)', true),
  KEEL_CALL_LIMIT: variable(wholeNumber(10, 1e9).default(500), 'a whole number from 10 (default 500)', true),
  KEEL_TENANT_CALL_LIMIT: variable(
    wholeNumber(10, 1e9).default(10_000),
    'a whole number from 10 (default 10000)',
    true,
  ),
  KEEL_DEMO: variable(flag.optional(), 'true or false', true),
  KEEL_SCHEMA_STATE: variable(z.string().optional(), 'left to the start script'),
  LOG_LEVEL: variable(z.enum(levels).default('info'), `one of ${levels.join(', ')} (default info)`, true),
  SMTP_URL: variable(urlOf('smtp', 'smtps').optional(), 'a URL such as smtp://user:password@host:587'),
  NODE_ENV: variable(
    z.enum(['development', 'production', 'test']).default('development'),
    'development, production or test',
    true,
  ),
}
type Variables = { [K in keyof typeof variables]: z.output<(typeof variables)[K]['schema']> }

/** Everything that can be set from outside, checked. Absent optional components are `undefined`. */
export interface Config {
  /** Owner of the schema; used to migrate, and as the address that `roleUrl` starts from. Unset: the embedded Postgres. */
  databaseUrl: string | undefined
  databaseReplicaUrl: string | undefined
  redisUrl: string | undefined
  unleash: { url: string; token: string | undefined } | undefined
  /** At least 32 characters; made once and kept in the data folder when KEEL_SECRET is unset. */
  readonly secret: string
  /** Earlier secrets: they still decrypt, nothing new is encrypted with them. */
  previousSecrets: readonly string[]
  /** An S3 bucket for files; unset: the data folder. */
  filesUrl: string | undefined
  metricsToken: string | undefined
  /** Absolute path. */
  dataDir: string
  host: string
  port: number
  apiPort: number
  /** Where people reach Keel, without a trailing slash. */
  publicUrl: string
  /** Connections per process and role. */
  poolSize: number
  /** Calls within ten seconds: of one person, of all people of a tenant. */
  callLimit: number
  tenantCallLimit: number
  demo: boolean | undefined
  /** The state that the database must be in for this version; handed down by the start script, readiness compares. */
  schemaState: string | undefined
  logLevel: (typeof levels)[number]
  smtpUrl: string | undefined
  nodeEnv: 'development' | 'production' | 'test'
}

function parseVariables(env: Env): Variables {
  const read = (name: keyof Variables): unknown => {
    const { schema, must, show } = variables[name]
    const raw = env[name]?.trim() || undefined
    const result = schema.safeParse(raw)
    if (result.success) return result.data
    const shown = show ? ` is "${raw}" but` : ''
    throw new ConfigError(`${name}${shown} must be ${must}; set it right or remove it, and start again.`)
  }
  return Object.fromEntries(
    (Object.keys(variables) as (keyof Variables)[]).map((name) => [name, read(name)]),
  ) as Variables
}

/** Reads and checks a set of variables. Throws `ConfigError` naming the first wrong one. Touches no file until `secret` is asked for. */
export function readConfig(env: Env, cwd = process.cwd()): Config {
  const v = parseVariables(env)
  if (v.UNLEASH_TOKEN && !v.UNLEASH_URL)
    throw new ConfigError('UNLEASH_TOKEN is set but UNLEASH_URL is not; set both or neither.')
  const dataDir = isAbsolute(v.KEEL_DATA_DIR) ? v.KEEL_DATA_DIR : resolve(cwd, v.KEEL_DATA_DIR)
  const shownHost = ['0.0.0.0', '::'].includes(v.KEEL_HOST) ? 'localhost' : v.KEEL_HOST
  let secret = v.KEEL_SECRET
  return {
    databaseUrl: v.DATABASE_URL ?? runningEmbeddedUrl(dataDir),
    databaseReplicaUrl: v.DATABASE_REPLICA_URL,
    redisUrl: v.REDIS_URL,
    unleash: v.UNLEASH_URL ? { url: v.UNLEASH_URL, token: v.UNLEASH_TOKEN } : undefined,
    get secret() {
      secret ??= keptSecret(dataDir)
      return secret
    },
    previousSecrets: (v.KEEL_PREVIOUS_SECRETS ?? '').split(',').filter((previous) => previous.length >= 32),
    metricsToken: v.KEEL_METRICS_TOKEN,
    dataDir,
    filesUrl: v.KEEL_FILES_URL,
    host: v.KEEL_HOST,
    port: v.KEEL_PORT,
    apiPort: v.KEEL_API_PORT,
    publicUrl: (v.KEEL_PUBLIC_URL ?? `http://${shownHost}:${v.KEEL_PORT}`).replace(/\/+$/, ''),
    poolSize: v.KEEL_POOL_SIZE,
    callLimit: v.KEEL_CALL_LIMIT,
    tenantCallLimit: v.KEEL_TENANT_CALL_LIMIT,
    demo: v.KEEL_DEMO,
    schemaState: v.KEEL_SCHEMA_STATE,
    logLevel: v.LOG_LEVEL,
    smtpUrl: v.SMTP_URL,
    nodeEnv: v.NODE_ENV,
  }
}

/** File in the data folder with the address of the embedded Postgres while it runs, so that a second command (import, bench) finds it. */
export const embeddedUrlFile = (dataDir: string): string => join(dataDir, 'database-url')

function runningEmbeddedUrl(dataDir: string): string | undefined {
  const file = embeddedUrlFile(dataDir)
  return existsSync(/* turbopackIgnore: true */ file) ? readFileSync(file, 'utf8').trim() : undefined
}

function keptSecret(dataDir: string): string {
  const file = join(dataDir, 'secret')
  mkdirSync(dataDir, { recursive: true })
  try {
    // `wx`: of two processes that start together one writes, the other reads what the first wrote.
    writeFileSync(file, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST')
      throw new ConfigError(`The secret cannot be kept in ${file}; make the folder writable or set KEEL_SECRET.`)
  }
  const secret = readFileSync(file, 'utf8').trim()
  if (secret.length < 32) throw new ConfigError(`The file ${file} is damaged; restore it, or set KEEL_SECRET.`)
  return secret
}

let loaded: Config | undefined

/**
 * The configuration of this process, read once. In a server process a wrong value ends the process with its sentence;
 * in tests and in `next build` it throws `ConfigError` instead.
 */
export function config(): Config {
  if (loaded) return loaded
  try {
    loaded = readConfig(process.env)
    return loaded
  } catch (error) {
    if (!(error instanceof ConfigError) || process.env.VITEST || process.env.NEXT_PHASE) throw error
    process.stderr.write(`Keel cannot start: ${error.message}\n`)
    process.exit(1)
  }
}

/** Forgets what `config()` read, so that the next call reads the environment again. For start scripts and test set-up. */
export function reloadConfig(): Config {
  loaded = undefined
  return config()
}

/** The password of a database role: derived, so nothing has to be stored or handed around. Changes with the secret; `migrate` sets it again. */
export function rolePassword(role: string, secret = config().secret): string {
  return createHmac('sha256', secret).update(`keel database role ${role}`).digest('hex')
}

/** The address of the database for one of Keel's roles, `replica` for reads that may lag. Throws `ConfigError` when no database is known. */
export function roleUrl(role: DatabaseRole, options: { replica?: boolean } = {}): string {
  const { databaseUrl, databaseReplicaUrl } = config()
  const base = (options.replica && databaseReplicaUrl) || databaseUrl
  if (!base)
    throw new ConfigError(
      'No database is known: start Keel with `npm run up`, or set DATABASE_URL to a Postgres server.',
    )
  const url = new URL(base)
  url.username = role
  url.password = rolePassword(role)
  return url.toString()
}
