import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { registerSalesLikeFacts, salesLikeSubject } from '@/server/testing/rules'
import { actorOf, createTestTenant, type TestTenant } from '@/server/testing/tenant'
import { finishAlert, openAlerts } from '../alerts/alerts'
import { command } from '../commands/command'
import { runCommand, runQuery } from '../commands/runner'
import { listening, stopListening } from '../events/listen'
import { closePools } from '../pools'
import { benchSubjects, checkRule, tryRule } from './bench'
import { createRule, publishRule, restoreShippedRules, retireRule, saveRuleDraft } from './editing'
import { judge } from './judge'
import { documentFindings, overrideFinding } from './override'
import { decision, decisions, ruleDetail, rules } from './queries'
import type { Finding, RuleSubject } from './subject'

let t: TestTenant
beforeAll(async () => {
  registerSalesLikeFacts()
  t = await createTestTenant()
})
afterAll(async () => {
  await stopListening()
  await closePools()
})

const judged = command({
  name: 'test.judgeEdited',
  permission: null,
  input: z.custom<RuleSubject>(),
  output: z.array(z.custom<Finding>()),
  handler: (ctx, subject) => judge(ctx, subject),
})
const call = () => ({ actor: t.admin })
const judgeAt = (margin: string) =>
  runCommand(judged, salesLikeSubject(t.companyId, { margin_percent: margin }), call())

const content = {
  condition: 'margin_percent != null and margin_percent < floor',
  effect: 'override' as const,
  messageEn: 'Margin {margin_percent} % is under {floor} %.',
  messageZh: '毛利率 {margin_percent}% 低于 {floor}%。',
  overridePermission: 'sales.price.override',
  parameters: { floor: '10' },
  effectiveFrom: '2020-01-01',
  effectiveTo: null,
}
const head = {
  nameEn: 'Floor',
  nameZh: '最低毛利',
  document: 'test_sale',
  triggers: ['approve'],
  scope: 'line' as const,
  ownerId: null,
}
let rule = { id: '', version: 0 }

it('refuses what could not be judged, naming what is wrong', async () => {
  const create = (more: object, headMore: object = {}) =>
    runCommand(createRule, { ...head, ...headMore, code: 'x', content: { ...content, ...more } }, call())
  await expect(create({ condition: 'marge < 3' })).rejects.toMatchObject({
    code: 'rules.unknown_fact',
    params: { fact: 'marge' },
  })
  await expect(create({ messageZh: '{nothing}' })).rejects.toMatchObject({ params: { fact: 'nothing' } })
  await expect(create({ condition: 'margin_percent < 3' })).rejects.toMatchObject({ code: 'rules.empty_fact' })
  await expect(create({}, { triggers: ['explode'] })).rejects.toMatchObject({ code: 'rules.unknown_trigger' })
  await expect(create({ parameters: { margin_percent: '1', floor: '1' } })).rejects.toMatchObject({
    code: 'rules.parameter_is_fact',
  })
  await expect(create({ overridePermission: null })).rejects.toMatchObject({ code: 'rules.permission_needed' })
  await expect(
    runQuery(
      checkRule,
      { document: 'test_sale', scope: 'header', condition: 'margin_percent > 1', parameters: [] },
      call(),
    ),
  ).rejects.toMatchObject({
    code: 'rules.unknown_fact',
  })
})

it('goes from draft to live to the next version to retired; every process judges by what is published', async () => {
  rule = await runCommand(createRule, { ...head, code: 'floor', content }, call())
  expect(await judgeAt('1')).toEqual([])
  await listening()
  rule = await runCommand(publishRule, rule, call())
  await expect.poll(async () => (await judgeAt('9')).length, { timeout: 4000 }).toBe(1)

  rule = await runCommand(
    saveRuleDraft,
    { ...head, id: rule.id, version: rule.version, content: { ...content, parameters: { floor: '20' } } },
    call(),
  )
  expect(await judgeAt('15')).toHaveLength(0)
  rule = await runCommand(publishRule, { id: rule.id, version: rule.version }, call())
  await expect.poll(async () => (await judgeAt('15'))[0]?.ruleVersion, { timeout: 4000 }).toBe(2)
  await expect(runCommand(publishRule, { id: rule.id, version: rule.version }, call())).rejects.toMatchObject({
    code: 'rules.nothing_to_publish',
  })
  await expect(runCommand(retireRule, { id: rule.id, version: 1 }, call())).rejects.toMatchObject({
    code: 'common.stale_version',
  })

  const view = await runQuery(ruleDetail, { id: rule.id }, call())
  expect(view.versions.map((v) => [v.number, v.standing])).toEqual([
    [2, 'current'],
    [1, 'past'],
  ])
  const page = await runQuery(
    rules.rows,
    { filters: [{ column: 'effect', operator: 'in', value: ['override'] }] },
    call(),
  )
  expect(page.rows).toMatchObject([{ code: 'floor', number: 2, hasDraft: false, openFindings: 1 }])
})

