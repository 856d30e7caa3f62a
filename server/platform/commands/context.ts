import type { EventName, EventPayload } from '@/server/contracts/events'
import type { Id } from '@/server/kernel/ids'
import type { Actor } from '../identity/actor'
import type { NumberRequest, NumbersRequest } from '../numbering/numbering'
import type { TenantSql, TenantTx } from '../tenancy/transaction'

/** What a query handler gets: one read-only transaction of the actor's tenant. */
export interface QueryContext {
  readonly tx: TenantTx
  readonly sql: TenantSql
  readonly actor: Actor
  readonly tenantId: Id
  readonly now: Date
  readonly requestId: string
}

export interface EventDraft<N extends EventName> {
  readonly document: string
  readonly documentId: Id
  readonly companyId?: Id | null
  readonly payload: EventPayload<N>
}

export interface ChangeRecord {
  /** What was done: `create`, `update`, `approve` … ; the runner prefixes nothing. */
  readonly action: string
  readonly document: string
  readonly documentId: Id
  readonly companyId?: Id | null
  /** The name a person knows it by: number or code. */
  readonly label?: string | null
  readonly before?: unknown
  readonly after?: unknown
}

/**
 * Rows that many commands want at once: locked as the last thing before numbers are taken, by one statement for all that the
 * command wants of them.
 */
export interface LastStep<T> {
  /** Decides the order among steps. */
  readonly name: string
  /** Sends its statement at once and gives what waits for the answer: numbers are asked for in the same flight. */
  start(items: readonly T[], sql: TenantSql): () => Promise<void>
}

/** What a command handler gets: the tenant transaction, and what is written together with it at its end. */
export interface CommandContext extends QueryContext {
  /** Writes the event to the outbox in this transaction. */
  emit<N extends EventName>(type: N, event: EventDraft<N>): void
  /** Adds a row to the audit log in this transaction. */
  record(change: ChangeRecord): void
  /**
   * Takes the next number of a gapless series as the last thing before the commit, so that its lock is short. `use` gets the
   * number and writes what carries it. Series are taken in sorted order; handlers may have built their output already
   * and put the number into it here.
   */
  numberLast(request: NumberRequest, use: (number: string) => Promise<void>): void
  /** As `numberLast` for many documents at once: one number for each date, in their order, taken in one step a counter. */
  numbersLast(request: NumbersRequest, use: (numbers: readonly string[]) => Promise<void>): void
  /** Does a piece of work in the step, before the numbers are taken. Its refusal ends the command. */
  stepLast<T>(step: LastStep<T>, item: T): void
  /** The people whose approval let the command run, when it runs by an approval flow: none of them asked for it. */
  readonly approvedBy?: readonly Id[]
  /**
   * Lets a statement that has been sent go to the end of the command: nobody waits for its answer, and the command fails when it
   * does. Writes that answer nothing are sent so, together and with what follows, instead of each for itself; the connection keeps
   * their order. Only what is sent already: work that would send a second statement after its first answer comes too late.
   */
  send(statement: PromiseLike<unknown>): void
  /** Tells every process, when the transaction commits (`config` topics drop caches, `alert` reaches browsers). */
  announce(topic: string, payload?: Record<string, unknown>): void
}
