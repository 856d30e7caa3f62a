import { afterAll, expect, it } from 'vitest'
import { createTestTenant } from '@/server/testing/tenant'
import { runCommand, runQuery } from '../commands/runner'
import { closePools } from '../pools'
import { invariants, lastInvariants, runInvariants } from './invariants'

afterAll(closePools)

it('a check leaves in the audit log when it was, who asked and what it found', async () => {
  const { admin } = await createTestTenant()
  const before = await runQuery(lastInvariants, {}, { actor: admin })
  const names = (await invariants()).map((i) => i.name)
  expect(before.at).toBeNull()
  expect(before.checks.map((c) => c.name)).toEqual(names)
  expect(before.checks.every((c) => c.broken === null)).toBe(true)
  const found = await runCommand(runInvariants, {}, { actor: admin })
  expect(found.map((f) => [f.name, f.broken])).toEqual(names.map((n) => [n, 0]))
  const after = await runQuery(lastInvariants, {}, { actor: admin })
  expect(after.at).not.toBeNull()
  expect(after.checks.every((c) => c.broken === 0)).toBe(true)
})
