'use client'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { useErrorText } from '@/components/error-text'
import { readServerError } from '@/components/form/server-error'
import { useFormat } from '@/components/format'
import { useFrame } from '@/components/shell'
import { Button } from '@/components/ui/button'
import { ErrorState } from '@/components/ui/error-state'
import { TableSkeleton } from '@/components/ui/skeleton'
import type { Range } from './range'

const ZERO_TEXT = /^-?0(\.0+)?$/

/** A figure of a report: zero is a dash, and what has something behind it leads there. */
export function Figure({ value, currency, href }: { value: string | null; currency: string; href?: string }) {
  const format = useFormat()
  if (value === null || ZERO_TEXT.test(value)) return <span className="text-faint">–</span>
  const shown = <span title={`${value} ${currency}`}>{format.amount(value, currency)}</span>
  if (!href) return shown
  return (
    <Link className="underline-offset-3 hover:underline focus-visible:underline" href={href}>
      {shown}
    </Link>
  )
}

/** Where the entries behind an account's figure are. */
export function useLedgerHref() {
  const { href } = useFrame()
  return (accountId: string, { from, to }: Range) =>
    href(`finance/reports/general-ledger?account=${accountId}&from=${from}&to=${to}`)
}

interface QueryLike {
  readonly isPending: boolean
  readonly isError: boolean
  readonly error: unknown
  readonly refetch: () => unknown
}

/** The report, its skeleton, or why it cannot be shown. */
export function ReportBody({ query, columns, children }: { query: QueryLike; columns: number; children: ReactNode }) {
  const words = useTranslations('common')
  const say = useErrorText()
  if (query.isError)
    return (
      <ErrorState
        title={say(readServerError(query.error))}
        actions={<Button onClick={() => query.refetch()}>{words('retry')}</Button>}
      />
    )
  if (query.isPending) return <TableSkeleton rows={16} columns={columns} label={words('loading')} />
  return children
}

/** What a report is about, above its figures: company, range, currency. */
export function ReportHead({ company, when, currency }: { company: string; when: string; currency: string }) {
  const t = useTranslations('finance.report')
  return (
    <p className="py-2 text-sm text-muted">
      <span className="text-ink">{company}</span> · {when} · {t('amountsIn', { currency })}
    </p>
  )
}

export function useRangeText(): (range: Range) => string {
  const format = useFormat()
  const t = useTranslations('finance.report')
  return ({ from, to }) => t('fromTo', { from: format.date(from), to: format.date(to) })
}
