import { documentResult } from '@/server/contracts/procurement/common'
import { reverseSupplierInvoiceInput } from '@/server/contracts/procurement/supplier-invoice'
import { conflict } from '@/server/kernel/errors'
import { type Id, newId } from '@/server/kernel/ids'
import { dec, plain, ZERO } from '@/server/kernel/money'
import {
  accounts,
  company,
  postJournalEntry,
  reverseJournalEntry,
  setPaymentHold,
  takeSetOffBack,
} from '@/server/modules/finance'
import { adjustCost } from '@/server/modules/inventory'
import { documentCommand } from '@/server/platform/commands/command'
import type { CommandContext } from '@/server/platform/commands/context'
import { advanceOrderLines } from '../orders/advance-lines'
import { reopenCommitments } from '../orders/lower-commitments'
import { lockPurchaseOrders, type OrderRow } from '../orders/order'
import { advanceReceiptLines } from '../receipts/line-state'
import { carryParts, creditProgress } from './credit-note'
import { type InvoiceRow, invoiceLines, supplierInvoiceKind as kind, supplierOfInvoice } from './invoice'
import { varianceLines } from './invoice-entry'

interface MatchRow {
  id: Id
  receiptLineId: Id | null
  returnLineId: Id | null
  undoesId: Id | null
  creditedLineId: Id | null
  quantity: string
  cleared: string
  clearedBase: string
  adjusted: string
  expensed: string
  late: boolean
  stocked: boolean
  accountId: Id | null
  returnedBilled: boolean
}

const matchesOf = (ctx: CommandContext, id: Id) =>
  ctx.sql<MatchRow[]>`
    select m.id, m.receipt_line_id as "receiptLineId", m.return_line_id as "returnLineId", m.undoes_id as "undoesId",
      m.credited_line_id as "creditedLineId", m.quantity, m.cleared, m.cleared_base as "clearedBase", m.adjusted, m.expensed, m.late,
      coalesce(r.stocked, false) as stocked, r.expense_account_id as "accountId",
      coalesce(r.returned_quantity > r.returned_unbilled, false) as "returnedBilled"
    from supplier_invoice_match m left join goods_receipt_line r on r.tenant_id = m.tenant_id and r.id = m.receipt_line_id
    where m.tenant_id = ${ctx.tenantId} and m.invoice_id = ${id} and not m.reversed order by m.id`

const negative = (value: string) => plain(dec(value).negated())

/** Takes what the match put on the goods off them again, by what of them is on hand now. */
async function takeOffGoods(
  ctx: CommandContext,
  row: InvoiceRow,
  matches: readonly MatchRow[],
  postingDate: string,
  grni: Id,
) {
  const adjustments = matches.flatMap((m) =>
    m.receiptLineId && m.stocked && !dec(m.adjusted).isZero()
      ? [
          {
            id: newId(),
            receiptMoveId: m.receiptLineId,
            amount: negative(m.adjusted),
            contraAccountId: grni,
            kind: 'price_variance' as const,
          },
        ]
      : [],
  )
  if (adjustments.length === 0) return
  await adjustCost(ctx, {
    companyId: row.companyId,
    source: { document: kind.type, documentId: row.id, label: row.number },
    postingDate,
    documentDate: row.documentDate,
    description: row.supplierName,
    adjustments,
  })
}

/** What was expensed when a receipt came late was booked apart from the invoice: it is mirrored apart. */
async function mirrorLate(ctx: CommandContext, row: InvoiceRow, matches: readonly MatchRow[], postingDate: string) {
  const late = matches.filter((m) => m.late && !dec(m.expensed).isZero())
  if (late.length === 0) return
  const role = await accounts(ctx, row.companyId)
  const { baseCurrency } = await company(ctx, row.companyId)
  const lines = varianceLines(
    late.map((m) => ({
      receiptMoveId: null,
      price: dec(m.expensed).negated(),
      exchange: ZERO,
      accountId: m.stocked ? role('fx_loss') : (m.accountId ?? role('purchase_expense')),
      costCenterId: null,
      projectId: null,
    })),
    'cost',
    role,
  ).map((l) => ({ ...l, amount: l.baseAmount }))
  await postJournalEntry(ctx, {
    companyId: row.companyId,
    journal: 'purchase',
    postingDate,
    documentDate: row.documentDate,
    description: `${row.supplierName} ${row.supplierNumber}`,
    source: { document: kind.type, documentId: row.id, label: row.number },
    currency: baseCurrency,
    rate: '1',
    lines,
  })
}

