import type { Sql } from 'postgres'
import * as procurement from '@/server/modules/procurement'
import { runCommand, runQuery } from '@/server/platform/commands/runner'
import { createRule, publishRule, retireRule } from '@/server/platform/rules/editing'
import { ruleTrials, simulateRule } from '@/server/platform/rules/simulate'
import { alone, ms, Timings } from './measure'
import type { World } from './world'

const RUNS = 40
/** As many orders as the AdventureWorks sample has sold. */
const ORDERS = 31_465

interface RuleHead {
  readonly scope: 'header' | 'line'
  readonly triggers: readonly string[]
}
const never = (condition: string, at: string) => ({
  ...{ condition, effect: 'override' as const, overridePermission: 'procurement.rule.override' },
  ...{ messageEn: 'Bench', messageZh: 'Bench', parameters: { limit: '1000000000' }, effectiveFrom: at },
})

/** Facts that the document itself has, and those that need its history, budgets and agreements. */
const onDocument = {
  header: [
    'total_net_base > limit',
    'days_to_need != null and days_to_need > limit',
    'kind == "none"',
    'currency == "XXX"',
    'revision > limit',
  ],
  line: [
    'quantity > limit',
    'unit_price > limit',
    'net_unit_price_base > limit',
    'item_code != null and item_code == "none"',
    'line_kind == "none"',
  ],
}
const onHistory = {
  header: [
    'split_total > limit',
    'split_count > limit',
    'supplier_orders > limit',
    'over_budget and budget_excess > limit',
  ],
  line: [
    'over_median_percent != null and over_median_percent > limit',
    'over_last_percent != null and over_last_percent > limit',
    'over_agreed_percent != null and over_agreed_percent > limit',
    'without_requisition and quantity > limit',
  ],
}

async function retireAll({ actor, tenantId }: World, admin: Sql): Promise<void> {
  const rules = await admin<{ id: string; version: number }[]>`
    select id, version from rule where tenant_id = ${tenantId} and document = 'purchase_order' and status = 'live'`
  for (const rule of rules) await runCommand(retireRule, rule, { actor })
}

async function makeRule({ actor }: World, code: string, head: RuleHead, content: ReturnType<typeof never>) {
  const names = { code, nameEn: code, nameZh: code, document: 'purchase_order' }
  return runCommand(createRule, { ...names, scope: head.scope, triggers: [...head.triggers], content }, { actor })
}

/** Fifty live rules, 25 on the header and 25 on the lines, of which none fires. */
async function fifty(world: World, today: string, name: string, on: typeof onDocument): Promise<void> {
  for (let n = 0; n < 25; n++)
    for (const scope of ['header', 'line'] as const) {
      const condition = on[scope][n % on[scope].length] ?? ''
      const code = `${name}-${scope}-${n}`
      const rule = await makeRule(world, code, { scope, triggers: ['save'] }, never(condition, today))
      await runCommand(publishRule, rule, { actor: world.actor })
    }
}

/** What saving an order of five lines costs with no rule, and with fifty that all look at it; in the process, one after another. */
export async function runRules50(world: World, admin: Sql, today: string) {
  const call = { actor: world.actor }
  const supplier = { companyId: world.companyId, code: 'S-RULES', currency: 'USD', party: { name: 'Rules' } }
  const { id: supplierId } = await runCommand(procurement.createSupplier, supplier, call)
  const save = () => {
    const lines = [0, 1, 2, 3, 4].map((n) => ({ itemId: world.items[n * 7], quantity: String(n + 1), unitPrice: '60' }))
    return runCommand(procurement.createPurchaseOrder, { companyId: world.companyId, supplierId, lines }, call)
  }
  await retireAll(world, admin)
  const rows: Record<string, unknown>[] = []
  let none: Timings | undefined
  const measure = async (what: string) => {
    // Longer than rules are believed without a word from the database.
    await new Promise((resolve) => setTimeout(resolve, 1000))
    const t = await alone(RUNS, save, 10)
    none ??= t
    const more = t.percentile(50) - none.percentile(50)
    rows.push({
      what,
      ...{ 'p50 ms': ms(t.percentile(50)), 'p95 ms': ms(t.percentile(95)), 'more than none, ms': more.toFixed(1) },
      runs: t.count,
    })
  }
  await measure('no rule')
  await fifty(world, today, 'DOC', onDocument)
  await measure('50 rules on facts of the document')
  await retireAll(world, admin)
  await fifty(world, today, 'PAST', onHistory)
  await measure('50 rules on history, budget and agreements')
  await retireAll(world, admin)
  return rows
}

