import type { CalendarDate } from '@/server/kernel/calendar-date'
import type { Id } from '@/server/kernel/ids'
import { type Decimal, ZERO } from '@/server/kernel/money'
import type { CommandContext } from '@/server/platform/commands/context'
import { type Change, cloneRun, type Run, replay } from '../valuation/replay.rules'
import type { ValuationState } from '../valuation/state'
import { comparePositions, endOf, type History, type LedgerEvent, loadHistory, type Position } from './history'
import type { ItemValue, Values } from './load-values'
import type { ValuedMovement } from './value-movements'

/** An item taken back to a place in the order of its moves: the state there, and the moves that come after. */
export interface Past {
  readonly itemId: Id
  readonly cut: Position
  readonly history: History
  readonly run: Run
  readonly later: readonly LedgerEvent[]
  /** How many moves the state is from the last checkpoint. */
  readonly distance: number
  /** The value on hand that is booked now. */
  readonly bookedValue: Decimal
}

/** What an insertion or a late cost does to the moves after it. */
export interface Recost {
  readonly itemId: Id
  readonly changes: readonly (Change & { readonly event: LedgerEvent })[]
  /** What layers have less (> 0) or more than the tables say. */
  readonly layers: readonly { layerId: Id; quantity: Decimal; value: Decimal }[]
  /** Checkpoints after this position are replaced by these. */
  readonly cut: Position
  readonly checkpoints: readonly Checkpoint[]
}
export interface Checkpoint extends Position {
  readonly state: ValuationState
  readonly lastReceiptCost: string | null
}

type Inserted = Pick<ValuedMovement, 'booked' | 'layers'>

/** A checkpoint is kept after so many moves, more when the open layers are more: keeping them costs what they are. */
export const checkpoints = { every: 250 }

/** Takes the items that have moved after `date` back to its end; their values are those of that moment from then on. */
export async function openPast(
  ctx: CommandContext,
  input: { companyId: Id; date: CalendarDate; digits: number; values: Values; originals: readonly Id[] },
): Promise<Map<Id, Past>> {
  const cuts = new Map<Id, Position>()
  for (const held of input.values.byItem.values())
    if (held.lastDate !== null && held.lastDate > input.date) cuts.set(held.itemId, endOf(input.date))
  const histories = await loadHistory(ctx, { ...input, cuts, values: input.values.byItem })
  const pasts = new Map<Id, Past>()
  for (const [itemId, history] of histories) {
    const held = input.values.byItem.get(itemId)
    const cut = cuts.get(itemId)
    if (held && cut) pasts.set(itemId, goBack(held, history, cut))
  }
  return pasts
}

/** The state at a position becomes the item's. */
export function goBack(held: ItemValue, history: History, cut: Position): Past {
  const run = cloneRun(history.start)
  const before = history.events.filter((e) => comparePositions(e, cut) <= 0)
  replay(run, before, history.claimed)
  const bookedValue = held.state.value
  held.state = run.state
  held.lastReceiptCost = run.lastReceiptCost
  return {
    ...{ itemId: held.itemId, cut, history, run, bookedValue },
    later: history.events.slice(before.length),
    distance: before.length,
  }
}

/**
 * Plays the later moves again on what was put before them, and says what changes. The item's value is the one of today again. `added` =
 * what late costs add to the value that is booked.
 */
export function comeForward(past: Past, held: ItemValue, inserted: readonly Inserted[], added: Decimal = ZERO): Recost {
  const { run, history } = past
  let distance = past.distance + inserted.length
  const passed: Checkpoint[] = []
  run.lastReceiptCost = held.lastReceiptCost
  const changes = replay(run, past.later, history.claimed, (event) => {
    distance += 1
    if (distance < Math.max(checkpoints.every, run.state.layers.length)) return
    distance = 0
    const { state } = cloneRun({ ...run, claims: new Map() })
    passed.push({ date: event.date, sequence: event.sequence, state, lastReceiptCost: run.lastReceiptCost })
  }) as (Change & { event: LedgerEvent })[]
  held.lastReceiptCost = run.lastReceiptCost
  held.checkpointSequence = held.sequence - distance
  const all = [...inserted.map((v) => v.booked), ...changes]
  let booked = past.bookedValue.plus(added)
  for (const { goods, settlement, variance } of all) {
    booked = booked.plus(goods)
    if (!settlement.isZero()) booked = booked.plus(settlement)
    if (!variance.isZero()) booked = booked.plus(variance)
  }
  if (!booked.equals(run.state.value)) throw new Error(`the moves of item ${held.itemId} do not replay to its value`)
  for (const { event, goods } of changes) if (event.transit) held.transitValue = held.transitValue.minus(goods)
  return { itemId: held.itemId, changes, layers: layersOf(past, inserted), cut: past.cut, checkpoints: passed }
}

function layersOf({ run, history }: Past, inserted: readonly Inserted[]): Recost['layers'] {
  const left = new Map(history.layers)
  for (const { layer } of inserted.flatMap((v) => v.layers)) left.set(layer.id, layer)
  const wanted = new Map(run.state.layers.map((l) => [l.id, l]))
  return [...new Set([...left.keys(), ...wanted.keys()])]
    .map((layerId) => {
      const [now, then] = [left.get(layerId), wanted.get(layerId)]
      return {
        layerId,
        quantity: (now?.quantity ?? ZERO).minus(then?.quantity ?? 0),
        value: (now?.value ?? ZERO).minus(then?.value ?? 0),
      }
    })
    .filter((l) => !l.quantity.isZero() || !l.value.isZero())
}
