'use client'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTRPC } from '@/components/api/client'
import { plain, round } from '@/server/kernel/money'
import { type PartyOption, useRate } from '../lookups'
import {
  type PlanItem,
  type PlanLine,
  planTotals,
  propose,
  realisedDifference,
  settles,
  take,
  typed,
} from '../payment-plan'
import { useBooks } from '../use-books'

export type Direction = 'incoming' | 'outgoing'
export interface PaymentHead {
  readonly direction: Direction
  readonly party: PartyOption | null
  readonly bankAccountId: string | null
  readonly paymentDate: string
  readonly currency: string
  /** Empty = the rate of the day. */
  readonly rate: string
  readonly amount: string
  readonly feeAmount: string
  /** Of an account in another currency; empty = the payment's own. */
  readonly bankCurrency: string
  readonly bankAmount: string
  readonly reference: string
  readonly memo: string
}
export interface OpenRow extends PlanItem {
  readonly number: string
  readonly kind: string
  readonly documentDate: string
  readonly discountDate: string | null
}

/** What the amount is worth when an account in another currency pays it; empty when it does not, or not yet. */
function impliedRate(head: PaymentHead, base: string, bankDayRate: string | null | undefined): string {
  if (head.bankCurrency === '' || head.bankCurrency === head.currency || typed(head.amount).isZero()) return ''
  const rate = head.bankCurrency === base ? '1' : bankDayRate
  return rate && !typed(head.bankAmount).isZero()
    ? plain(round(typed(head.bankAmount).times(rate).div(typed(head.amount)), 10))
    : ''
}

/** State of the payment form: the head, the open items of the partner, and what is settled of each. */
export function usePaymentForm(initial: PaymentHead, initialLines: ReadonlyMap<string, PlanLine>) {
  const trpc = useTRPC()
  const { companyId, currency: base } = useBooks()
  const [head, setHead] = useState(initial)
  const [lines, setLines] = useState(initialLines)
  const [touched, setTouched] = useState(false)
  const side = head.direction === 'incoming' ? 'receivable' : 'payable'
  const open = useQuery(
    trpc.finance.openItem.open.queryOptions(
      { companyId, side, partyId: head.party?.value, currency: head.currency, date: head.paymentDate },
      { enabled: head.party !== null && /^\d{4}-\d\d-\d\d$/.test(head.paymentDate) },
    ),
  )
  const dayRate = useRate(head.currency, head.paymentDate)
  const bankDayRate = useRate(head.bankCurrency || head.currency, head.paymentDate)
  const rate = head.currency === base ? '1' : impliedRate(head, base, bankDayRate) || head.rate || dayRate || ''
  const items: OpenRow[] = head.party ? (open.data?.items ?? []).filter((i) => settles(head.direction, i)) : []
  const chosen = items.flatMap((item) => {
    const line = lines.get(item.id)
    return line ? [{ item, line }] : []
  })
  const totals = planTotals(
    chosen.map((c) => c.line),
    head.amount,
  )
  const change = (part: Partial<PaymentHead>) => {
    setTouched(true)
    setHead((now) => ({ ...now, ...part }))
    if ('party' in part || 'direction' in part || 'currency' in part) setLines(new Map())
  }
  const setLine = (id: string, line: PlanLine | null) => {
    setTouched(true)
    const next = new Map(lines)
    if (line) next.set(id, line)
    else next.delete(id)
    setLines(next)
  }
  const toggle = (item: OpenRow, on: boolean) => {
    if (!on) return setLine(item.id, null)
    const rest = head.amount === '' ? null : typed(totals.rest)
    const line = take(item, rest)
    setLine(item.id, line)
  }
  return {
    head,
    change,
    items,
    lines,
    chosen,
    totals,
    setLine,
    toggle,
    touched,
    loading: open.isLoading,
    failed: open.isError,
    rate,
    base,
    foreign: head.currency !== base,
    /** Oldest first with what was paid. */
    proposeAll: () => {
      setTouched(true)
      setLines(propose(items, head.amount))
    },
    clearAll: () => setLines(new Map()),
    /** The amount that the chosen items ask for. */
    fillAmount: () => change({ amount: totals.settled }),
    difference: (baseDigits: number) =>
      realisedDifference({ direction: head.direction, amount: head.amount, rate, baseDigits, lines: chosen }),
    settledNow: () => setTouched(false),
  }
}
export type PaymentForm = ReturnType<typeof usePaymentForm>
