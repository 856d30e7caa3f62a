import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Sql } from 'postgres'
import type { z } from 'zod'
import { AppError } from '@/server/kernel/errors'
import { type Id, newId } from '@/server/kernel/ids'
import { hear } from '../events/listen'
import { tellOutcome } from '../flags/flags'
import { type Actor, demand, type Grant } from '../identity/actor'
import { pools } from '../pools'
import { commandDuration } from '../telemetry/metrics'
import { distrustReplica, readerPool } from '../tenancy/replica'
import { withTenant } from '../tenancy/transaction'
import type { CommandDefinition, DocumentTable, DocumentUse, QueryDefinition } from './command'
import { isRetryable, translateDatabaseError } from './database-errors'
import { keepingRefusal } from './kept-refusal'
import { type DocumentCall, onDocument } from './on-document'
import { parseInput } from './parse'
import { base, type Call, Run } from './run'
import { type CommandLog, type KeyedAnswer, writeLog } from './write-log'

export type { Call } from './run'

const ATTEMPTS = 8

/** Runs a query in one read-only tenant transaction. */
export async function runQuery<I extends z.ZodType, O extends z.ZodType>(
  definition: QueryDefinition<I, O>,
  rawInput: unknown,
  call: Call,
): Promise<z.input<O>> {
  const end = commandDuration.startTimer({ command: definition.name })
  try {
    const input = parseInput(definition.input, rawInput)
    if (definition.permission) demand(call.actor, definition.permission)
    const read = (pool: Sql) =>
      withTenant(pool, call.actor, 'read', (connection) =>
        definition.handler(Object.assign(connection, base(call)), input),
      )
    const result = await (definition.mayLag ? readLagging(read) : read(pools.app))
    end({ outcome: 'ok' })
    tellOutcome(definition.permission, false)
    return checked(definition.output, result)
  } catch (error) {
    const told = translateDatabaseError(error)
    end({ outcome: told instanceof AppError ? told.kind : 'failed' })
    tellOutcome(definition.permission, !(told instanceof AppError))
    throw told
  }
}

/** Reads from the replica where there is one; whatever goes wrong there, the database itself answers. */
async function readLagging<T>(read: (pool: Sql) => Promise<T>): Promise<T> {
  const pool = readerPool()
  if (pool === pools.app) return read(pool)
  try {
    return await read(pool)
  } catch (error) {
    if (error instanceof AppError) throw error
    distrustReplica(error)
    return read(pools.app)
  }
}

/**
 * Runs a command: parse, authorise, key, transaction, lock, transition, rules, approval, handler, audit, outbox, commit; or none of it
 * happened. Deadlocks and serialisation failures run again and never reach the caller.
 */
export async function runCommand<I extends z.ZodType, O extends z.ZodType>(
  definition: CommandDefinition<I, O>,
  rawInput: unknown,
  call: Call,
): Promise<z.input<O>> {
  const end = commandDuration.startTimer({ command: definition.name })
  try {
    const input = parseInput(definition.input, rawInput)
    const grant = definition.permission ? demand(call.actor, definition.permission) : undefined
    const hash = call.idempotencyKey
      ? createHash('sha256')
          .update(JSON.stringify(rawInput ?? null))
          .digest('hex')
      : ''
    const result = await withRetry((again) => attempt(definition, { input, raw: rawInput }, grant, call, hash, again))
    end({ outcome: 'ok' })
    tellOutcome(definition.permission, false)
    return result
  } catch (error) {
    const told = translateDatabaseError(error, definition.constraints)
    end({ outcome: told instanceof AppError ? told.kind : 'failed' })
    tellOutcome(definition.permission, !(told instanceof AppError))
    throw told
  }
}

async function withRetry<T>(work: (again: boolean) => Promise<T>): Promise<T> {
  for (let n = 1; ; n++) {
    try {
      return await work(n > 1)
    } catch (error) {
      if (n >= ATTEMPTS || !isRetryable(error)) throw error
      await sleep(Math.random() * 5 * 2 ** n)
    }
  }
}

interface Outcome<T> {
  readonly result: T
  /** The refusal that is told after the commit: a rule stopped the document, and that decision stays. */
  readonly refusal?: AppError
  readonly log: CommandLog
  /** Statements under way, whose answers are seen together with the commit's. */
  readonly sent: readonly Promise<unknown>[]
  readonly answer?: KeyedAnswer
}

/**
 * One attempt in one transaction. Whether its key was used before is not asked first, since it hardly ever was: the key's own row,
 * written at the end, refuses a second time, and only then, or when a keyed command fails, the first answer is looked for.
 */
