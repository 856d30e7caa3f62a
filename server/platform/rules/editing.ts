import { z } from 'zod'
import { factsInScope } from '@/server/contracts/platform/facts'
import {
  createRuleInput,
  discardRuleDraftInput,
  publishRuleInput,
  type RuleContent,
  retireRuleInput,
  ruleContent,
  type ruleHead,
  saveRuleDraftInput,
} from '@/server/contracts/platform/rules'
import { addDays } from '@/server/kernel/calendar-date'
import { AppError, conflict, notFound, validation } from '@/server/kernel/errors'
import { type Id, newId } from '@/server/kernel/ids'
import { command } from '../commands/command'
import type { CommandContext } from '../commands/context'
import { catalogueOf, shippedRules } from './catalogue'
import { PLACEHOLDER } from './evaluate'
import { checkCondition } from './expression'

type Head = z.infer<typeof ruleHead>
interface RuleRow extends Head {
  id: Id
  code: string
  status: 'draft' | 'live' | 'retired'
  draft: RuleContent | null
  shadowVersionId: Id | null
  version: number
}

/** The announcement after which every process reads its rules again. */
export const CONFIG = { area: 'rules' }
const output = z.object({ id: z.string(), version: z.number() })

/** Refuses what could not be judged: unknown document, trigger, fact or placeholder, or a condition that fails. */
export function check(head: Head, content: RuleContent): void {
  const catalogue = catalogueOf(head.document)
  if (!catalogue) throw validation('rules.unknown_document', 'document', { document: head.document })
  const stranger = head.triggers.find((t) => !catalogue.triggers.includes(t))
  if (stranger) throw validation('rules.unknown_trigger', 'triggers', { trigger: stranger })
  const facts = factsInScope(catalogue, head.scope)
  const parameters = Object.keys(content.parameters)
  const hidden = parameters.find((name) => name in facts)
  if (hidden) throw validation('rules.parameter_is_fact', 'content.parameters', { fact: hidden })
  checkCondition(content.condition, facts, parameters)
  for (const [path, template] of [
    ['content.messageEn', content.messageEn],
    ['content.messageZh', content.messageZh],
  ] as const)
    for (const [, name = ''] of template.matchAll(PLACEHOLDER))
      if (!Object.hasOwn(facts, name) && !parameters.includes(name))
        throw validation('rules.unknown_fact', path, { fact: name })
}

/** The rule, locked; refuses a version that is not the present one. */
export async function lockRule(ctx: CommandContext, id: Id, version: number): Promise<RuleRow> {
  const [row] = await ctx.sql<RuleRow[]>`
    select id, code, name_en as "nameEn", name_zh as "nameZh", document, triggers, scope, owner_id as "ownerId", status, draft, shadow_version_id as "shadowVersionId", version
    from rule where tenant_id = ${ctx.tenantId} and id = ${id} for update`
  if (!row) throw notFound('rule')
  if (row.version !== version) throw new AppError('conflict', 'common.stale_version', { version: row.version })
  return row
}

/** Writes to the audit log what was done to a rule. */
export const log = (
  ctx: CommandContext,
  action: string,
  row: { id: Id; code: string },
  before: unknown,
  after: unknown,
) => ctx.record({ action, document: 'rule', documentId: row.id, label: row.code, before, after })

/** Starts a rule as a draft: it judges nothing until it is published. */
export const createRule = command({
  name: 'control.createRule',
  permission: 'control.rule.create',
  input: createRuleInput,
  output,
  constraints: { rule_code: { code: 'rules.code_taken', path: 'code' } },
  handler: async (ctx, { code, content, ...head }) => {
    check(head, content)
    const id = newId()
    await ctx.sql`
      insert into rule (tenant_id, id, code, name_en, name_zh, document, triggers, scope, owner_id, draft, draft_stage, created_by, updated_by)
      values (${ctx.tenantId}, ${id}, ${code}, ${head.nameEn}, ${head.nameZh}, ${head.document}, ${head.triggers}, ${head.scope},
              ${head.ownerId}, ${JSON.stringify(content)}::jsonb, 'written', ${ctx.actor.userId}, ${ctx.actor.userId})`
    log(ctx, 'create', { id, code }, null, { ...head, content })
    return { id, version: 1 }
  },
})

/**
 * Saves the next version as a draft; what is in force stays in force. Name and owner change at once, what a rule judges
 * (document, triggers, scope) only while it has never been published.
 */
export const saveRuleDraft = command({
  name: 'control.saveRuleDraft',
  permission: 'control.rule.update',
  input: saveRuleDraftInput,
  output,
  handler: async (ctx, { id, version, content, ...head }) => {
    const row = await lockRule(ctx, id, version)
    const moved = head.document !== row.document || head.scope !== row.scope
    if (moved && row.status !== 'draft') throw conflict('rules.subject_fixed')
    check(head, content)
    await ctx.sql`
      update rule set name_en = ${head.nameEn}, name_zh = ${head.nameZh}, document = ${head.document}, triggers = ${head.triggers},
        scope = ${head.scope}, owner_id = ${head.ownerId}, draft = ${JSON.stringify(content)}::jsonb, draft_stage = 'written',
        version = version + 1, updated_at = now(), updated_by = ${ctx.actor.userId}
      where tenant_id = ${ctx.tenantId} and id = ${id}`
    const { draft, shadowVersionId: _, ...before } = row
    log(ctx, 'update', row, { ...before, content: draft }, { ...head, content })
    ctx.announce('config', CONFIG)
    return { id, version: row.version + 1 }
  },
})

