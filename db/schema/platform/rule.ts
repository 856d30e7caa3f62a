import { sql } from 'drizzle-orm'
import { boolean, date, index, integer, json, jsonb, text, unique, uuid } from 'drizzle-orm/pg-core'
import { belongsTo, companyTable, instant, stamps, tenantTable } from '../../columns'
import { company } from './tenant'

const effect = (name: string) => text(name, { enum: ['block', 'override', 'warn', 'notify'] })
const result = (name: string) => text(name, { enum: ['fired', 'failed'] })

/** A rule of the tenant: what it judges and when. What it says stands in its versions; `draft` is the next version being written. */
export const rule = tenantTable(
  'rule',
  {
    code: text('code').notNull(),
    nameEn: text('name_en').notNull(),
    nameZh: text('name_zh').notNull(),
    document: text('document').notNull(),
    triggers: text('triggers').array().notNull(),
    scope: text('scope', { enum: ['header', 'line'] }).notNull(),
    ownerId: uuid('owner_id'),
    status: text('status', { enum: ['draft', 'live', 'retired'] })
      .notNull()
      .default('draft'),
    draft: jsonb('draft'),
    /** How far the draft has come: written, replayed on history as it is now, or deciding silently. */
    draftStage: text('draft_stage', { enum: ['written', 'simulated', 'shadow'] }),
    /** The version that decides silently: it is recorded, stops nobody and alerts nobody. */
    shadowVersionId: uuid('shadow_version_id'),
    ...stamps,
  },
  (t) => [unique('rule_code').on(t.tenantId, t.code)],
)

/** What a rule says from one day to another, both inclusive. The highest version that covers the day is in force. */
export const ruleVersion = tenantTable(
  'rule_version',
  {
    ruleId: uuid('rule_id').notNull(),
    number: integer('number').notNull(),
    mode: text('mode', { enum: ['live', 'shadow'] })
      .notNull()
      .default('live'),
    condition: text('condition').notNull(),
    effect: effect('effect').notNull(),
    messageEn: text('message_en').notNull(),
    messageZh: text('message_zh').notNull(),
    overridePermission: text('override_permission'),
    parameters: jsonb('parameters').notNull().default(sql`'{}'::jsonb`),
    effectiveFrom: date('effective_from', { mode: 'string' }).notNull(),
    effectiveTo: date('effective_to', { mode: 'string' }),
    publishedAt: instant('published_at').notNull().defaultNow(),
    publishedBy: uuid('published_by'),
  },
  (t) => [unique('rule_version_number').on(t.tenantId, t.ruleId, t.number), belongsTo(t, t.ruleId, () => rule)],
  'append',
)

/** One row for each subject that was judged: which rule versions looked at which facts. The fired ones stand in `rule_decision`. */
export const ruleJudgement = companyTable(
  'rule_judgement',
  {
    at: instant('at').notNull().defaultNow(),
    document: text('document').notNull(),
    documentId: uuid('document_id').notNull(),
    label: text('label'),
    trigger: text('trigger').notNull(),
    actorId: uuid('actor_id').notNull(),
    versionIds: uuid('version_ids').array().notNull(),
    /** `{ header, lines: [{ lineId, facts }] }` as text: it is read when someone asks why, never searched. */
    facts: json('facts').notNull(),
  },
  (t) => [
    index('rule_judgement_document').on(t.tenantId, t.documentId, t.id),
    belongsTo(t, t.companyId, () => company),
  ],
  'append',
)