it('accepts an override with a reason from someone permitted, for these facts only', async () => {
  const [finding] = await judgeAt('15')
  const seller = actorOf(t.tenantId, ['sales.test_sale.approve'])
  const manager = actorOf(t.tenantId, ['sales.*', 'control.alert.read'])
  const give = (actor: typeof seller) =>
    runCommand(overrideFinding, { findingId: finding?.id, reason: 'Large follow-up order' }, { actor })
  await expect(give(seller)).rejects.toMatchObject({
    kind: 'forbidden',
    params: { permission: 'sales.price.override' },
  })
  expect((await runQuery(openAlerts, {}, { actor: manager })).latest).toMatchObject([
    { kind: 'rule.override', params: { rule: 'floor' } },
  ])
  expect((await runQuery(openAlerts, {}, { actor: seller })).count).toBe(0)
  await give(manager)
  await expect(give(manager)).rejects.toMatchObject({ code: 'rules.finding_not_open' })
  expect((await runQuery(openAlerts, {}, { actor: manager })).count).toBe(0)
  expect(await judgeAt('15.00')).toMatchObject([{ overridden: true }])
  expect(await judgeAt('14')).toMatchObject([{ overridden: false }])
  expect(await judgeAt('15')).toMatchObject([{ overridden: true }])
  const standing = await runQuery(
    documentFindings,
    { document: 'test_sale', documentId: salesLikeSubject(t.companyId, {}).documentId },
    { actor: seller },
  )
  expect(standing).toMatchObject([
    { state: 'overridden', mayOverride: false, override: { reason: 'Large follow-up order' } },
  ])
})

it('shows decisions with their facts, and tries a draft on the document as it was', async () => {
  const log = await runQuery(decisions.rows, { search: '14 %' }, call())
  expect(log.rows).toMatchObject([{ ruleCode: 'floor', ruleVersion: 2, result: 'fired', label: 'T-1' }])
  const full = await runQuery(decision, { id: log.rows[0]?.id }, call())
  expect(full).toMatchObject({ condition: content.condition, facts: { margin_percent: '14', 'parameter.floor': '20' } })
  const subjects = await runQuery(benchSubjects, { document: 'test_sale' }, call())
  expect(subjects).toMatchObject([{ label: 'T-1', lines: 1 }])
  const trial = await runQuery(
    tryRule,
    {
      document: 'test_sale',
      scope: 'line',
      content,
      judgementId: subjects[0]?.judgementId,
      facts: { margin_percent: '3' },
    },
    call(),
  )
  expect(trial.subjects).toMatchObject([
    { result: 'fired', facts: [{ name: 'margin_percent', value: '3' }], message: { en: 'Margin 3 % is under 10 %.' } },
  ])
})

it('retires a rule together with what it found, and its alerts', async () => {
  await judgeAt('2')
  const [alert] = (await runQuery(openAlerts, {}, call())).latest
  expect(alert).toBeDefined()
  await runCommand(retireRule, { id: rule.id, version: rule.version }, call())
  expect((await runQuery(openAlerts, {}, call())).count).toBe(0)
  await expect.poll(async () => (await judgeAt('2')).length, { timeout: 4000 }).toBe(0)
  await expect(
    runCommand(finishAlert, { id: alert?.id }, { actor: actorOf(t.tenantId, ['x.y.z', 'control.alert.handle']) }),
  ).rejects.toMatchObject({ kind: 'not_found' })
})

it('installs the rules that come along once', async () => {
  const first = await runCommand(restoreShippedRules, {}, call())
  expect(first.installed).toBe(1)
  expect((await runCommand(restoreShippedRules, {}, call())).installed).toBe(0)
})

it('shows nothing of it to another tenant', async () => {
  const other = await createTestTenant()
  expect((await runQuery(rules.rows, {}, { actor: other.admin })).rows).toEqual([])
  expect((await runQuery(decisions.rows, {}, { actor: other.admin })).rows).toEqual([])
  await expect(runQuery(ruleDetail, { id: rule.id }, { actor: other.admin })).rejects.toMatchObject({
    kind: 'not_found',
  })
})
