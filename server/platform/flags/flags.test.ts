import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { newId } from '@/server/kernel/ids'
import { reloadConfig } from '../config'
import { may, systemActor } from '../identity/actor'
import { isOn, stopFlags, tellOutcome, underFlags } from './flags'
import { countOutcome, forgetOutcomes, isRolledBack } from './roll-back'

afterEach(() => {
  stopFlags()
  forgetOutcomes()
})

const withFlags = (features: unknown): Promise<void> => {
  process.env.KEEL_DATA_DIR = mkdtempSync(path.join(tmpdir(), 'keel-flags-'))
  if (features)
    writeFileSync(path.join(process.env.KEEL_DATA_DIR, 'flags.json'), JSON.stringify({ version: 2, features }))
  reloadConfig()
  isOn('rules.simulation', { tenantId: newId() })
  return new Promise((resolve) => setTimeout(resolve, 50))
}

const off = (name: string) => ({ name, enabled: false, strategies: [] })

it('holds nothing back when nobody says anything', async () => {
  await withFlags(null)
  const actor = systemActor(newId())
  expect(underFlags(actor)).toBe(actor)
})

it('takes the permissions of a flag that is off from everybody, administrators too', async () => {
  await withFlags([off('rules.webhooks')])
  const actor = underFlags(systemActor(newId()))
  expect(may(actor, 'platform.webhook.manage')).toBe(false)
  expect(may(actor, 'control.rule.simulate')).toBe(true)
})

it('is taken back when more than a fifth of at least five calls fail, and is tried again after a quarter of an hour', () => {
  const now = Date.now()
  const tell = (failed: boolean, at = now) => countOutcome('rules.webhooks', failed, at)
  for (const _ of Array(20)) expect(tell(false)).toBe(false)
  for (const _ of Array(5)) expect(tell(true)).toBe(false)
  expect(isRolledBack('rules.webhooks', now)).toBe(false)
  expect(tell(true)).toBe(true)
  expect(isRolledBack('rules.webhooks', now)).toBe(true)
  expect(may(underFlags(systemActor(newId())), 'platform.webhook.manage')).toBe(false)
  expect(isRolledBack('rules.webhooks', now + 15 * 60_000)).toBe(false)
})

it('forgets failures of the minute before', () => {
  const now = Date.now()
  for (const _ of Array(4)) countOutcome('rules.webhooks', true, now)
  expect(countOutcome('rules.webhooks', true, now + 61_000)).toBe(false)
})

it('counts failures of calls by a permission of the flag, not refusals or other calls', () => {
  for (const _ of Array(9)) tellOutcome('platform.role.read', true)
  for (const _ of Array(9)) tellOutcome('platform.webhook.manage', false)
  expect(isRolledBack('rules.webhooks')).toBe(false)
  for (const _ of Array(9)) tellOutcome('platform.webhook.manage', true)
  expect(isRolledBack('rules.webhooks')).toBe(true)
})

it('rolls out to a share of the tenants, the same for all people of one', async () => {
  const parameters = { rollout: '20', stickiness: 'tenantId', groupId: 'rules.simulation' }
  await withFlags([
    { name: 'rules.simulation', enabled: true, strategies: [{ name: 'flexibleRollout', parameters, constraints: [] }] },
  ])
  const tenants = Array.from({ length: 1000 }, newId)
  const on = tenants.filter((tenantId) => isOn('rules.simulation', { tenantId }))
  expect(on.length).toBeGreaterThan(140)
  expect(on.length).toBeLessThan(260)
  for (const tenantId of tenants.slice(0, 50))
    expect(isOn('rules.simulation', { tenantId, userId: newId() })).toBe(on.includes(tenantId))
})
