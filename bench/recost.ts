import type { Sql } from 'postgres'
import { z } from 'zod'
import { type Id, newId } from '@/server/kernel/ids'
import * as inventory from '@/server/modules/inventory'
import { command } from '@/server/platform/commands/command'
import type { CommandContext } from '@/server/platform/commands/context'
import { runCommand } from '@/server/platform/commands/runner'
import { alone, ms } from './measure'
import type { World } from './world'

const MOVES = 10_000
const OTHER = 1_000_000
const RUNS = 7

/**
 * A late cost on a receipt with 10,000 moves after it, and a receipt dated before them: for an average and a FIFO item, first with
 * nothing else in the company, then beside an item with a million moves. In this process, with durable commits.
 */
export async function runRecost(world: World, admin: Sql): Promise<Record<string, unknown>[]> {
  const rows: Record<string, unknown>[] = []
  const today = await admin`select current_date::text as day`.then(([row]) => String(row?.day))
  const opening = `${today.slice(0, 4)}-01-01`
  const items: { valuation: 'average' | 'fifo'; itemId: Id; receiptId: Id }[] = []
  for (const valuation of ['average', 'fifo'] as const) {
    const itemId = await makeItem(world, admin, valuation)
    items.push({ valuation, itemId, receiptId: await fill(admin, world, itemId, MOVES, opening, today) })
  }
  const measure = async (beside: string) => {
    await admin`analyze`
    for (const { valuation, itemId, receiptId } of items) {
      const late = await alone(RUNS, () => inCommand(world, (ctx) => adjust(ctx, world, receiptId, today)), 1)
      const back = await alone(RUNS, () => inCommand(world, (ctx) => receive(ctx, world, itemId, opening)), 1)
      for (const [what, t] of [
        ['late cost', late],
        ['back-dated receipt', back],
      ] as const)
        rows.push({
          what: `${what}, ${valuation}, ${MOVES} moves after it${beside}`,
          'p50 ms': ms(t.percentile(50)),
          'max ms': ms(t.percentile(100)),
          runs: t.count,
        })
    }
  }
  await measure('')
  const other = await makeItem(world, admin, 'average')
  await fill(admin, world, other, OTHER, opening, today)
  await measure(', beside a million')
  return rows
}

async function makeItem(world: World, admin: Sql, valuation: 'average' | 'fifo'): Promise<Id> {
  const [unit] = await admin<{ id: Id }[]>`
    select stock_unit_id as id from item where tenant_id = ${world.tenantId} limit 1`
  const item = { code: `RECOST-${newId().slice(-12)}`, name: 'Recost', stockUnitId: unit?.id ?? '', valuation }
  return (await runCommand(inventory.createItem, item, { actor: world.actor })).id
}

async function inCommand(world: World, work: (ctx: CommandContext) => Promise<unknown>): Promise<void> {
  const once = command({
    name: `bench.${newId()}`,
    permission: null,
    input: z.unknown(),
    output: z.unknown(),
    handler: async (ctx) => {
      await work(ctx)
      return null
    },
  })
  await runCommand(once, {}, { actor: world.actor })
}

const source = () => ({ document: 'bench', documentId: newId(), label: 'B-1' })

async function adjust(ctx: CommandContext, world: World, receiptMoveId: Id, today: string): Promise<void> {
  const [account] = await ctx.sql<{ id: Id }[]>`
    select account_id as id from account_role
    where tenant_id = ${ctx.tenantId} and company_id = ${world.companyId} and role = 'rounding'`
  await inventory.adjustCost(ctx, {
    companyId: world.companyId,
    source: source(),
    postingDate: today,
    documentDate: today,
    description: 'freight',
    adjustments: [
      { id: newId(), receiptMoveId, amount: '500', contraAccountId: account?.id ?? '', kind: 'landed_cost' },
    ],
  })
}

