import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import '@/server/composition'
import { reportOf } from '@/server/import/adventureworks/report'
import { importAdventureWorks } from '@/server/import/adventureworks/run'
import type { Progress } from '@/server/import/session'
import { systemActor } from '@/server/platform/identity/actor'
import { closePools, pools } from '@/server/platform/pools'
import { brokenInvariants } from '../oracle/invariants'
import { readRows } from '../stock'
import { smallFolder } from './folder'

const quiet: Progress = { stage: () => undefined, step: () => undefined, done: () => undefined }
const folder = smallFolder()
const out = mkdtempSync(join(tmpdir(), 'keel-import-out-'))

/** Runs the command line; with `killAt` it is killed without warning once it has said that. */
async function commandLine(name: string, source: string, killAt?: string): Promise<string> {
  const args = ['--import', 'tsx', 'scripts/import.ts', 'adventureworks', source, '--name', name, '--out', out]
  const child = spawn(process.execPath, [...args, '--batch', source === folder ? '1' : '500'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString('utf8')
      if (killAt && said.includes(killAt)) child.kill('SIGKILL')
    })
  await once(child, 'close')
  return said
}

const actorOf = async (slug: string) => {
  const [row] = await pools.system<{ id: string }[]>`select id from tenant where slug = ${slug}`
  return systemActor(row?.id ?? '')
}
const options = { company: 'Small', progress: quiet, today: '2026-06-15', batch: 1 }

beforeAll(async () => {
  await commandLine('Small', folder, 'SalesOrder: 3')
}, 60_000)
afterAll(async () => {
  for (const path of [folder, out]) rmSync(path, { recursive: true, force: true })
  await closePools()
})

describe('an import that was killed', () => {
  it('goes on where it stood, and the totals are those of the source to the cent', async () => {
    const said = await commandLine('Small', folder)
    expect(said).not.toContain('DIFFERS')
    expect(said).toContain('agrees   Sum of line totals: 56.00')
    expect(said).toContain('agrees   Total due: 61.88')
    expect(said).toContain('agrees   Cost of sales: 40.49')
    expect(said).toContain('agrees   Receivable left: 0.00')
    expect(said).toContain('agrees   Purchases, net: 34.50')
    expect(said).toContain('agrees   Purchases with tax and freight: 38.12')
    expect(said).toContain('agrees   Pieces taken in: 7')
    expect(said).toContain('agrees   Pieces rejected: 4')
    // 21.00 of goods, 1.68 of tax, 0.53 of freight: seven tenths of what was ordered.
    expect(said).toContain('agrees   Billed by vendors: 23.21')
    expect(said).toContain('agrees   Payable left: 0.00')
    expect(said).toContain('agrees   Pieces in stock: 12')
    expect(readFileSync(join(out, 'report.md'), 'utf8')).toContain('| Total due | 61.8811 | 61.88 | -0.0011 |')
  }, 60_000)

  it('changes nothing when it is run again', async () => {
    const actor = await actorOf('small')
    const picture = () =>
      readRows<{ n: string }>(
        actor,
        `select string_agg(t || c, ',' order by t) as n from (select 'i' as t, count(*) as c from item union all select 'p', count(*) from party
           union all select 'o', count(*) from sales_order union all select 'b', count(*) from purchase_order
           union all select 's', count(*) from supplier_price union all select 'e', count(*) from journal_entry
           union all select 'm', count(*) from stock_move union all select 'a', count(*) from audit_log) x`,
      )
    const before = await picture()
    const outcome = await importAdventureWorks(folder, actor, options)
    expect(outcome.imported).toBe(0)
    expect(await picture()).toEqual(before)
    expect(await brokenInvariants(actor)).toEqual({})
  }, 60_000)

  it('tells each row that it did not take, and why', async () => {
    const { rejections } = await importAdventureWorks(folder, await actorOf('small'), options)
    const told = Object.fromEntries(rejections.map((r) => [`${r.table} ${r.key}`, r.reason]))
    expect(told).toMatchObject({
      'UnitMeasure C': 'not a unit that quantities are counted in',
      'ProductSubcategory 2': 'there is no category 9',
      'Product 3': 'StandardCost "many" is not a number',
      'Product 4': 'there is no subcategory 7',
      'ProductListPriceHistory 9/2012-05-30': 'there is no product 9',
      'Person 3': '2 fields instead of 5',
      'EmailAddress 2/2': '"not a mail" is not an e-mail address',
      'Customer 4': 'there is no person 8',
      'SalesOrderDetail 15/8': 'OrderQty "none" is not a number',
      'SalesOrderHeader 13': 'status 3 is not shipped',
      'SalesOrderHeader 14': 'its lines add up to 20, not to the subtotal 25.0000',
      'SalesOrderHeader 15': 'one of its lines is rejected',
      'Vendor 21': 'the vendor has no account number',
      'ProductVendor 9/20': 'there is no product 9',
      'PurchaseOrderHeader 3': 'there is no vendor 99',
      'SalesOrderHeader 16': 'OrderDate "2013-02-30x" is not a date',
    })
  }, 60_000)

  it('books each order in its own period, and moves no stock for it', async () => {
    const actor = await actorOf('small')
    const entries = await readRows<{ day: string; journal: string }>(
      actor,
      `select posting_date::text as day, journal from journal_entry where journal <> 'stock' order by 1, 2`,
    )
    expect(entries.map((e) => `${e.day} ${e.journal}`)).toEqual([
      '2011-05-10 purchase',
      '2011-06-01 sales',
      '2011-06-09 cash',
      '2011-06-13 cash',
      '2011-12-31 sales',
      '2012-01-12 cash',
      '2013-02-01 sales',
      '2013-02-13 cash',
    ])
    const moves = await readRows<{ kind: string }>(actor, 'select distinct kind from stock_move')
    expect(moves.map((m) => m.kind)).not.toContain('delivery')
  })
})

const real = process.env.KEEL_ADVENTUREWORKS
describe.runIf(real)('the whole sample', () => {
  it('comes in to the cent', async () => {
    const said = await commandLine('Whole', real ?? '')
    expect(said).not.toContain('DIFFERS')
    const outcome = await importAdventureWorks(real ?? '', await actorOf('whole'), {
      ...options,
      company: 'Whole',
      batch: 500,
    })
    expect(outcome.control).toMatchObject({ orders: 31465, lines: 121317, quantity: '274914', withoutCost: 64 })
    expect(outcome.control.cents).toMatchObject({ lines: '109846381.40', due: '123216786.12', cost: '97257907.95' })
    expect(outcome.purchases).toMatchObject({
      orders: 4012,
      lines: 8845,
      cents: { net: '63791994.84', due: '70479332.64' },
    })
    expect(reportOf(outcome)).toContain('| Stock at standard cost | 20092679.1712 |')
  }, 1_800_000)
})
