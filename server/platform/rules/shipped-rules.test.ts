import { expect, it } from 'vitest'
import { factsInScope } from '@/server/contracts/platform/facts'
import { ruleContent } from '@/server/contracts/platform/rules'
import { salesOrderFacts } from '@/server/contracts/sales/facts'
import { shippedSalesRules } from '@/server/contracts/sales/shipped-rules'
import { checkCondition } from './expression'

it.each(shippedSalesRules.map((r) => [r.code, r] as const))(
  '%s passes the checks that every rule has to',
  (_, rule) => {
    const facts = factsInScope(salesOrderFacts, rule.scope)
    checkCondition(rule.condition, facts, Object.keys(rule.parameters))
    const { code, nameEn, nameZh, document, triggers, scope, ...content } = rule
    expect(ruleContent.safeParse({ ...content, effectiveFrom: '2026-01-01' }).error).toBeUndefined()
    for (const [, name] of `${rule.messageEn} ${rule.messageZh}`.matchAll(/\{(\w+)\}/g))
      expect(name !== undefined && (name in facts || name in rule.parameters)).toBe(true)
    expect(triggers.every((t) => salesOrderFacts.triggers.includes(t))).toBe(true)
  },
)
