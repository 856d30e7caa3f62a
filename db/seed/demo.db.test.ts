import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as finance from '@/server/modules/finance'
import { runQuery } from '@/server/platform/commands/runner'
import { config } from '@/server/platform/config'
import { stopListening } from '@/server/platform/events/listen'
import { systemActor } from '@/server/platform/identity/actor'
import { resolveActor } from '@/server/platform/identity/session'
import { signIn } from '@/server/platform/identity/sign-in'
import { closePools, pools } from '@/server/platform/pools'
import { brokenInvariants } from '@/server/testing/oracle/invariants'
import { readRows } from '@/server/testing/stock'
import { type DemoLogins, seedDemo } from './demo'

let demo: DemoLogins
let tenantId: string
let companies: { id: string; code: string }[]

beforeAll(async () => {
  demo = await seedDemo((line) => process.stdout.write(`${line}\n`))
  const [row] = await pools.auth<{ id: string }[]>`select id from tenant where slug = ${demo.slug}`
  tenantId = row?.id ?? ''
  companies = await rows('select id, code from company order by code desc')
  // So much at once is planned by what was there before it, until the database has looked.
  const owner = postgres(config().databaseUrl ?? '', { max: 1, onnotice: () => {} })
  await owner`analyze`
  await owner.end()
}, 240_000)
afterAll(async () => {
  await stopListening()
  await closePools()
})

const rows = <T extends object>(text: string, parameters: unknown[] = []) =>
  readRows<T>(systemActor(tenantId), text, parameters)
const count = async (what: string): Promise<number> =>
  Number((await rows<{ n: string }>(`select count(*) as n from ${what}`))[0]?.n)