/** A rule that fired, or could not be evaluated: version, every fact that it read, what came of it. */
export const ruleDecision = companyTable(
  'rule_decision',
  {
    at: instant('at').notNull().defaultNow(),
    judgementId: uuid('judgement_id').notNull(),
    ruleId: uuid('rule_id').notNull(),
    versionId: uuid('version_id').notNull(),
    document: text('document').notNull(),
    documentId: uuid('document_id').notNull(),
    label: text('label'),
    trigger: text('trigger').notNull(),
    lineId: uuid('line_id'),
    lineLabel: text('line_label'),
    result: result('result').notNull(),
    effect: effect('effect').notNull(),
    facts: jsonb('facts').notNull(),
    messageEn: text('message_en').notNull(),
    messageZh: text('message_zh').notNull(),
    actorId: uuid('actor_id').notNull(),
    /** Made by a version in shadow: it shows what would have happened. */
    shadow: boolean('shadow').notNull().default(false),
  },
  (t) => [
    index('rule_decision_time').on(t.tenantId, t.id.desc()),
    index('rule_decision_rule').on(t.tenantId, t.ruleId, t.id.desc()),
    belongsTo(t, t.ruleId, () => rule),
    belongsTo(t, t.versionId, () => ruleVersion),
    belongsTo(t, t.judgementId, () => ruleJudgement),
  ],
  'append',
)

/** What stands against a document now: one row per rule and line. `subjectId` is the line, or the document for a header rule. */
export const ruleFinding = companyTable(
  'rule_finding',
  {
    document: text('document').notNull(),
    documentId: uuid('document_id').notNull(),
    subjectId: uuid('subject_id').notNull(),
    label: text('label'),
    lineLabel: text('line_label'),
    ruleId: uuid('rule_id').notNull(),
    versionId: uuid('version_id').notNull(),
    judgementId: uuid('judgement_id').notNull(),
    /** The judgement that opened it last: the moment when people are told. */
    openedBy: uuid('opened_by').notNull(),
    effect: effect('effect').notNull(),
    result: result('result').notNull(),
    messageEn: text('message_en').notNull(),
    messageZh: text('message_zh').notNull(),
    overridePermission: text('override_permission'),
    factsHash: text('facts_hash').notNull(),
    state: text('state', { enum: ['open', 'overridden', 'resolved'] }).notNull(),
    /** The facts that the last override accepted; with other facts it no longer counts. */
    overriddenHash: text('overridden_hash'),
    overrideId: uuid('override_id'),
    openedAt: instant('opened_at').notNull().defaultNow(),
    resolvedAt: instant('resolved_at'),
  },
  (t) => [
    unique('rule_finding_subject').on(t.tenantId, t.documentId, t.ruleId, t.subjectId),
    index('rule_finding_rule').on(t.tenantId, t.ruleId, t.state),
    belongsTo(t, t.ruleId, () => rule),
    belongsTo(t, t.versionId, () => ruleVersion),
    belongsTo(t, t.judgementId, () => ruleJudgement),
  ],
)

/** The evidence of an override: who accepted which facts against which version, and why. */
export const ruleOverride = companyTable(
  'rule_override',
  {
    at: instant('at').notNull().defaultNow(),
    findingId: uuid('finding_id').notNull(),
    ruleId: uuid('rule_id').notNull(),
    versionId: uuid('version_id').notNull(),
    judgementId: uuid('judgement_id').notNull(),
    document: text('document').notNull(),
    documentId: uuid('document_id').notNull(),
    factsHash: text('facts_hash').notNull(),
    reason: text('reason').notNull(),
    actorId: uuid('actor_id').notNull(),
    actorName: text('actor_name').notNull(),
  },
  (t) => [
    index('rule_override_document').on(t.tenantId, t.documentId),
    belongsTo(t, t.findingId, () => ruleFinding),
    belongsTo(t, t.versionId, () => ruleVersion),
  ],
  'append',
)

/** What a draft would have done to the documents of a time, kept for who decides about it. */
export const ruleSimulation = companyTable(
  'rule_simulation',
  {
    at: instant('at').notNull().defaultNow(),
    ruleId: uuid('rule_id').notNull(),
    content: jsonb('content').notNull(),
    result: jsonb('result').notNull(),
    actorId: uuid('actor_id').notNull(),
    actorName: text('actor_name').notNull(),
  },
  (t) => [
    index('rule_simulation_rule').on(t.tenantId, t.ruleId, t.id.desc()),
    belongsTo(t, t.ruleId, () => rule),
    belongsTo(t, t.companyId, () => company),
  ],
  'append',
)
