import { z } from 'zod'
import { factsInScope } from '@/server/contracts/platform/facts'
import { factName, type RuleTrial, ruleScopes, ruleTrial, tryRuleInput } from '@/server/contracts/platform/rules'
import { notFound, validation } from '@/server/kernel/errors'
import { query } from '../commands/command'
import type { QueryContext } from '../commands/context'
import { catalogueOf } from './catalogue'
import { evaluateGroup, messageOf } from './evaluate'
import { checkCondition } from './expression'
import { group, type LiveRule, prepare } from './live-rules'
import type { Facts } from './subject'

/** Recent judgements of a document kind: the real documents that a condition can be tried on. */
export const benchSubjects = query({
  name: 'control.listBenchSubjects',
  permission: 'control.rule.read',
  input: z.strictObject({ document: z.string().max(60), search: z.string().max(100).default('') }),
  output: z.array(
    z.object({
      judgementId: z.string(),
      label: z.string().nullable(),
      trigger: z.string(),
      at: z.string(),
      lines: z.number(),
    }),
  ),
  handler: async ({ sql, tenantId }, { document, search }) => [
    ...(await sql<{ judgementId: string; label: string | null; trigger: string; at: string; lines: number }[]>`
      select distinct on (j.document_id) j.id as "judgementId", j.label, j.trigger, j.at, json_array_length(j.facts -> 'lines') as lines
      from (select * from rule_judgement where tenant_id = ${tenantId} and document = ${document}
              and (${search} = '' or label ilike ${`%${search.replace(/[\\%_]/g, '\\$&')}%`}) order by id desc limit 200) j
      order by j.document_id, j.id desc limit 50`),
  ],
})

/** Says whether a condition could be published, without saving anything: for the field that is typed into. */
export const checkRule = query({
  name: 'control.checkRule',
  permission: 'control.rule.read',
  input: z.strictObject({
    document: z.string().max(60),
    scope: z.enum(ruleScopes),
    condition: z.string().max(2000),
    parameters: z.array(factName).max(50),
  }),
  output: z.object({ ok: z.literal(true) }),
  handler: async (_ctx, { document, scope, condition, parameters }) => {
    checkCondition(condition, factsInScope(catalogueFor(document), scope), parameters)
    return { ok: true as const }
  },
})

const catalogueFor = (document: string) => {
  const catalogue = catalogueOf(document)
  if (!catalogue) throw validation('rules.unknown_document', 'document', { document })
  return catalogue
}

interface Judged {
  header: Facts
  lines: { lineId: string; label: string; facts: Facts }[]
}

/**
 * Tries a rule that is being written, on the facts of a real document as they were when it was last judged, or on typed-in
 * facts: what each fact was, what came out, and what people would read. Nothing is stored.
 */
export const tryRule = query({
  name: 'control.tryRule',
  permission: 'control.rule.read',
  input: tryRuleInput,
  output: ruleTrial,
  handler: async (ctx, { document, scope, content, judgementId, facts }): Promise<RuleTrial> => {
    const known = factsInScope(catalogueFor(document), scope)
    checkCondition(content.condition, known, Object.keys(content.parameters))
    const rule: LiveRule = {
      ruleId: '',
      code: 'draft',
      nameEn: 'draft',
      nameZh: '草稿',
      document,
      triggers: [],
      scope,
      versionId: '',
      number: 0,
      from: content.effectiveFrom,
      to: content.effectiveTo,
      shadow: false,
      ...content,
      ...prepare(content.condition, content.parameters, 0),
    }
    const compiled = group([rule])
    const typedIn: Facts = { today: ctx.now.toISOString().slice(0, 10), actor_roles: ctx.actor.roles, ...facts }
    const subjects = judgementId
      ? subjectsOf(await judged(ctx, judgementId), scope, facts)
      : [{ lineId: null, label: '', facts: typedIn }]
    return {
      subjects: subjects.map((s) => {
        const roles = Array.isArray(s.facts.actor_roles) ? (s.facts.actor_roles as readonly string[]) : ctx.actor.roles
        const [verdict] = evaluateGroup(compiled, s.facts, roles)
        return {
          lineId: s.lineId,
          label: s.label,
          result: verdict?.result ?? 'passed',
          error: verdict?.error ?? null,
          facts: rule.facts.map((name) => {
            const value = s.facts[name] ?? null
            return { name, value: Array.isArray(value) ? [...value] : (value as string | number | boolean | null) }
          }),
          message: verdict ? messageOf(verdict, s.facts, roles) : { en: '', zh: '' },
        }
      }),
    }
  },
})

async function judged({ sql, tenantId }: QueryContext, id: string) {
  const [row] = await sql<{ facts: Judged }[]>`
    select facts from rule_judgement where tenant_id = ${tenantId} and id = ${id}`
  if (!row) throw notFound('rule_judgement')
  return row.facts
}

/** Typed-in facts take the place of the document's own. */
function subjectsOf(document: Judged, scope: 'header' | 'line', typedIn: Facts) {
  if (scope === 'header') return [{ lineId: null, label: '', facts: { ...document.header, ...typedIn } }]
  return document.lines.map((line) => ({
    lineId: line.lineId,
    label: line.label,
    facts: { ...document.header, ...line.facts, ...typedIn },
  }))
}
