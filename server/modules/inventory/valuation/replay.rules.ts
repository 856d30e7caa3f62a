import type { CalendarDate } from '@/server/kernel/calendar-date'
import type { Id } from '@/server/kernel/ids'
import { type Decimal, type DecimalString, sum, toFixed, UNIT_PRICE_DIGITS, ZERO } from '@/server/kernel/money'
import { addClaim, type Claims, claimValue, cloneClaims } from './claims.rules'
import { enter, worthAtCurrent } from './enter.rules'
import { leave } from './leave.rules'
import { revalueState } from './revalue.rules'
import type { Effect, ValuationState } from './state'

/** Where the cost of a move comes from (`stock_move.cost_from`). */
export type CostFrom = 'given' | 'current' | 'original' | 'receipt'

/** What a move did to value: against its contra account, to cost of sales for a shortage, to the cost variance. */
export interface Booked {
  readonly goods: Decimal
  readonly settlement: Decimal
  readonly variance: Decimal
}

/** A posted move as it is played again. */
export interface StockEvent {
  readonly requestId: Id
  readonly date: CalendarDate
  readonly sequence: number
  readonly action: 'in' | 'out' | 'revalue'
  /** > 0 */
  readonly quantity: Decimal
  readonly rows: readonly { readonly lotId: Id | null; readonly quantity: Decimal }[]
  readonly costFrom: CostFrom
  /** Told when it was posted (`given`), without what was added to its cost later. */
  readonly given: Decimal
  readonly comesBack: boolean
  readonly isReceipt: boolean
  /** The move whose cost it takes. */
  readonly link: Id | null
  /** The moves of which it takes something back. */
  readonly links: readonly Id[]
  readonly layerId: Id | null
  /** New unit cost (`revalue`). */
  readonly unitCost: Decimal
  /** What the ledger says it did, with all corrections so far. */
  booked: Booked
  /** Added to the cost of this receipt after it was posted; `adjustedSame` against its own contra account. */
  adjusted: Decimal
  adjustedSame: Decimal
}

/** An item between two moves. */
export interface Run {
  readonly state: ValuationState
  readonly claims: Claims
  lastReceiptCost: DecimalString | null
}

export const cloneRun = (run: Run): Run => ({
  ...run,
  state: { ...run.state, layers: run.state.layers.map((l) => ({ ...l })) },
  claims: cloneClaims(run.claims),
})

export const bookedOf = ({ value: goods, adjustments }: Pick<Effect, 'value' | 'adjustments'>): Booked =>
  adjustments.length === 0
    ? { goods, settlement: ZERO, variance: ZERO }
    : {
        goods,
        settlement: sum(adjustments.filter((a) => a.kind === 'settlement').map((a) => a.value)),
        variance: sum(adjustments.filter((a) => a.kind === 'variance').map((a) => a.value)),
      }

/** Plays one move on the state that the moves before it left, and says what it does now. `claimed` = the moves others refer to. */
export function playEvent(run: Run, event: StockEvent, claimed: ReadonlySet<Id>): Booked {
  const { state, claims } = run
  const { digits } = state
  if (event.action === 'revalue')
    return { goods: revalueState(state, event.unitCost), settlement: ZERO, variance: ZERO }
  const fromLink = event.link ? claimValue(claims, event.link, event.rows, digits) : null
  const effect =
    event.action === 'in'
      ? enter(state, { ...event, value: valueIn(run, event, fromLink) })
      : leave(state, {
          quantity: event.quantity,
          ...(event.link &&
            event.costFrom === 'receipt' && {
              atCostOf: { requestId: event.link, value: fromLink ?? event.booked.goods.abs() },
            }),
        })
  if (event.isReceipt) run.lastReceiptCost = toFixed(effect.value.div(event.quantity), UNIT_PRICE_DIGITS)
  if (claimed.has(event.requestId)) {
    const owed = effect.value.minus(event.adjusted).plus(event.adjustedSame)
    addClaim(claims, event.requestId, event.rows, owed, digits)
  }
  for (const link of event.links) addClaim(claims, link, event.rows, effect.value, digits)
  return bookedOf(effect)
}

function valueIn({ state }: Run, event: StockEvent, fromLink: Decimal | null): Decimal | null {
  if (event.costFrom === 'original') return fromLink ?? event.booked.goods.abs()
  if (event.costFrom === 'given') return event.given.plus(event.adjusted)
  if (event.adjusted.isZero()) return null
  return worthAtCurrent(state, event.quantity).plus(event.adjusted)
}

/** What a move does otherwise than the ledger says, by part. */
export interface Change extends Booked {
  readonly event: StockEvent
}

/** Plays moves in their order; returns those whose cost is no longer what was booked. `passed` hears the state after each. */
export function replay(
  run: Run,
  events: readonly StockEvent[],
  claimed: ReadonlySet<Id>,
  passed?: (event: StockEvent) => void,
): Change[] {
  const changes: Change[] = []
  for (const event of events) {
    const now = playEvent(run, event, claimed)
    const goods = now.goods.minus(event.booked.goods)
    const settlement = now.settlement.minus(event.booked.settlement)
    const variance = now.variance.minus(event.booked.variance)
    if (!goods.isZero() || !settlement.isZero() || !variance.isZero())
      changes.push({ event, goods, settlement, variance })
    passed?.(event)
  }
  return changes
}
