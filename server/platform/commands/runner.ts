import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { z } from 'zod'
import { AppError } from '@/server/kernel/errors'
import { type Id, newId } from '@/server/kernel/ids'
import { type Actor, demand, type Grant } from '../identity/actor'
import { pools } from '../pools'
import { commandDuration } from '../telemetry/metrics'
import { type TenantConnection, withTenant } from '../tenancy/transaction'
import type { CommandDefinition, DocumentTable, DocumentUse, QueryDefinition } from './command'
import { isRetryable, translateDatabaseError } from './database-errors'
import { keepingRefusal } from './kept-refusal'
import { type DocumentCall, onDocument } from './on-document'
import { parseInput } from './parse'
import { base, type Call, emptyLog, Run } from './run'
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
    const result = await withTenant(pools.app, call.actor, 'read', ({ tx, sql }) =>
      definition.handler({ tx, sql, ...base(call) }, input),
    )
    end({ outcome: 'ok' })
    return checked(definition.output, result)
  } catch (error) {
    end({ outcome: error instanceof AppError ? error.kind : 'failed' })
    throw translateDatabaseError(error)
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
    const result = await withRetry(() => attempt(definition, { input, raw: rawInput }, grant, call, hash))
    end({ outcome: 'ok' })
    return result
  } catch (error) {
    end({ outcome: error instanceof AppError ? error.kind : 'failed' })
    throw translateDatabaseError(error, definition.constraints)
  }
}

async function withRetry<T>(work: () => Promise<T>): Promise<T> {
  for (let n = 1; ; n++) {
    try {
      return await work()
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
  readonly answer?: KeyedAnswer
}

async function attempt<I extends z.ZodType, O extends z.ZodType>(
  definition: CommandDefinition<I, O>,
  { input, raw }: { input: z.output<I>; raw: unknown },
  grant: Grant | undefined,
  call: Call,
  inputHash: string,
): Promise<z.input<O>> {
  const { actor } = call
  const requestId = call.requestId ?? newId()
  const outcome = await withTenant(
    pools.app,
    actor,
    'write',
    async (connection): Promise<Outcome<z.input<O>>> => {
      const earlier = call.idempotencyKey
        ? await earlierAnswer(connection, definition.name, call.idempotencyKey, inputHash, actor)
        : undefined
      if (earlier)
        return isKeptRefusal(earlier.response)
          ? { result: undefined as z.input<O>, refusal: revive(earlier.response), log: emptyLog() }
          : { result: earlier.response as z.input<O>, log: emptyLog() }
      const run = new Run(connection, { ...call, requestId })
      const result = definition.document
        ? await onDocument(
            run,
            documentCall(definition as unknown as CommandDefinition, definition.document, input, raw),
            grant,
          )
        : await keepingRefusal(() => definition.handler(run, input, undefined, () => {}))
      if ('result' in result || definition.document) await run.takeNumbers()
      const keyed = (response: unknown): { answer?: KeyedAnswer } =>
        call.idempotencyKey
          ? { answer: { key: call.idempotencyKey, command: definition.name, inputHash, response } }
          : {}
      if ('refusal' in result) {
        const { refusal } = result
        // Sent for approval: said again to who repeats the call, however the approval has gone on. What a rule stopped may be tried again.
        // A refusal that has left something behind is said again too: a second try would leave it twice.
        const kept = refusal.kind === 'approval_needed' || !definition.document ? keyed(keep(refusal)) : {}
        return { result: undefined as z.input<O>, refusal, log: run.log, ...kept }
      }
      const response = checked(definition.output, result.result as z.input<O>)
      return { result: response, log: run.log, ...keyed(response) }
    },
    ({ sql }, done) => writeLog(sql, actor, requestId, done.log, done.answer),
  )
  if (outcome.refusal) throw outcome.refusal
  return outcome.result
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

async function earlierAnswer({ sql }: TenantConnection, command: string, key: string, inputHash: string, actor: Actor) {
  const [row] = await sql<{ command: string; input_hash: string; response: string }[]>`
    select command, input_hash, response::text from idempotency_key
    where tenant_id = ${actor.tenantId} and actor_id = ${actor.userId} and key = ${key}`
  if (!row) return undefined
  if (row.command !== command || row.input_hash !== inputHash)
    throw new AppError('conflict', 'common.idempotency_key_reused')
  return { response: JSON.parse(row.response) as unknown }
}
