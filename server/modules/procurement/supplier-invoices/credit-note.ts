import { supplierInvoiceLine, supplierInvoiceMatch } from '@/db/schema/procurement'
import { conflict } from '@/server/kernel/errors'
import { type Id, newId } from '@/server/kernel/ids'
import { dec, plain, sum, ZERO } from '@/server/kernel/money'
import { type AccountRole, accounts, type OpenItemDraft, setOff } from '@/server/modules/finance'
import type { CommandContext } from '@/server/platform/commands/context'
import { insertRows } from '@/server/platform/tenancy/bulk'
import { advanceOrderLines } from '../orders/advance-lines'
import { reopenCommitments } from '../orders/lower-commitments'
import type { OrderRow } from '../orders/order'
import { advanceReceiptLines } from '../receipts/line-state'
import { type CreditPart, type CreditSource, takeCredit } from './credit.rules'
import type { InvoiceLine } from './invoice'
import { invoiceEntry, type Variance, varianceLines } from './invoice-entry'
import { adjustReceipts, blockInvoice, lineRows, type PostedInvoice, writeEntry } from './post-invoice'
import type { Prepared } from './prepare-invoice'

const carried = (l: InvoiceLine) => l.orderLineId !== null && l.kind !== 'freight' && l.kind !== 'free'

/** What of order lines can be credited: goods that went back after they were billed, what waits for its receipt, and what is matched. */
async function sourcesOf(ctx: CommandContext, orderLineIds: readonly Id[]): Promise<CreditSource[]> {
  if (orderLineIds.length === 0) return []
  const ids = [...new Set(orderLineIds)]
  return ctx.sql<CreditSource[]>`
    select * from (
      select 'return' as type, l.id, l.order_line_id as "orderLineId", null::uuid as "originalLineId", l.receipt_line_id as "receiptLineId",
        l.stocked, r.expense_account_id as "accountId", l.billed_quantity - l.credited_quantity as quantity, 0 as cost,
        l.billed_base - l.credited_base as base, false as direct, l.id as sort
      from supplier_return_line l
      join supplier_return h on h.tenant_id = l.tenant_id and h.id = l.return_id and h.status = 'posted'
      join goods_receipt_line r on r.tenant_id = l.tenant_id and r.id = l.receipt_line_id
      where l.tenant_id = ${ctx.tenantId} and l.order_line_id = any(${ids}::uuid[]) and l.billed_quantity > l.credited_quantity
      union all
      select 'unmatched', l.id, l.order_line_id, l.id, null, l.stocked, coalesce(l.account_id, o.expense_account_id), l.unmatched_quantity, 0,
        l.unmatched_base, l.unmatched_base = 0 and not l.stocked, l.id
      from supplier_invoice_line l
      join supplier_invoice h on h.tenant_id = l.tenant_id and h.id = l.invoice_id and h.status = 'posted' and h.kind = 'invoice'
      left join purchase_order_line o on o.tenant_id = l.tenant_id and o.id = l.order_line_id
      where l.tenant_id = ${ctx.tenantId} and l.order_line_id = any(${ids}::uuid[]) and l.unmatched_quantity > 0
      union all
      select 'undo', m.id, l.order_line_id, l.id, m.receipt_line_id, l.stocked, r.expense_account_id, m.quantity + coalesce(u.quantity, 0),
        m.cleared + coalesce(u.cleared, 0), m.cleared_base + coalesce(u.base, 0), false, m.id
      from supplier_invoice_line l
      join supplier_invoice_match m on m.tenant_id = l.tenant_id and m.invoice_line_id = l.id and not m.reversed and m.quantity > 0
      join goods_receipt_line r on r.tenant_id = m.tenant_id and r.id = m.receipt_line_id
      left join lateral (select sum(x.quantity) as quantity, sum(x.cleared) as cleared, sum(x.cleared_base) as base from supplier_invoice_match x
        where x.tenant_id = m.tenant_id and x.undoes_id = m.id and not x.reversed) u on true
      where l.tenant_id = ${ctx.tenantId} and l.order_line_id = any(${ids}::uuid[]) and m.quantity + coalesce(u.quantity, 0) > 0
    ) s order by sort`.then((rows) => rows.map((r) => ({ ...r })))
}

