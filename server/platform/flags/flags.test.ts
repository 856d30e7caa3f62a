import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { newId } from '@/server/kernel/ids'
import { reloadConfig } from '../config'
import { flagsOf, isOn, stopFlags } from './flags'

afterEach(stopFlags)

const withFlags = (features: unknown): Promise<void> => {
  process.env.KEEL_DATA_DIR = mkdtempSync(path.join(tmpdir(), 'keel-flags-'))
  if (features)
    writeFileSync(path.join(process.env.KEEL_DATA_DIR, 'flags.json'), JSON.stringify({ version: 2, features }))
  reloadConfig()
  isOn('rules.simulation', { tenantId: newId() })
  return new Promise((resolve) => setTimeout(resolve, 50))
}

it('has its defaults when nobody says anything', async () => {
  await withFlags(null)
  expect(flagsOf({ tenantId: newId() })).toEqual({ 'rules.simulation': false })
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
