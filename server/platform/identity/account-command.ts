import type { Sql } from 'postgres'
import type { z } from 'zod'
import { AppError } from '@/server/kernel/errors'
import type { Id } from '@/server/kernel/ids'
import { parseInput } from '../commands/parse'
import { pools } from '../pools'
import { type Actor, demand } from './actor'
import type { AuthSql } from './auth-log'
import { forgetCallers } from './callers'

/** What a handler gets that works on the person's own account: one transaction of the sign-in role. */
export interface AccountContext {
  readonly sql: AuthSql
  readonly actor: Actor
  readonly userId: Id
}

export interface AccountDefinition<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  readonly name: string
  readonly mode: 'write' | 'read'
  /** Asked for when it reaches rows of others in the tenant; absent = the caller's own account. */
  readonly permission?: string
  readonly input: I
  readonly output: O
  /** What must hold first, checked outside the transaction: attempts are counted even when they are refused. */
  readonly before?: (actor: Actor, input: z.output<I>) => Promise<void>
  readonly handler: (ctx: AccountContext, input: z.output<I>) => Promise<z.input<O>>
}

/** Every account command and query, by name. */
export const accountRegistry = new Map<string, AccountDefinition>()

/**
 * Declares what works on accounts and sessions: a person on their own, or, with a permission, on those of the tenant's people. It
 * runs as the sign-in role, since the application role cannot see these tables, and is open to people, not to API tokens: a leaked token must not grow.
 * Answers are never stored under an idempotency key, as some hold a secret that is shown once.
 */
export function accountCommand<I extends z.ZodType, O extends z.ZodType>(
  definition: AccountDefinition<I, O>,
): AccountDefinition<I, O> {
  accountRegistry.set(definition.name, definition as unknown as AccountDefinition)
  return definition
}

/** Runs it in one transaction of the sign-in role; audit rows are written in the same one. */
export async function runAccount<I extends z.ZodType, O extends z.ZodType>(
  definition: AccountDefinition<I, O>,
  rawInput: unknown,
  actor: Actor,
): Promise<z.input<O>> {
  if (actor.kind !== 'user') throw new AppError('forbidden', 'identity.people_only')
  if (definition.permission) demand(actor, definition.permission)
  const input = parseInput(definition.input, rawInput)
  await definition.before?.(actor, input)
  const work = (sql: AuthSql) => definition.handler({ sql, actor, userId: actor.userId }, input)
  if (definition.mode === 'read') return work(pools.auth as Sql)
  const outcome = await pools.auth.begin(async (sql) => ({ result: await work(sql) }))
  // The others hear of it; here it holds from the next call.
  forgetCallers()
  return outcome.result as z.input<O>
}
