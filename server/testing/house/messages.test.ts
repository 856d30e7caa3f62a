import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { LOCALES } from '@/server/contracts/platform/locale'

const root = path.resolve(import.meta.dirname, '../../../messages')
const filesOf = (locale: string) =>
  readdirSync(path.join(root, locale))
    .filter((name) => name.endsWith('.json'))
    .sort()

type Leaf = readonly [key: string, message: unknown]
function leaves(node: unknown, prefix = ''): Leaf[] {
  if (typeof node !== 'object' || node === null) return [[prefix, node]]
  return Object.entries(node).flatMap(([key, value]) => leaves(value, prefix ? `${prefix}.${key}` : key))
}
const leavesOf = (locale: string, file: string) =>
  leaves(JSON.parse(readFileSync(path.join(root, locale, file), 'utf8')))

/** Names and kinds of the arguments of an ICU message (`count:plural`), found by walking its braces; plural arms are walked too. */
function placeholders(message: string): string[] {
  const found = new Set<string>()
  const walk = (text: string) => {
    let depth = 0
    let start = 0
    for (const [index, mark] of [...text].entries()) {
      if (mark === '{' && depth++ === 0) start = index + 1
      if (mark === '}' && --depth === 0) argument([...text].slice(start, index).join(''))
    }
    if (depth !== 0) found.add(`unbalanced braces in: ${text}`)
  }
  const argument = (inner: string) => {
    const [name = '', kind = 'text', ...rest] = inner.split(',')
    found.add(`${name.trim()}:${kind.trim()}`)
    for (const arm of rest.join(',').matchAll(/\{((?:[^{}]|\{[^{}]*\})*)\}/g)) walk(arm[1] ?? '')
  }
  walk(message.replaceAll("''", ''))
  for (const tag of message.matchAll(/<(\w+)>/g)) found.add(`<${tag[1]}>`)
  return [...found].sort()
}

/** How the source names a refusal: `conflict('area.reason')`, `code: 'area.reason'`, and so on. */
const REFUSAL =
  /(?:(?:conflict|validation|forbidden|issue|AppError)\(\s*(?:'[a-z_]+',\s*)?|(?:code|error): )'([a-z_]+\.[a-z_]+)'/g

function codesOf(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.ts') && !name.includes('.test.') && !name.startsWith('testing'),
  )
  const found = files.flatMap((name) =>
    [...readFileSync(path.join(folder, name), 'utf8').matchAll(REFUSAL)].map((match) => match[1] ?? ''),
  )
  return [...new Set(found)].sort()
}

describe('the words of Keel', () => {
  const [first, ...others] = LOCALES
  it('stand in the same files in every language', () => {
    for (const other of others) expect(filesOf(other)).toEqual(filesOf(first))
  })

  it.each(filesOf(first))('%s has the same keys and placeholders in every language', (file) => {
    const here = new Map(leavesOf(first, file))
    for (const other of others) {
      const there = new Map(leavesOf(other, file))
      expect([...there.keys()].sort()).toEqual([...here.keys()].sort())
      const differing = [...here].filter(([key, message]) => {
        return placeholders(String(message)).join() !== placeholders(String(there.get(key))).join()
      })
      expect(differing.map(([key]) => key)).toEqual([])
    }
  })

  it('has a sentence for everything that the server refuses', () => {
    const said = new Set(filesOf(first).flatMap((file) => leavesOf(first, file).map(([key]) => key)))
    const silent = codesOf(path.resolve(root, '../server')).filter((code) => !said.has(`errors.${code}`))
    expect(silent).toEqual([])
  })

  it.each(LOCALES)('%s says something under every key, and each key once', (locale) => {
    const all = filesOf(locale).flatMap((file) =>
      leavesOf(locale, file).map(([key, message]) => ({ file, key, message })),
    )
    expect(all.filter(({ message }) => typeof message !== 'string' || message.trim() === '')).toEqual([])
    const twice = all.filter(({ key }, index) => all.findIndex((other) => other.key === key) !== index)
    expect(twice).toEqual([])
  })
})
