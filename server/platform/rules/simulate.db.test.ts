import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { newId } from '@/server/kernel/ids'
import { runCommand, runQuery } from '@/server/platform/commands/runner'
import { pools } from '@/server/platform/pools'
import { withTenant } from '@/server/platform/tenancy/transaction'
import { inCommand } from '@/server/testing/books'
import { createTestTenant, type TestTenant } from '@/server/testing/tenant'
import { stopListening } from '../events/listen'
import { registerFacts } from './catalogue'
import { createRule, publishRule, saveRuleDraft } from './editing'
import { judge } from './judge'
import { ruleDetail } from './queries'
import { ruleTrials, simulateRule, startShadow, stopShadow } from './simulate'
import type { Finding, RuleSubject } from './subject'

const decimal = (en: string) => ({ type: 'decimal' as const, scope: 'header' as const, label: { en, zh: en } })
registerFacts({
  document: 'simulated',
  triggers: ['approve'],
  facts: { total_net_base: decimal('Total'), customer_code: { ...decimal('Customer'), type: 'text' } },
})

let t: TestTenant
const today = new Date().toISOString().slice(0, 10)
beforeAll(async () => {
  t = await createTestTenant()
})
afterAll(stopListening)

const content = (limit: string) => ({
  condition: 'total_net_base > limit',
  effect: 'block' as const,
  messageEn: 'Over {limit}.',
  messageZh: '超过 {limit}。',
  parameters: { limit },
  effectiveFrom: today,
})
const head = {
  nameEn: 'Large',
  nameZh: '大额',
  document: 'simulated',
  triggers: ['approve'],
  scope: 'header' as const,
}
const rule = async (limit: string) => {
  const made = await runCommand(
    createRule,
    { ...head, code: `large-${newId().slice(-6)}`, content: content(limit) },
    { actor: t.admin },
  )
  return { id: made.id, version: made.version }
}
const subject = (total: string, documentId = newId()): RuleSubject => ({
  document: 'simulated',
  documentId,
  companyId: t.companyId,
  label: `SO ${total}`,
  trigger: 'approve',
  header: { total_net_base: total, customer_code: 'C' },
  lines: [],
})
const judged = (total: string, documentId?: string): Promise<Finding[]> =>
  inCommand(t.admin, (ctx) => judge(ctx, subject(total, documentId)))
/** What the process knows arrives with the announcement of the change, a moment after it. */
const eventually = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 4000, interval: 50 })
const standing = async (total: string, ruleId: string) => (await judged(total)).filter((f) => f.ruleId === ruleId)
const view = (id: string) => runQuery(ruleDetail, { id }, { actor: t.admin })
const trials = (id: string) => runQuery(ruleTrials, { id }, { actor: t.admin })
const count = (query: 'rule_decision' | 'rule_finding' | 'alert', ruleId: string) =>
  withTenant(pools.app, t.admin, 'read', async ({ sql }) => {
    const rows =
      query === 'alert'
        ? await sql`select 1 from alert where tenant_id = ${t.tenantId} and dedupe_key in (
            select 'finding:' || id from rule_finding where tenant_id = ${t.tenantId} and rule_id = ${ruleId})`
        : await sql`select 1 from ${sql(query)} where tenant_id = ${t.tenantId} and rule_id = ${ruleId}`
    return rows.length
  })

describe('a draft', () => {
  it('is replayed on what was judged, and says what it would have stopped without stopping anything', async () => {
    // A rule in force has every document's facts stored.
    const live = await rule('1000000')
    await runCommand(publishRule, live, { actor: t.admin })
    const changed = newId()
    await judged('500', changed)
    for (const total of ['100', '1000', '1000.01', '2500']) await judged(total)
    // The last judgement of a document counts: it was corrected.
    await judged('50', changed)
    const draft = await rule('1000')
    await runCommand(simulateRule, { ...draft, companyId: t.companyId, months: 1 }, { actor: t.admin })
    const { simulations } = await trials(draft.id)
    expect(simulations[0]?.result).toMatchObject({
      documents: 5,
      stopped: 2,
      amount: '3500.01',
      failed: 0,
      recorded: 5,
    })
    expect(simulations[0]?.result.examples.map((e) => e.label)).toEqual(['SO 1000.01', 'SO 2500'])
    expect((await view(draft.id)).draftStage).toBe('simulated')
    expect(await count('rule_decision', draft.id)).toBe(0)
  })

  it('has to be simulated anew when it changes', async () => {
    const { id, version } = await rule('10')
    await runCommand(simulateRule, { id, version, companyId: t.companyId, months: 1 }, { actor: t.admin })
    await runCommand(saveRuleDraft, { id, version, ...head, content: content('20') }, { actor: t.admin })
    expect((await view(id)).draftStage).toBe('written')
  })
})

describe('a version in shadow', () => {
  it('is recorded, stops nobody and alerts nobody, beside the version in force', async () => {
    const first = await rule('300')
    const published = await runCommand(publishRule, first, { actor: t.admin })
    const saved = await runCommand(
      saveRuleDraft,
      { id: first.id, version: published.version, ...head, content: content('200') },
      { actor: t.admin },
    )
    await runCommand(startShadow, { id: first.id, version: saved.version }, { actor: t.admin })
    await eventually(async () => {
      expect(await standing('250', first.id)).toEqual([])
      expect(await count('rule_decision', first.id)).toBe(1)
    })
    expect(await count('rule_finding', first.id)).toBe(0)
    expect(await count('alert', first.id)).toBe(0)
    expect(await standing('350', first.id)).toHaveLength(1)
    expect((await trials(first.id)).shadow).toMatchObject({ number: 2, judged: 2, fired: 2, alsoLive: 1 })
    expect((await view(first.id)).versions.map((v) => v.standing)).toEqual(['shadow', 'current'])
  })

  it('decides when it is published, and no longer records when it is stopped', async () => {
    const draft = await rule('200')
    const shadow = await runCommand(startShadow, draft, { actor: t.admin })
    await eventually(async () => {
      await judged('250')
      expect(await count('rule_decision', draft.id)).toBe(1)
    })
    const stopped = await runCommand(stopShadow, { id: draft.id, version: shadow.version }, { actor: t.admin })
    await eventually(async () => {
      const before = await count('rule_decision', draft.id)
      await judged('251')
      expect(await count('rule_decision', draft.id)).toBe(before)
    })
    await runCommand(publishRule, { id: draft.id, version: stopped.version }, { actor: t.admin })
    await eventually(async () => expect(await standing('252', draft.id)).toMatchObject([{ effect: 'block' }]))
    await expect(
      runCommand(stopShadow, { id: draft.id, version: stopped.version + 1 }, { actor: t.admin }),
    ).rejects.toMatchObject({ code: 'rules.not_in_shadow' })
  })
})
