import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { eq, sql as raw } from 'drizzle-orm'
import type { z } from 'zod'
import { AppError, forbidden, notFound } from '@/server/kernel/errors'
import { type Id, newId } from '@/server/kernel/ids'
import { canTransit, transit } from '@/server/kernel/state-machine'
import { type Actor, demand, demandAmount, type Grant } from '../identity/actor'
import { type NumbersRequest, nextGapless } from '../numbering/numbering'
import { pools } from '../pools'
import { judge } from '../rules/judge'
import { stopping } from '../rules/subject'
import { commandDuration } from '../telemetry/metrics'
import { ofTenant, type TenantConnection, withTenant } from '../tenancy/transaction'
import type { CommandDefinition, DocumentTable, DocumentUse, QueryDefinition, RowOf } from './command'
import type { CommandContext } from './context'
import { isRetryable, translateDatabaseError } from './database-errors'
import { parseInput } from './parse'
import { type CommandLog, type KeyedAnswer, writeLog } from './write-log'

export interface Call {
  readonly actor: Actor
  readonly requestId?: string
  /** A repeated call with the same key gets the first call's answer and changes nothing. */
  readonly idempotencyKey?: string | null
  /** Fixed instant for tests and imports. */
  readonly now?: Date
}

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
 * Runs a command: parse, authorise, key, transaction, lock, transition, rules, handler, audit, outbox, commit; or none of it
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
    const result = await withRetry(() => attempt(definition, input, grant, call, hash))
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
  input: z.output<I>,
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
      if (earlier) return { result: earlier.response as z.input<O>, log: emptyLog() }
      const run = new Run(connection, { ...call, requestId })
      const result = definition.document
        ? await onDocument(
            run,
            definition as unknown as CommandDefinition,
            definition.document,
            input as { id: Id; version?: number },
            grant,
          )
        : { result: await definition.handler(run, input, undefined, () => {}) }
      await run.takeNumbers()
      if ('refusal' in result) return { result: undefined as z.input<O>, refusal: result.refusal, log: run.log }
      const response = checked(definition.output, result.result as z.input<O>)
      const answer = call.idempotencyKey
        ? { key: call.idempotencyKey, command: definition.name, inputHash, response }
        : undefined
      return { result: response, log: run.log, ...(answer && { answer }) }
    },
    ({ sql }, done) => writeLog(sql, actor, requestId, done.log, done.answer),
  )
  if (outcome.refusal) throw outcome.refusal
  return outcome.result
}

const emptyLog = (): CommandLog => ({ changes: [], events: [], announcements: [] })
const base = (call: Call) => ({
  actor: call.actor,
  tenantId: call.actor.tenantId,
  now: call.now ?? new Date(),
  requestId: call.requestId ?? newId(),
})

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

async function onDocument(
  run: Run,
  definition: CommandDefinition,
  use: DocumentUse<DocumentTable, string, string>,
  input: { id: Id; version?: number },
  grant: Grant | undefined,
): Promise<{ result: unknown } | { refusal: AppError }> {
  const { kind, transition } = use
  const doc = await lockDocument(run, use, input, grant)
  const to = transition ? transit(kind.machine, doc.status, transition) : doc.status
  if (definition.check) {
    const findings = stopping(await judge(run, await definition.check(run, input, doc)))
    if (findings.length > 0) return { refusal: await stopByRules(run, use, doc, findings) }
  }
  let columns: Record<string, unknown> = {}
  const result = await definition.handler(run, input, doc, (given) => {
    columns = { ...columns, ...given }
  })
  await writeDocument(run, use, doc, { ...columns, status: to })
  const before = Object.fromEntries(Object.keys(columns).map((key) => [key, (doc as Record<string, unknown>)[key]]))
  run.record({
    action: transition ?? definition.name.split('.').pop() ?? definition.name,
    document: kind.type,
    documentId: doc.id,
    companyId: doc.companyId,
    label: kind.label({ ...doc, ...columns }),
    before: { status: doc.status, ...before },
    after: { status: to, ...columns },
  })
  return { result }
}

