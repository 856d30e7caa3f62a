/**
 * What rules may ask about: each module describes the facts of its documents in `contracts/<module>/facts.ts` and registers
 * them when it is loaded. A fact that is not described here does not exist for a rule.
 */
export type FactType = 'decimal' | 'text' | 'date' | 'boolean' | 'list'

export interface FactDefinition {
  readonly type: FactType
  readonly scope: 'header' | 'line'
  /** May have no value: a condition has to say what then (`x != null and x > 3`). */
  readonly nullable?: boolean
  readonly label: { readonly en: string; readonly zh: string }
  /** What a decimal counts, for people. */
  readonly unit?: 'base_amount' | 'document_amount' | 'percent' | 'quantity' | 'days' | 'count'
}

/** A setting that decides how facts are computed (how many sales a median looks back on); rules give it as a parameter. */
export interface FactSetting {
  readonly default: string
  readonly label: { readonly en: string; readonly zh: string }
}

export interface FactCatalogue {
  /** The document kind, as in `DocumentKind.type`. */
  readonly document: string
  /** The moments at which it is judged: transitions, and `save`. */
  readonly triggers: readonly string[]
  readonly facts: Readonly<Record<string, FactDefinition>>
  readonly settings?: Readonly<Record<string, FactSetting>>
}

/** Facts that every subject has beside its own. */
export const commonFacts: Readonly<Record<string, FactDefinition>> = {
  today: { type: 'date', scope: 'header', label: { en: 'Today at the company', zh: '公司当日' } },
  actor_roles: { type: 'list', scope: 'header', label: { en: 'Roles of the user', zh: '操作人的角色' } },
}

/** Every fact that a rule of this scope may name. A header rule sees no line. */
export const factsInScope = (catalogue: FactCatalogue, scope: 'header' | 'line'): Record<string, FactDefinition> =>
  Object.fromEntries(
    Object.entries({ ...commonFacts, ...catalogue.facts }).filter(([, f]) => scope === 'line' || f.scope === 'header'),
  )
