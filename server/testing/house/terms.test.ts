import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { LOCALES } from '@/server/contracts/platform/locale'
import type { Machine } from '@/server/kernel/state-machine'

const files = (where: string) =>
  execFileSync('git', ['ls-files', '-co', '--exclude-standard', where], { encoding: 'utf8' })
    .split('\n')
    .filter(Boolean)

const isMachine = (value: unknown): value is Machine =>
  typeof value === 'object' && value !== null && 'transitions' in value && 'states' in value && 'document' in value

const contracts = import.meta.glob<object>(['../../contracts/**/*.ts', '!**/*.test.ts'], { eager: true })
const machines = Object.values(contracts).flatMap((exported) => Object.values(exported).filter(isMachine))

/** Documents that a refusal may name: `notFound('sales_order')`. */
const missing = files('server/**/*.ts').flatMap((file) =>
  [...readFileSync(file, 'utf8').matchAll(/notFound\('(\w+)'/g)].map(([, name]) => name ?? ''),
)

describe('refusals name things in words', () => {
  it.each(LOCALES)('for every document, state and transition in %s', (locale) => {
    const { term } = JSON.parse(readFileSync(`messages/${locale}/terms.json`, 'utf8')).common
    expect(machines.length).toBeGreaterThanOrEqual(10)
    const without = (kind: string, names: readonly string[]) =>
      [...new Set(names)].filter((name) => !term[kind][name]).map((name) => `${kind}.${name}`)
    expect([
      ...without('document', [...machines.map((m) => m.document), ...missing]),
      ...without(
        'state',
        machines.flatMap((m) => m.states),
      ),
      ...without(
        'transition',
        machines.flatMap((m) => Object.keys(m.transitions)),
      ),
    ]).toEqual([])
  })
})
