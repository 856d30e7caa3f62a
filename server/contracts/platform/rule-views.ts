import { z } from 'zod'
import { type RuleContent, ruleContent, ruleEffects, ruleHead, ruleStatuses } from './rules'
import { draftStages } from './simulation'

const factValue = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.null(),
  z.array(z.string()),
  z.record(z.string(), z.unknown()),
])

/** A decision in full. */
export const decisionView = z.object({
  id: z.string(),
  at: z.string(),
  judgementId: z.string(),
  ruleId: z.string(),
  ruleCode: z.string(),
  ruleVersion: z.number(),
  condition: z.string(),
  effect: z.enum(ruleEffects),
  result: z.enum(['fired', 'failed']),
  document: z.string(),
  documentId: z.string(),
  label: z.string().nullable(),
  shadow: z.boolean(),
  lineLabel: z.string().nullable(),
  trigger: z.string(),
  facts: z.record(z.string(), factValue),
  messageEn: z.string(),
  messageZh: z.string(),
  actorName: z.string().nullable(),
  override: z.object({ by: z.string(), reason: z.string(), at: z.string() }).nullable(),
})
export type DecisionView = z.infer<typeof decisionView>

const versionOutput = z.object({
  number: z.number(),
  content: z.custom<RuleContent>(),
  publishedAt: z.string(),
  publishedBy: z.string().nullable(),
  /** `shadow` decides silently, `current` judges today; `coming` begins later; `past` ended or was replaced. */
  standing: z.enum(['current', 'coming', 'shadow', 'past']),
})

/** A rule with its versions, the last one first. */
export const ruleView = ruleHead.extend({
  id: z.string(),
  code: z.string(),
  status: z.enum(ruleStatuses),
  version: z.number(),
  ownerName: z.string().nullable(),
  draft: ruleContent.nullable(),
  draftStage: z.enum(draftStages).nullable(),
  inShadow: z.boolean(),
  versions: z.array(versionOutput),
  openFindings: z.number(),
})
export type RuleView = z.infer<typeof ruleView>

const factOutput = z.object({
  name: z.string(),
  type: z.enum(['decimal', 'text', 'date', 'boolean', 'list']),
  scope: z.enum(['header', 'line']),
  nullable: z.boolean(),
  unit: z.string().nullable(),
  label: z.object({ en: z.string(), zh: z.string() }),
})

/** What conditions may ask about. */
export const vocabularyView = z.object({
  documents: z.array(
    z.object({
      document: z.string(),
      triggers: z.array(z.string()),
      /** Permissions that an override may ask for; those that shipped rules of this document ask for come first. */
      overrides: z.array(z.string()),
      facts: z.array(factOutput),
      settings: z.array(
        z.object({ name: z.string(), default: z.string(), label: z.object({ en: z.string(), zh: z.string() }) }),
      ),
    }),
  ),
  roles: z.array(z.object({ code: z.string(), name: z.string() })),
})
export type VocabularyView = z.infer<typeof vocabularyView>
