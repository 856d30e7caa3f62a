import type { RuleView } from '@/server/contracts/platform/rule-views'
import type { RuleContent } from '@/server/contracts/platform/rules'

/** A rule as it is edited: everything that is saved with the draft. */
export interface RuleState {
  readonly code: string
  readonly nameEn: string
  readonly nameZh: string
  readonly document: string
  readonly triggers: readonly string[]
  readonly scope: 'header' | 'line'
  readonly ownerId: string | null
  readonly content: RuleContent
}

export const newRule = (today: string): RuleState => ({
  code: '',
  nameEn: '',
  nameZh: '',
  document: 'sales_order',
  triggers: ['save', 'quote', 'submit', 'approve'],
  scope: 'line',
  ownerId: null,
  content: {
    condition: '',
    effect: 'warn',
    messageEn: '',
    messageZh: '',
    overridePermission: null,
    parameters: {},
    effectiveFrom: today,
    effectiveTo: null,
  },
})

/** The draft, or else what is in force, to begin the next version from. */
export function stateOf(rule: RuleView, today: string): RuleState {
  const last = rule.versions.find((v) => v.standing === 'current') ?? rule.versions[0]
  const content =
    rule.draft ?? (last ? { ...last.content, effectiveFrom: today, effectiveTo: null } : newRule(today).content)
  const { code, nameEn, nameZh, document, triggers, scope, ownerId } = rule
  return { code, nameEn, nameZh, document, triggers, scope, ownerId, content }
}
