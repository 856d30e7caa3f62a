import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface, type Interface } from 'node:readline'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { registerSalesLikeFacts } from '@/server/testing/rules'
import { createTestTenant, type TestTenant } from '@/server/testing/tenant'
import { runCommand } from '../commands/runner'
import { createRule, publishRule, retireRule, saveRuleDraft } from './editing'

let t: TestTenant
let child: ChildProcessWithoutNullStreams
let answers: Interface

beforeAll(async () => {
  registerSalesLikeFacts()
  t = await createTestTenant()
  child = spawn(process.execPath, ['--import', 'tsx', 'server/testing/judge-process.ts'], {
    env: { ...process.env, LOG_LEVEL: 'silent' },
  })
  answers = createInterface({ input: child.stdout })
}, 60_000)
afterAll(async () => {
  child.stdin.end()
  if (child.exitCode === null) await once(child, 'exit')
})

const elsewhere = async (margin: string): Promise<string> => {
  const answer = once(answers, 'line')
  child.stdin.write(`${t.tenantId} ${t.companyId} ${margin}\n`)
  return String((await answer)[0])
}

const content = {
  condition: 'margin_percent != null and margin_percent < floor',
  effect: 'block' as const,
  messageEn: 'Low',
  messageZh: '低',
  overridePermission: null,
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
const call = () => ({ actor: t.admin })

/** The other process answers so within a second from now. */
const soon = (margin: string, answer: string) =>
  expect.poll(() => elsewhere(margin), { timeout: 4000, interval: 20 }).toBe(answer)

it('a rule that is published, changed or retired in one process holds in another within a second, without a restart', async () => {
  // The other process has its memory of the rules, and listens, before anything is published here.
  expect(await elsewhere('15')).toBe('-')
  expect(child.pid).not.toBe(process.pid)
  let rule = await runCommand(createRule, { ...head, code: 'floor', content }, call())
  rule = await runCommand(publishRule, rule, call())
  await soon('5', 'floor:1')
  expect(await elsewhere('15')).toBe('-')
  rule = await runCommand(
    saveRuleDraft,
    { ...head, id: rule.id, version: rule.version, content: { ...content, parameters: { floor: '20' } } },
    call(),
  )
  expect(await elsewhere('15')).toBe('-')
  rule = await runCommand(publishRule, { id: rule.id, version: rule.version }, call())
  await soon('15', 'floor:2')
  await runCommand(retireRule, { id: rule.id, version: rule.version }, call())
  await soon('5', '-')
}, 60_000)
