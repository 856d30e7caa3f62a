import { PURCHASE_AMOUNTS } from '@/server/contracts/procurement/common'
import type { QueryContext } from '@/server/platform/commands/context'
import { may } from '@/server/platform/identity/actor'

/** Who may know what is paid for goods may see it on what came, and on what went back: storemen work with quantities. */
export const AMOUNTS = PURCHASE_AMOUNTS

/** A row without its amounts for who may not see them. */
export const withoutAmounts =
  (ctx: QueryContext, ...amounts: readonly string[]) =>
  (row: Record<string, unknown>): Record<string, unknown> =>
    may(ctx.actor, AMOUNTS) ? row : { ...row, ...Object.fromEntries(amounts.map((key) => [key, null])) }
