'use client'
import { CalendarDays } from 'lucide-react'
import { type ComponentProps, useState } from 'react'
import { Calendar, type CalendarLabels } from './calendar'
import { cn } from './cn'
import { formatDate, localToday, parseDate } from './date-text'
import { fieldClass } from './input'
import { Popover, PopoverAnchor, PopoverContent, PopoverTrigger } from './popover'

export interface DateFieldProps extends Omit<ComponentProps<'input'>, 'value' | 'onChange' | 'type' | 'min' | 'max'> {
  /** `YYYY-MM-DD`, or `''`. */
  value: string
  /** Called with a date, `''`, or, while it is no date, with the text as typed: the form's schema refuses it. */
  onValueChange: (value: string) => void
  locale: string
  labels: CalendarLabels & { open: string }
  min?: string
  max?: string
}

/** A date that is typed in the way of the locale (also `t`, `+7`) or picked. Read it as "15 Mar 2026", edit it as 2026-03-15. */
export function DateField(props: DateFieldProps) {
  const {
    value,
    onValueChange,
    locale,
    labels,
    min,
    max,
    className,
    disabled,
    readOnly,
    onFocus,
    onBlur,
    onKeyDown,
    ...rest
  } = props
  const [draft, setDraft] = useState<string | null>(null)
  const [open, setOpen] = useState(false)
  const shown = draft ?? formatDate(value, locale)
  const settle = () => {
    if (draft === null) return
    const date = parseDate(draft, locale, localToday())
    onValueChange(date ?? draft)
    setDraft(null)
  }
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverAnchor asChild>
        <div className={cn('relative w-full', className)}>
          <input
            type="text"
            autoComplete="off"
            disabled={disabled}
            readOnly={readOnly}
            value={shown}
            title={shown === value ? undefined : value}
            onFocus={(event) => {
              if (!readOnly) setDraft(value)
              const field = event.currentTarget
              requestAnimationFrame(() => field.select())
              onFocus?.(event)
            }}
            onChange={(event) => {
              setDraft(event.target.value)
              const date = parseDate(event.target.value, locale, localToday())
              if (date !== null) onValueChange(date)
            }}
            onKeyDown={(event) => {
              if (event.key === 'ArrowDown' && event.altKey) {
                event.preventDefault()
                setOpen(true)
              } else if (event.key === 'Enter') settle()
              onKeyDown?.(event)
            }}
            onBlur={(event) => {
              settle()
              onBlur?.(event)
            }}
            className={cn(fieldClass, 'h-control pr-8')}
            {...rest}
          />
          {disabled || readOnly ? null : (
            <PopoverTrigger
              aria-label={labels.open}
              tabIndex={-1}
              className="absolute inset-y-0 right-1 my-auto flex size-6 items-center justify-center rounded-sm text-faint hover:text-ink pointer-coarse:size-10"
            >
              <CalendarDays aria-hidden className="size-4" />
            </PopoverTrigger>
          )}
        </div>
      </PopoverAnchor>
      <PopoverContent aria-label={labels.open} className="w-auto" onOpenAutoFocus={(event) => event.preventDefault()}>
        <Calendar
          key={value}
          value={value}
          locale={locale}
          labels={labels}
          min={min}
          max={max}
          autoFocus
          onSelect={(date) => {
            onValueChange(date)
            setDraft(null)
            setOpen(false)
          }}
        />
      </PopoverContent>
    </Popover>
  )
}
