import { z } from 'zod'
import { idField, versionField } from './field'
import { ruleContent } from './rules'

export const draftStages = ['written', 'simulated', 'shadow'] as const

export const simulateRuleInput = z.strictObject({
  id: idField,
  version: versionField,
  companyId: idField,
  months: z.int().min(1).max(600),
})
export const shadowRuleInput = z.strictObject({ id: idField, version: versionField })

const tally = { stopped: z.int(), amount: z.string() }

/** What a rule would have done to the documents of a time. Amounts in the company's base currency. */
export const simulationResult = z.object({
  from: z.string(),
  to: z.string(),
  currency: z.string(),
  documents: z.int(),
  lines: z.int(),
  /** Documents on which it would have fired, and what they are worth. */
  ...tally,
  /** Documents on which it could not be evaluated; they count as stopped. */
  failed: z.int(),
  /** Of the documents, how many are judged by their facts as they were then; the others by facts worked out from the books. */
  recorded: z.int(),
  /** Documents, not counted above, that were judged without a fact that the condition reads and of which the books do not tell it. */
  leftOut: z.int().default(0),
  /** Facts that the condition reads and that no longer can be known of documents which were never judged. */
  unknownFacts: z.array(z.string()),
  months: z.array(z.object({ month: z.string(), documents: z.int(), ...tally })),
  people: z.array(z.object({ name: z.string(), documents: z.int(), ...tally })),
  examples: z.array(
    z.object({
      documentId: z.string(),
      label: z.string(),
      date: z.string(),
      person: z.string(),
      amount: z.string(),
      lineLabel: z.string().nullable(),
      messageEn: z.string(),
      messageZh: z.string(),
    }),
  ),
  milliseconds: z.int(),
})
export type SimulationResult = z.infer<typeof simulationResult>

export const simulationView = z.object({
  id: z.string(),
  at: z.string(),
  by: z.string(),
  companyId: z.string(),
  content: ruleContent,
  result: simulationResult,
})
export type SimulationView = z.infer<typeof simulationView>

/** What a version in shadow has recorded so far. */
export const shadowView = z.object({
  number: z.int(),
  since: z.string(),
  /** Documents judged since, those on which it fired, and of these the ones that the rule in force stopped too. */
  judged: z.int(),
  fired: z.int(),
  alsoLive: z.int(),
})
