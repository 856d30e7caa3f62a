import { randomBytes } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import cliProgress from 'cli-progress'
import { stringify } from 'csv-stringify/sync'
import '@/server/composition'
import { reportOf } from '@/server/import/adventureworks/report'
import { importAdventureWorks } from '@/server/import/adventureworks/run'
import type { Progress } from '@/server/import/session'
import { AppError } from '@/server/kernel/errors'
import { ConfigError, config } from '@/server/platform/config'
import { systemActor } from '@/server/platform/identity/actor'
import { signUp, slugFrom } from '@/server/platform/identity/sign-up'
import { closePools, pools } from '@/server/platform/pools'
import { migrateDatabase, openDatabase } from './database'
import { StartError } from './postgres-files'

const help = `Takes the data of another system into a tenant of its own.

  npm run import -- adventureworks <folder> [options]

  --name <text>    name of the tenant and its company (default AdventureWorks)
  --email <mail>   the administrator's address (default admin@<slug>.example)
  --batch <n>      orders a command (default 500)
  --out <folder>   where the report and the rejected rows go (default <data folder>/import/<slug>)

A run that was stopped goes on where it stood when it is started again with the same folder and name.`

const say = (line: string): void => void process.stdout.write(`${line}\n`)

function options() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      name: { type: 'string', default: 'AdventureWorks' },
      email: { type: 'string' },
      out: { type: 'string' },
      batch: { type: 'string', default: '500' },
      help: { type: 'boolean', default: false },
    },
  })
  const [kind, folder] = positionals
  if (values.help || kind !== 'adventureworks' || !folder) {
    say(help)
    process.exit(values.help ? 0 : 1)
  }
  return { ...values, folder: resolve(folder) }
}

/** The tenant of that name, or a new one whose login is printed once. */
async function tenantOf(name: string, email?: string): Promise<{ tenantId: string; slug: string }> {
  const slug = slugFrom(name)
  const [known] = await pools.system<{ id: string }[]>`select id from tenant where slug = ${slug}`
  if (known) return { tenantId: known.id, slug }
  const password = `${randomBytes(12).toString('base64url')}-Keel1`
  const address = email ?? `admin@${slug}.example`
  const person = { name: 'Administrator', email: address, password, organisation: name, locale: 'en' as const }
  const made = await signUp(person, { ip: null, userAgent: 'import' })
  say(`Tenant ${made.slug} is made. Sign in as ${address} with the password ${password}`)
  return made
}

/** Bars on a terminal, a line a stage elsewhere. */
function progress(): Progress {
  if (!process.stdout.isTTY) {
    let name = ''
    return {
      stage: (stage, total) => {
        name = stage
        say(`${stage}: ${total}`)
      },
      step: () => undefined,
      done: () => say(`${name}: done`),
    }
  }
  const bar = new cliProgress.SingleBar(
    { format: '{stage} {bar} {value}/{total} | {duration_formatted}', hideCursor: true },
    cliProgress.Presets.shades_classic,
  )
  return {
    stage: (stage, total) => bar.start(total, 0, { stage: stage.padEnd(18) }),
    step: (count) => bar.increment(count),
    done: () => bar.stop(),
  }
}

async function main(): Promise<number> {
  const given = options()
  const database = await openDatabase(say)
  try {
    await migrateDatabase(database.url)
    const { tenantId, slug } = await tenantOf(given.name, given.email)
    const today = new Date().toISOString().slice(0, 10)
    const settings = {
      company: given.name,
      progress: progress(),
      today,
      batch: Math.min(Math.max(1, Number(given.batch) || 500), 1000),
    }
    const outcome = await importAdventureWorks(given.folder, systemActor(tenantId), settings)
    const out = resolve(given.out ?? join(config().dataDir, 'import', slug))
    mkdirSync(out, { recursive: true })
    writeFileSync(join(out, 'report.md'), reportOf(outcome))
    writeFileSync(join(out, 'rejected.csv'), stringify([...outcome.rejections], { header: true }))
    for (const c of outcome.checked.checks) say(`${c.ok ? 'agrees ' : 'DIFFERS'}  ${c.what}: ${c.found}`)
    say(`Report: ${join(out, 'report.md')}   rejected rows: ${outcome.rejections.length}`)
    return outcome.checked.checks.every((c) => c.ok) ? 0 : 1
  } finally {
    await closePools()
    database.stop()
  }
}

try {
  process.exitCode = await main()
} catch (error) {
  const known = error instanceof StartError || error instanceof ConfigError
  process.stderr.write(`The import stopped: ${known ? error.message : ((error as Error).stack ?? error)}\n`)
  if (error instanceof AppError)
    for (const { path, code, params } of error.issues)
      process.stderr.write(`  ${path}: ${code} ${JSON.stringify(params)}\n`)
  process.exitCode = 1
}