/** No more than an invoice line has left. */
async function checkLeft(ctx: CommandContext, p: Prepared): Promise<void> {
  const ids = p.lines.flatMap((l) => l.originalLineId ?? [])
  if (ids.length === 0) return
  const rows = await ctx.sql<{ id: Id; position: number; quantity: string; net: string }[]>`
    select id, position, quantity - credited_quantity as quantity, net - credited_net as net from supplier_invoice_line
    where tenant_id = ${ctx.tenantId} and id = any(${[...new Set(ids)]}::uuid[]) order by id for update`
  for (const row of rows) {
    const mine = p.lines.filter((l) => l.originalLineId === row.id)
    const quantity = sum(mine.filter((l) => !l.allowance).map((l) => l.quantity))
    const net = sum(mine.map((l) => l.net))
    if (quantity.greaterThan(row.quantity) || net.greaterThan(row.net))
      throw conflict('procurement.over_credited', {
        position: row.position,
        left: plain(row.quantity),
        net: plain(row.net),
      })
  }
}

/** What crediting changes on the goods, or on their expense; what never came has its difference with the cost variances. */
const varianceOf = (part: CreditPart, role: (r: AccountRole) => Id): Variance => ({
  receiptMoveId: part.source.stocked ? part.source.receiptLineId : null,
  price: part.variance,
  exchange: ZERO,
  accountId: part.source.stocked ? role('cost_variance') : (part.source.accountId ?? role('purchase_expense')),
  costCenterId: null,
  projectId: null,
})

/**
 * Posts a credit note: the mirror of an invoice. Goods that went back clear what their return put on goods received, not invoiced; what
 * never came is no longer waited for; what stays here and is credited is not billed; a price that goes down goes on the goods. What is
 * open of the invoice that it names is settled with it; the rest stays open.
 * Errors: procurement.nothing_to_credit, .over_credited; finance's, inventory's.
 */
export async function postCreditNote(ctx: CommandContext, p: Prepared): Promise<PostedInvoice> {
  await checkLeft(ctx, p)
  const own = p.lines.filter(carried)
  const sources = await sourcesOf(
    ctx,
    own.flatMap((l) => l.orderLineId ?? []),
  )
  const { parts, missing } = takeCredit(
    own.map((l) => ({ ...l, base: p.amounts.lines.get(l.id)?.baseCost ?? '0' })),
    sources,
    p.company.digits,
  )
  if (missing)
    throw conflict('procurement.nothing_to_credit', { position: p.lines.findIndex((l) => l.id === missing) + 1 })
  const role = await accounts(ctx, p.row.companyId)
  const direct = new Map<Id, { quantity: typeof ZERO; base: typeof ZERO }>()
  for (const part of parts.filter((x) => x.source.direct)) {
    const known = direct.get(part.lineId) ?? { quantity: ZERO, base: ZERO }
    direct.set(part.lineId, { quantity: known.quantity.plus(part.quantity), base: known.base.plus(part.credited) })
  }
  const credited: Prepared = { ...p, clearing: { clearings: [], unmatched: direct } }
  const variances = parts.map((part) => varianceOf(part, role))
  const payable: OpenItemDraft = {
    ...{ partyId: p.row.partyId, side: 'payable', kind: 'credit_note', accountId: role('payable') },
    ...{ amount: p.amounts.payable, baseAmount: p.amounts.basePayable, currency: p.row.currency, rate: p.row.rate },
    ...{ documentDate: p.row.documentDate, dueDate: p.row.documentDate, number: '' },
  }
  const { id: documentId, companyId, invoiceId } = p.row
  const afterwards = invoiceId ? await setOff(ctx, { companyId, documentId, invoiceId }, p.postingDate) : undefined
  const lines = [...invoiceEntry(credited, role), ...varianceLines(variances, p.terms.exchangeVariance, role)]
  const posted = await writeEntry(ctx, p, [payable], lines, afterwards)
  await ctx.sql`delete from supplier_invoice_line where tenant_id = ${ctx.tenantId} and invoice_id = ${p.row.id}`
  await insertRows(ctx, supplierInvoiceLine, lineRows(p, false))
  await storeParts(ctx, p, parts)
  await carryOver(ctx, p, parts, 1)
  await adjustReceipts(ctx, p, variances, role('grni'))
  posted.columns.paymentBlocks.push(...(await blockInvoice(ctx, p)))
  return posted
}

const storeParts = (ctx: CommandContext, p: Prepared, parts: readonly CreditPart[]) =>
  insertRows(
    ctx,
    supplierInvoiceMatch,
    parts.map((part) => ({
      ...{ id: newId(), companyId: p.row.companyId, invoiceId: p.row.id, invoiceLineId: part.lineId },
      receiptLineId: part.source.type === 'undo' || part.source.type === 'return' ? part.source.receiptLineId : null,
      returnLineId: part.source.type === 'return' ? part.source.id : null,
      undoesId: part.source.type === 'undo' ? part.source.id : null,
      creditedLineId: part.source.type === 'unmatched' ? part.source.id : null,
      quantity: plain(dec(part.quantity).negated()),
      cleared: plain(dec(part.cost).negated()),
      clearedBase: plain(dec(part.base).negated()),
      priceVariance: plain(part.variance),
      exchangeVariance: '0',
      adjusted: plain(part.source.stocked && part.source.receiptLineId ? part.variance : ZERO),
      expensed: plain(part.source.stocked && part.source.receiptLineId ? ZERO : part.variance),
      late: false,
      postingDate: p.postingDate,
    })),
  )

