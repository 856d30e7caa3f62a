import type { CommandContext } from '../commands/context'
import type { Finding, RuleSubject } from './subject'

/** Judges a subject by the live rules, stores each decision with rule, version, facts and result, returns the findings. */
export async function judge(_ctx: CommandContext, _subject: RuleSubject): Promise<Finding[]> {
  return []
}