/** Orders of three years with three or four lines each, as if they had been placed: nothing was ever judged on them. */
async function fillPast(admin: Sql, world: World, supplierId: string): Promise<void> {
  const { tenantId, companyId, warehouseId } = world
  await admin.begin(async (sql) => {
    await sql.unsafe(
      `set local app.tenant_id = '${tenantId}'; set local app.companies = '*'; set local synchronous_commit = off`,
    )
    await sql.unsafe(`
      create temporary table past on commit drop as
        select n, gen_random_uuid() as id, current_date - ((${ORDERS} - n) * 1090 / ${ORDERS}) as day from generate_series(1, ${ORDERS}) n;
      insert into purchase_order (tenant_id, id, company_id, status, number, document_date, supplier_id, party_id, supplier_name, currency,
          rate, net, gross, base_net, base_gross)
        select '${tenantId}', p.id, '${companyId}', 'closed', 'PAST-' || n, p.day, s.id, s.party_id, s.name, 'USD', 1, 700, 700, 700, 700
        from past p, supplier s where s.tenant_id = '${tenantId}' and s.id = '${supplierId}';
      insert into purchase_order_line (tenant_id, id, company_id, order_id, position, kind, item_id, stocked, description, unit_id, unit_factor,
          quantity, stock_quantity, unit_price, tax_code_ids, warehouse_id, amount, net, tax, gross, base_net, base_gross, base_cost)
        select '${tenantId}', gen_random_uuid(), '${companyId}', p.id, l, 'item', i.id, true, i.name, i.stock_unit_id, 1,
          q.quantity, q.quantity, q.price, '{}', '${warehouseId}', q.net, q.net, 0, q.net, q.net, q.net, q.net
        from past p cross join generate_series(1, 4) l
        cross join lateral (select 1 + p.n % 9 as quantity, 50 + (p.n * l) % 40 as price, (1 + p.n % 9) * (50 + (p.n * l) % 40) as net) q
        join (select id, name, stock_unit_id, row_number() over (order by id) as k, count(*) over () as all from item where tenant_id = '${tenantId}') i
          on i.k = 1 + (p.n * 7 + l * 31) % i.all
        where l < 4 or p.n % 7 < 6`)
  })
  await admin`analyze purchase_order`
  await admin`analyze purchase_order_line`
}

/** A rule of prices simulated over all orders of three years; the first run also reads cold pages. */
export async function runSimulation(world: World, admin: Sql, today: string) {
  const { actor, companyId } = world
  const supplier = { companyId, code: 'S-PAST', currency: 'USD', party: { name: 'Past' } }
  const { id: supplierId } = await runCommand(procurement.createSupplier, supplier, { actor })
  await fillPast(admin, world, supplierId)
  const rows: Record<string, unknown>[] = []
  for (const [what, scope, condition] of [
    ['price over the median of 20 purchases', 'line', 'over_median_percent != null and over_median_percent > 30'],
    ['orders split under a limit', 'header', 'split_count > 1 and split_total > 10000'],
  ] as const) {
    const code = `SIM-${scope}`
    const rule = await makeRule(world, code, { scope, triggers: ['submit'] }, never(condition, today))
    const t = new Timings()
    for (let run = 0; run < 3; run++) {
      const start = performance.now()
      await runCommand(simulateRule, { ...rule, companyId, months: 36 }, { actor })
      t.add(performance.now() - start)
    }
    const { simulations } = await runQuery(ruleTrials, { id: rule.id }, { actor })
    const result = simulations[0]?.result
    rows.push({
      what,
      ...{
        documents: result?.documents,
        lines: result?.lines,
        stopped: result?.stopped,
        unknown: result?.unknownFacts.length,
      },
      ...{ 'p50 ms': ms(t.percentile(50)), 'max ms': ms(t.percentile(100)), runs: t.count },
    })
  }
  return rows
}
