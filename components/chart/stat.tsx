'use client'
import { ArrowDownRight, ArrowUpRight, Minus } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { useFormat } from '@/components/format'
import { cn } from '@/components/ui/cn'
import { type Tone, toneClass } from '@/components/ui/tone'
import { dec } from '@/server/kernel/money'
import { changePercent } from './series'

/** A line without axes: the shape of a figure's past. The figure itself stands beside it in words. */
export function Sparkline({ values, className, tone }: { values: readonly string[]; className?: string; tone?: Tone }) {
  if (values.length < 2) return null
  const numbers = values.map(Number)
  const low = Math.min(...numbers)
  const span = Math.max(...numbers) - low || 1
  const place = (value: number, index: number) =>
    `${(index / (numbers.length - 1)) * 100},${22 - ((value - low) / span) * 20}`
  return (
    <svg
      aria-hidden
      viewBox="0 0 100 24"
      preserveAspectRatio="none"
      className={cn('h-6 w-24 min-w-8 shrink overflow-visible', tone && toneClass[tone], className)}
    >
      <polyline
        points={numbers.map(place).join(' ')}
        fill="none"
        stroke={tone ? 'var(--tone)' : 'var(--chart-1)'}
        strokeWidth={1.5}
        strokeLinejoin="round"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  )
}

export interface StatProps {
  readonly label: string
  /** The figure, ready to read. */
  readonly value: ReactNode
  readonly hint?: ReactNode
  /** Exact values to compare: shown as a change in percent. */
  readonly compare?: {
    readonly now: string
    readonly before: string
    readonly label: string /** A rise is bad news (overdue, stock-outs). */
    readonly riseIsBad?: boolean
  }
  readonly trend?: readonly string[]
  readonly tone?: Tone
  /** The list behind the figure. */
  readonly href?: string
}

/** One figure, large, with where it comes from and where it leads. */
export function Stat({ label, value, hint, compare, trend, tone, href }: StatProps) {
  const body = (
    <>
      <span className="flex items-center gap-2 text-sm text-muted">
        {tone ? <span aria-hidden className={cn('size-2 rounded-full bg-(--tone)', toneClass[tone])} /> : null}
        <span className="truncate">{label}</span>
      </span>
      <span className="mt-1 flex items-end justify-between gap-3">
        <span className="max-w-full shrink-0 truncate text-xl font-medium max-sm:text-lg">{value}</span>
        {trend ? <Sparkline values={trend} tone={tone} /> : null}
      </span>
      {compare || hint ? (
        <span className="mt-0.5 flex flex-wrap items-center gap-x-2 text-xs text-faint">
          {compare ? <Change {...compare} /> : null}
          {hint}
        </span>
      ) : null}
    </>
  )
  const className = 'flex min-w-0 flex-col rounded-lg border bg-surface px-4 py-3'
  if (!href) return <div className={className}>{body}</div>
  return (
    <Link
      href={href}
      className={cn(className, 'transition-colors duration-100 hover:border-line-strong hover:bg-hover')}
    >
      {body}
    </Link>
  )
}

function Change({ now, before, label, riseIsBad = false }: NonNullable<StatProps['compare']>) {
  const t = useTranslations('chart')
  const format = useFormat()
  const change = changePercent(now, before)
  if (change === null) return <span>{t('noComparison', { label })}</span>
  const value = dec(change)
  const Icon = value.isZero() ? Minus : value.isPositive() ? ArrowUpRight : ArrowDownRight
  const tone: Tone = value.isZero() ? 'draft' : value.isPositive() !== riseIsBad ? 'done' : 'blocked'
  return (
    <span className="inline-flex items-center gap-1">
      <span className={cn('inline-flex items-center text-(--tone)', toneClass[tone])}>
        <Icon aria-hidden className="size-3.5" />
        {value.isPositive() && !value.isZero() ? '+' : ''}
        {format.percent(change)}
      </span>
      {label}
    </span>
  )
}
