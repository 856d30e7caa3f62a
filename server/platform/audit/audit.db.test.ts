import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type Id, newId } from '@/server/kernel/ids'
import { actorOf, createTestTenant, type TestTenant } from '@/server/testing/tenant'
import type { CommandDefinition } from '../commands/command'
import { runCommand, runQuery } from '../commands/runner'
import { closePools, pools } from '../pools'
import { documentActivity, getAuditEntry, listAudit, verifyAudit } from './audit.queries'
import { recordExport } from './record-export'
import { sealAudit } from './seal'
import { verifyChain } from './verify'

/** Writes audit rows and nothing else. */
const change: CommandDefinition<z.ZodType<{ documentId: Id; times: number }>, z.ZodNull> = {
  kind: 'command',
  name: 'test.change',
  permission: null,
  input: z.custom<{ documentId: Id; times: number }>(),
  output: z.null(),
  handler: async (ctx, { documentId, times }) => {
    for (let n = 1; n <= times; n++)
      ctx.record({
        action: 'update',
        document: 'role',
        documentId,
        label: `R${n}`,
        before: { n: n - 1 },
        after: { n, price: '1.10' },
      })
    return null
  },
}
const write = (tenant: TestTenant, times = 1, documentId = newId()) =>
  runCommand(change, { documentId, times }, { actor: tenant.admin })
const owner = postgres(process.env.DATABASE_URL ?? '', { max: 1, onnotice: () => {} })
const verify = (tenant: TestTenant) => verifyChain(pools.system, tenant.tenantId)
/** As someone who owns the database: past grants, policies and all. */
const tamper = (statement: string, ...values: string[]) => owner.unsafe(statement, values)
const rowsOf = (tenant: TestTenant) =>
  owner<{ id: Id }[]>`select audit_id as id from audit_chain where tenant_id = ${tenant.tenantId} order by sequence`

async function sealed(rows = 5): Promise<TestTenant> {
  const tenant = await createTestTenant()
  for (let n = 0; n < rows; n++) await write(tenant)
  await sealAll(tenant)
  return tenant
}
/** Rows wait while an older transaction of any suite is open. */
const sealAll = (tenant: TestTenant) =>
  expect
    .poll(async () => {
      await sealAudit()
      return (await verify(tenant)).waiting
    })
    .toBe(0)

afterAll(async () => {
  await owner.end()
  await closePools()
})

