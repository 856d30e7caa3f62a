import type { CalendarDate } from '@/server/kernel/calendar-date'
import type { Id } from '@/server/kernel/ids'
import type { DecimalString } from '@/server/kernel/money'
import type { QueryContext } from '../commands/context'
import type { Facts } from './subject'

/** A document of the past as a rule would have met it. */
export interface PastDocument {
  readonly documentId: Id
  readonly label: string
  readonly date: CalendarDate
  /** Net, base currency. */
  readonly amount: DecimalString
  readonly personId: Id | null
  readonly header: Facts
  readonly lines: readonly { readonly lineId: Id; readonly label: string; readonly facts: Facts }[]
}

export interface ReplayRequest {
  readonly companyId: Id
  readonly from: CalendarDate
  readonly to: CalendarDate
  /** Facts that are asked for: others need not be worked out. */
  readonly facts: ReadonlySet<string>
  /** Settings of the facts, as `sample_size`. */
  readonly settings: Readonly<Record<string, string>>
}

/** How a module works out the facts of its past documents that were never judged: imported ones, or from before there was a rule. */
export interface ReplaySource {
  readonly document: string
  /** The facts that it can work out as they were; the others have no value. */
  readonly facts: ReadonlySet<string>
  /** Documents of the time by date, in batches; each batch is forgotten before the next is read. */
  readonly read: (ctx: QueryContext, request: ReplayRequest) => AsyncIterable<readonly PastDocument[]>
}

// One map a process: Next compiles routes and pages into several module graphs that share `globalThis`.
const store = globalThis as { keelReplay?: Map<string, ReplaySource> }

/** Makes the past of a document kind known to simulations. Called by the module that owns the document. */
export function registerReplay(source: ReplaySource): void {
  store.keelReplay ??= new Map()
  store.keelReplay.set(source.document, source)
}
export const replayOf = (document: string): ReplaySource | undefined => store.keelReplay?.get(document)
