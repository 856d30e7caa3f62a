import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import type { FactCatalogue } from '@/server/contracts/platform/facts'
import { type Id, newId } from '@/server/kernel/ids'
import { createTestTenant, type TestTenant } from '@/server/testing/tenant'
import { command } from '../commands/command'
import { runCommand } from '../commands/runner'
import { stopListening } from '../events/listen'
import { closePools, pools } from '../pools'
import { withTenant } from '../tenancy/transaction'
import { registerFacts } from './catalogue'
import { judge } from './judge'
import type { Facts, Finding, RuleSubject } from './subject'

const label = { en: 'x', zh: 'x' }
const catalogue: FactCatalogue = {
  document: 'test_order',
  triggers: ['save', 'approve'],
  facts: {
    credit_limit: { type: 'decimal', scope: 'header', nullable: true, label },
    credit_exposure_after: { type: 'decimal', scope: 'header', label },
    net_unit_price: { type: 'decimal', scope: 'line', label },
    margin_percent: { type: 'decimal', scope: 'line', nullable: true, label },
    discount_percent: { type: 'decimal', scope: 'line', label },
  },
}
registerFacts(catalogue)

let t: TestTenant
beforeAll(async () => {
  t = await createTestTenant()
})
afterAll(async () => {
  await stopListening()
  await closePools()
})

interface Given {
  code: string
  condition: string
  effect?: string
  scope?: 'header' | 'line'
  parameters?: object
  permission?: string | null
}
async function addRule(given: Given): Promise<Id> {
  const ruleId = newId()
  await withTenant(pools.app, t.admin, 'write', async ({ sql }) => {
    await sql`insert into rule (tenant_id, id, code, name_en, name_zh, document, triggers, scope, status)
      values (${t.tenantId}, ${ruleId}, ${given.code}, ${given.code}, ${given.code}, 'test_order', '{approve}', ${given.scope ?? 'line'}, 'live')`
    await sql`insert into rule_version (tenant_id, id, rule_id, number, condition, effect, message_en, message_zh, override_permission, parameters, effective_from)
      values (${t.tenantId}, ${newId()}, ${ruleId}, 1, ${given.condition}, ${given.effect ?? 'block'}, 'Margin {margin_percent} under {floor}', '毛利率 {margin_percent}',
              ${given.permission ?? null}, ${JSON.stringify(given.parameters ?? {})}::jsonb, '2020-01-01')`
    await sql`select pg_notify('keel', ${JSON.stringify({ topic: 'config', area: 'rules', tenantId: t.tenantId })})`
  })
  await new Promise((resolve) => setTimeout(resolve, 400))
  return ruleId
}

const judged = command({
  name: 'test.judge',
  permission: null,
  input: z.custom<RuleSubject>(),
  output: z.array(z.custom<Finding>()),
  handler: (ctx, subject) => judge(ctx, subject),
})
const documentId = newId()
const line = newId()
const subject = (header: Facts, facts: Facts): RuleSubject => ({
  document: 'test_order',
  documentId,
  companyId: t.companyId,
  label: 'SO-1',
  trigger: 'approve',
  header: { credit_limit: null, credit_exposure_after: '0', ...header },
  lines: [
    {
      lineId: line,
      label: '1',
      facts: { net_unit_price: '10', margin_percent: '30', discount_percent: '0', ...facts },
    },
  ],
})
const run = (header: Facts, facts: Facts) => runCommand(judged, subject(header, facts), { actor: t.admin })
const rows = (query: string) => withTenant(pools.app, t.admin, 'read', ({ sql }) => sql.unsafe(query))

it('finds nothing without rules, and stores nothing', async () => {
  expect(await run({}, {})).toEqual([])
  expect(await rows('select 1 from rule_judgement')).toHaveLength(0)
})

it('fires at the line, stores the decision with its facts, and resolves when the facts improve', async () => {
  await addRule({
    code: 'floor',
    condition: 'margin_percent != null and margin_percent < floor',
    effect: 'override',
    permission: 'sales.price.override',
    parameters: { floor: '10' },
  })
  expect(await run({}, { margin_percent: '10.0000' })).toEqual([])
  const [found] = await run({}, { margin_percent: '9.9999' })
  expect(found).toMatchObject({
    ruleCode: 'floor',
    ruleVersion: 1,
    effect: 'override',
    lineId: line,
    overridden: false,
    message: { en: 'Margin 9.9999 under 10' },
  })
  expect(await rows("select state, facts_hash from rule_finding where state = 'open'")).toHaveLength(1)
  expect(await rows('select facts from rule_decision')).toMatchObject([
    { facts: { margin_percent: '9.9999', net_unit_price: '10', 'parameter.floor': '10', actor_roles: [] } },
  ])
  expect(await rows('select kind, state from alert')).toEqual([{ kind: 'rule.override', state: 'open' }])
  expect(await run({}, {})).toEqual([])
  expect(await rows('select state from rule_finding')).toEqual([{ state: 'resolved' }])
  expect(await rows('select state from alert')).toEqual([{ state: 'done' }])
  expect(await rows('select 1 from rule_judgement')).toHaveLength(3)
})

it('fails closed with the name of the empty fact, without stopping the other rules', async () => {
  await addRule({ code: 'broken', condition: 'credit_limit > 5', scope: 'header' })
  const found = await run({}, { margin_percent: '1' })
  expect(found.map((f) => [f.ruleCode, f.effect, f.lineId])).toEqual([
    ['broken', 'block', null],
    ['floor', 'override', line],
  ])
  expect(found[0]?.message.en).toContain('no value for credit_limit')
})

it('compares decimals of any length exactly', async () => {
  await addRule({ code: 'exact', condition: 'net_unit_price > 12345678901234.123455' })
  const codes = async (price: string) =>
    (await run({ credit_limit: '0' }, { net_unit_price: price })).map((f) => f.ruleCode)
  expect(await codes('12345678901234.123455')).toEqual([])
  expect(await codes('12345678901234.123456')).toEqual(['exact'])
})

it('takes the largest limit of the roles of the user', async () => {
  await addRule({
    code: 'discount',
    condition: 'discount_percent > allowed',
    parameters: { allowed: { default: '5', roles: { rep: '10', manager: '20' } } },
  })
  const as = (roles: string[], discount: string) =>
    runCommand(judged, subject({ credit_limit: '0' }, { discount_percent: discount }), { actor: { ...t.admin, roles } })
  expect(await as([], '5')).toHaveLength(0)
  expect(await as([], '5.01')).toHaveLength(1)
  expect(await as(['rep', 'manager'], '20')).toHaveLength(0)
  expect(await as(['rep'], '20')).toHaveLength(1)
})
