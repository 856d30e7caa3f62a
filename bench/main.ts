import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import postgres from 'postgres'
import { bundleProcesses, nodeFlags, processes } from '@/scripts/bundle'
import { migrateDatabase, openDatabase } from '@/scripts/database'
import { freePort } from '@/scripts/free-port'
import { throwawayFolder } from '@/scripts/throwaway'
import { todayIn } from '@/server/kernel/calendar-date'
import { reloadConfig } from '@/server/platform/config'
import { closePools } from '@/server/platform/pools'
import { runBudgetRace } from './budget-race'
import { ms } from './measure'
import { runO2c, STEPS } from './o2c'
import { makePurchasing, P2P_STEPS, runP2p } from './p2p'
import { usage } from './processes'
import { runRules50, runSimulation } from './purchase-rules'
import { runLedgers, runLists } from './reads'
import { runRecost } from './recost'
import { makeWorld } from './world'
import { prepareYardstick, runYardstick } from './yardstick'

/**
 * `npm run bench [-- --only o2c,p2p,rules50,simulate,lists,ledgers,recost --seconds 10]`: starts the production build on a database of its own, drives it as the mobile
 * companion would, prints a table and writes bench/results.json. Durable commits (fsync on), as in production.
 */
const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    seconds: { type: 'string', default: '10' },
    clients: { type: 'string', default: '1,4,16' },
    statements: { type: 'boolean', default: false },
    profile: { type: 'string' },
    sizes: { type: 'string', default: '10000,100000,1000000' },
  },
})
const wanted = new Set((values.only ?? 'o2c,budget-race,lists,ledgers').split(','))
const seconds = Number(values.seconds)
/** Long enough that Node has compiled what runs often; what is measured is a process that has been up for a while. */
const warmUpSeconds = Math.max(4, seconds)
const results: Record<string, unknown> = {
  machine: {
    cpus: cpus().length,
    model: cpus()[0]?.model,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    node: process.version,
  },
}

// One person calls for all clients.
Object.assign(process.env, {
  NODE_ENV: 'production',
  LOG_LEVEL: 'warn',
  KEEL_CALL_LIMIT: '1000000',
  KEEL_TENANT_CALL_LIMIT: '1000000',
})
process.env.KEEL_POOL_SIZE ??= '16'
const { folder, remove } = await throwawayFolder('bench')
mkdirSync(folder, { recursive: true })
process.env.KEEL_DATA_DIR = folder
process.env.KEEL_SECRET = 'a secret of the bench, worth nothing elsewhere'
reloadConfig()
const database = await openDatabase(() => {}, { port: 0 })
await migrateDatabase(database.url)
const admin = postgres(database.url, { max: 1, onnotice: () => {} })
const [where] = await admin`select current_setting('data_directory') as dir`
const postmaster = Number(readFileSync(join(String(where?.dir), 'postmaster.pid'), 'utf8').split('\n')[0])

