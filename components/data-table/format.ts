'use client'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { useFormat } from '@/components/format'
import type { ListColumn, ListDefinition } from '@/server/contracts/platform/list'
import type { ListTotal } from './types'

export interface ListFormat {
  readonly title: (key: string) => string
  readonly option: (key: string, value: string) => string
  /** A value for reading; `''` for nothing. */
  readonly value: (key: string, value: unknown) => string
  readonly money: (value: string, currency: string | null) => string
  /** A sum of a column, with its currency when it has one. */
  readonly total: (total: ListTotal, withCurrency: boolean) => string
  readonly count: (value: number) => string
}

const textOf = (value: unknown): string => (typeof value === 'number' || typeof value === 'string' ? String(value) : '')

/** How the values of a list read in the person's language. */
export function useListFormat(definition: ListDefinition): ListFormat {
  const t = useTranslations()
  const format = useFormat()
  return useMemo(() => {
    const money = (value: string, currency: string | null) => format.amount(value, currency ?? 'USD')
    const number = (column: ListColumn, text: string, currency: string | null) => {
      if (column.type === 'money') return money(text, currency)
      if (column.type === 'unitPrice') return format.unitPrice(text, currency ?? 'USD')
      return column.type === 'percent' ? format.percent(text) : format.quantity(text)
    }
    // Chinese writes a date in words by itself; in a column of dates figures are read faster.
    const short = new Intl.DateTimeFormat(format.locale, { dateStyle: 'short', timeZone: 'UTC' })
    const date = (text: string) => {
      const at = new Date(`${text.slice(0, 10)}T00:00:00Z`)
      return format.locale.startsWith('zh') && !Number.isNaN(at.getTime()) ? short.format(at) : format.date(text)
    }
    const option = (key: string, value: string) => {
      const labels = definition.columns[key]?.enumLabels
      return labels && t.has(`${labels}.${value}`) ? t(`${labels}.${value}`) : value
    }
    const value = (key: string, raw: unknown): string => {
      const column = definition.columns[key]
      if (!column || raw === null || raw === undefined || raw === '') return ''
      if (column.type === 'boolean') return t(raw === true || raw === 'true' ? 'common.yes' : 'common.no')
      const text = textOf(raw)
      if (column.type === 'text') return text
      if (column.type === 'enum') return option(key, text)
      if (column.type === 'date') return date(text)
      if (column.type === 'instant') return /^\d{4}-\d{2}-\d{2}$/.test(text) ? date(text) : format.instant(text)
      return number(column, text, null)
    }
    const total = (sum: ListTotal, withCurrency: boolean) => {
      const column = definition.columns[sum.column]
      const text = column ? number(column, sum.sum, sum.currency) : sum.sum
      return withCurrency && sum.currency ? `${sum.currency}\u00a0${text}` : text
    }
    return {
      title: (key) => t(`${definition.messages}.columns.${key}`),
      option,
      value,
      money,
      total,
      count: format.count,
    }
  }, [t, format, definition])
}
