import { Decimal, plain } from '@/server/kernel/money'
import { catalogueOf } from './catalogue'
import { complaint, judge } from './expression'
import type { LiveRule, RuleGroup } from './live-rules'
import type { Fact, Facts } from './subject'

export interface Verdict {
  readonly rule: LiveRule
  readonly result: 'fired' | 'failed' | 'passed'
  /** What the engine said when the condition could not be evaluated. */
  readonly error: string | null
}

/** The value of a parameter for someone with these roles: the largest that one of them has, else the default. */
export function parameterValue(rule: LiveRule, name: string, roles: readonly string[]): string {
  const parameter = rule.parameters[name]
  if (parameter === undefined) return '0'
  if (typeof parameter === 'string') return parameter
  const own = roles.flatMap((role) => parameter.roles[role] ?? [])
  return own.length > 0 ? plain(Decimal.max(...own)) : parameter.default
}

/**
 * Evaluates a group of rules on one set of facts: all in one call of the engine, one by one only when that call fails,
 * so that one broken rule does not silence or stop the others.
 */
export function evaluateGroup(group: RuleGroup, facts: Facts, roles: readonly string[]): Verdict[] {
  if (group.rules.length === 0) return []
  let known: Record<string, Fact> | undefined
  for (const rule of group.rules)
    for (const { name, as } of rule.roleParameters) {
      known ??= { ...facts }
      known[as] = parameterValue(rule, name, roles)
    }
  const all = known ?? facts
  try {
    const results = judge(group.conditions, all, group.names)
    return group.rules.map((rule, i) => verdict(rule, results[i]))
  } catch {
    return group.rules.map((rule) => {
      try {
        return verdict(rule, judge([rule.expression], all, group.names)[0])
      } catch (error) {
        return { rule, result: 'failed', error: reason(rule, facts, complaint(error)) }
      }
    })
  }
}

const verdict = (rule: LiveRule, value: unknown): Verdict =>
  typeof value === 'boolean'
    ? { rule, result: value ? 'fired' : 'passed', error: null }
    : { rule, result: 'failed', error: 'the condition is neither true nor false' }

/** Most failures are a fact without a value: name it, the engine does not. */
function reason(rule: LiveRule, facts: Facts, said: string): string {
  const empty = rule.facts.filter((name) => (facts[name] ?? null) === null)
  return empty.length > 0 ? `no value for ${empty.join(', ')}` : said
}

const AMOUNTS: readonly (string | undefined)[] = ['base_amount', 'document_amount']

/** An amount as people read it in both languages: 1,390.00; a price keeps the places that it has. */
const asAmount = (value: string): string => {
  const [whole = '', places = ''] = value.split('.')
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${places.replace(/0+$/, '').padEnd(2, '0')}`
}

const shown = (value: Fact | undefined): string => {
  if (value === null || value === undefined) return '-'
  if (typeof value === 'string' && /^-?\d+\.\d+$/.test(value)) return value.replace(/\.?0+$/, '')
  return Array.isArray(value) ? value.join(', ') : String(value)
}

/** The facts and parameters that a message may name. */
export const PLACEHOLDER = /\{([a-z][a-z0-9_]*)\}/g

/** The message of a rule in both languages, its placeholders filled. A rule that failed says that instead. */
export function messageOf(verdict: Verdict, facts: Facts, roles: readonly string[]): { en: string; zh: string } {
  const { rule, result, error } = verdict
  if (result === 'failed') {
    return {
      en: `The rule "${rule.nameEn}" could not be evaluated (${error}), so it counts as broken until someone corrects it.`,
      zh: `规则“${rule.nameZh}”无法判定（${error}），在修正之前按未通过处理。`,
    }
  }
  const known = catalogueOf(rule.document)?.facts
  const said = (name: string) => {
    const value = facts[name]
    const amount = AMOUNTS.includes(known?.[name]?.unit) && typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value)
    return amount ? asAmount(value) : shown(value)
  }
  const fill = (template: string) =>
    template.replace(PLACEHOLDER, (_, name: string) =>
      name in rule.parameters ? shown(parameterValue(rule, name, roles)) : said(name),
    )
  return { en: fill(rule.messageEn), zh: fill(rule.messageZh) }
}
