import type { Id } from '@/server/kernel/ids'
import type { CommandContext } from '@/server/platform/commands/context'
import type { Values } from './load-values'
import type { PostingHeader } from './movement'
import { comeForward, type Past, type Recost } from './past'
import type { ValuedMovement } from './value-movements'
import { type AccountsOf, type RecostRow, recostRows } from './write-recost'

/** What later moves cost now that something was put before them, and how that is booked. */
export interface Recosted {
  readonly recosts: readonly Recost[]
  readonly rows: readonly RecostRow[]
  /** The row of the ledger that changed the layers of an item. */
  readonly causeOf: (itemId: Id) => Id
}
export const NOT_RECOSTED: Recosted = {
  recosts: [],
  rows: [],
  causeOf: () => {
    throw new Error('nothing was changed')
  },
}

/** Replays what comes after back-dated movements. Items come back to the value of today. */
export async function recost(
  ctx: CommandContext,
  input: {
    header: PostingHeader
    pasts: ReadonlyMap<Id, Past>
    valued: readonly ValuedMovement[]
    values: Values
    accountsOf: AccountsOf
  },
): Promise<Recosted> {
  const { pasts, values } = input
  if (pasts.size === 0) return NOT_RECOSTED
  const ofItem = (itemId: Id) => input.valued.filter((v) => v.movement.item.id === itemId)
  const recosts: Recost[] = []
  for (const [itemId, past] of pasts) {
    const held = values.byItem.get(itemId)
    if (held) recosts.push(comeForward(past, held, ofItem(itemId)))
  }
  return {
    recosts,
    rows: await recostRows(ctx, input.header, recosts, input.accountsOf),
    causeOf: (itemId) => ofItem(itemId)[0]?.rows[0]?.id ?? NOT_RECOSTED.causeOf(itemId),
  }
}
