import { z } from 'zod'
import type { DeliveredEvent, EventName } from '@/server/contracts/events'
import type { CommandDefinition } from '../commands/command'
import type { CommandContext } from '../commands/context'

/** What follows by itself when something happened. */
export interface Reaction {
  readonly name: string
  readonly on: readonly EventName[]
  readonly command: CommandDefinition
}

// One set a process: Next compiles routes and pages into several module graphs that share `globalThis`.
const store = globalThis as { keelReactions?: Map<string, Reaction> }
const known = (): Map<string, Reaction> => {
  store.keelReactions ??= new Map()
  return store.keelReactions
}

/**
 * Binds a handler to events. It runs in the worker as the system, in a transaction of the event's tenant, after the transaction
 * that emitted the event; at least once and in order per document. A repeated delivery finds its key and changes nothing;
 * what the handler does outside the database has to be idempotent by the event's id itself.
 */
export function reaction<N extends EventName>(given: {
  readonly name: string
  readonly on: readonly N[]
  readonly handler: (ctx: CommandContext, event: { [K in N]: DeliveredEvent<K> }[N]) => Promise<void>
}): Reaction {
  const input = z.custom<{ [K in N]: DeliveredEvent<K> }[N]>()
  const definition: CommandDefinition<typeof input, z.ZodNull> = {
    kind: 'command',
    name: `reaction.${given.name}`,
    permission: null,
    input,
    output: z.null(),
    handler: async (ctx, event) => {
      await given.handler(ctx, event)
      return null
    },
  }
  const made: Reaction = {
    name: given.name,
    on: given.on,
    command: definition as unknown as CommandDefinition,
  }
  known().set(made.name, made)
  return made
}

/** The reactions bound to an event, and one by its name. */
export const reactionsTo = (type: string): Reaction[] =>
  [...known().values()].filter((r) => (r.on as readonly string[]).includes(type))
export const reactionNamed = (name: string): Reaction | undefined => known().get(name)
