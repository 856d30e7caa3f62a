import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import type { Sql } from 'postgres'
import { freePort } from '@/scripts/free-port'
import { SESSION_COOKIE } from '@/server/platform/identity/cookie'
import { ApiClient } from './client'
import { fillLedger, fillOrders, fillStock } from './history'
import { alone, ms, type Timings } from './measure'
import { usage } from './processes'
import type { World } from './world'

type Row = Record<string, unknown>
const row = (what: string, t: Timings): Row => ({
  what,
  'p50 ms': ms(t.percentile(50)),
  'p95 ms': ms(t.percentile(95)),
  runs: t.count,
})
const LIST = { limit: 50, sort: [{ column: 'documentDate', direction: 'desc' }] }

/** Fifty of 100,000 orders, by date: the procedure, and the rendered page. */
export async function runLists(world: World, admin: Sql, port: number): Promise<Row[]> {
  await fillOrders(admin, world, 100_000)
  const api = new ApiClient(port, world.token)
  const rows = [
    row('list: 50 of 100,000 orders', await alone(200, () => api.query('sales.salesOrder.list.rows', LIST), 30)),
  ]
  api.close()
  if (!existsSync('.next/BUILD_ID')) return rows
  return [...rows, await page(world)]
}

async function page(world: World): Promise<Row> {
  const port = await freePort(3451)
  const web = spawn(
    process.execPath,
    ['node_modules/next/dist/bin/next', 'start', '-H', '127.0.0.1', '-p', String(port)],
    {
      env: { ...process.env, KEEL_PORT: String(port) },
      stdio: 'ignore',
    },
  )
  try {
    const url = `http://127.0.0.1:${port}/${world.slug}/sales/sales-orders`
    const get = async () => {
      const response = await fetch(url, {
        headers: { cookie: `${SESSION_COOKIE}=${world.session}` },
        redirect: 'manual',
      })
      const text = await response.text()
      if (response.status !== 200 || !text.includes('H-')) throw new Error(`the page answered ${response.status}`)
    }
    for (let n = 0; n < 100; n++) {
      if (
        await get().then(
          () => true,
          () => false,
        )
      )
        break
      await new Promise((resolve) => setTimeout(resolve, 300))
    }
    return { ...row('page: the same, rendered', await alone(60, get, 20)), 'web MB': usage(web.pid ?? 0).peakRssMb }
  } finally {
    web.kill('SIGTERM')
  }
}

/** Reports over histories of 10 thousand, 100 thousand and 1 million rows. */
export async function runLedgers(
  world: World,
  admin: Sql,
  port: number,
  sizes: readonly number[],
  today: string,
): Promise<Row[]> {
  const api = new ApiClient(port, world.token)
  const rows: Row[] = []
  let have = 0
  for (const size of sizes) {
    await fillLedger(admin, world, have, size)
    await fillStock(admin, world, have, size)
    have = size
    const range = { companyId: world.companyId, from: `${today.slice(0, 4)}-01-01`, to: today }
    rows.push(
      row(`trial balance, ${size} lines`, await alone(60, () => api.query('finance.report.trialBalance', range), 15)),
    )
    rows.push(
      row(
        `stock on hand, ${size} moves`,
        await alone(60, () => api.query('inventory.stock.list.rows', { limit: 100 }), 15),
      ),
    )
  }
  api.close()
  return rows
}