describe('the demo company', () => {
  it('is healthy by every invariant', async () => {
    expect(await brokenInvariants(systemActor(tenantId))).toEqual({})
  })

  it('has a trial balance that balances in both companies', async () => {
    expect(companies.map((c) => c.code)).toEqual(['US', 'CN'])
    for (const { id } of companies) {
      const input = { companyId: id, from: '2000-01-01', to: '2100-12-31' }
      const { totals } = await runQuery(finance.trialBalance, input, { actor: systemActor(tenantId) })
      expect(Number(totals.debit)).toBeGreaterThan(100_000)
      expect(totals.debit).toBe(totals.credit)
      expect(Number(totals.closing)).toBe(0)
    }
  })

  it('earns a plausible margin', async () => {
    const input = { companyId: companies[0]?.id ?? '', from: '2000-01-01', to: '2100-12-31' }
    const { results, sections } = await runQuery(finance.incomeStatement, input, { actor: systemActor(tenantId) })
    const revenue = Number(sections.find((s) => s.key === 'revenue')?.total.amount)
    const gross = Number(results.find((r) => r.key === 'gross_profit')?.amount)
    expect(gross / revenue).toBeGreaterThan(0.2)
    expect(gross / revenue).toBeLessThan(0.5)
  })

  it('lets one person of each role in', async () => {
    for (const { email } of demo.logins) {
      const { token, state } = await signIn({ email, password: demo.password }, { ip: null, userAgent: null })
      expect([email, state]).toEqual([email, 'signed_in'])
      const actor = await resolveActor({ token, tenantSlug: demo.slug })
      expect(actor?.grants.size).toBeGreaterThan(0)
    }
  })

  it.each([
    ['orders', 'sales_order', 250],
    ['customers', 'customer', 45],
    ['items', 'item', 55],
    ['quotations that are open', `sales_order where status = 'quoted' and valid_until >= now()::date`, 3],
    ['quotations out of date', `sales_order where status = 'quoted' and valid_until < now()::date`, 3],
    ['lost quotations', `sales_order where status = 'lost'`, 3],
    ['cancelled orders', `sales_order where status = 'cancelled'`, 1],
    ['orders stopped by a rule', `sales_order where status = 'blocked'`, 3],
    ['orders that wait for approval', `sales_order where status = 'in_approval'`, 2],
    ['draft orders', `sales_order where status = 'draft'`, 1],
    ['orders delivered in part', `sales_order where delivery_progress = 'part'`, 3],
    ['closed orders', `sales_order where status = 'closed'`, 100],
    ['deliveries being picked', `delivery where status = 'picking'`, 1],
    ['credit notes', `customer_invoice where kind = 'credit_note' and status = 'posted'`, 2],
    ['invoices in euro', `customer_invoice where currency = 'EUR'`, 10],
    ['returns', 'sales_return', 2],
    ['overrides', 'rule_override', 3],
    ['open alerts', `alert where state = 'open'`, 3],
    ['payments', `payment where status = 'posted'`, 100],
    [
      'payments of several invoices',
      `(select payment_id from allocation where payment_id is not null group by 1 having count(distinct debit_item_id) > 2) x`,
      3,
    ],
    ['discounts taken', `open_item where kind = 'discount'`, 5],
    ['payments with something left on account', `open_item where kind = 'payment' and remaining < 0`, 1],
    [
      'overdue to 30 days',
      `open_item where settled_on is null and amount > 0 and now()::date - due_date between 1 and 30`,
      3,
    ],
    [
      'overdue to 60 days',
      `open_item where settled_on is null and amount > 0 and now()::date - due_date between 31 and 60`,
      1,
    ],
    ['overdue over 60 days', `open_item where settled_on is null and amount > 0 and now()::date - due_date > 60`, 1],
    [
      'items below safety',
      `item_level l where safety > (select coalesce(sum(on_hand), 0) from stock_balance b where b.item_id = l.item_id and b.warehouse_id = l.warehouse_id)`,
      2,
    ],
    ['lines that are short', 'sales_order_line where short_quantity > 0', 3],
    ['posted counts', `stock_count where status = 'posted'`, 1],
    ['transfers on their way', `stock_transfer where status = 'shipped'`, 1],
    ['lots with expiry', 'lot where expiry_date is not null', 10],
    ['suppliers', 'supplier', 6],
    ['blocked suppliers', `supplier where block <> 'none'`, 1],
    ['draft purchase orders', `purchase_order where status = 'draft'`, 1],
    ['purchase orders that wait for approval', `purchase_order where status = 'in_approval'`, 1],
    ['purchase orders stopped by a rule', `purchase_order where status = 'blocked'`, 1],
    ['purchase orders on their way', `purchase_order where status = 'sent' and receipt_progress = 'none'`, 1],
    ['purchase orders received in part', `purchase_order where receipt_progress = 'part'`, 1],
    [
      'purchase orders received and not billed',
      `purchase_order where receipt_progress = 'full' and billing_progress = 'none'`,
      1,
    ],
    ['closed purchase orders', `purchase_order where status = 'closed'`, 3],
    ['requisitions in four states', '(select distinct status from purchase_requisition) x', 4],
    ['reorder requisitions', `purchase_requisition where origin = 'reorder'`, 1],
    ['quotations of suppliers', `supplier_quotation where status = 'submitted'`, 2],
    ['goods on hold', 'goods_receipt_line where held_quantity > 0', 1],
    ['posted supplier invoices', `supplier_invoice where status = 'posted'`, 3],
    ['supplier invoices whose payment waits', `supplier_invoice where 'price' = any(payment_blocks)`, 1],
    ['draft supplier invoices', `supplier_invoice where status = 'draft'`, 1],
    ['landed costs', `landed_cost where status = 'posted'`, 1],
    ['payment proposals', `payment_proposal where status = 'draft' and total > 0`, 1],
    ['debts held by a changed bank account', `payment_proposal_line where hold = 'bank_change'`, 1],
    ['debts held by their invoice', `payment_proposal_line where hold = 'payment_hold'`, 1],
    [
      'budgets almost used',
      '(select line_id from budget_cell group by 1 having sum(committed) > 0.9 * sum(budgeted) and sum(budgeted) > 0) x',
      1,
    ],
    ['hand-made entries', `manual_entry where status = 'posted'`, 40],
  ])('has %s', async (_, what, least) => {
    expect(await count(what)).toBeGreaterThanOrEqual(least)
  })

  /**
   * Proposed: 60 x 14.60 + 20 x 38.50 + 80 x 6.10 = 2,134.00; the other two debts are held. Too dear: 24 x 44.90 = 1,077.60 instead of
   * 24 x 41.00 = 984.00, of which 2 % = 19.68 are allowed. Budget: 12,000.00 less 11,640.00 ordered.
   */
  it('owes, holds and has left what it should', async () => {
    const text = (column: string) => `trim_scale(${column})::text`
    expect(await rows(`select ${text('total')} as total from payment_proposal`)).toEqual([{ total: '2134' }])
    expect(await rows(`select kind, side, stated, expected, allowed from supplier_invoice_block`)).toEqual([
      { kind: 'price', side: 'above', stated: '1077.6', expected: '984', allowed: '19.68' },
    ])
    expect(
      await rows(`select ${text('sum(c.budgeted - c.committed)')} as left from budget_cell c
                  join budget_line l on l.tenant_id = c.tenant_id and l.id = c.line_id
                  join cost_center k on k.tenant_id = l.tenant_id and k.id = l.cost_center_id where k.code = 'IT'`),
    ).toEqual([{ left: '360' }])
  })

  it('is left as it is by a second run', async () => {
    const before = [await count('audit_log'), await count('event')]
    const again = await seedDemo()
    expect(again).toMatchObject({ made: false, complete: true, logins: demo.logins })
    expect([await count('audit_log'), await count('event')]).toEqual(before)
  })
})
