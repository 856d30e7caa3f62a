import type { Sql } from 'postgres'
import type { World } from './world'

/**
 * Histories of a size, written by the owner straight into the ledgers: their triggers keep the balances as they do for a posting.
 * What is measured afterwards is reading.
 */
const inTenant = (admin: Sql, world: World, statement: string) =>
  admin.begin(async (sql) => {
    await sql.unsafe(
      `set local app.tenant_id = '${world.tenantId}'; set local app.companies = '*'; set local synchronous_commit = off`,
    )
    await sql.unsafe(statement)
  })

/** Orders in a row of days, newest today. */
export async function fillOrders(admin: Sql, world: World, count: number): Promise<void> {
  for (let from = 0; from < count; from += 20_000)
    await inTenant(
      admin,
      world,
      `insert into sales_order (tenant_id, id, company_id, status, number, document_date, customer_id, party_id, customer_name, currency, rate,
          ship_policy, invoice_policy, net, tax, gross, base_net, base_gross)
       select '${world.tenantId}', gen_random_uuid(), '${world.companyId}', (array['draft','quoted','approved','closed'])[1 + n % 4], 'H-' || n,
          current_date - (n % 1000), c.id, c.party_id, p.name, 'USD', 1, 'partial', 'shipped', n % 9000, n % 700, n % 9700, n % 9000, n % 9700
       from generate_series(${from + 1}, ${Math.min(count, from + 20_000)}) n
       join (select id, party_id, row_number() over (order by id) as k, count(*) over () as all from customer where tenant_id = '${world.tenantId}') c
         on c.k = 1 + n % c.all
       join party p on p.tenant_id = '${world.tenantId}' and p.id = c.party_id`,
    )
  await admin`analyze sales_order`
}

/** Journal lines up to `total`: entries of ten lines over all accounts that may be posted to, on every day of the open years. */
export async function fillLedger(admin: Sql, world: World, have: number, total: number): Promise<void> {
  for (let from = have / 10; from < total / 10; from += 2000) {
    const to = Math.min(total / 10, from + 2000)
    await inTenant(
      admin,
      world,
      `create temporary table made on commit drop as
         select gen_random_uuid() as id, n, d.day, d.period_id from generate_series(${from + 1}, ${to}) n
         join (select day::date, p.id as period_id, row_number() over (order by day) as k, count(*) over () as all
               from fiscal_period p, generate_series(p.start_date, p.end_date, interval '1 day') day
               where p.tenant_id = '${world.tenantId}' and p.status = 'open') d on d.k = 1 + n % d.all;
       insert into journal_entry (tenant_id, id, company_id, number, journal, period_id, posting_date, document_date, tax_date, description, source_document, source_document_id, currency, rate)
         select '${world.tenantId}', id, '${world.companyId}', 'H' || n, 'general', period_id, day, day, day, 'history', 'history', id, 'USD', 1 from made;
       insert into journal_line (tenant_id, id, company_id, entry_id, line_no, period_id, posting_date, account_id, currency, amount, base_amount)
         select '${world.tenantId}', gen_random_uuid(), '${world.companyId}', m.id, l, m.period_id, m.day, a.id, 'USD', s.sign * (1 + m.n % 97), s.sign * (1 + m.n % 97)
         from made m cross join generate_series(1, 10) l cross join lateral (select case when l % 2 = 0 then 1 else -1 end as sign) s
         join (select id, row_number() over (order by code) as k, count(*) over () as all from account
               where tenant_id = '${world.tenantId}' and company_id = '${world.companyId}' and posting and status = 'active' and control is null and currency is null) a
           on a.k = 1 + (m.n + l) % a.all`,
    )
  }
  await admin`analyze journal_line`
  await admin`analyze account_balance`
}

/** Stock moves up to `total`: receipts of one piece over all items and days. */
export async function fillStock(admin: Sql, world: World, have: number, total: number): Promise<void> {
  for (let from = have; from < total; from += 20_000)
    await inTenant(
      admin,
      world,
      `insert into stock_move (tenant_id, id, company_id, request_id, kind, item_id, warehouse_id, bin_id, posting_date, document_date, quantity, value, unit_cost, account_id, contra_account_id, source_document, source_id)
       select s.tenant_id, gen_random_uuid(), s.company_id, gen_random_uuid(), 'receipt', i.id, s.warehouse_id, s.bin_id, current_date - (n % 300)::int, current_date - (n % 300)::int, 1, 60, 60, s.account_id, s.contra_account_id, 'history', s.source_id
       from generate_series(${from + 1}, ${Math.min(total, from + 20_000)}) n
       cross join (select * from stock_move where tenant_id = '${world.tenantId}' order by posted_at limit 1) s
       join (select id, row_number() over (order by id) as k, count(*) over () as all from item where tenant_id = '${world.tenantId}') i on i.k = 1 + n % i.all`,
    )
  await admin`analyze stock_move`
  await admin`analyze stock_balance`
}