describe('the seal', () => {
  it('covers every row once, whoever runs it how often', async () => {
    const [a, b] = [await createTestTenant(), await createTestTenant()]
    await Promise.all([write(a, 3), write(b, 2), write(a, 1)])
    await Promise.all([sealAudit(), sealAudit(), sealAudit()])
    await sealAll(a)
    await sealAll(b)
    expect(await verify(a)).toMatchObject({ sealed: 4, waiting: 0, broken: null })
    expect(await verify(b)).toMatchObject({ sealed: 2, waiting: 0, broken: null })
  })

  it('waits for transactions that are still open, and goes on from there', async () => {
    const tenant = await createTestTenant()
    const held = await owner.reserve()
    await held`begin`
    await held`select pg_current_xact_id()`
    await write(tenant, 2)
    await sealAudit()
    expect(await verify(tenant)).toMatchObject({ sealed: 0, waiting: 2, broken: null })
    await held`commit`
    held.release()
    await sealAll(tenant)
    expect((await verify(tenant)).sealed).toBe(2)
  })

  it.each([
    ['changed content', 'changed', 3, `update audit_log set after = '{"n": 99}' where id = $1`],
    ['a changed actor', 'changed', 3, 'update audit_log set actor_id = gen_random_uuid() where id = $1'],
    ['a changed time', 'changed', 3, `update audit_log set at = at - interval '1 microsecond' where id = $1`],
    ['a deleted row', 'deleted', 3, 'delete from audit_log where id = $1'],
    ['a deleted link', 'link_missing', 3, 'delete from audit_chain where audit_id = $1'],
    ['a rewritten link', 'changed', 3, `update audit_chain set hash = repeat('a', 64) where audit_id = $1`],
  ])('shows %s and names the first broken row', async (_, kind, sequence, statement) => {
    const tenant = await sealed()
    const third = (await rowsOf(tenant))[2]?.id ?? ''
    await tamper(statement, third)
    const { broken } = await verify(tenant)
    expect(broken).toMatchObject({ kind, sequence })
    if (kind !== 'link_missing') expect(broken?.auditId).toBe(third)
  })

  it('shows a row and its link taken out together', async () => {
    const tenant = await sealed()
    const second = (await rowsOf(tenant))[1]?.id ?? ''
    await tamper('delete from audit_chain where audit_id = $1', second)
    await tamper('delete from audit_log where id = $1', second)
    await tamper(
      'update audit_chain set sequence = sequence - 1 where tenant_id = $1 and sequence > 2',
      tenant.tenantId,
    )
    expect((await verify(tenant)).broken).toMatchObject({ kind: 'changed', sequence: 2 })
  })

  it('shows a row slipped in among sealed ones', async () => {
    const tenant = await sealed()
    const forged = newId()
    await tamper(
      `insert into audit_log (tenant_id, id, actor_kind, action, xid)
       select tenant_id, $1, 'user', 'approve', xid from audit_log where id = $2`,
      forged,
      (await rowsOf(tenant))[1]?.id ?? '',
    )
    expect((await verify(tenant)).broken).toEqual({ kind: 'inserted', sequence: null, auditId: forged })
  })

  it('shows a cut-off end against a head that was noted', async () => {
    const tenant = await sealed()
    const { head } = await verify(tenant)
    const last = (await rowsOf(tenant))[4]?.id ?? ''
    await tamper('delete from audit_chain where audit_id = $1', last)
    await tamper('delete from audit_log where id = $1', last)
    expect((await verify(tenant)).broken).toBeNull()
    expect((await verifyChain(pools.system, tenant.tenantId, head ?? undefined)).broken).toMatchObject({
      kind: 'cut_off',
    })
  })

  it('cannot be touched by the application', async () => {
    for (const statement of [
      'update audit_log set action = action',
      'delete from audit_log',
      'update audit_chain set hash = hash',
      'delete from audit_chain',
      'insert into audit_chain (tenant_id, id, sequence, audit_id, hash) values (gen_random_uuid(), gen_random_uuid(), 1, gen_random_uuid(), $$x$$)',
    ])
      for (const pool of [pools.app, pools.auth])
        await expect(pool.unsafe(statement), statement).rejects.toMatchObject({ code: '42501' })
  })
})

describe('reading the log', () => {
  let tenant: TestTenant
  const documentId = newId()
  beforeAll(async () => {
    tenant = await createTestTenant()
    await write(tenant, 60, documentId)
    await recordExport({ actor: tenant.admin }, { name: 'sales.listSalesOrders', format: 'csv', rows: 12 })
  })

  it('as a list, with exports in it', async () => {
    const page = await runQuery(listAudit.rows, { limit: 10 }, { actor: tenant.admin })
    expect(page.rows[0]).toMatchObject({ action: 'export', label: 'sales.listSalesOrders', sealed: false })
    const entry = await runQuery(getAuditEntry, { id: page.rows[0]?.id }, { actor: tenant.admin })
    expect(entry.after).toEqual({ format: 'csv', rows: 12 })
    const { count } = await runQuery(listAudit.summary, {}, { actor: tenant.admin })
    expect(count).toBe(61)
  })

  it('as the activity of one document, page by page', async () => {
    const input = { document: 'role', documentId }
    const first = await runQuery(documentActivity, input, { actor: tenant.admin })
    expect(first.more).toBe(true)
    const next = await runQuery(documentActivity, { ...input, before: first.rows.at(-1)?.id }, { actor: tenant.admin })
    expect([first.rows.length, next.rows.length, next.more]).toEqual([50, 10, false])
    expect(first.rows[0]?.after).toEqual({ n: 60, price: '1.10' })
  })

  it('needs the right to read that kind of document, or the log', async () => {
    const input = { document: 'role', documentId }
    const who = (permission: string) => ({ actor: actorOf(tenant.tenantId, [permission]) })
    await expect(runQuery(documentActivity, input, who('sales.sales_order.read'))).rejects.toMatchObject({
      kind: 'forbidden',
    })
    await expect(runQuery(documentActivity, input, who('platform.audit.read'))).resolves.toMatchObject({ more: true })
    await expect(runQuery(verifyAudit, {}, who('sales.sales_order.read'))).rejects.toMatchObject({ kind: 'forbidden' })
  })

  it('verifies one’s own tenant', async () => {
    await sealAll(tenant)
    expect(await runQuery(verifyAudit, {}, { actor: tenant.admin })).toMatchObject({
      sealed: 61,
      waiting: 0,
      broken: null,
    })
  })
})
