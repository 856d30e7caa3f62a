'use client'
import { type ComponentProps, type ReactNode, useState } from 'react'
import { cn } from './cn'
import { formatDecimal, parseDecimal } from './decimal-text'
import { fieldClass } from './input'

export interface NumberFieldProps
  extends Omit<ComponentProps<'input'>, 'value' | 'onChange' | 'type' | 'inputMode' | 'prefix'> {
  /** A decimal string, `''` for nothing. */
  value: string
  /** Called with a decimal string, `''`, or, while it is no number, with the text as typed: the form's schema refuses it. */
  onValueChange: (value: string) => void
  locale: string
  /** Places shown at least when the field is left. */
  minPlaces?: number
  /** Places shown at most when the field is left; the value itself keeps all that was typed. */
  maxPlaces?: number
  /** A unit or currency inside the field. */
  suffix?: ReactNode
  prefix?: ReactNode
}

/** An exact number: grouped for reading, plain while it is edited, right-aligned. The wheel never changes it. */
export function NumberField(props: NumberFieldProps) {
  const {
    value,
    onValueChange,
    locale,
    minPlaces = 0,
    maxPlaces = 20,
    suffix,
    prefix,
    className,
    onFocus,
    onBlur,
    ...rest
  } = props
  const [draft, setDraft] = useState<string | null>(null)
  const shown = draft ?? formatDecimal(value, locale, { minPlaces, maxPlaces })
  const input = (
    <input
      type="text"
      inputMode="decimal"
      autoComplete="off"
      value={shown}
      title={value === shown ? undefined : value}
      onFocus={(event) => {
        setDraft(value)
        const field = event.currentTarget
        requestAnimationFrame(() => field.select())
        onFocus?.(event)
      }}
      onChange={(event) => {
        const typed = event.target.value
        setDraft(typed)
        onValueChange(parseDecimal(typed, locale) ?? typed)
      }}
      onBlur={(event) => {
        setDraft(null)
        onBlur?.(event)
      }}
      className={cn(fieldClass, 'num h-control', prefix && 'pl-10', suffix && 'pr-12', className)}
      {...rest}
    />
  )
  if (!suffix && !prefix) return input
  return (
    <span className="relative flex w-full">
      {prefix ? <Affix side="left">{prefix}</Affix> : null}
      {input}
      {suffix ? <Affix side="right">{suffix}</Affix> : null}
    </span>
  )
}

function Affix({ side, children }: { side: 'left' | 'right'; children: ReactNode }) {
  return (
    <span
      className={cn(
        'pointer-events-none absolute inset-y-0 flex items-center text-xs text-faint',
        side === 'left' ? 'left-2.5' : 'right-2.5',
      )}
    >
      {children}
    </span>
  )
}
