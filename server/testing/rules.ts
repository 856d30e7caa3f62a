import type { FactDefinition } from '@/server/contracts/platform/facts'
import type { Id } from '@/server/kernel/ids'
import { registerFacts } from '@/server/platform/rules/catalogue'
import type { Facts, RuleSubject } from '@/server/platform/rules/subject'

const fact = (scope: 'header' | 'line', more: Partial<FactDefinition> = {}): FactDefinition => ({
  type: 'decimal',
  scope,
  label: { en: 'x', zh: 'x' },
  ...more,
})

/** The facts of a document kind that only tests know, with one rule that comes along. */
export function registerSalesLikeFacts(): void {
  registerFacts(
    {
      document: 'test_sale',
      triggers: ['save', 'approve'],
      facts: {
        credit_limit: fact('header', { nullable: true }),
        net_unit_price: fact('line'),
        margin_percent: fact('line', { nullable: true }),
      },
    },
    [
      {
        code: 'zero-price',
        nameEn: 'Zero price',
        nameZh: '零价格',
        document: 'test_sale',
        triggers: ['save'],
        scope: 'line',
        condition: 'net_unit_price == 0',
        effect: 'warn',
        overridePermission: null,
        parameters: {},
        messageEn: 'Free',
        messageZh: '免费',
      },
    ],
  )
}

/** One document with one line, to be judged on approval. */
export const salesLikeSubject = (companyId: Id, facts: Facts): RuleSubject => ({
  document: 'test_sale',
  documentId: `${companyId.slice(0, -1)}a`,
  companyId,
  label: 'T-1',
  trigger: 'approve',
  header: { credit_limit: null },
  lines: [
    {
      lineId: `${companyId.slice(0, -1)}b`,
      label: '1',
      facts: { net_unit_price: '10', margin_percent: null, ...facts },
    },
  ],
})
