import type { Id } from '@/server/kernel/ids'
import { type DecimalString, dec, plain, ZERO } from '@/server/kernel/money'
import type { EntryLine } from '@/server/modules/finance'
import type { CommandContext } from '@/server/platform/commands/context'
import { type BilledNow, recognise, revenueLines, tracksRevenue } from '../revenue/recognise'
import type { Bill } from './invoice'

export interface BillRevenue {
  /** To be added to the bill's entry: revenue goes to what is deferred, or comes from what was delivered before. */
  readonly entry: readonly EntryLine[]
  /** What it does to the balances of the order lines, kept on a line of the bill for each. */
  readonly byLine: readonly {
    id: Id
    unbilledAmount: DecimalString
    unbilledBase: DecimalString
    deferredAmount: DecimalString
    deferredBase: DecimalString
  }[]
}

/** The bill's entry with what its revenue is taken to or from, one line an account. */
export function withRevenue(entry: readonly EntryLine[], changes: readonly EntryLine[]): EntryLine[] {
  const lines = [...entry]
  for (const change of changes) {
    const at = lines.findIndex((l) => l.accountId === change.accountId && !l.partyId && !l.taxCodeId)
    const known = lines[at]
    if (known)
      lines[at] = {
        ...known,
        amount: plain(dec(known.amount).plus(change.amount)),
        baseAmount: plain(dec(known.baseAmount).plus(change.baseAmount)),
      }
    else lines.push(change)
  }
  return lines
}

/** The part of each order line on the bill, signed like the bill. */
function billedNow(bill: Bill): Map<Id, BilledNow> {
  const sign = bill.kind === 'invoice' ? 1 : -1
  const parts = new Map<Id, BilledNow>()
  for (const line of bill.lines) {
    const a = bill.amounts.lines.get(line.id)
    if (!line.orderLineId || line.kind !== 'item' || !a) continue
    const known = parts.get(line.orderLineId)
    const quantity = line.allowance ? ZERO : dec(line.quantity)
    parts.set(line.orderLineId, {
      invoiced: (known?.invoiced ?? ZERO).plus(sign > 0 ? quantity : ZERO),
      creditedBack: (known?.creditedBack ?? ZERO).plus(sign < 0 && bill.returnId ? quantity : ZERO),
      credited: (known?.credited ?? ZERO).plus(sign < 0 && !bill.returnId ? quantity : ZERO),
      net: (known?.net ?? ZERO).plus(dec(a.net).times(sign)),
      base: (known?.base ?? ZERO).plus(dec(a.baseNet).times(sign)),
      accountId: known?.accountId ?? line.revenueAccountId,
    })
  }
  return parts
}

/** What a bill means where revenue is recognised on delivery; called before anything of it is written. */
export async function billRevenue(ctx: CommandContext, bill: Bill): Promise<BillRevenue> {
  const parts = billedNow(bill)
  if (parts.size === 0 || !tracksRevenue(bill.company)) return { entry: [], byLine: [] }
  const changes = await recognise(ctx, bill.company, {
    lineIds: [...parts.keys()],
    postingDate: bill.postingDate,
    bill: { lines: parts, rate: bill.rate },
  })
  const entry = await revenueLines(
    ctx,
    bill.companyId,
    changes,
    (c) => parts.get(c.lineId)?.accountId ?? bill.lines[0]?.revenueAccountId ?? c.lineId,
  )
  const byLine = changes.flatMap(({ lineId, posting }) => {
    const line = bill.lines.find((l) => l.orderLineId === lineId)
    if (!line) return []
    return [
      {
        id: line.id,
        unbilledAmount: plain(posting.unbilled.amount),
        unbilledBase: plain(posting.unbilled.base),
        deferredAmount: plain(posting.deferred.amount.negated()),
        deferredBase: plain(posting.deferred.base.negated()),
      },
    ]
  })
  return { entry, byLine }
}
