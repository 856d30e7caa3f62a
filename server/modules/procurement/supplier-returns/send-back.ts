import type { CalendarDate } from '@/server/kernel/calendar-date'
import { conflict, notFound } from '@/server/kernel/errors'
import { type Id, newId } from '@/server/kernel/ids'
import { Decimal, type DecimalString, dec, plain, round, sum, toFixed, ZERO } from '@/server/kernel/money'
import {
  accounts,
  type CompanySettings,
  currencyDigits,
  type EntryLine,
  postJournalEntry,
  prorate,
} from '@/server/modules/finance'
import { postMoves } from '@/server/modules/inventory'
import type { CommandContext } from '@/server/platform/commands/context'
import { advanceOrderLines } from '../orders/advance-lines'
import { reopenCommitments } from '../orders/lower-commitments'
import { advanceReceiptLines, type LockedReceipts, unbilledOf } from '../receipts/line-state'
import type { ReceiptLineRow } from '../receipts/receipt'
import type { NewReturnLine } from './return'

export interface ReturnHeader {
  readonly id: Id
  readonly companyId: Id
  readonly number: string
  readonly partyId: Id
  readonly supplierName: string
  readonly documentDate: CalendarDate
  readonly postingDate: CalendarDate
  readonly replacement: boolean
}
export interface WantedReturn {
  readonly receiptLineId: Id
  readonly quantity: DecimalString
  readonly binId?: Id | null | undefined
  readonly lotId?: Id | null | undefined
  readonly fromHold: boolean
}

/** Rows of a return within what came and has not gone back; what is on hold goes from there. Error: procurement.over_returned. */
export function planReturn(locked: LockedReceipts, wanted: readonly WantedReturn[]): NewReturnLine[] {
  const taken = new Map<string, Decimal>()
  return wanted.map((w, i) => {
    const line = locked.lines.get(w.receiptLineId)
    if (!line) throw notFound('goods_receipt')
    const key = `${line.id}/${w.fromHold}`
    const free = w.fromHold
      ? dec(line.heldQuantity)
      : dec(line.quantity).minus(line.returnedQuantity).minus(line.heldQuantity)
    const before = taken.get(key) ?? ZERO
    if (before.plus(w.quantity).greaterThan(free))
      throw conflict('procurement.over_returned', { position: line.position, left: plain(free.minus(before)) })
    taken.set(key, before.plus(w.quantity))
    return {
      id: newId(),
      companyId: line.companyId,
      position: i + 1,
      receiptId: line.receiptId,
      receiptLineId: line.id,
      orderId: line.orderId,
      orderLineId: line.orderLineId,
      itemId: line.itemId,
      stocked: line.stocked,
      description: line.description,
      quantity: w.quantity,
      warehouseId: line.warehouseId,
      binId: w.fromHold ? line.binId : (w.binId ?? null),
      lotId: w.lotId ?? line.lotId,
      fromHold: w.fromHold,
      shortQuantity: '0',
      baseCost: '0',
      unbilledCost: '0',
      billedQuantity: '0',
      billedBase: '0',
    }
  })
}

/** What a row takes off its receipt line: before it is billed at the receipt's cost, after that as what waits for a credit note. */
interface Share {
  readonly row: NewReturnLine
  readonly line: ReceiptLineRow
  readonly unbilled: Decimal
  readonly billed: Decimal
  readonly unbilledCost: DecimalString
  readonly unbilledBase: DecimalString
}

function sharesOf(locked: LockedReceipts, rows: readonly NewReturnLine[], digits: number): Share[] {
  const state = new Map(locked.lines)
  return rows.map((row) => {
    const line = state.get(row.receiptLineId)
    if (!line) throw notFound('goods_receipt')
    const unbilled = Decimal.min(row.quantity, unbilledOf(line))
    const at = { full: line.quantity, done: dec(line.billedQuantity).plus(line.returnedUnbilled), quantity: unbilled }
    const unbilledCost = prorate({
      ...at,
      total: line.cost,
      already: dec(line.billedCost).plus(line.returnedCost),
      digits: currencyDigits(line.currency),
    })
    const unbilledBase = prorate({
      ...at,
      total: line.baseCost,
      already: dec(line.billedBase).plus(line.returnedBase),
      digits,
    })
    state.set(line.id, {
      ...line,
      returnedQuantity: plain(dec(line.returnedQuantity).plus(row.quantity)),
      returnedUnbilled: plain(dec(line.returnedUnbilled).plus(unbilled)),
      returnedCost: plain(dec(line.returnedCost).plus(unbilledCost)),
      returnedBase: plain(dec(line.returnedBase).plus(unbilledBase)),
    })
    return { row, line, unbilled, billed: dec(row.quantity).minus(unbilled), unbilledCost, unbilledBase }
  })
}

