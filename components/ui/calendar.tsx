'use client'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { IconButton } from './button'
import { cn } from './cn'
import { addDays, addMonths, localToday, monthGrid, utcOf } from './date-text'

export interface CalendarLabels {
  previousMonth: string
  nextMonth: string
  today: string
}

export interface CalendarProps {
  value: string
  onSelect: (date: string) => void
  locale: string
  labels: CalendarLabels
  min?: string
  max?: string
  autoFocus?: boolean
}

const steps: Record<string, (date: string) => string> = {
  ArrowLeft: (date) => addDays(date, -1),
  ArrowRight: (date) => addDays(date, 1),
  ArrowUp: (date) => addDays(date, -7),
  ArrowDown: (date) => addDays(date, 7),
  PageUp: (date) => addMonths(date, -1),
  PageDown: (date) => addMonths(date, 1),
  Home: (date) => `${date.slice(0, 8)}01`,
  End: (date) => addDays(addMonths(`${date.slice(0, 8)}01`, 1), -1),
}

/** One month. Arrows move by day and week, PageUp and PageDown by month, Enter takes. */
export function Calendar({ value, onSelect, locale, labels, min, max, autoFocus }: CalendarProps) {
  const today = localToday()
  const [cursor, setCursor] = useState(utcOf(value) ? value : today)
  const moved = useRef(autoFocus ?? false)
  const grid = useRef<HTMLTableElement>(null)
  const days = monthGrid(cursor, locale)
  const name = new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'long', timeZone: 'UTC' }).format(
    utcOf(cursor) ?? 0,
  )
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'narrow', timeZone: 'UTC' })
  const full = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone: 'UTC' })
  const outside = (date: string) => Boolean((min && date < min) || (max && date > max))

  useEffect(() => {
    if (moved.current) grid.current?.querySelector<HTMLElement>(`[data-date="${cursor}"]`)?.focus()
    moved.current = false
  }, [cursor])
  const onKeyDown = (event: KeyboardEvent) => {
    const step = steps[event.key]
    if (!step) return
    event.preventDefault()
    moved.current = true
    setCursor(step(cursor))
  }
  return (
    <div className="w-64">
      <div className="flex items-center gap-1 pb-2">
        <span aria-live="polite" className="flex-1 pl-2 text-sm font-medium">
          {name}
        </span>
        <IconButton label={labels.previousMonth} size="icon-sm" onClick={() => setCursor(addMonths(cursor, -1))}>
          <ChevronLeft aria-hidden />
        </IconButton>
        <IconButton label={labels.nextMonth} size="icon-sm" onClick={() => setCursor(addMonths(cursor, 1))}>
          <ChevronRight aria-hidden />
        </IconButton>
      </div>
      <table ref={grid} className="w-full table-fixed text-center text-sm" onKeyDown={onKeyDown} aria-label={name}>
        <thead>
          <tr className="text-xs text-faint">
            {days.slice(0, 7).map((date) => (
              <th key={date} scope="col" className="h-7 font-normal">
                {weekday.format(utcOf(date) ?? 0)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[0, 7, 14, 21, 28, 35].map((start) => (
            <tr key={start}>
              {days.slice(start, start + 7).map((date) => (
                <td key={date} className="p-0">
                  <button
                    type="button"
                    data-date={date}
                    tabIndex={date === cursor ? 0 : -1}
                    disabled={outside(date)}
                    aria-label={full.format(utcOf(date) ?? 0)}
                    aria-pressed={date === value}
                    aria-current={date === today ? 'date' : undefined}
                    onClick={() => onSelect(date)}
                    className={cn(
                      'size-8 rounded-md hover:bg-hover disabled:text-faint disabled:line-through',
                      date.slice(0, 7) !== cursor.slice(0, 7) && 'text-faint',
                      date === today && 'font-medium text-accent-text',
                      date === value && 'bg-accent font-medium text-on-accent hover:bg-accent-hover',
                    )}
                  >
                    {Number(date.slice(8))}
                  </button>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <button
        type="button"
        disabled={outside(today)}
        onClick={() => onSelect(today)}
        className="mt-2 h-8 w-full rounded-md text-sm text-accent-text hover:bg-hover disabled:text-faint"
      >
        {labels.today}
      </button>
    </div>
  )
}
