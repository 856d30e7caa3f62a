import { conflict } from '@/server/kernel/errors'
import type { Id } from '@/server/kernel/ids'
import { allocate, type Decimal, type DecimalString, dec, plain, ZERO } from '@/server/kernel/money'
import {
  type AccountRole,
  type EntryLine,
  type OpenItemDraft,
  paymentSchedule,
  type Term,
} from '@/server/modules/finance'
import type { InvoiceLine } from './invoice'
import type { Prepared } from './prepare-invoice'

export type Role = (role: AccountRole) => Id

/** Part of a variance: into the cost of a receipt, or to an account; base currency. */
export interface Variance {
  readonly receiptMoveId: Id | null
  readonly price: Decimal
  readonly exchange: Decimal
  readonly accountId: Id
  readonly costCenterId: Id | null
  readonly projectId: Id | null
}

/** Where the cost of a line goes that goods received, not invoiced does not take. */
export function accountOf(p: Prepared, line: InvoiceLine, role: Role): Id | null {
  if (line.accountId) return line.accountId
  const order = line.orderLineId ? p.orderLines.get(line.orderLineId) : undefined
  if (line.kind === 'freight') return order?.expenseAccountId ?? role('landed_cost_clearing')
  if (!order) return null
  return line.stocked ? null : (order.expenseAccountId ?? role('purchase_expense'))
}

/** Whether what met no receipt goes to its account at once: nobody has to accept it first. */
export const direct = (p: Prepared, line: InvoiceLine) =>
  line.kind !== 'freight' && !line.stocked && p.policyOf(line) === 'two_way'

/** Debits of the lines: goods received, not invoiced for what has an order, else the line's account. */
function costLines(p: Prepared, role: Role): EntryLine[] {
  return p.lines.flatMap((line, i): EntryLine[] => {
    const a = p.amounts.lines.get(line.id)
    if (!a) return []
    const own = accountOf(p, line, role)
    const { costCenterId, projectId } = line
    const carried = line.orderLineId !== null && line.kind !== 'freight' && line.kind !== 'free'
    if (!carried) {
      if (!own) throw conflict('procurement.line_account_missing', { position: i + 1 })
      return [
        { accountId: own, amount: a.cost, baseAmount: a.baseCost, costCenterId, projectId, memo: line.description },
      ]
    }
    const rest = direct(p, line) ? p.clearing.unmatched.get(line.id) : undefined
    const restShare = rest ? dec(rest.base) : ZERO
    const whole = dec(a.baseCost)
    const restAmount =
      rest && !whole.isZero() ? dec(a.cost).times(restShare).div(whole).toDecimalPlaces(p.digits) : ZERO
    const lines: EntryLine[] = [
      {
        accountId: role('grni'),
        amount: plain(dec(a.cost).minus(restAmount)),
        baseAmount: plain(whole.minus(restShare)),
      },
    ]
    if (rest && own)
      lines.push({ accountId: own, amount: plain(restAmount), baseAmount: plain(restShare), costCenterId, projectId })
    return lines
  })
}

/** Tax by rate: what may be deducted, and for reverse charge what is owed on the other side. */
function taxLines(p: Prepared): EntryLine[] {
  return p.amounts.byRate.flatMap((r): EntryLine[] => {
    const input = {
      accountId: r.accountId,
      amount: r.deductible,
      baseAmount: r.baseDeductible,
      taxCodeId: r.taxCodeId,
      taxBase: r.base,
    }
    if (!r.reverseAccountId) return [input]
    const amount = plain(dec(r.tax).negated())
    const taxBase = plain(dec(r.base).negated())
    return [
      input,
      { accountId: r.reverseAccountId, amount, baseAmount: r.baseReverse, taxCodeId: r.taxCodeId, taxBase },
    ]
  })
}

/** The invoice's journal entry before variances; a credit note is its mirror. Adds up in both currencies. */
export function invoiceEntry(p: Prepared, role: Role): EntryLine[] {
  const sign = p.row.kind === 'invoice' ? 1 : -1
  const signed = (value: DecimalString | null | undefined) => plain(dec(value ?? '0').times(sign))
  const lines: EntryLine[] = [
    ...costLines(p, role),
    ...taxLines(p),
    { accountId: role('rounding'), amount: p.amounts.off, baseAmount: p.amounts.baseOff },
    {
      accountId: role('payable'),
      amount: plain(dec(p.amounts.payable).negated()),
      baseAmount: plain(dec(p.amounts.basePayable).negated()),
      partyId: p.row.partyId,
    },
  ]
  return lines.map((l) => ({
    ...l,
    amount: signed(l.amount),
    baseAmount: signed(l.baseAmount),
    ...(l.taxBase != null && { taxBase: signed(l.taxBase) }),
  }))
}

/** What the cleared receipts leave of each line: by price and by rate. */
export function variancesOf(p: Prepared, role: Role): Variance[] {
  return p.clearing.clearings.map((c) => {
    const receipt = p.receipts.get(c.receiptLineId)
    return {
      receiptMoveId: receipt?.stocked ? c.receiptLineId : null,
      price: c.price,
      exchange: c.exchange,
      accountId: receipt?.expenseAccountId ?? role('purchase_expense'),
      costCenterId: receipt?.costCenterId ?? null,
      projectId: receipt?.projectId ?? null,
    }
  })
}

/** What of a variance goes into the cost of the goods (or their expense), and what is a gain or loss by the rate. */
export const costPart = (v: Variance, policy: 'cost' | 'gain_loss') =>
  policy === 'cost' ? v.price.plus(v.exchange) : v.price

/** Variances that inventory does not take: expense of what is not kept in stock, and gains and losses; against goods received, not invoiced. */
export function varianceLines(variances: readonly Variance[], policy: 'cost' | 'gain_loss', role: Role): EntryLine[] {
  return variances.flatMap((v): EntryLine[] => {
    const expense = v.receiptMoveId ? ZERO : costPart(v, policy)
    const rate = policy === 'gain_loss' ? v.exchange : ZERO
    const pair = (accountId: Id, value: Decimal, more: Partial<EntryLine> = {}): EntryLine[] =>
      value.isZero()
        ? []
        : [
            { accountId, amount: '0', baseAmount: plain(value), ...more },
            { accountId: role('grni'), amount: '0', baseAmount: plain(value.negated()) },
          ]
    return [
      ...pair(v.accountId, expense, { costCenterId: v.costCenterId, projectId: v.projectId }),
      ...pair(role(rate.isPositive() ? 'fx_loss' : 'fx_gain'), rate),
    ]
  })
}

/** What is owed by it and when; a credit note is due at once. */
export function openItemsOf(p: Prepared, term: Term | null, payable: Id): OpenItemDraft[] {
  const sign = p.row.kind === 'invoice' ? -1 : 1
  const { amounts, row } = p
  const schedule = paymentSchedule(row.kind === 'invoice' ? term : null, {
    date: row.documentDate,
    amount: amounts.payable,
    digits: p.digits,
  })
  const bases = allocate(
    amounts.basePayable,
    schedule.map((s) => s.amount),
    p.company.digits,
  )
  return schedule.map((s, i) => ({
    partyId: row.partyId,
    side: 'payable',
    kind: row.kind,
    accountId: payable,
    amount: plain(dec(s.amount).times(sign)),
    baseAmount: plain((bases[i] ?? ZERO).times(sign)),
    currency: row.currency,
    rate: row.rate,
    documentDate: row.documentDate,
    dueDate: s.dueDate,
    discountDate: s.discountDate ?? null,
    discountPercent: s.discountPercent ?? null,
    number: '',
  }))
}
