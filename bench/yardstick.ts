import postgres, { type Sql, type TransactionSql } from 'postgres'
import { newId } from '@/server/kernel/ids'
import { roleUrl } from '@/server/platform/config'
import { closedLoop } from './measure'

/**
 * The least SQL for the same five transactions and the read, through the same driver, as the application role with row-level
 * security: no rules, taxes, prices, audit, events or HTTP. What Keel's own cycle is compared with in the same run.
 */
const SCHEMA = `
drop schema if exists yardstick cascade;
create schema yardstick;
create table yardstick.customer (tenant_id uuid, id int, exposure numeric not null, primary key (tenant_id, id));
create table yardstick.counter (tenant_id uuid, id text, next bigint not null, primary key (tenant_id, id));
create table yardstick.stock (tenant_id uuid, id int, on_hand numeric not null, reserved numeric not null check (reserved <= on_hand), primary key (tenant_id, id));
create table yardstick.orders (tenant_id uuid, id uuid, customer int not null, status text not null, total numeric not null, at timestamptz default now(), primary key (tenant_id, id));
create table yardstick.line (tenant_id uuid, id uuid, order_id uuid not null, item int not null, quantity numeric not null, price numeric not null, primary key (tenant_id, id));
create index on yardstick.line (tenant_id, order_id);
create table yardstick.move (tenant_id uuid, id uuid, order_id uuid not null, item int not null, quantity numeric not null, value numeric not null, primary key (tenant_id, id));
create table yardstick.entry (tenant_id uuid, id uuid, number bigint, order_id uuid, primary key (tenant_id, id));
create table yardstick.entry_line (tenant_id uuid, id uuid, entry_id uuid not null, account int not null, amount numeric not null, primary key (tenant_id, id));
do $$ declare t text; begin
  for t in select tablename from pg_tables where schemaname = 'yardstick' loop
    execute format('alter table yardstick.%I enable row level security', t);
    execute format('create policy tenant on yardstick.%I using (tenant_id = public.app_tenant()) with check (tenant_id = public.app_tenant())', t);
  end loop;
end $$;
grant usage on schema yardstick to keel_app;
grant select, insert, update on all tables in schema yardstick to keel_app;
`
const ITEMS = 500
const CUSTOMERS = 200
type Tx = TransactionSql

export async function prepareYardstick(admin: Sql, tenantId: string): Promise<void> {
  await admin.unsafe(SCHEMA)
  await admin.unsafe(`
    insert into yardstick.customer select '${tenantId}', n, 0 from generate_series(1, ${CUSTOMERS}) n;
    insert into yardstick.counter values ('${tenantId}', 'invoice', 1), ('${tenantId}', 'entry', 1);
    insert into yardstick.stock select '${tenantId}', n, 1000000000, 0 from generate_series(1, ${ITEMS}) n`)
}

const itemsOf = () => {
  const first = Math.floor(Math.random() * ITEMS)
  return [0, 1, 2, 3, 4].map((n) => ((first + n * 97) % ITEMS) + 1).sort((a, b) => a - b)
}

/** Cycles a second with this many closed-loop clients. */
export async function runYardstick(tenantId: string, clients: number, seconds: number) {
  const pool = postgres(roleUrl('keel_app'), { max: clients, onnotice: () => {} })
  const inTenant = (work: (sql: Tx) => Promise<unknown>) =>
    pool.begin(async (sql) => {
      await sql.unsafe(`set local app.tenant_id = '${tenantId}'`)
      return work(sql)
    })
  await Promise.all(Array.from({ length: clients }, () => pool`select 1`))
  const result = await closedLoop(clients, seconds, () => cycle(inTenant, tenantId))
  await pool.end()
  return result
}

async function cycle(inTenant: (work: (sql: Tx) => Promise<unknown>) => Promise<unknown>, t: string): Promise<void> {
  const id = newId()
  const customer = Math.ceil(Math.random() * CUSTOMERS)
  const items = itemsOf()
  await inTenant(async (sql) => {
    await sql`insert into yardstick.orders values (${t}, ${id}, ${customer}, 'draft', 500)`
    await sql`insert into yardstick.line select ${t}, gen_random_uuid(), ${id}, i, 1, 100 from unnest(${items}::int[]) i`
  })
  await inTenant((sql) => sql`update yardstick.orders set status = 'quoted' where tenant_id = ${t} and id = ${id}`)
  await inTenant(async (sql) => {
    await sql`select 1 from yardstick.orders where tenant_id = ${t} and id = ${id} for update`
    await sql`update yardstick.customer set exposure = exposure + 500 where tenant_id = ${t} and id = ${customer}`
    await sql`update yardstick.stock s set reserved = reserved + 1 from (select id from yardstick.stock where tenant_id = ${t} and id = any (${items}) order by id for update) o where s.tenant_id = ${t} and s.id = o.id`
    await sql`update yardstick.orders set status = 'approved' where tenant_id = ${t} and id = ${id}`
  })
  await inTenant(async (sql) => {
    await sql`select 1 from yardstick.orders where tenant_id = ${t} and id = ${id} for update`
    await sql`update yardstick.stock s set reserved = reserved - 1, on_hand = on_hand - 1 from (select id from yardstick.stock where tenant_id = ${t} and id = any (${items}) order by id for update) o where s.tenant_id = ${t} and s.id = o.id`
    await sql`insert into yardstick.move select ${t}, gen_random_uuid(), ${id}, i, 1, 60 from unnest(${items}::int[]) i`
    await post(sql, t, id, [300, -300])
    await sql`update yardstick.orders set status = 'shipped' where tenant_id = ${t} and id = ${id}`
  })
  await inTenant(async (sql) => {
    await sql`select 1 from yardstick.orders where tenant_id = ${t} and id = ${id} for update`
    await sql`update yardstick.customer set exposure = exposure - 500 where tenant_id = ${t} and id = ${customer}`
    await sql`update yardstick.orders set status = 'invoiced' where tenant_id = ${t} and id = ${id}`
    await sql`update yardstick.counter set next = next + 1 where tenant_id = ${t} and id = 'invoice' returning next`
    await post(sql, t, id, [550, -500, -50])
  })
  await inTenant(async (sql) => {
    await sql`select * from yardstick.orders where tenant_id = ${t} and id = ${id}`
    await sql`select * from yardstick.line where tenant_id = ${t} and order_id = ${id}`
  })
}

async function post(sql: Tx, t: string, order: string, amounts: number[]): Promise<void> {
  const entry = newId()
  const [row] =
    await sql`update yardstick.counter set next = next + 1 where tenant_id = ${t} and id = 'entry' returning next`
  await sql`insert into yardstick.entry values (${t}, ${entry}, ${row?.next}, ${order})`
  await sql`insert into yardstick.entry_line select ${t}, gen_random_uuid(), ${entry}, n, a from unnest(${amounts}::numeric[]) with ordinality x(a, n)`
}
