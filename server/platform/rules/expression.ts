import { evaluateExpressionSync } from '@gorules/zen-engine'
import type { FactDefinition } from '@/server/contracts/platform/facts'
import { AppError, type ErrorParams } from '@/server/kernel/errors'
import { type Arithmetic, arithmeticOf, isTooLarge, type Size, sizeOf } from './magnitude'
import type { Fact, Facts } from './subject'

/** Words of the language that are no facts. */
const KEYWORDS = new Set(['and', 'or', 'not', 'in', 'true', 'false', 'null'])
/** Characters up to which a JavaScript number keeps every digit of a decimal. */
const EXACT_DIGITS = 15

export interface Token {
  readonly kind: 'name' | 'text' | 'other'
  readonly text: string
}

const TOKEN = /"[^"]*"|'[^']*'|[A-Za-z_$][\w$]*|\d[\d_]*(?:\.\d+)?|\s+|[^\s]/gy

/** The tokens of a condition. Names after a point are properties, names before a parenthesis are functions: neither is a fact. */
function tokens(condition: string): Token[] {
  const raw = condition.match(TOKEN) ?? []
  return raw.map((text, i) => {
    if (/^["']./.test(text)) return { kind: 'text', text }
    if (!/^[A-Za-z_$]/.test(text) || KEYWORDS.has(text)) return { kind: 'other', text }
    const before = raw.slice(0, i).findLast((t) => t.trim() !== '')
    const after = raw.slice(i + 1).find((t) => t.trim() !== '')
    return { kind: before === '.' || before === '#' || after === '(' ? 'other' : 'name', text }
  })
}

/** The facts and parameters that a condition names, in order of appearance. */
export const namesIn = (condition: string): string[] => [
  ...new Set(tokens(condition).flatMap((t) => (t.kind === 'name' ? [t.text] : []))),
]

/** Puts something else in the place of names: parameter values, or numbers too long for a JavaScript number. */
export const substitute = (condition: string, values: ReadonlyMap<string, string>): string =>
  tokens(condition)
    .map((t) => (t.kind === 'name' ? (values.get(t.text) ?? t.text) : t.text))
    .join('')

/** A decimal as a literal of the language: exact whatever its length. */
export const literal = (decimal: string): string => (decimal.startsWith('-') ? `(${decimal})` : decimal)

/** The engine cannot take a number with more places than it keeps; written into the text it says so instead of ending the process. */
const tooSmall = (decimal: string): boolean => (decimal.split('.')[1]?.length ?? 0) > 20

const significant = (decimal: string): number => decimal.replace(/^-?0*\.?0*/, '').replace('.', '').length

/** Facts as the engine takes them, and those decimals that have to be written into the text because they are too long. */
function toContext(facts: Facts, names: ReadonlyMap<string, FactDefinition>) {
  const context: Record<string, Fact> = {}
  let long: Map<string, string> | undefined
  for (const [name, definition] of names) {
    const value = facts[name] ?? null
    if (definition.type !== 'decimal' || typeof value !== 'string') context[name] = value
    else if (significant(value) <= EXACT_DIGITS && !tooSmall(value)) context[name] = Number(value)
    else {
      long ??= new Map()
      long.set(name, literal(value))
    }
  }
  return { context, long }
}

/** A text may be read as a number. */
const READS_NUMBERS = /\bnumber\s*\(/

/** A number that is neither yes nor no must not leave the engine: larger than 64 bits it ends the process. */
const YES_OR_NO = '# == true ? true : # == false ? false : null'

interface Prepared {
  readonly text: string
  readonly arithmetic: Arithmetic
  readonly readsNumbers: boolean
}
const prepared = new WeakMap<readonly string[], Prepared>()

function prepare(conditions: readonly string[]): Prepared {
  const known = prepared.get(conditions)
  if (known) return known
  const made = {
    text: `map([${conditions.map((c) => `(${c})`).join(',')}], ${YES_OR_NO})`,
    arithmetic: arithmeticOf(conditions.map(tokens)),
    readsNumbers: conditions.some((c) => READS_NUMBERS.test(c)),
  }
  prepared.set(conditions, made)
  return made
}

/**
 * Judges conditions on the same facts in one call of the engine, which keeps decimals exact (28 digits): yes, no, or null where one
 * is neither. Throws what the engine says, and when a condition could count further than the engine does. What is read from the
 * conditions is kept as long as their array.
 */
export function judge(
  conditions: readonly string[],
  facts: Facts,
  names: ReadonlyMap<string, FactDefinition>,
): (boolean | null)[] {
  const { text, arithmetic, readsNumbers } = prepare(conditions)
  const sizes = new Map<string, Size>()
  for (const [name, { type }] of names)
    if (readsNumbers || type === 'decimal') sizes.set(name, sizeOf(Number(facts[name] ?? 0)))
  if (isTooLarge(arithmetic, sizes)) throw new RangeError('its numbers become too large')
  const { context, long } = toContext(facts, names)
  return evaluateExpressionSync(long ? substitute(text, long) : text, context) as (boolean | null)[]
}

/** The engine's complaint in one line, without the trace of its inside. */
export function complaint(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  const source = /"source":"([^"]*)"/.exec(text)?.[1] ?? text.split('\n')[0] ?? ''
  return source.slice(0, 200)
}

export const FORBIDDEN = /[`{};$]|(?<![=!<>])=(?!=)/

const problem = (code: string, params: ErrorParams = {}) =>
  new AppError('validation', code, params, [{ path: 'content.condition', code, params }])

const SAMPLES: Record<FactDefinition['type'], readonly Fact[]> = {
  decimal: ['1', '0', '-1.5', '1000000'],
  text: ['a'],
  date: ['2026-01-31'],
  boolean: [true, false],
  list: [['a']],
}

/**
 * Refuses a condition that names an unknown fact, does not parse, is no yes or no, or fails for values that can occur: a fact
 * that may be empty is empty, a divisor is zero. Types are checked by trying: each fact takes each of its sample values.
 */
export function checkCondition(
  condition: string,
  facts: Readonly<Record<string, FactDefinition>>,
  parameters: readonly string[],
): void {
  if (FORBIDDEN.test(condition.replace(/"[^"]*"|'[^']*'/g, '""'))) throw problem('rules.forbidden_syntax')
  const names = namesIn(condition)
  for (const name of names)
    if (!Object.hasOwn(facts, name) && !parameters.includes(name)) throw problem('rules.unknown_fact', { fact: name })
  const used = new Map(names.map((name) => [name, (Object.hasOwn(facts, name) && facts[name]) || PARAMETER]))
  tryOn(condition, sampleAt(used, 0), used)
  for (const [name, fact] of used) {
    const base = sampleAt(used, 0)
    for (const sample of SAMPLES[fact.type]) tryOn(condition, { ...base, [name]: sample }, used)
    if (!fact.nullable) continue
    for (const others of [0, 1, 2, 3]) tryOn(condition, { ...sampleAt(used, others), [name]: null }, used, name)
  }
}

const PARAMETER: FactDefinition = { type: 'decimal', scope: 'header', label: { en: '', zh: '' } }

const sampleAt = (used: ReadonlyMap<string, FactDefinition>, n: number): Record<string, Fact> =>
  Object.fromEntries([...used].map(([name, fact]) => [name, SAMPLES[fact.type][n % SAMPLES[fact.type].length] ?? null]))

function tryOn(condition: string, values: Facts, used: ReadonlyMap<string, FactDefinition>, empty?: string): void {
  let result: unknown
  try {
    ;[result] = judge([condition], values, used)
  } catch (error) {
    if (empty) throw problem('rules.empty_fact', { fact: empty })
    const shown = Object.entries(values).map(([name, value]) => `${name} = ${value}`)
    throw problem('rules.condition_fails', { reason: complaint(error), values: shown.join(', ') })
  }
  if (typeof result !== 'boolean') throw problem('rules.not_yes_or_no')
}
