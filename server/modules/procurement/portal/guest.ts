import type { z } from 'zod'
import { AppError, conflict, forbidden } from '@/server/kernel/errors'
import type { Id } from '@/server/kernel/ids'
import type { CommandDefinition } from '@/server/platform/commands/command'
import type { CommandContext, QueryContext } from '@/server/platform/commands/context'
import { KeptRefusal } from '@/server/platform/commands/kept-refusal'
import { onDocument } from '@/server/platform/commands/on-document'
import { parseInput } from '@/server/platform/commands/parse'

/** What a supplier's link opens; nothing else is granted to it. */
export const PORTAL_PERMISSIONS = ['read', 'confirm', 'quote', 'ship', 'invoice'].map((a) => `procurement.portal.${a}`)

/** The supplier whose link the call came with. Nobody else may be here, whatever their role. */
export function supplierOfGuest({ actor }: QueryContext): Id {
  if (actor.kind !== 'guest' || !actor.supplierId) throw forbidden('procurement.portal')
  return actor.supplierId
}

/** Refusals whose words tell a guest nothing of how the buyer works: no budgets, rules, approvals or accounts. */
const tellable = ({ kind, code }: AppError): boolean =>
  kind !== 'rule_blocked' && kind !== 'approval_needed' && /^(procurement|validation|common|control\.file)/.test(code)

const told = (error: AppError): AppError => (tellable(error) ? error : conflict('procurement.portal_refused'))

/** Runs work of the module for a guest; a refusal that is not for outsiders becomes "ask the buyer". */
export async function forGuest<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof KeptRefusal) throw new KeptRefusal(told(error.refusal))
    throw error instanceof AppError ? told(error) : error
  }
}

/**
 * Runs a command of the module inside this one, after it was seen that the document is the guest's: same lock, transition, rules,
 * approval and audit.
 */
export async function perform<I extends z.ZodType, O extends z.ZodType>(
  ctx: CommandContext,
  definition: CommandDefinition<I, O>,
  raw: z.input<I> & { id: Id },
): Promise<z.input<O>> {
  const input = parseInput(definition.input, raw) as z.output<I> & { id: Id }
  const { document } = definition
  if (!document) return definition.handler(ctx, input, undefined, () => {})
  const call = { definition: definition as unknown as CommandDefinition, use: document, input, raw }
  const outcome = await onDocument(ctx, call, undefined)
  if ('refusal' in outcome) throw new KeptRefusal(outcome.refusal)
  return outcome.result as z.input<O>
}