async function lockDocument(
  run: Run,
  use: DocumentUse<DocumentTable, string, string>,
  input: { id: Id; version?: number },
  grant: Grant | undefined,
) {
  const { table, type, machine, amount } = use.kind
  const rows = await run.tx
    .select()
    .from(table)
    .where(raw`${ofTenant(run, table)} and ${eq(table.id, input.id)}`)
    .for('update')
  const doc = rows[0] as RowOf<DocumentTable> | undefined
  if (!doc) throw notFound(type)
  if (input.version !== undefined && input.version !== doc.version)
    throw new AppError('conflict', 'common.stale_version', { version: doc.version })
  if (grant?.scope === 'own' && doc.createdBy !== run.actor.userId) throw forbidden(type)
  if (use.states && !use.states.includes(doc.status))
    throw new AppError('illegal_transition', 'common.wrong_state', { document: machine.document, state: doc.status })
  if (grant && amount && use.transition) demandAmount(grant, amount(doc))
  return doc
}

async function writeDocument(
  run: Run,
  { kind: { table } }: DocumentUse<DocumentTable, string, string>,
  doc: RowOf<DocumentTable>,
  columns: Record<string, unknown>,
) {
  const values = { ...columns, version: doc.version + 1, updatedAt: raw`now()`, updatedBy: run.actor.userId }
  await run.tx
    .update(table)
    .set(values)
    .where(raw`${ofTenant(run, table)} and ${eq(table.id, doc.id)}`)
}

/** A stopped transition is itself a fact: the document goes to `blocked` where its life has that state, and the decisions stay. */
async function stopByRules(
  run: Run,
  use: DocumentUse<DocumentTable, string, string>,
  doc: RowOf<DocumentTable>,
  findings: ReturnType<typeof stopping>,
): Promise<AppError> {
  const { kind } = use
  const blocks = 'block' in kind.machine.transitions && canTransit(kind.machine, doc.status, 'block')
  if (blocks) await writeDocument(run, use, doc, { status: transit(kind.machine, doc.status, 'block') })
  const document = { document: kind.type, documentId: doc.id, companyId: doc.companyId }
  run.record({ ...document, action: 'blocked_by_rule', label: kind.label(doc), after: findings.map((f) => f.ruleCode) })
  run.emit('platform.rule.blocked', {
    ...document,
    payload: { document: kind.type, trigger: use.transition ?? 'save', rules: findings.map((f) => f.ruleCode) },
  })
  return new AppError('rule_blocked', 'common.rule_blocked', { count: findings.length }, [], findings)
}

/** One attempt of one command: the transaction and what will be written with it. */
class Run implements CommandContext {
  readonly tx
  readonly sql
  readonly actor
  readonly tenantId
  readonly now
  readonly requestId
  readonly log = emptyLog()
  private readonly numbers: { request: NumbersRequest; use: (numbers: readonly string[]) => Promise<void> }[] = []

  constructor(connection: TenantConnection, call: Call) {
    this.tx = connection.tx
    this.sql = connection.sql
    const { actor, tenantId, now, requestId } = base(call)
    this.actor = actor
    this.tenantId = tenantId
    this.now = now
    this.requestId = requestId
  }

  emit: CommandContext['emit'] = (type, event) => {
    this.log.events.push({ id: newId(), type, ...event })
  }

  record: CommandContext['record'] = (change) => {
    this.log.changes.push(change)
  }

  announce: CommandContext['announce'] = (topic, payload = {}) => {
    this.log.announcements.push({ topic, payload })
  }

  numberLast: CommandContext['numberLast'] = ({ date, ...request }, use) => {
    this.numbersLast({ ...request, dates: [date] }, ([number = '']) => use(number))
  }

  numbersLast: CommandContext['numbersLast'] = (request, use) => {
    this.numbers.push({ request, use })
  }

  /** In sorted order, so that two commands that take the same series never wait for each other in a circle. */
  async takeNumbers(): Promise<void> {
    const key = ({ request }: { request: NumbersRequest }) => `${request.companyId}:${request.document}`
    for (;;) {
      const next = this.numbers.sort((a, b) => (key(a) < key(b) ? -1 : 1)).shift()
      if (!next) return
      await next.use(await nextGapless(this, this.tenantId, next.request))
    }
  }
}
