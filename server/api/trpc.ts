import { initTRPC } from '@trpc/server'
import type { z } from 'zod'
import type { CommandDefinition, QueryDefinition } from '@/server/platform/commands/command'
import { runCommand, runQuery } from '@/server/platform/commands/runner'
import { type AccountDefinition, runAccount } from '@/server/platform/identity/account-command'
import type { ListQueries } from '@/server/platform/lists/list'
import { actorFor, type RequestContext } from './context'
import { formatError, toTrpcError } from './error-map'

const t = initTRPC.context<RequestContext>().create({ errorFormatter: formatError })

export const router = t.router
export const createCallerFactory = t.createCallerFactory

/** tRPC only types the input: the runner parses it, once, for every channel. */
const untouched =
  <S extends z.ZodType>(_schema: S) =>
  (raw: unknown) =>
    raw as z.input<S>

/** A command as a mutation. The `idempotency-key` header makes a repeated call harmless. */
export const mutation = <I extends z.ZodType, O extends z.ZodType>(definition: CommandDefinition<I, O>) =>
  t.procedure.input(untouched(definition.input)).mutation(async ({ ctx, input }): Promise<z.output<O>> => {
    try {
      const actor = await actorFor(ctx)
      return (await runCommand(definition, input, {
        actor,
        ...call(ctx),
        idempotencyKey: ctx.idempotencyKey,
      })) as z.output<O>
    } catch (error) {
      throw toTrpcError(error, ctx, definition.name)
    }
  })

/** A query, in one read-only transaction. */
export const query = <I extends z.ZodType, O extends z.ZodType>(definition: QueryDefinition<I, O>) =>
  t.procedure.input(untouched(definition.input)).query(async ({ ctx, input }): Promise<z.output<O>> => {
    try {
      return (await runQuery(definition, input, { actor: await actorFor(ctx), ...call(ctx) })) as z.output<O>
    } catch (error) {
      throw toTrpcError(error, ctx, definition.name)
    }
  })

const call = (ctx: RequestContext) => ({ requestId: ctx.requestId })

/** What a person does to their account, or with a permission to the tenant's sessions: never stored under a key. */
export const accountMutation = <I extends z.ZodType, O extends z.ZodType>(definition: AccountDefinition<I, O>) =>
  t.procedure
    .input(untouched(definition.input))
    .mutation(({ ctx, input }): Promise<z.output<O>> => onAccount(definition, input, ctx))

export const accountQuery = <I extends z.ZodType, O extends z.ZodType>(definition: AccountDefinition<I, O>) =>
  t.procedure
    .input(untouched(definition.input))
    .query(({ ctx, input }): Promise<z.output<O>> => onAccount(definition, input, ctx))

async function onAccount<I extends z.ZodType, O extends z.ZodType>(
  definition: AccountDefinition<I, O>,
  input: unknown,
  ctx: RequestContext,
): Promise<z.output<O>> {
  try {
    return (await runAccount(definition, input, await actorFor(ctx))) as z.output<O>
  } catch (error) {
    throw toTrpcError(error, ctx, definition.name)
  }
}

/** The three queries of a list as one router: `rows` (infinite), `summary`, `groups`. */
export const listRouter = (queries: ListQueries) =>
  t.router({ rows: query(queries.rows), summary: query(queries.summary), groups: query(queries.groups) })
