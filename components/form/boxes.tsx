'use client'
import { useLocale } from 'next-intl'
import { type ReactNode, useId } from 'react'
import { useCalendarLabels } from '@/components/data-table/filter-editor'
import { cn } from '@/components/ui/cn'
import { Combobox, type ComboboxOption } from '@/components/ui/combobox'
import { DateField } from '@/components/ui/date-field'
import { Input } from '@/components/ui/input'
import { Label } from '@/components/ui/label'
import { MoneyField } from '@/components/ui/money-field'
import { NumberField } from '@/components/ui/number-field'
import { Select, type SelectOption } from '@/components/ui/select'
import { Textarea } from '@/components/ui/textarea'
import { useLookupLabels } from './fields'

/** Labelled controls that hold their value outside of a form shell: the head of a document, the choices of a report. */
interface BoxProps {
  readonly label: string
  readonly required?: boolean
  readonly error?: string | null
  readonly hint?: ReactNode
  readonly className?: string
}
type Aria = { 'aria-invalid': true | undefined; 'aria-describedby': string | undefined }

function Box({
  label,
  required,
  error,
  hint,
  className,
  children,
}: BoxProps & { children: (id: string, aria: Aria) => ReactNode }) {
  const id = useId()
  const note = error ?? hint
  return (
    <div className={cn('flex min-w-0 flex-col gap-1', className)}>
      <Label htmlFor={id} required={required}>
        {label}
      </Label>
      {children(id, { 'aria-invalid': error ? true : undefined, 'aria-describedby': note ? `${id}-note` : undefined })}
      {note ? (
        <p
          id={`${id}-note`}
          role={error ? 'alert' : undefined}
          className={cn('text-xs', error ? 'text-blocked' : 'text-muted')}
        >
          {note}
        </p>
      ) : null}
    </div>
  )
}

interface ValueProps extends BoxProps {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly locked?: boolean
}

export function TextBox({ value, onChange, locked, maxLength, ...box }: ValueProps & { maxLength?: number }) {
  return (
    <Box {...box}>
      {(id, aria) => (
        <Input
          {...aria}
          id={id}
          autoComplete="off"
          maxLength={maxLength}
          readOnly={locked}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Box>
  )
}

export function NoteBox({ value, onChange, locked, rows = 2, ...box }: ValueProps & { rows?: number }) {
  return (
    <Box {...box}>
      {(id, aria) => (
        <Textarea
          {...aria}
          id={id}
          rows={rows}
          readOnly={locked}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Box>
  )
}

export function DateBox({ value, onChange, locked, min, ...box }: ValueProps & { min?: string }) {
  const locale = useLocale()
  const labels = useCalendarLabels()
  return (
    <Box {...box}>
      {(id, aria) => (
        <DateField
          {...aria}
          id={id}
          locale={locale}
          labels={labels}
          min={min}
          readOnly={locked}
          value={value}
          onValueChange={onChange}
        />
      )}
    </Box>
  )
}

export function MoneyBox({ value, onChange, locked, currency, ...box }: ValueProps & { currency: string }) {
  const locale = useLocale()
  return (
    <Box {...box}>
      {(id, aria) => (
        <MoneyField
          {...aria}
          id={id}
          locale={locale}
          currency={currency}
          readOnly={locked}
          value={value}
          onValueChange={onChange}
        />
      )}
    </Box>
  )
}

export function DecimalBox({
  value,
  onChange,
  locked,
  suffix,
  minPlaces,
  ...box
}: ValueProps & { suffix?: ReactNode; minPlaces?: number }) {
  const locale = useLocale()
  return (
    <Box {...box}>
      {(id, aria) => (
        <NumberField
          {...aria}
          id={id}
          locale={locale}
          suffix={suffix}
          minPlaces={minPlaces}
          readOnly={locked}
          value={value}
          onValueChange={onChange}
        />
      )}
    </Box>
  )
}

export function SelectBox({
  value,
  onChange,
  options,
  locked,
  placeholder,
  ...box
}: BoxProps & {
  value: string | null
  onChange: (value: string) => void
  options: readonly SelectOption[]
  locked?: boolean
  placeholder?: string
}) {
  return (
    <Box {...box}>
      {(id, aria) => (
        <Select
          {...aria}
          id={id}
          value={value}
          onValueChange={onChange}
          options={options}
          disabled={locked}
          placeholder={placeholder}
        />
      )}
    </Box>
  )
}

export function LookupBox<O extends ComboboxOption>({
  value,
  onChange,
  search,
  locked,
  clearable,
  placeholder,
  ...box
}: BoxProps & {
  value: O | null
  onChange: (option: O | null) => void
  search: (query: string, signal: AbortSignal) => Promise<readonly O[]>
  locked?: boolean
  clearable?: boolean
  placeholder?: string
}) {
  const labels = useLookupLabels(box.label)
  return (
    <Box {...box}>
      {(id, aria) => (
        <Combobox<O>
          {...aria}
          id={id}
          value={value}
          onValueChange={onChange}
          search={search}
          labels={labels}
          disabled={locked}
          clearable={clearable}
          placeholder={placeholder}
        />
      )}
    </Box>
  )
}
