import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { auditLog, event, numberSeries } from '@/db/schema/platform'
import { AppError } from '@/server/kernel/errors'
import { newId } from '@/server/kernel/ids'
import { actorOf, createTestTenant, type TestTenant } from '@/server/testing/tenant'
import { closePools, pools } from '../pools'
import { withTenant } from '../tenancy/transaction'
import { command, query } from './command'
import { runCommand, runQuery } from './runner'

let own: TestTenant
let other: TestTenant
const document = () => `doc_${newId()}`

const createSeries = command({
  name: 'test.createSeries',
  permission: 'test.series.create',
  input: z.strictObject({ companyId: z.string(), document: z.string(), fail: z.boolean().default(false) }),
  output: z.object({ id: z.string(), number: z.string() }),
  handler: async (ctx, input) => {
    const id = newId()
    await ctx.tx.insert(numberSeries).values({
      tenantId: ctx.tenantId,
      id,
      companyId: input.companyId,
      document: input.document,
      pattern: 'T-{YYYY}-{####}',
      gapless: true,
    })
    ctx.record({ action: 'create', document: 'number_series', documentId: id, after: { document: input.document } })
    ctx.emit('platform.rule.blocked', {
      document: 'number_series',
      documentId: id,
      payload: { document: 'x', trigger: 'y', rules: [] },
    })
    const output = { id, number: '' }
    ctx.numberLast({ companyId: input.companyId, document: input.document, date: '2026-02-03' }, async (number) => {
      output.number = number
    })
    if (input.fail) throw new AppError('conflict', 'test.refused')
    return output
  },
})
const takeNumber = command({
  name: 'test.takeNumber',
  permission: null,
  input: z.strictObject({ companyId: z.string(), document: z.string() }),
  output: z.object({ number: z.string() }),
  handler: async (ctx, input) => {
    const output = { number: '' }
    ctx.numberLast({ ...input, date: '2026-02-03' }, async (number) => {
      output.number = number
    })
    return output
  },
})
const listSeries = query({
  name: 'test.listSeries',
  permission: 'test.series.read',
  input: z.strictObject({}),
  output: z.array(z.string()),
  handler: async (ctx) => (await ctx.tx.select({ d: numberSeries.document }).from(numberSeries)).map((r) => r.d),
})

beforeAll(async () => {
  own = await createTestTenant()
  other = await createTestTenant()
})
afterAll(closePools)

const traces = (tenant: TestTenant, id: string) =>
  withTenant(pools.app, tenant.admin, 'read', async ({ tx }) => ({
    audit: await tx
      .select()
      .from(auditLog)
      .where(and(eq(auditLog.tenantId, tenant.tenantId), eq(auditLog.documentId, id))),
    events: await tx
      .select()
      .from(event)
      .where(and(eq(event.tenantId, tenant.tenantId), eq(event.documentId, id))),
  }))

