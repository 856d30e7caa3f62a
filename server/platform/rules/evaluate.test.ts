import { expect, it } from 'vitest'
import type { FactCatalogue, FactDefinition } from '@/server/contracts/platform/facts'
import { registerFacts } from './catalogue'
import { evaluateGroup, messageOf } from './evaluate'
import { checkCondition, namesIn } from './expression'
import { group, type LiveRule, prepare } from './live-rules'

const fact = (more: Partial<FactDefinition> = {}): FactDefinition => ({
  type: 'decimal',
  scope: 'line',
  label: { en: 'x', zh: 'x' },
  ...more,
})
const facts: FactCatalogue['facts'] = {
  price: fact(),
  median: fact({ nullable: true }),
  kind: fact({ type: 'text' }),
  due: fact({ type: 'date' }),
  free: fact({ type: 'boolean' }),
  tags: fact({ type: 'list' }),
  ...Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`f${i}`, fact()])),
}
registerFacts({ document: 'pure_test', triggers: ['save'], facts })

let n = 0
const rule = (condition: string, more: Partial<LiveRule> = {}): LiveRule => {
  const parameters = more.parameters ?? {}
  return {
    ruleId: `r${n}`,
    code: `r${n++}`,
    nameEn: 'Rule',
    nameZh: '规则',
    document: 'pure_test',
    triggers: ['save'],
    scope: 'line',
    versionId: 'v',
    number: 1,
    effect: 'block',
    messageEn: '{price} > {limit}',
    messageZh: '{price}',
    overridePermission: null,
    from: '2020-01-01',
    to: null,
    shadow: false,
    ...more,
    parameters,
    ...prepare(condition, parameters, n),
  }
}
const refusal = (condition: string, parameters: string[] = []): string | undefined => {
  try {
    checkCondition(condition, facts, parameters)
    return undefined
  } catch (error) {
    return (error as Error).message
  }
}

it('tells facts from functions, properties, words and texts', () => {
  expect(
    namesIn('abs(price) > 3 and kind in ["price2", "x"] and d(due).add(3, "d") > d(today) or some(tags, # == kind)'),
  ).toEqual(['price', 'kind', 'due', 'today', 'tags'])
})

it.each([
  ['price > 3 and kind == "a"', undefined],
  ['median != null and price > median * factor', undefined],
  ['"vip" in tags or free', undefined],
  ['d(due) < d("2026-01-31")', undefined],
  ['prise > 3', 'rules.unknown_fact'],
  ['constructor > 3', 'rules.unknown_fact'],
  ['price > ', 'rules.condition_fails'],
  ['price + 1', 'rules.not_yes_or_no'],
  ['price > 3 and price', 'rules.not_yes_or_no'],
  ['price > median', 'rules.empty_fact'],
  ['kind > 3', 'rules.condition_fails'],
  ['10 / price > 3', 'rules.condition_fails'],
  ['price = 3', 'rules.forbidden_syntax'],
  ['`a` == kind', 'rules.forbidden_syntax'],
  ['nonsense(price)', 'rules.condition_fails'],
])('checks %s', (condition, code) => {
  expect(refusal(condition, ['factor'])).toBe(code)
})

it('keeps bounds exact where floats would not', () => {
  const set = group([rule('price * 3 > 0.3'), rule('price < limit', { parameters: { limit: '-0.1' } })])
  expect(evaluateGroup(set, { price: '0.1' }, []).map((v) => v.result)).toEqual(['passed', 'passed'])
  expect(evaluateGroup(set, { price: '-0.100001' }, []).map((v) => v.result)).toEqual(['passed', 'fired'])
})

it('says which rule could not be evaluated and judges the others', () => {
  const set = group([rule('price > median'), rule('price > limit', { parameters: { limit: '5' } })])
  const verdicts = evaluateGroup(set, { price: '7', median: null }, [])
  expect(verdicts.map((v) => [v.result, v.error])).toEqual([
    ['failed', 'no value for median'],
    ['fired', null],
  ])
  expect(verdicts.map((v) => messageOf(v, { price: '7.500' }, []).en)).toEqual([
    'The rule "Rule" could not be evaluated (no value for median), so it counts as broken until someone corrects it.',
    '7.5 > 5',
  ])
})
