import type { CalendarDate } from '@/server/kernel/calendar-date'
import type { Id } from '@/server/kernel/ids'
import { type DecimalString, dec, plain, sum } from '@/server/kernel/money'
import { accounts, type CompanySettings, type EntryLine, postJournalEntry } from '@/server/modules/finance'
import { postMoves } from '@/server/modules/inventory'
import type { CommandContext } from '@/server/platform/commands/context'
import { advanceOrderLines, type OrderLineProgress } from '../orders/advance-lines'
import { lowerCommitments } from '../orders/lower-commitments'
import { type OrderRow, refreshPurchaseOrders } from '../orders/order'
import type { NewReceiptLine } from './receipt'

export interface ReceiptHeader {
  readonly id: Id
  readonly companyId: Id
  readonly number: string
  readonly partyId: Id
  readonly supplierName: string
  readonly documentDate: CalendarDate
  readonly postingDate: CalendarDate
}

const negative = (value: DecimalString) => plain(dec(value).negated())

/** What was accepted and is not kept in stock: expense against goods received, not invoiced; base currency. */
export function acceptanceEntry(
  rows: readonly Pick<NewReceiptLine, 'baseCost' | 'expenseAccountId' | 'costCenterId' | 'projectId' | 'description'>[],
  role: { grni: Id; expense: Id },
  sign: 1 | -1 = 1,
): EntryLine[] {
  const lines = rows.map((r): EntryLine => {
    const amount = plain(dec(r.baseCost ?? '0').times(sign))
    return {
      accountId: r.expenseAccountId ?? role.expense,
      amount,
      baseAmount: amount,
      costCenterId: r.costCenterId ?? null,
      projectId: r.projectId ?? null,
      memo: r.description,
    }
  })
  const total = negative(plain(sum(lines.map((l) => l.amount))))
  return [...lines, { accountId: role.grni, amount: total, baseAmount: total }]
}

/** What a receipt does to its order lines; with `sign` -1 what taking it back does. */
export const progressOf = (rows: readonly NewReceiptLine[], sign: 1 | -1 = 1): OrderLineProgress[] =>
  rows.map((r) => {
    const of = (value: DecimalString | undefined) => plain(dec(value ?? '0').times(sign))
    return {
      id: r.orderLineId,
      received: of(r.quantity),
      rejected: of(r.rejectedQuantity),
      held: of(r.heldQuantity),
      short: of(r.shortQuantity),
    }
  })

/**
 * Takes decided and priced lines in: stock and what is accepted without stock against goods received, not invoiced, at what the order
 * says they cost; the orders advance. Errors: inventory's (lots, units), finance's (period, accounts).
 */
export async function takeIn(
  ctx: CommandContext,
  company: CompanySettings,
  header: ReceiptHeader,
  orders: ReadonlyMap<Id, OrderRow>,
  rows: readonly NewReceiptLine[],
): Promise<{ value: DecimalString; entryId: Id | null }> {
  const role = await accounts(ctx, header.companyId)
  const came = rows.filter((r) => dec(r.quantity).greaterThan(0))
  const source = { document: 'goods_receipt', documentId: header.id, label: header.number }
  await postMoves(ctx, {
    companyId: header.companyId,
    kind: 'receipt',
    postingDate: header.postingDate,
    documentDate: header.documentDate,
    source,
    description: header.supplierName,
    moves: came.flatMap((r) =>
      r.stocked && r.itemId && r.warehouseId
        ? [
            {
              id: r.id,
              itemId: r.itemId,
              warehouseId: r.warehouseId,
              binId: r.binId ?? null,
              lotId: r.lotId ?? null,
              quantity: r.quantity,
              value: r.baseCost ?? '0',
              contraAccountId: role('grni'),
              partyId: header.partyId,
            },
          ]
        : [],
    ),
  })
  const accepted = came.filter((r) => !r.stocked && !dec(r.baseCost ?? '0').isZero())
  const entry =
    accepted.length === 0
      ? null
      : await postJournalEntry(ctx, {
          companyId: header.companyId,
          journal: 'purchase',
          postingDate: header.postingDate,
          documentDate: header.documentDate,
          description: header.supplierName,
          source,
          currency: company.baseCurrency,
          rate: '1',
          lines: acceptanceEntry(accepted, { grni: role('grni'), expense: role('purchase_expense') }),
        })
  advanceOrderLines(ctx, progressOf(rows))
  await lowerCommitments(ctx, orders)
  await refreshPurchaseOrders(
    ctx,
    header.companyId,
    rows.map((r) => r.orderId),
  )
  return { value: plain(sum(came.map((r) => r.baseCost ?? '0'))), entryId: entry?.entryId ?? null }
}
