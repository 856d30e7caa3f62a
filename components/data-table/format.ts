'use client'
import { useFormatter, useLocale, useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { formatDecimal } from '@/components/ui/decimal-text'
import { currencyPlaces } from '@/components/ui/money-field'
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
  readonly integer: (value: number) => string
  readonly date: (value: string) => string
}

const plainNumber = (value: unknown): string | null =>
  typeof value === 'number' || typeof value === 'string' ? String(value) : null

/** How the values of a list read in the person's language. */
export function useListFormat(definition: ListDefinition): ListFormat {
  const t = useTranslations()
  const locale = useLocale()
  const format = useFormatter()
  return useMemo(() => {
    const month = locale.startsWith('zh') ? '2-digit' : 'short'
    const day = { year: 'numeric', month, day: '2-digit' } as const
    const date = (value: string) => {
      const at = new Date(`${value.slice(0, 10)}T00:00:00Z`)
      return Number.isNaN(at.getTime()) ? value : format.dateTime(at, { ...day, timeZone: 'UTC' })
    }
    const instant = (value: string) => {
      const at = new Date(value)
      return Number.isNaN(at.getTime())
        ? value
        : format.dateTime(at, { ...day, hour: '2-digit', minute: '2-digit', hour12: false })
    }
    const money = (value: string, currency: string | null) => {
      const places = currency ? currencyPlaces(currency) : 2
      return formatDecimal(value, locale, { minPlaces: places, maxPlaces: places })
    }
    const number = (column: ListColumn, text: string) => {
      if (column.type === 'unitPrice') return formatDecimal(text, locale, { minPlaces: 2, maxPlaces: 6 })
      if (column.type === 'percent') return `${formatDecimal(text, locale, { maxPlaces: 4 })}%`
      return formatDecimal(text, locale, { maxPlaces: 6 })
    }
    const option = (key: string, value: string) => {
      const labels = definition.columns[key]?.enumLabels
      return labels && t.has(`${labels}.${value}`) ? t(`${labels}.${value}`) : value
    }
    const value = (key: string, raw: unknown): string => {
      const column = definition.columns[key]
      if (!column || raw === null || raw === undefined || raw === '') return ''
      if (column.type === 'boolean') return t(raw === true ? 'table.yes' : 'table.no')
      const text = plainNumber(raw) ?? ''
      if (column.type === 'text') return text
      if (column.type === 'enum') return option(key, text)
      if (column.type === 'date') return date(text)
      if (column.type === 'instant') return instant(text)
      return column.type === 'money' ? money(text, null) : number(column, text)
    }
    const total = (sum: ListTotal, withCurrency: boolean) => {
      const column = definition.columns[sum.column]
      const text = column && column.type !== 'money' ? number(column, sum.sum) : money(sum.sum, sum.currency)
      return withCurrency && sum.currency ? `${sum.currency} ${text}` : text
    }
    return {
      title: (key) => t(`${definition.messages}.columns.${key}`),
      option,
      value,
      money,
      total,
      integer: (n) => format.number(n),
      date,
    }
  }, [t, locale, format, definition])
}
