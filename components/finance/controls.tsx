'use client'
import { useLocale, useTranslations } from 'next-intl'
import { type ReactNode, useId, useState } from 'react'
import { useCalendarLabels } from '@/components/data-table/filter-editor'
import { useLookupLabels } from '@/components/form/fields'
import { AlertDialog } from '@/components/ui/alert-dialog'
import { cn } from '@/components/ui/cn'
import { Combobox, type ComboboxOption } from '@/components/ui/combobox'
import { DateField } from '@/components/ui/date-field'
import { Input } from '@/components/ui/input'
import { Label } from '@/components/ui/label'
import { MoneyField } from '@/components/ui/money-field'
import { NumberField } from '@/components/ui/number-field'
import { Select, type SelectOption } from '@/components/ui/select'

/** Controls with a label that hold their value outside of a form shell: choices of a report, the head of an entry. */

interface BoxProps {
  readonly label: string
  readonly className?: string
  readonly required?: boolean
  readonly error?: string | null
  readonly hint?: ReactNode
}

export function Box({
  label,
  className,
  required,
  error,
  hint,
  children,
}: BoxProps & {
  children: (
    id: string,
    aria: { 'aria-invalid': true | undefined; 'aria-describedby': string | undefined },
  ) => ReactNode
}) {
  const id = useId()
  const note = error ?? hint
  return (
    <div className={cn('flex min-w-0 flex-col gap-1', className)}>
      <Label htmlFor={id} required={required}>
        {label}
      </Label>
      {children(id, { 'aria-invalid': error ? true : undefined, 'aria-describedby': note ? `${id}-note` : undefined })}
      {note ? (
        <p id={`${id}-note`} className={cn('text-xs', error ? 'text-blocked' : 'text-muted')}>
          {note}
        </p>
      ) : null}
    </div>
  )
}

interface TextProps extends BoxProps {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly readOnly?: boolean
}

export function TextBox({ value, onChange, readOnly, ...box }: TextProps) {
  return (
    <Box {...box}>
      {(id, aria) => (
        <Input {...aria} id={id} readOnly={readOnly} value={value} onChange={(event) => onChange(event.target.value)} />
      )}
    </Box>
  )
}

export function DateBox({ value, onChange, min, readOnly, ...box }: TextProps & { min?: string }) {
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
          readOnly={readOnly}
          value={value}
          onValueChange={onChange}
        />
      )}
    </Box>
  )
}

export function MoneyBox({ value, onChange, currency, readOnly, ...box }: TextProps & { currency: string }) {
  const locale = useLocale()
  return (
    <Box {...box}>
      {(id, aria) => (
        <MoneyField
          {...aria}
          id={id}
          locale={locale}
          currency={currency}
          readOnly={readOnly}
          value={value}
          onValueChange={onChange}
        />
      )}
    </Box>
  )
}

export function NumberBox({ value, onChange, suffix, readOnly, ...box }: TextProps & { suffix?: ReactNode }) {
  const locale = useLocale()
  return (
    <Box {...box}>
      {(id, aria) => (
        <NumberField
          {...aria}
          id={id}
          locale={locale}
          suffix={suffix}
          readOnly={readOnly}
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
  disabled,
  ...box
}: BoxProps & {
  value: string | null
  onChange: (value: string) => void
  options: readonly SelectOption[]
  disabled?: boolean
}) {
  return (
    <Box {...box}>
      {(id) => <Select id={id} value={value} onValueChange={onChange} options={options} disabled={disabled} />}
    </Box>
  )
}

export function LookupBox<O extends ComboboxOption>({
  value,
  onChange,
  search,
  disabled,
  clearable,
  placeholder,
  ...box
}: BoxProps & {
  value: O | null
  onChange: (option: O | null) => void
  search: (query: string, signal: AbortSignal) => Promise<readonly O[]>
  disabled?: boolean
  clearable?: boolean
  placeholder?: string
}) {
  const labels = useLookupLabels(box.label)
  return (
    <Box {...box}>
      {(id) => (
        <Combobox<O>
          id={id}
          value={value}
          onValueChange={onChange}
          search={search}
          labels={labels}
          disabled={disabled}
          clearable={clearable}
          placeholder={placeholder}
        />
      )}
    </Box>
  )
}

/** Asks for the date and the reason of a reversal. */
export function ReverseDialog({
  open,
  onOpenChange,
  number,
  earliest,
  today,
  busy,
  onConfirm,
}: {
  open: boolean
  onOpenChange: (open: boolean) => void
  number: string
  earliest: string
  today: string
  busy?: boolean
  onConfirm: (date: string, reason: string | null) => void
}) {
  const t = useTranslations('finance.reversal')
  const [date, setDate] = useState(today < earliest ? earliest : today)
  const [reason, setReason] = useState('')
  return (
    <AlertDialog
      open={open}
      onOpenChange={onOpenChange}
      danger
      busy={busy}
      title={t('title', { number })}
      description={t('text')}
      confirmLabel={t('confirm')}
      cancelLabel={t('cancel')}
      onConfirm={() => onConfirm(date, reason.trim() === '' ? null : reason.trim())}
    >
      <div className="grid gap-3">
        <DateBox label={t('date')} value={date} min={earliest} onChange={setDate} />
        <TextBox label={t('reason')} value={reason} onChange={setReason} />
      </div>
    </AlertDialog>
  )
}