async function attempt<I extends z.ZodType, O extends z.ZodType>(
  definition: CommandDefinition<I, O>,
  given: { input: z.output<I>; raw: unknown },
  grant: Grant | undefined,
  call: Call,
  inputHash: string,
  again: boolean,
): Promise<z.input<O>> {
  const { actor, idempotencyKey } = call
  const requestId = call.requestId ?? newId()
  const before = async () =>
    idempotencyKey ? await earlierAnswer(definition.name, idempotencyKey, inputHash, actor) : undefined
  const earlier = again ? await before() : undefined
  if (earlier) return answered(earlier.response)
  const outcome = await withTenant(
    pools.app,
    actor,
    'write',
    async (connection): Promise<Outcome<z.input<O>>> => {
      const run = new Run(connection, { ...call, requestId })
      try {
        return await inTransaction(run, definition, given, grant, { key: idempotencyKey, inputHash })
      } catch (error) {
        throw await run.reason(error)
      }
    },
    ({ sql }, done) => [...done.sent, ...writeLog(sql, actor, requestId, done.log, done.answer)],
  ).catch(async (error: unknown): Promise<{ first: unknown }> => {
    const first = again || isRetryable(error) ? undefined : await before()
    if (!first) throw error
    return { first: first.response }
  })
  if ('first' in outcome) return answered(outcome.first)
  for (const { topic, payload } of outcome.log.announcements)
    if (topic === 'config' || topic === 'identity') hear({ topic, tenantId: actor.tenantId, ...payload })
  if (outcome.refusal) throw outcome.refusal
  return outcome.result
}

async function inTransaction<I extends z.ZodType, O extends z.ZodType>(
  run: Run,
  definition: CommandDefinition<I, O>,
  { input, raw }: { input: z.output<I>; raw: unknown },
  grant: Grant | undefined,
  { key, inputHash }: { key: string | null | undefined; inputHash: string },
): Promise<Outcome<z.input<O>>> {
  const { log, sent } = run
  const result = definition.document
    ? await onDocument(
        run,
        documentCall(definition as unknown as CommandDefinition, definition.document, input, raw),
        grant,
      )
    : await keepingRefusal(() => definition.handler(run, input, undefined, () => {}))
  if ('result' in result || definition.document) await run.takeNumbers()
  const keyed = (response: unknown): { answer?: KeyedAnswer } =>
    key ? { answer: { key, command: definition.name, inputHash, response } } : {}
  if ('refusal' in result) {
    const { refusal } = result
    // Sent for approval: said again to who repeats the call, however the approval has gone on. What a rule stopped may be tried again.
    // A refusal that has left something behind is said again too: a second try would leave it twice.
    const kept = refusal.kind === 'approval_needed' || !definition.document ? keyed(keep(refusal)) : {}
    return { result: undefined as z.input<O>, refusal, log, sent, ...kept }
  }
  const response = checked(definition.output, result.result as z.input<O>)
  return { result: response, log, sent, ...keyed(response) }
}

/** The first answer said again, also when it was a refusal. */
function answered<T>(response: unknown): T {
  if (isKeptRefusal(response)) throw revive(response)
  return response as T
}

const documentCall = (
  definition: CommandDefinition,
  use: DocumentUse<DocumentTable, string, string>,
  input: unknown,
  raw: unknown,
): DocumentCall => ({ definition, use, input: input as { id: Id; version?: number }, raw })

interface KeptRefusal {
  readonly $refused: Pick<AppError, 'kind' | 'code' | 'params' | 'details'>
}
const keep = ({ kind, code, params, details }: AppError): KeptRefusal => ({ $refused: { kind, code, params, details } })
const isKeptRefusal = (response: unknown): response is KeptRefusal =>
  typeof response === 'object' && response !== null && '$refused' in response
const revive = ({ $refused: { kind, code, params, details } }: KeptRefusal) =>
  new AppError(kind, code, params, [], details)

/** Outputs are contracts: outside production a handler that breaks its own is a bug that a test shows. */
const checked = <S extends z.ZodType>(schema: S, value: z.input<S>): z.input<S> =>
  process.env.NODE_ENV === 'production' ? value : (schema.parse(value) as z.input<S>)

async function earlierAnswer(command: string, key: string, inputHash: string, actor: Actor) {
  const [row] = await withTenant(
    pools.app,
    actor,
    'read',
    ({ sql }) => sql<{ command: string; input_hash: string; response: string }[]>`
      select command, input_hash, response::text from idempotency_key
      where tenant_id = ${actor.tenantId} and actor_id = ${actor.userId} and key = ${key}`,
  )
  if (!row) return undefined
  if (row.command !== command || row.input_hash !== inputHash)
    throw new AppError('conflict', 'common.idempotency_key_reused')
  return { response: JSON.parse(row.response) as unknown }
}
