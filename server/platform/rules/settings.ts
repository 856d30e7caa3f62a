import type { Id } from '@/server/kernel/ids'
import { Decimal, plain } from '@/server/kernel/money'
import type { QueryContext } from '../commands/context'
import { catalogueOf } from './catalogue'
import { parameterValue } from './evaluate'
import { ruleSet } from './live-rules'

/**
 * The settings that decide how a module computes the facts of a document (`sample_size`): the largest that a rule in force gives
 * as a parameter of that name, else the default of the catalogue.
 */
export async function factSettings(
  ctx: QueryContext,
  document: string,
  trigger: string,
  companyId: Id,
): Promise<Record<string, string>> {
  const { rules } = await ruleSet(ctx, document, trigger, companyId)
  const settings = catalogueOf(document)?.settings ?? {}
  return Object.fromEntries(
    Object.entries(settings).map(([name, setting]) => {
      const given = rules.filter((r) => name in r.parameters).map((r) => parameterValue(r, name, ctx.actor.roles))
      return [name, given.length > 0 ? plain(Decimal.max(...given)) : setting.default]
    }),
  )
}
