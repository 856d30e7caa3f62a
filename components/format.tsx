'use client'
import { useLocale, useTimeZone } from 'next-intl'
import { useMemo } from 'react'
import { cn } from '@/components/ui/cn'
import { createFormat, type Format } from './format-exact'

export type { Format } from './format-exact'

/** Formats as the reader's language and time zone want it; every function takes and returns strings. */
export function useFormat(): Format {
  const locale = useLocale()
  const timeZone = useTimeZone() ?? 'UTC'
  return useMemo(() => createFormat(locale, timeZone), [locale, timeZone])
}

interface ValueProps {
  /** The exact value as it came from the server; nothing is shown as a dash. */
  value: string | null | undefined
  className?: string
}

function Exact({ shown, exact, className }: { shown: string; exact: string; className?: string }) {
  return (
    <span title={exact} className={cn('whitespace-nowrap tabular-nums', className)}>
      {shown}
    </span>
  )
}

function Nothing() {
  return <span className="text-faint">–</span>
}

/** An amount; with `currency` shown unless the column head says it already (`bare`). Negative amounts keep their minus. */
export function Money({ value, currency, bare = false, className }: ValueProps & { currency: string; bare?: boolean }) {
  const format = useFormat()
  if (!value) return <Nothing />
  const shown = bare ? format.amount(value, currency) : format.money(value, currency)
  return <Exact shown={shown} exact={`${value} ${currency}`} className={className} />
}

export function UnitPrice({ value, currency, className }: ValueProps & { currency: string }) {
  const format = useFormat()
  if (!value) return <Nothing />
  return <Exact shown={format.unitPrice(value, currency)} exact={`${value} ${currency}`} className={className} />
}

export function Quantity({ value, unit, className }: ValueProps & { unit?: string }) {
  const format = useFormat()
  if (!value) return <Nothing />
  return <Exact shown={format.quantity(value, unit)} exact={unit ? `${value} ${unit}` : value} className={className} />
}

export function Percent({ value, className }: ValueProps) {
  const format = useFormat()
  if (!value) return <Nothing />
  return <Exact shown={format.percent(value)} exact={`${value}%`} className={className} />
}

/** A calendar date: the same day wherever it is read. */
export function DateText({ value, className }: ValueProps) {
  const format = useFormat()
  if (!value) return <Nothing />
  return (
    <time dateTime={value} title={value} className={cn('whitespace-nowrap', className)}>
      {format.date(value)}
    </time>
  )
}

/** A moment, in the reader's time zone; the exact instant on hover. */
export function InstantText({ value, className }: ValueProps) {
  const format = useFormat()
  if (!value) return <Nothing />
  return (
    <time dateTime={value} title={format.exactInstant(value)} className={cn('whitespace-nowrap', className)}>
      {format.instant(value)}
    </time>
  )
}