/** Puts the draft in force from its first day on: a new version that is never changed again. */
export const publishRule = command({
  name: 'control.publishRule',
  permission: 'control.rule.publish',
  input: publishRuleInput,
  output: output.extend({ number: z.number() }),
  handler: async (ctx, { id, version }) => {
    const row = await lockRule(ctx, id, version)
    if (!row.draft) throw conflict('rules.nothing_to_publish')
    const content = ruleContent.parse(row.draft)
    check(row, content)
    const number = await addVersion(ctx, id, content)
    await ctx.sql`
      update rule set status = 'live', draft = null, draft_stage = null, shadow_version_id = null, version = version + 1, updated_at = now(), updated_by = ${ctx.actor.userId}
      where tenant_id = ${ctx.tenantId} and id = ${id}`
    log(ctx, 'publish', row, { status: row.status }, { status: 'live', number, content })
    ctx.announce('config', CONFIG)
    return { id, version: row.version + 1, number }
  },
})

/** Writes what a rule says from now on, under the next number; a version in shadow counts among them. */
export async function addVersion(
  ctx: CommandContext,
  ruleId: Id,
  c: RuleContent,
  mode: 'live' | 'shadow' = 'live',
  id: Id = newId(),
): Promise<number> {
  const [added] = await ctx.sql<{ number: number }[]>`
    insert into rule_version (tenant_id, id, rule_id, number, mode, condition, effect, message_en, message_zh, override_permission,
                              parameters, effective_from, effective_to, published_by)
    select ${ctx.tenantId}, ${id}, ${ruleId}, coalesce(max(number), 0) + 1, ${mode}, ${c.condition}, ${c.effect}, ${c.messageEn}, ${c.messageZh},
           ${c.overridePermission}, ${JSON.stringify(c.parameters)}::jsonb, ${c.effectiveFrom}::date, ${c.effectiveTo}::date, ${ctx.actor.userId}
    from rule_version where tenant_id = ${ctx.tenantId} and rule_id = ${ruleId} returning number`
  return added?.number ?? 1
}

/** Takes a rule out of force at once; what it found no longer stands. Publishing a new draft brings it back. */
export const retireRule = command({
  name: 'control.retireRule',
  permission: 'control.rule.retire',
  input: retireRuleInput,
  output,
  handler: async (ctx, { id, version }) => {
    const row = await lockRule(ctx, id, version)
    if (row.status !== 'live') throw conflict('rules.not_live')
    await ctx.sql`
      update rule set status = 'retired', shadow_version_id = null, draft_stage = case when draft is not null then 'written' end, version = version + 1, updated_at = now(), updated_by = ${ctx.actor.userId}
      where tenant_id = ${ctx.tenantId} and id = ${id}`
    await ctx.sql`
      with gone as (
        update rule_finding set state = 'resolved', resolved_at = now()
        where tenant_id = ${ctx.tenantId} and rule_id = ${id} and state <> 'resolved' returning id)
      update alert set state = 'done', done_at = now(), updated_at = now()
      where tenant_id = ${ctx.tenantId} and state <> 'done' and dedupe_key in (select 'finding:' || id from gone)`
    log(ctx, 'retire', row, { status: 'live' }, { status: 'retired' })
    ctx.announce('config', CONFIG)
    return { id, version: row.version + 1 }
  },
})

/** Throws the draft away. A rule that was never published keeps its last one. */
export const discardRuleDraft = command({
  name: 'control.discardRuleDraft',
  permission: 'control.rule.update',
  input: discardRuleDraftInput,
  output,
  handler: async (ctx, { id, version }) => {
    const row = await lockRule(ctx, id, version)
    if (!row.draft || row.status === 'draft') throw conflict('rules.nothing_to_discard')
    await ctx.sql`
      update rule set draft = null, draft_stage = null, shadow_version_id = null, version = version + 1, updated_at = now(), updated_by = ${ctx.actor.userId}
      where tenant_id = ${ctx.tenantId} and id = ${id}`
    log(ctx, 'discard_draft', row, { content: row.draft }, null)
    if (row.shadowVersionId) ctx.announce('config', CONFIG)
    return { id, version: row.version + 1 }
  },
})

/** Gives the tenant the rules that Keel brings along and that it does not have yet. Part of setting a tenant up; repeatable. */
export async function installShippedRules(ctx: CommandContext): Promise<number> {
  const from = ctx.now.toISOString().slice(0, 10)
  const present = await ctx.sql<{ code: string }[]>`select code from rule where tenant_id = ${ctx.tenantId}`
  const missing = shippedRules().filter((r) => !present.some((p) => p.code === r.code))
  for (const { code, nameEn, nameZh, document, triggers, scope, ...content } of missing) {
    const id = newId()
    const [made] = await ctx.sql<{ id: Id }[]>`
      insert into rule (tenant_id, id, code, name_en, name_zh, document, triggers, scope, status, created_by, updated_by)
      values (${ctx.tenantId}, ${id}, ${code}, ${nameEn}, ${nameZh}, ${document}, ${[...triggers]}, ${scope}, 'live',
              ${ctx.actor.userId}, ${ctx.actor.userId})
      on conflict do nothing returning id`
    // A day early: the company's calendar may be a day behind.
    if (made) await addVersion(ctx, id, { ...content, effectiveFrom: addDays(from, -1), effectiveTo: null })
  }
  if (missing.length > 0) ctx.announce('config', CONFIG)
  return missing.length
}

/** The same, for an administrator who wants back what Keel brings along. */
export const restoreShippedRules = command({
  name: 'control.restoreShippedRules',
  permission: 'control.rule.publish',
  input: z.strictObject({}),
  output: z.object({ installed: z.number() }),
  handler: async (ctx) => ({ installed: await installShippedRules(ctx) }),
})
