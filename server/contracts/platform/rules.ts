import { z } from 'zod'
import { code, dateField, decimalField, idField, text, versionField } from './field'

export const ruleEffects = ['block', 'override', 'warn', 'notify'] as const
export const ruleScopes = ['header', 'line'] as const
export const ruleStatuses = ['draft', 'live', 'retired'] as const
export const findingStates = ['open', 'overridden', 'resolved'] as const

/** Names in conditions: facts and parameters share one space. */
export const factName = z.string().regex(/^[a-z][a-z0-9_]{0,62}$/, { error: 'rules.bad_name' })
const roleCode = z.string().min(1).max(60)

/** One number for everybody, or one for each role: who holds several gets the largest of them. */
export const ruleParameter = z.union([
  decimalField(6),
  z.strictObject({ default: decimalField(6), roles: z.record(roleCode, decimalField(6)) }),
])
export type RuleParameter = z.infer<typeof ruleParameter>

/** What a version of a rule says. */
export const ruleContent = z
  .strictObject({
    condition: z.string().trim().min(1, { error: 'validation.required' }).max(2000, { error: 'validation.too_long' }),
    effect: z.enum(ruleEffects),
    messageEn: text(500),
    messageZh: text(500),
    overridePermission: z
      .string()
      .regex(/^[a-z_]+(\.[a-z_]+){1,3}$/, { error: 'validation.invalid' })
      .nullable()
      .default(null),
    parameters: z.record(factName, ruleParameter).default({}),
    effectiveFrom: dateField,
    effectiveTo: dateField.nullable().default(null),
  })
  .refine((c) => c.effect !== 'override' || c.overridePermission !== null, {
    error: 'rules.permission_needed',
    path: ['overridePermission'],
  })
  .refine((c) => c.effectiveTo === null || c.effectiveTo >= c.effectiveFrom, {
    error: 'rules.period_backwards',
    path: ['effectiveTo'],
  })
export type RuleContent = z.infer<typeof ruleContent>

/** A rule that Keel brings along; in force from the day it is installed. */
export interface ShippedRule extends Omit<RuleContent, 'effectiveFrom' | 'effectiveTo'> {
  readonly code: string
  readonly nameEn: string
  readonly nameZh: string
  readonly document: string
  readonly triggers: readonly string[]
  readonly scope: (typeof ruleScopes)[number]
}

export const ruleHead = z.strictObject({
  nameEn: text(120),
  nameZh: text(120),
  document: z.string().regex(/^[a-z_]{1,60}$/),
  triggers: z
    .array(z.string().regex(/^[a-z_]{1,40}$/))
    .min(1)
    .max(10),
  scope: z.enum(ruleScopes),
  ownerId: idField.nullable().default(null),
})

export const createRuleInput = ruleHead.extend({ code: code(60), content: ruleContent })
export const saveRuleDraftInput = ruleHead.extend({ id: idField, version: versionField, content: ruleContent })
export const publishRuleInput = z.strictObject({ id: idField, version: versionField })
export const retireRuleInput = publishRuleInput
export const discardRuleDraftInput = publishRuleInput

export const overrideFindingInput = z.strictObject({ findingId: idField, reason: text(500) })

/** A condition tried on facts: of a real document's last judgement, or typed in. */
export const tryRuleInput = z.strictObject({
  document: z.string().max(60),
  scope: z.enum(ruleScopes),
  content: ruleContent,
  judgementId: idField.nullish(),
  facts: z
    .record(factName, z.union([z.string().max(200), z.boolean(), z.null(), z.array(z.string().max(60)).max(50)]))
    .default({}),
})

const factValue = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())])
export const ruleTrial = z.object({
  subjects: z.array(
    z.object({
      lineId: z.string().nullable(),
      label: z.string(),
      result: z.enum(['fired', 'passed', 'failed']),
      /** Why it failed. */
      error: z.string().nullable(),
      facts: z.array(z.object({ name: z.string(), value: factValue })),
      message: z.object({ en: z.string(), zh: z.string() }),
    }),
  ),
})
export type RuleTrial = z.infer<typeof ruleTrial>