/** What stock gave for each row; services and what is not kept: their share of the receipt's cost. */
async function takeOut(ctx: CommandContext, header: ReturnHeader, shares: readonly Share[], grni: Id, digits: number) {
  const results = await postMoves(ctx, {
    companyId: header.companyId,
    kind: 'supplier_return',
    postingDate: header.postingDate,
    documentDate: header.documentDate,
    source: { document: 'supplier_return', documentId: header.id, label: header.number },
    description: header.supplierName,
    moves: shares.flatMap(({ row, line }) =>
      row.stocked && row.itemId && row.warehouseId
        ? [
            {
              id: row.id,
              itemId: row.itemId,
              warehouseId: row.warehouseId,
              binId: row.binId ?? null,
              lotId: row.lotId ?? null,
              quantity: row.quantity,
              originalMoveId: line.id,
              contraAccountId: grni,
              partyId: header.partyId,
            },
          ]
        : [],
    ),
  })
  const gone = new Map(results.map((r) => [r.moveId, dec(r.value).negated()]))
  return (s: Share): Decimal =>
    gone.get(s.row.id) ??
    dec(s.unbilledBase).plus(
      dec(s.line.quantity).isZero() ? ZERO : round(dec(s.line.baseCost).times(s.billed).div(s.line.quantity), digits),
    )
}

/** Not sent again: what the order then no longer waits for. */
function shortOf(locked: LockedReceipts, shares: readonly Share[]): Map<Id, Decimal> {
  const orderLines = new Map(locked.from.lines.map((l) => [l.id, l]))
  const back = new Map<Id, Decimal>()
  return new Map(
    shares.map(({ row }) => {
      const line = orderLines.get(row.orderLineId)
      const gone = (back.get(row.orderLineId) ?? ZERO).plus(row.quantity)
      back.set(row.orderLineId, gone)
      if (!line) return [row.id, ZERO]
      const kept = dec(line.receivedQuantity).minus(line.returnedQuantity).minus(gone)
      const open = dec(line.stockQuantity).minus(line.shortQuantity).minus(kept)
      return [row.id, Decimal.min(row.quantity, Decimal.max(ZERO, open))]
    }),
  )
}

/**
 * Sends planned rows back: stock leaves at the cost of its receipt, goods received, not invoiced is debited. What stock gave beyond the
 * receipt's cost of what was not billed (a landed cost, a later price) goes to the cost variance. Returns the rows as posted.
 */
export async function sendBack(
  ctx: CommandContext,
  company: CompanySettings,
  header: ReturnHeader,
  locked: LockedReceipts,
  rows: readonly NewReturnLine[],
): Promise<{ rows: NewReturnLine[]; value: DecimalString; entryId: Id | null }> {
  const { digits } = company
  const role = await accounts(ctx, header.companyId)
  const shares = sharesOf(locked, rows, digits)
  const worth = await takeOut(ctx, header, shares, role('grni'), digits)
  const short = header.replacement ? new Map<Id, Decimal>() : shortOf(locked, shares)
  const lines: EntryLine[] = []
  const line = (accountId: Id, amount: Decimal, more: Partial<EntryLine> = {}) => {
    if (!amount.isZero()) lines.push({ accountId, amount: plain(amount), baseAmount: plain(amount), ...more })
  }
  const posted = shares.map((s) => {
    const whole = worth(s)
    const mine = s.billed.isZero() ? whole : round(whole.times(s.unbilled).div(s.row.quantity), digits)
    const beyond = s.row.stocked ? mine.minus(s.unbilledBase) : ZERO
    line(role('cost_variance'), beyond)
    line(role('grni'), beyond.negated())
    if (!s.row.stocked) {
      const { costCenterId, projectId } = s.line
      line(role('grni'), whole)
      line(s.line.expenseAccountId ?? role('purchase_expense'), whole.negated(), { costCenterId, projectId })
    }
    const billedBase = whole.minus(mine)
    return {
      ...s.row,
      shortQuantity: plain(short.get(s.row.id) ?? ZERO),
      baseCost: toFixed(dec(s.unbilledBase).plus(billedBase), digits),
      unbilledCost: s.unbilledCost,
      billedQuantity: plain(s.billed),
      billedBase: toFixed(billedBase, digits),
    }
  })
  const entry = await postEntry(ctx, company, header, lines)
  await carryOver(ctx, header, locked, shares, posted)
  return { rows: posted, value: plain(sum(posted.map((r) => r.baseCost))), entryId: entry }
}

async function postEntry(ctx: CommandContext, company: CompanySettings, header: ReturnHeader, lines: EntryLine[]) {
  if (lines.length === 0) return null
  const { entryId } = await postJournalEntry(ctx, {
    companyId: header.companyId,
    journal: 'purchase',
    postingDate: header.postingDate,
    documentDate: header.documentDate,
    description: header.supplierName,
    source: { document: 'supplier_return', documentId: header.id, label: header.number },
    currency: company.baseCurrency,
    rate: '1',
    lines,
  })
  return entryId
}

async function carryOver(
  ctx: CommandContext,
  header: ReturnHeader,
  locked: LockedReceipts,
  shares: readonly Share[],
  posted: readonly NewReturnLine[],
): Promise<void> {
  await advanceReceiptLines(
    ctx,
    shares.map((s) => ({
      id: s.line.id,
      returned: s.row.quantity,
      returnedUnbilled: plain(s.unbilled),
      returnedBase: s.unbilledBase,
      returnedCost: s.unbilledCost,
      ...(s.row.fromHold && { held: plain(dec(s.row.quantity).negated()) }),
    })),
  )
  advanceOrderLines(
    ctx,
    posted.map((r) => ({
      id: r.orderLineId,
      returned: r.quantity,
      short: r.shortQuantity ?? '0',
      ...(r.fromHold && { held: plain(dec(r.quantity).negated()) }),
    })),
  )
  await reopenCommitments(ctx, header.companyId, locked.from.orders)
}
