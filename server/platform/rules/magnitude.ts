import type { Token } from './expression'

/**
 * How large the numbers of a condition can become. The engine counts in decimals of 28 digits and ends the whole process, with
 * everybody's work, when a product or a sum has more; so what could pass them is not given to it.
 */

/** How large the number behind a name is: its digits before the point, and how far below one it is. */
export interface Size {
  readonly digits: number
  readonly small: number
}

/** A number by its size, a fact by its name, what stands in brackets by its terms, or something unknown. */
type Factor = Size | { readonly name: string } | { readonly group: readonly Term[]; readonly list: boolean } | 'unknown'
interface Term {
  readonly times: Factor[]
  readonly over: Factor[]
}

const MOST_DIGITS = 27
/** Decimal places that a difference of stored numbers can have at most: a rate's. */
const PLACES = 10
/** A function may add up a list of this many digits' length. */
const LIST_DIGITS = 4

/** The size of a number; what is none has none. */
export function sizeOf(value: number): Size {
  if (Number.isNaN(value) || value === 0) return { digits: 0, small: 0 }
  if (!Number.isFinite(value)) return { digits: MOST_DIGITS + 1, small: 0 }
  const log = Math.log10(Math.abs(value))
  return { digits: Math.max(0, log), small: Math.max(0, -log) }
}

/** What is multiplied and divided in each term of a condition. Undefined: it has a power, which has no bound. */
function termsOf(tokens: readonly Token[]): readonly Term[] | undefined {
  const rest = tokens.filter((t) => t.text.trim() !== '')
  let at = 0
  let power = false
  const group = (): Term[] => {
    const terms: Term[] = []
    let term: Term = { times: [], over: [] }
    let over = false
    const add = (factor: Factor) => {
      ;(over ? term.over : term.times).push(factor)
      over = false
    }
    for (; at < rest.length; at++) {
      const { kind, text } = rest[at] as Token
      if (text === ')' || text === ']') break
      if (text === '(' || text === '[') {
        const called = text === '(' && /^\w/.test(rest[at - 1]?.text ?? '') && rest[at - 1]?.kind === 'other'
        at++
        add({ group: group(), list: called })
      } else if (text === '^') power = true
      else if (text === '/') over = true
      else if (kind === 'name') add({ name: text })
      else if (/^\d/.test(text)) add(sizeOf(Number(text.replaceAll('_', ''))))
      else if (kind === 'text') add(rest[at - 2]?.text === 'number' ? sizeOf(Number(text.slice(1, -1))) : sizeOf(0))
      else if (text === '#') add('unknown')
      else if (text !== '*' && text !== '%' && !/^[A-Za-z_$]/.test(text)) {
        terms.push(term)
        term = { times: [], over: [] }
        over = false
      } else if (/^(and|or|not|in|true|false|null)$/.test(text)) {
        terms.push(term)
        term = { times: [], over: [] }
      }
    }
    terms.push(term)
    return terms.filter((t) => t.times.length + t.over.length > 0)
  }
  const all: Term[] = []
  // A bracket that closes nothing: what follows is looked at as well; the engine refuses it.
  for (; at < rest.length; at++) all.push(...group())
  return power ? undefined : all
}

/** The arithmetic of several conditions on the same facts. */
export interface Arithmetic {
  readonly terms: readonly Term[]
  /** One of them has a power. */
  readonly power: boolean
  /** The largest literal, and the most factors that a product has: what has few and small ones needs no closer look. */
  readonly literal: number
  readonly factors: number
  readonly divides: boolean
}

export function arithmeticOf(conditions: readonly (readonly Token[])[]): Arithmetic {
  const read = conditions.map(termsOf)
  const terms = read.flatMap((t) => t ?? [])
  let literal = 0
  let divides = false
  const factorsOf = (group: readonly Term[]): number =>
    Math.max(
      0,
      ...group.map(({ times, over }) => {
        divides ||= over.length > 0
        return [...times, ...over].reduce((n, factor) => {
          if (factor === 'unknown' || 'name' in factor) return n + 1
          if ('group' in factor) return n + factorsOf(factor.group) + (factor.list ? 1 : 0)
          literal = Math.max(literal, factor.digits)
          return n + 1
        }, 0)
      }),
    )
  const factors = factorsOf(terms)
  return { terms, power: read.includes(undefined), literal, factors, divides }
}

/** Whether a condition could count further than the engine does, where names have these sizes. */
export function isTooLarge(arithmetic: Arithmetic, sizes: ReadonlyMap<string, Size>): boolean {
  if (arithmetic.power) return true
  const sizeOfName = (name: string): Size => sizes.get(name) ?? { digits: 0, small: 0 }
  let widest = arithmetic.literal
  for (const { digits } of sizes.values()) widest = Math.max(widest, digits)
  // Sums of less than a thousand terms, brackets within brackets, add less than these digits.
  if (!arithmetic.divides && arithmetic.factors * (widest + LIST_DIGITS) <= MOST_DIGITS) return false
  let largest = 0
  const smallness = (factor: Factor): number => {
    if (factor === 'unknown') return PLACES
    if ('name' in factor) return sizeOfName(factor.name).small
    if ('small' in factor) return factor.small
    const [only] = factor.group
    const [single] = only?.times ?? []
    if (factor.group.length === 1 && only?.times.length === 1 && only.over.length === 0 && single)
      return smallness(single)
    return PLACES * Math.max(1, ...factor.group.map((t) => t.times.length + t.over.length))
  }
  const size = (factor: Factor): number => {
    if (factor === 'unknown') return widest
    if ('name' in factor) return sizeOfName(factor.name).digits
    if ('digits' in factor) return factor.digits
    return sum(factor.group) + (factor.list ? LIST_DIGITS : 0)
  }
  const sum = (group: readonly Term[]): number => {
    if (group.length === 0) return 0
    const most = Math.max(
      ...group.map(({ times, over }) => {
        // What one divides by is counted as well, for the brackets in it.
        for (const factor of over) size(factor)
        return times.reduce((n, f) => n + size(f), 0) + over.reduce((n, f) => n + smallness(f), 0)
      }),
    )
    const all = most + Math.log10(group.length)
    largest = Math.max(largest, all)
    return all
  }
  for (const term of arithmetic.terms) sum([term])
  return largest > MOST_DIGITS
}
