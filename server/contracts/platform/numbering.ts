import { z } from 'zod'
import type { CalendarDate } from '@/server/kernel/calendar-date'
import { idField, versionField } from './field'

/** The part of the date that a pattern shows: the counter restarts when it changes. */
export function periodOf(pattern: string, date: CalendarDate): string {
  if (pattern.includes('{MM}')) return date.slice(0, 7)
  return /\{YY(YY)?\}/.test(pattern) ? date.slice(0, 4) : ''
}

/** Fills a pattern: `SI-{YYYY}-{#####}` with 2026-03-01 and 42 gives `SI-2026-00042`. */
export function formatNumber(pattern: string, date: CalendarDate, value: number): string {
  return pattern
    .replace('{YYYY}', date.slice(0, 4))
    .replace('{YY}', date.slice(2, 4))
    .replace('{MM}', date.slice(5, 7))
    .replace(/\{(#+)\}/, (_, hashes: string) => String(value).padStart(hashes.length, '0'))
}

/** One counter, the year at most once, a month only beside its year, and nothing else in braces: else numbers would repeat. */
export function isNumberPattern(pattern: string): boolean {
  const parts = pattern.match(/\{[^}]*\}/g) ?? []
  const years = parts.filter((p) => p === '{YYYY}' || p === '{YY}').length
  const months = parts.filter((p) => p === '{MM}').length
  const counters = parts.filter((p) => /^\{#{1,10}\}$/.test(p)).length
  const plainText = pattern.replace(/\{[^}]*\}/g, '')
  return (
    counters === 1 &&
    years <= 1 &&
    months <= years &&
    parts.length === counters + years + months &&
    /^[\p{L}\p{N}._/-]*$/u.test(plainText)
  )
}

export const numberSeriesInput = z.strictObject({ companyId: idField })
export const numberSeriesOut = z.object({
  rows: z.array(
    z.object({
      id: z.string(),
      document: z.string(),
      pattern: z.string(),
      gapless: z.boolean(),
      /** What the next number of today's period would count. */
      next: z.int(),
      version: z.int(),
    }),
  ),
})
export const updateNumberSeriesInput = z.strictObject({
  id: idField,
  version: versionField,
  pattern: z.string().trim().min(1).max(40).refine(isNumberPattern, { error: 'platform.number_pattern' }),
})