export interface CreditedPart {
  readonly type: CreditSource['type']
  readonly id: Id
  readonly receiptLineId: Id | null
  readonly quantity: string
  readonly cost: string
  readonly base: string
}

/** What crediting (1) or taking a credit back (-1) does to returns, invoice lines and receipts. */
export async function carryParts(ctx: CommandContext, parts: readonly CreditedPart[], sign: 1 | -1): Promise<void> {
  const of = (value: string, by: 1 | -1) => plain(dec(value).times(by * sign))
  const returns = parts
    .filter((x) => x.type === 'return')
    .map((x) => ({ id: x.id, quantity: of(x.quantity, 1), base: of(x.base, 1) }))
  const waiting = parts
    .filter((x) => x.type === 'unmatched')
    .map((x) => ({ id: x.id, quantity: of(x.quantity, 1), base: of(x.base, 1) }))
  if (returns.length > 0)
    await ctx.sql`
      update supplier_return_line l set credited_quantity = l.credited_quantity + c.quantity, credited_base = l.credited_base + c.base
      from (select id, sum(quantity) as quantity, sum(base) as base
        from jsonb_to_recordset(${JSON.stringify(returns)}::text::jsonb) as r(id uuid, quantity numeric, base numeric) group by id) c
      where l.tenant_id = ${ctx.tenantId} and l.id = c.id`
  if (waiting.length > 0)
    await ctx.sql`
      update supplier_invoice_line l set unmatched_quantity = l.unmatched_quantity - c.quantity, unmatched_base = l.unmatched_base - c.base
      from (select id, sum(quantity) as quantity, sum(base) as base
        from jsonb_to_recordset(${JSON.stringify(waiting)}::text::jsonb) as r(id uuid, quantity numeric, base numeric) group by id) c
      where l.tenant_id = ${ctx.tenantId} and l.id = c.id`
  await advanceReceiptLines(
    ctx,
    parts.flatMap((x) =>
      x.type === 'undo' && x.receiptLineId
        ? [{ id: x.receiptLineId, billed: of(x.quantity, -1), billedCost: of(x.cost, -1), billedBase: of(x.base, -1) }]
        : [],
    ),
  )
}

async function carryOver(ctx: CommandContext, p: Prepared, parts: readonly CreditPart[], sign: 1 | -1): Promise<void> {
  await carryParts(
    ctx,
    parts.map(({ source, ...part }) => ({
      ...part,
      type: source.type,
      id: source.id,
      receiptLineId: source.receiptLineId,
    })),
    sign,
  )
  await creditProgress(ctx, p.row.companyId, p.orders, p.lines, sign)
}

/** Order lines, what their orders hold of the budgets, and the credited invoice lines follow. */
export async function creditProgress(
  ctx: CommandContext,
  companyId: Id,
  orders: ReadonlyMap<Id, OrderRow>,
  lines: readonly Pick<InvoiceLine, 'orderLineId' | 'originalLineId' | 'allowance' | 'quantity' | 'net'>[],
  sign: 1 | -1,
): Promise<void> {
  const of = (value: string) => plain(dec(value).times(sign))
  const quantityOf = (l: (typeof lines)[number]) => (l.allowance ? '0' : l.quantity)
  const originals = lines.flatMap((l) =>
    l.originalLineId ? [{ id: l.originalLineId, quantity: of(quantityOf(l)), net: of(l.net) }] : [],
  )
  if (originals.length > 0)
    await ctx.sql`
      update supplier_invoice_line l set credited_quantity = l.credited_quantity + c.quantity, credited_net = l.credited_net + c.net
      from (select id, sum(quantity) as quantity, sum(net) as net
        from jsonb_to_recordset(${JSON.stringify(originals)}::text::jsonb) as r(id uuid, quantity numeric, net numeric) group by id) c
      where l.tenant_id = ${ctx.tenantId} and l.id = c.id`
  advanceOrderLines(
    ctx,
    lines.flatMap((l) =>
      l.orderLineId
        ? [
            {
              id: l.orderLineId,
              billed: plain(dec(of(quantityOf(l))).negated()),
              billedNet: plain(dec(of(l.net)).negated()),
            },
          ]
        : [],
    ),
  )
  await reopenCommitments(ctx, companyId, orders)
}