await bundleProcesses()
const port = await freePort(3401)
const api = spawn(
  process.execPath,
  [...(values.profile ? ['--cpu-prof', `--cpu-prof-dir=${values.profile}`] : []), ...nodeFlags.api, processes.api],
  {
    env: { ...process.env, KEEL_API_PORT: String(port) },
    stdio: ['ignore', 'inherit', 'inherit'],
  },
)
try {
  await ready(port)
  const world = await makeWorld('bench', todayIn('UTC'))
  if (values.statements) await countStatements()
  if (wanted.has('o2c')) await o2c()
  if (wanted.has('budget-race')) {
    results.budgetRace = await runBudgetRace(world, todayIn('UTC'))
    console.table(results.budgetRace)
  }
  if (wanted.has('p2p')) await p2p()
  if (wanted.has('rules50')) {
    results.rules50 = await runRules50(world, admin, todayIn('UTC'))
    console.table(results.rules50)
  }
  if (wanted.has('simulate')) {
    results.simulate = await runSimulation(world, admin, todayIn('UTC'))
    console.table(results.simulate)
  }
  if (wanted.has('lists')) {
    results.lists = await runLists(world, admin, port)
    console.table(results.lists)
  }
  if (wanted.has('ledgers')) {
    const sizes = String(values.sizes).split(',').map(Number)
    results.ledgers = await runLedgers(world, admin, port, sizes, todayIn('UTC'))
    console.table(results.ledgers)
    if (values.statements) await dominating()
  }
  if (wanted.has('recost')) {
    results.recost = await runRecost(world, admin)
    console.table(results.recost)
    if (values.statements) await dominating()
  }
  async function p2p() {
    const pids = { app: api.pid ?? 0, postgres: postmaster }
    const buying = await makePurchasing(world, todayIn('UTC'))
    const clients = String(values.clients).split(',').map(Number)
    await runP2p(world, buying, port, Math.max(...clients), warmUpSeconds, pids)
    await admin`analyze`
    // Every connection has made its plans anew before anything is measured.
    await runP2p(world, buying, port, Math.max(...clients), warmUpSeconds / 2, pids)
    if (values.statements) await admin`select pg_stat_statements_reset()`
    const rows: Record<string, unknown>[] = []
    let cycles = 0
    for (const n of clients) {
      const r = await runP2p(world, buying, port, n, seconds, pids)
      cycles += r.cycles
      rows.push({
        clients: n,
        'cycles/s': r.cyclesPerSecond.toFixed(1),
        errors: [...r.errors.values()].reduce((a, b) => a + b, 0),
        ...Object.fromEntries(
          P2P_STEPS.map((s) => [`${s} p50/p95`, `${ms(r.steps[s].percentile(50))}/${ms(r.steps[s].percentile(95))}`]),
        ),
        'app ms': r.appCpuPerCycle.toFixed(1),
        'pg ms': r.postgresCpuPerCycle.toFixed(1),
        'app MB': r.app.peakRssMb,
      })
      for (const [message, n] of r.errors) console.log(`  ${n} × ${message}`)
    }
    console.table(rows)
    results.p2p = rows
    if (values.statements) await dominating(cycles)
  }
  async function o2c() {
    const rows: Record<string, unknown>[] = []
    await prepareYardstick(admin, world.tenantId)
    const clients = String(values.clients).split(',').map(Number)
    const pids = { app: api.pid ?? 0, postgres: postmaster }
    await runO2c(world, port, Math.max(...clients), warmUpSeconds, pids)
    // What autovacuum does within a minute of real work; every connection has made its plans anew before anything is measured.
    await admin`analyze`
    await runO2c(world, port, Math.max(...clients), warmUpSeconds / 2, pids)
    let cycles = 0
    if (values.statements) await admin`select pg_stat_statements_reset()`
    for (const n of clients) {
      const yardBefore = usage(postmaster)
      const yard = await runYardstick(world.tenantId, n, seconds)
      const yardRate = (yard.cycles * 1000) / yard.elapsedMs
      const yardPg = (usage(postmaster).cpuMs - yardBefore.cpuMs) / Math.max(1, yard.cycles)
      const r = await runO2c(world, port, n, seconds, pids)
      cycles += r.cycles
      rows.push({
        clients: n,
        'cycles/s': r.cyclesPerSecond.toFixed(1),
        'yardstick/s': yardRate.toFixed(0),
        share: `${((100 * r.cyclesPerSecond) / yardRate).toFixed(0)}%`,
        errors: [...r.errors.values()].reduce((a, b) => a + b, 0),
        ...Object.fromEntries(
          STEPS.map((s) => [`${s} p50/p95`, `${ms(r.steps[s].percentile(50))}/${ms(r.steps[s].percentile(95))}`]),
        ),
        'app ms': r.appCpuPerCycle.toFixed(1),
        'pg ms': r.postgresCpuPerCycle.toFixed(1),
        'yardstick pg ms': yardPg.toFixed(1),
        'app MB': r.app.peakRssMb,
      })
      for (const [message, n] of r.errors) console.log(`  ${n} × ${message}`)
    }
    console.table(rows)
    results.o2c = rows
    if (values.statements) await dominating(cycles)
  }
  // What was not measured this time keeps its last figures.
  const last = JSON.parse(readFileSync('bench/results.json', 'utf8')) as Record<string, unknown>
  writeFileSync('bench/results.json', `${JSON.stringify({ ...last, ...results }, null, 2)}\n`)
} finally {
  api.kill('SIGTERM')
  await admin.end()
  await closePools()
  database.stop()
  remove()
}

/** Counts statements of functions and triggers too, and what planning them takes. */
async function countStatements(): Promise<void> {
  await admin`create extension if not exists pg_stat_statements`
  await admin`alter system set pg_stat_statements.track = 'all'`
  await admin`alter system set pg_stat_statements.track_planning = on`
  await admin`select pg_reload_conf()`
}

/** What the database spends its time on since the last reset, for `--statements`: in all, and for each cycle; `in` = inside a function or trigger. */
async function dominating(cycles = 1): Promise<void> {
  const top = await admin`
    select calls, total_exec_time as ms, mean_exec_time as mean, plans, total_plan_time as planning, toplevel,
      left(regexp_replace(query, '\\s+', ' ', 'g'), 150) as query
    from pg_stat_statements where query not like '%yardstick%' order by total_exec_time + total_plan_time desc`
  const sum = (key: string, of = top.filter((r) => r.toplevel)) => of.reduce((n, r) => n + Number(r[key]), 0) / cycles
  const planned = `${sum('plans', top).toFixed(1)} plans of ${sum('planning', top).toFixed(2)} ms`
  console.log(`${cycles} cycles; each ${sum('calls').toFixed(1)} statements of ${sum('ms').toFixed(2)} ms, ${planned}`)
  for (const r of top.slice(0, 150)) {
    const plans =
      r.plans > 0 ? ` + ${(r.planning / cycles).toFixed(3)} ms of ${(r.plans / cycles).toFixed(2)} plans` : ''
    const name = `${(r.ms / cycles).toFixed(3)} ms  ${(r.calls / cycles).toFixed(2)} × ${r.mean.toFixed(3)}${plans}`
    console.log(`${name}  ${r.toplevel ? '' : 'in '}${r.query}`)
  }
}

async function ready(at: number): Promise<void> {
  for (let n = 0; n < 450; n++) {
    const up = await fetch(`http://127.0.0.1:${at}/api/health`).then(
      (r) => r.ok,
      () => false,
    )
    if (up) return
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  throw new Error('the API process did not start')
}
