import type { Id } from '@/server/kernel/ids'

/** A fact: decimals and dates as strings, so that a decision can be stored and re-run exactly. */
export type Fact = string | number | boolean | null | readonly string[]
export type Facts = Readonly<Record<string, Fact>>

/** What the rules table judges: a document at a trigger, with facts of its header and of each line. */
export interface RuleSubject {
  readonly document: string
  readonly documentId: Id
  readonly companyId: Id
  readonly label: string | null
  /** The transition, or `save` for a draft that is being written. */
  readonly trigger: string
  readonly header: Facts
  readonly lines: readonly { readonly lineId: Id; readonly label: string; readonly facts: Facts }[]
}

/** `block` stops; `override` stops until someone permitted gives a reason; `warn` and `notify` do not stop. */
export type RuleEffect = 'block' | 'override' | 'warn' | 'notify'

export interface Finding {
  readonly id: Id
  readonly ruleId: Id
  readonly ruleCode: string
  readonly ruleVersion: number
  readonly effect: RuleEffect
  readonly lineId: Id | null
  readonly message: { readonly en: string; readonly zh: string }
  /** Permission that may override; null = nobody. */
  readonly overridePermission: string | null
  readonly overridden: boolean
}

/** Findings that stop a transition: blocks, and overrides not yet given. */
export const stopping = (findings: readonly Finding[]): Finding[] =>
  findings.filter((f) => (f.effect === 'block' || f.effect === 'override') && !f.overridden)