describe('a command', () => {
  it('writes its rows, its audit row and its event together', async () => {
    const made = await runCommand(
      createSeries,
      { companyId: own.companyId, document: document() },
      { actor: own.admin },
    )
    expect(made.number).toBe('T-2026-0001')
    const { audit, events } = await traces(own, made.id)
    expect(audit).toMatchObject([{ action: 'create', actorId: own.admin.userId, actorKind: 'user' }])
    expect(events).toMatchObject([{ type: 'platform.rule.blocked', payload: { document: 'x' } }])
  })

  it('leaves nothing when it fails', async () => {
    const name = document()
    const call = runCommand(
      createSeries,
      { companyId: own.companyId, document: name, fail: true },
      { actor: own.admin },
    )
    await expect(call).rejects.toMatchObject({ code: 'test.refused' })
    expect(await runQuery(listSeries, {}, { actor: own.admin })).not.toContain(name)
  })

  it('answers a repeated key with the first answer, and refuses the key for another input', async () => {
    const call = { actor: own.admin, idempotencyKey: newId() }
    const input = { companyId: own.companyId, document: document() }
    const first = await runCommand(createSeries, input, call)
    expect(await runCommand(createSeries, input, call)).toEqual(first)
    const reused = runCommand(createSeries, { ...input, document: document() }, call)
    await expect(reused).rejects.toMatchObject({ code: 'common.idempotency_key_reused' })
  })

  it('does a thing once when the same key arrives many times at once', async () => {
    const input = { companyId: own.companyId, document: document() }
    await runCommand(createSeries, input, { actor: own.admin })
    // Connections for all, so that they do meet.
    await Promise.all(Array.from({ length: 8 }, () => pools.app`select pg_sleep(0.02)`))
    const key = newId()
    const answers = await Promise.allSettled(
      Array.from({ length: 8 }, () => runCommand(takeNumber, input, { actor: own.admin, idempotencyKey: key })),
    )
    expect(new Set(answers.map((a) => JSON.stringify(a))).size).toBe(1)
    expect(answers[0]).toEqual({ status: 'fulfilled', value: { number: 'T-2026-0002' } })
    expect(await runCommand(takeNumber, input, { actor: own.admin })).toEqual({ number: 'T-2026-0003' })
  })

  it('numbers without gaps under concurrency', async () => {
    const input = { companyId: own.companyId, document: document() }
    await runCommand(createSeries, input, { actor: own.admin })
    const taken = await Promise.all(
      Array.from({ length: 40 }, () => runCommand(takeNumber, input, { actor: own.admin })),
    )
    expect(taken.map((t) => Number(t.number.slice(-4))).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 40 }, (_, i) => i + 2),
    )
  })

  it('is denied by default', async () => {
    const nobody = actorOf(own.tenantId, [])
    const call = runCommand(createSeries, { companyId: own.companyId, document: 'x' }, { actor: nobody })
    await expect(call).rejects.toMatchObject({ kind: 'forbidden', params: { permission: 'test.series.create' } })
    const wide = actorOf(own.tenantId, ['test.series.*'])
    await expect(runQuery(listSeries, {}, { actor: wide })).resolves.toBeInstanceOf(Array)
  })

  it('names every field that is wrong', async () => {
    const call = runCommand(createSeries, { companyId: 1, extra: true }, { actor: own.admin })
    await expect(call).rejects.toMatchObject({
      kind: 'validation',
      issues: [
        { path: 'companyId', code: 'validation.type' },
        { path: 'document', code: 'validation.required' },
        { path: '', code: 'validation.unknown_field', params: { field: 'extra' } },
      ],
    })
  })

  it('cannot point at another tenant, and sees nothing of it', async () => {
    const name = document()
    await runCommand(createSeries, { companyId: other.companyId, document: name }, { actor: other.admin })
    const forged = runCommand(createSeries, { companyId: other.companyId, document: document() }, { actor: own.admin })
    await expect(forged).rejects.toMatchObject({ code: 'common.reference' })
    expect(await runQuery(listSeries, {}, { actor: own.admin })).not.toContain(name)
  })

  it('keeps companies that an actor may not enter out of sight and out of reach', async () => {
    const outsider = actorOf(own.tenantId, ['*'], { companies: [newId()] })
    expect(await runQuery(listSeries, {}, { actor: outsider })).toEqual([])
    const call = runCommand(createSeries, { companyId: own.companyId, document: document() }, { actor: outsider })
    await expect(call).rejects.toThrow()
  })
})

describe('the application role', () => {
  const asApp = (statement: string) => withTenant(pools.app, own.admin, 'write', ({ sql }) => sql.unsafe(statement))

  it('cannot change or remove what is logged', async () => {
    for (const table of ['audit_log', 'event', 'idempotency_key', 'audit_chain'])
      for (const statement of [
        `update ${table} set tenant_id = tenant_id`,
        `delete from ${table}`,
        `truncate ${table}`,
      ])
        await expect(asApp(statement)).rejects.toMatchObject({ code: '42501' })
  })

  it('sees nothing without a tenant', async () => {
    expect(await pools.app`select id from company`).toEqual([])
    expect(await pools.app`select id from tenant`).toEqual([])
  })
})