const receive = (ctx: CommandContext, world: World, itemId: Id, day: string) =>
  inventory.postMoves(ctx, {
    companyId: world.companyId,
    kind: 'receipt',
    postingDate: day,
    documentDate: day,
    source: source(),
    moves: [{ id: newId(), itemId, warehouseId: world.warehouseId, quantity: '10', unitCost: '11' }],
  })

/**
 * A receipt of 1000 pieces at 10 on the first day, then `count` moves over the days to today: nine issues of one piece, one receipt of
 * nine. The owner writes them as the product does, with ranks, layers and what was taken from them, and an entry for their sum.
 */
async function fill(admin: Sql, world: World, itemId: Id, count: number, from: string, to: string): Promise<Id> {
  const first = newId()
  await inventoryOpening(world, itemId, first, from)
  const days = `('${from}'::date + (n * ('${to}'::date - '${from}'::date) / ${count})::int)`
  const names = `'${world.tenantId}', '${world.companyId}', '${itemId}'`
  for (let start = 1; start <= count; start += 20_000) {
    const end = Math.min(count, start + 19_999)
    await inTenant(
      admin,
      world,
      `create temporary table made on commit drop as
         select n, n % 10 = 0 as comes, gen_random_uuid() as id, gen_random_uuid() as request_id, ${days} as day from generate_series(${start}, ${end}) n;
       insert into stock_move (tenant_id, company_id, item_id, id, request_id, kind, sequence, cost_from, warehouse_id, bin_id, posting_date,
           document_date, quantity, value, unit_cost, account_id, contra_account_id, source_document, source_id)
         select ${names}, m.id, m.request_id, case when comes then 'receipt' else 'delivery' end, m.n + 1,
           case when comes then 'given' else 'current' end, s.warehouse_id, s.bin_id, m.day, m.day, case when comes then 9 else -1 end,
           case when comes then 90 else -10 end, 10, s.account_id, s.contra_account_id, 'history', s.source_id
         from made m cross join (select * from stock_move where tenant_id = '${world.tenantId}' and request_id = '${first}') s;
       insert into stock_layer (tenant_id, company_id, item_id, id, move_id, request_id, date, sequence, quantity, value)
         select ${names}, gen_random_uuid(), m.id, m.request_id, m.day, m.n + 1, 9, 90 from made m
         join item i on i.tenant_id = '${world.tenantId}' and i.id = '${itemId}' and i.valuation = 'fifo' where m.comes`,
    )
  }
  await inTenant(
    admin,
    world,
    `with taken as (
         select l.id, least(l.quantity, greatest(0, ${(count / 10) * 9} - sum(l.quantity) over (order by l.date, l.sequence) + l.quantity)) as quantity, l.move_id
         from stock_layer l where l.tenant_id = '${world.tenantId}' and l.item_id = '${itemId}')
     insert into stock_layer_use (tenant_id, company_id, id, layer_id, move_id, quantity, value)
       select '${world.tenantId}', '${world.companyId}', gen_random_uuid(), id, move_id, quantity, quantity * 10 from taken where quantity > 0;
     update item_valuation set sequence = ${count + 1}, last_date = '${to}' where tenant_id = '${world.tenantId}' and item_id = '${itemId}'`,
  )
  return first
}

const inventoryOpening = (world: World, itemId: Id, id: Id, day: string) =>
  inCommand(world, (ctx) =>
    inventory.postMoves(ctx, {
      companyId: world.companyId,
      kind: 'receipt',
      postingDate: day,
      documentDate: day,
      source: source(),
      moves: [{ id, itemId, warehouseId: world.warehouseId, quantity: '1000', unitCost: '10' }],
    }),
  )

const inTenant = (admin: Sql, world: World, statement: string) =>
  admin.begin(async (sql) => {
    await sql.unsafe(
      `set local app.tenant_id = '${world.tenantId}'; set local app.companies = '*'; set local synchronous_commit = off`,
    )
    await sql.unsafe(statement)
  })