async function giveBack(
  ctx: CommandContext,
  row: InvoiceRow,
  orders: ReadonlyMap<Id, OrderRow>,
  matches: readonly MatchRow[],
): Promise<void> {
  const lines = await invoiceLines(ctx, row.id)
  if (row.kind === 'credit_note') {
    await carryParts(
      ctx,
      matches.flatMap((m) => {
        const id = m.returnLineId ?? m.creditedLineId ?? m.undoesId
        if (!id) return []
        const type = m.returnLineId
          ? ('return' as const)
          : m.creditedLineId
            ? ('unmatched' as const)
            : ('undo' as const)
        const both = { quantity: negative(m.quantity), cost: negative(m.cleared), base: negative(m.clearedBase) }
        return [{ type, id, receiptLineId: m.receiptLineId, ...both }]
      }),
      -1,
    )
    await creditProgress(ctx, row.companyId, orders, lines, -1)
    return
  }
  await advanceReceiptLines(
    ctx,
    matches.flatMap((m) =>
      m.receiptLineId
        ? [
            {
              id: m.receiptLineId,
              billed: negative(m.quantity),
              billedCost: negative(m.cleared),
              billedBase: negative(m.clearedBase),
            },
          ]
        : [],
    ),
  )
  advanceOrderLines(
    ctx,
    lines.flatMap((l) =>
      l.orderLineId ? [{ id: l.orderLineId, billed: negative(l.quantity), billedNet: negative(l.net) }] : [],
    ),
  )
  await reopenCommitments(ctx, row.companyId, orders)
}

/** What was credited, or went back after it was billed, is taken back first. */
async function refuseUsed(ctx: CommandContext, row: InvoiceRow, matches: readonly MatchRow[]): Promise<void> {
  const at = { number: row.number ?? row.supplierNumber }
  if (row.historical) throw conflict('procurement.historical', at)
  const lines = await invoiceLines(ctx, row.id)
  if (lines.some((l) => dec(l.creditedQuantity).greaterThan(0) || dec(l.creditedNet).greaterThan(0)))
    throw conflict('procurement.invoice_credited', at)
  if (row.kind === 'invoice' && matches.some((m) => m.returnedBilled))
    throw conflict('procurement.invoice_returned', at)
  const [landed] = await ctx.sql<{ number: string }[]>`
    select number from landed_cost where tenant_id = ${ctx.tenantId} and invoice_id = ${row.id} and status = 'posted' limit 1`
  if (landed) throw conflict('procurement.invoice_landed', { ...at, landed: landed.number })
}

/**
 * Takes a posted invoice or credit note back: the mirrored entry with its open items, the goods at what they cost without it, receipts
 * and orders unbilled. Errors: finance.allocated (paid), procurement.invoice_credited, .invoice_returned, .invoice_landed.
 */
export const reverseSupplierInvoice = documentCommand({
  name: 'procurement.reverseSupplierInvoice',
  permission: 'procurement.supplier_invoice.reverse',
  input: reverseSupplierInvoiceInput,
  output: documentResult,
  document: { kind, transition: 'reverse' },
  handler: async (ctx, input, row, patch) => {
    const { orders } = await lockPurchaseOrders(
      ctx,
      (await invoiceLines(ctx, row.id)).flatMap((l) => l.orderId ?? []),
    )
    const matches = await matchesOf(ctx, row.id)
    await refuseUsed(ctx, row, matches)
    if (!row.entryId) throw conflict('procurement.historical', { number: row.number ?? '' })
    const { today } = await company(ctx, row.companyId)
    const postingDate = input.postingDate ?? today
    const { companyId, invoiceId } = row
    const settled = invoiceId
      ? await takeSetOffBack(ctx, { companyId, documentId: row.id, invoiceId }, postingDate)
      : undefined
    const { entryId } = await reverseJournalEntry(
      ctx,
      { entryId: row.entryId, postingDate, description: `${row.supplierName}: ${input.reason}` },
      settled,
    )
    const role = await accounts(ctx, row.companyId)
    await mirrorLate(ctx, row, matches, postingDate)
    await giveBack(ctx, row, orders, matches)
    await ctx.sql`
      update supplier_invoice_match set reversed = true where tenant_id = ${ctx.tenantId} and invoice_id = ${row.id}`
    await ctx.sql`
      update supplier_invoice_line set unmatched_quantity = 0, unmatched_base = 0
      where tenant_id = ${ctx.tenantId} and invoice_id = ${row.id}`
    await ctx.sql`
      update supplier_invoice_block set state = 'lifted', settled_at = now(), settled_by = ${ctx.actor.userId}
      where tenant_id = ${ctx.tenantId} and invoice_id = ${row.id} and state = 'open'`
    await setPaymentHold(ctx, { companyId: row.companyId, openItemSourceId: row.id, kinds: [] })
    await takeOffGoods(ctx, row, matches, postingDate, role('grni'))
    patch({ reversalEntryId: entryId, reason: input.reason, paymentBlocks: [] })
    ctx.emit('procurement.supplier_invoice.reversed', {
      document: kind.type,
      documentId: row.id,
      companyId: row.companyId,
      payload: { ...supplierOfInvoice(row), number: row.number, reason: input.reason },
    })
    return { id: row.id, number: row.number, status: 'reversed', version: row.version + 1 }
  },
})
