import { AppError } from '@/server/kernel/errors'
import { type Id, newId } from '@/server/kernel/ids'
import type { Actor } from '../identity/actor'
import { type NumbersRequest, prepareGapless } from '../numbering/numbering'
import type { TenantConnection } from '../tenancy/transaction'
import type { ConstraintErrors } from './command'
import type { CommandContext, LastStep } from './context'
import { isRetryable, translateDatabaseError } from './database-errors'
import type { CommandLog } from './write-log'

export interface Call {
  readonly actor: Actor
  readonly requestId?: string
  /** A repeated call with the same key gets the first call's answer and changes nothing. */
  readonly idempotencyKey?: string | null
  /** Fixed instant for tests and imports. */
  readonly now?: Date
}

export const emptyLog = (): CommandLog => ({ changes: [], events: [], announcements: [] })
export const base = (call: Call) => ({
  actor: call.actor,
  tenantId: call.actor.tenantId,
  now: call.now ?? new Date(),
  requestId: call.requestId ?? newId(),
})

/** One attempt of one command: the transaction and what will be written with it. */
export class Run implements CommandContext {
  readonly sql
  readonly actor: Actor
  readonly tenantId
  readonly now
  readonly requestId
  approvedBy?: readonly Id[]
  readonly log = emptyLog()
  readonly sent: Promise<unknown>[] = []
  private readonly numbers: { request: NumbersRequest; use: (numbers: readonly string[]) => Promise<void> }[] = []
  private readonly steps = new Map<LastStep<unknown>, unknown[]>()

  constructor(
    private readonly connection: TenantConnection,
    call: Call,
  ) {
    this.sql = connection.sql
    const { actor, tenantId, now, requestId } = base(call)
    this.actor = actor
    this.tenantId = tenantId
    this.now = now
    this.requestId = requestId
  }

  get tx() {
    return this.connection.tx
  }

  emit: CommandContext['emit'] = (type, event) => {
    this.log.events.push({ id: newId(), type, ...event })
  }

  record: CommandContext['record'] = (change) => {
    this.log.changes.push(change)
  }

  announce: CommandContext['announce'] = (topic, payload = {}) => {
    const said = JSON.stringify(payload)
    if (!this.log.announcements.some((a) => a.topic === topic && JSON.stringify(a.payload) === said))
      this.log.announcements.push({ topic, payload })
  }

  numberLast: CommandContext['numberLast'] = ({ date, ...request }, use) => {
    this.numbersLast({ ...request, dates: [date] }, ([number = '']) => use(number))
  }

  numbersLast: CommandContext['numbersLast'] = (request, use) => {
    this.numbers.push({ request, use })
  }

  stepLast: CommandContext['stepLast'] = (step, item) => {
    this.steps.set(step as LastStep<unknown>, [...(this.steps.get(step as LastStep<unknown>) ?? []), item])
  }

  send: CommandContext['send'] = (statement) => {
    // At once, before anything that is asked for after it.
    if (statement instanceof Promise && 'execute' in statement && typeof statement.execute === 'function')
      statement.execute()
    const sent = Promise.resolve(statement)
    sent.catch(() => {})
    this.sent.push(sent)
  }

  /**
   * Does a piece of work that may be refused without taking the rest of the command with it: a refusal is returned, and what the
   * work wrote is undone. Deadlocks and failures that are no refusals end the command as ever.
   */
  async isolated<T>(work: () => Promise<T>, constraints?: ConstraintErrors): Promise<T | AppError> {
    const { changes, events, announcements } = this.log
    const kept = [changes.length, events.length, announcements.length] as const
    // What was sent before is not undone with this work, nor blamed on it.
    await Promise.all(this.sent)
    this.send(this.sql.unsafe('savepoint isolated'))
    try {
      const result = await work()
      await this.takeNumbers()
      await Promise.all(this.sent)
      this.send(this.sql.unsafe('release savepoint isolated'))
      return result
    } catch (failed) {
      const error = await this.reason(failed)
      this.sent.length = 0
      const refusal = isRetryable(error) ? error : translateDatabaseError(error, constraints)
      if (!(refusal instanceof AppError)) throw error
      await this.sql.unsafe('rollback to savepoint isolated')
      this.numbers.length = 0
      this.steps.clear()
      changes.length = kept[0]
      events.length = kept[1]
      announcements.length = kept[2]
      return refusal
    }
  }

  /** The same command in somebody else's name: handlers see that person, log and numbers are shared. */
  inNameOf(actor: Actor, approvedBy: readonly Id[] = []): CommandContext {
    const { tx, sql, tenantId, now, requestId, emit, record, announce, send, numberLast, numbersLast, stepLast } = this
    return {
      tx,
      sql,
      tenantId,
      now,
      requestId,
      emit,
      record,
      announce,
      send,
      numberLast,
      numbersLast,
      stepLast,
      actor,
      approvedBy,
    }
  }

  /**
   * First the rows that many want, then all numbers that are asked for by one statement, in sorted order, both in one flight; then
   * each number is used, in that order too.
   */
  async takeNumbers(): Promise<void> {
    const key = ({ request }: { request: NumbersRequest }) => `${request.companyId}:${request.document}`
    while (this.numbers.length > 0 || this.steps.size > 0) {
      const wanted = this.numbers.splice(0).sort((a, b) => (key(a) < key(b) ? -1 : 1))
      const take = await prepareGapless(
        this,
        wanted.map((w) => w.request),
      )
      const answers = this.startSteps()
      const taking = take()
      taking.catch(() => {})
      // In the order of the connection: what a step is refused for is told, not that the numbers could not be taken after it.
      for (const answer of answers) await answer()
      const taken = await taking
      // Documents first: the entry that follows from a document carries its number.
      const uses = wanted.map(({ request, use }, i) => ({
        follows: request.follows ?? false,
        run: () => use(taken[i] ?? []),
      }))
      for (const follows of [false, true]) for (const use of uses) if (use.follows === follows) await use.run()
    }
  }

  private startSteps(): (() => Promise<void>)[] {
    const steps = [...this.steps].sort(([a], [b]) => (a.name < b.name ? -1 : 1))
    this.steps.clear()
    return steps.map(([step, items]) => step.start(items, this.sql))
  }

  /** Why the command failed: a statement sent before is the cause of what broke after it. */
  async reason(error: unknown): Promise<unknown> {
    const settled = await Promise.allSettled(this.sent)
    return settled.find((s) => s.status === 'rejected')?.reason ?? error
  }
}
