'use client'
import { useLocale, useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { useCalendarLabels } from '@/components/data-table/filter-editor'
import { Combobox, type ComboboxOption } from '@/components/ui/combobox'
import { DateField as DateControl } from '@/components/ui/date-field'
import { Input } from '@/components/ui/input'
import { MoneyField as MoneyControl } from '@/components/ui/money-field'
import { NumberField as NumberControl } from '@/components/ui/number-field'
import { Select, type SelectOption } from '@/components/ui/select'
import { Switch } from '@/components/ui/switch'
import { Textarea } from '@/components/ui/textarea'
import { Field, type FieldProps } from './field'

const text = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '')
/** What is empty is absent: contracts take null, not an empty string. */
const orNull = (value: string): string | null => (value === '' ? null : value)

type TextKind = 'text' | 'email' | 'tel' | 'url' | 'password'

export function TextField({
  type = 'text',
  autoComplete,
  placeholder,
  maxLength,
  autoFocus,
  ...props
}: FieldProps & {
  type?: TextKind
  autoComplete?: string
  placeholder?: string
  maxLength?: number
  autoFocus?: boolean
}) {
  return (
    <Field {...props}>
      {({ field, control, locked }) => (
        <Input
          {...control}
          ref={field.ref}
          name={field.name}
          type={type}
          autoComplete={autoComplete ?? 'off'}
          placeholder={placeholder}
          maxLength={maxLength}
          autoFocus={autoFocus}
          readOnly={locked}
          value={text(field.value)}
          onChange={(event) => field.onChange(event.target.value)}
          onBlur={field.onBlur}
        />
      )}
    </Field>
  )
}

export function NoteField({ rows, maxLength, ...props }: FieldProps & { rows?: number; maxLength?: number }) {
  return (
    <Field wide {...props}>
      {({ field, control, locked }) => (
        <Textarea
          {...control}
          ref={field.ref}
          rows={rows}
          maxLength={maxLength}
          readOnly={locked}
          value={text(field.value)}
          onChange={(event) => field.onChange(event.target.value)}
          onBlur={field.onBlur}
        />
      )}
    </Field>
  )
}

/** An exact number as a decimal string; null when empty. */
export function DecimalField({
  minPlaces,
  maxPlaces,
  suffix,
  ...props
}: FieldProps & { minPlaces?: number; maxPlaces?: number; suffix?: ReactNode }) {
  const locale = useLocale()
  return (
    <Field {...props}>
      {({ field, control, locked }) => (
        <NumberControl
          {...control}
          ref={field.ref}
          locale={locale}
          minPlaces={minPlaces}
          maxPlaces={maxPlaces}
          suffix={suffix}
          readOnly={locked}
          value={text(field.value)}
          onValueChange={(value) => field.onChange(orNull(value))}
          onBlur={field.onBlur}
        />
      )}
    </Field>
  )
}

export function MoneyField({ currency, unitPrice, ...props }: FieldProps & { currency: string; unitPrice?: boolean }) {
  const locale = useLocale()
  return (
    <Field {...props}>
      {({ field, control, locked }) => (
        <MoneyControl
          {...control}
          ref={field.ref}
          locale={locale}
          currency={currency}
          unitPrice={unitPrice}
          readOnly={locked}
          value={text(field.value)}
          onValueChange={(value) => field.onChange(orNull(value))}
          onBlur={field.onBlur}
        />
      )}
    </Field>
  )
}

export function DateField({ min, max, ...props }: FieldProps & { min?: string; max?: string }) {
  const locale = useLocale()
  const labels = useCalendarLabels()
  return (
    <Field {...props}>
      {({ field, control, locked }) => (
        <DateControl
          {...control}
          ref={field.ref}
          locale={locale}
          labels={labels}
          min={min}
          max={max}
          readOnly={locked}
          value={text(field.value)}
          onValueChange={(value) => field.onChange(orNull(value))}
          onBlur={field.onBlur}
        />
      )}
    </Field>
  )
}

export function SelectField({
  options,
  placeholder,
  onChosen,
  ...props
}: FieldProps & { options: readonly SelectOption[]; placeholder?: string; onChosen?: (value: string) => void }) {
  const t = useTranslations('form')
  return (
    <Field {...props}>
      {({ field, control, locked }) => (
        <Select
          {...control}
          options={options}
          placeholder={placeholder ?? t('choose')}
          disabled={locked}
          value={text(field.value) || null}
          onValueChange={(value) => {
            field.onChange(value)
            onChosen?.(value)
          }}
        />
      )}
    </Field>
  )
}

export interface LookupProps<O extends ComboboxOption> extends FieldProps {
  /** Candidates for what was typed, best first. */
  readonly search: (query: string, signal: AbortSignal) => Promise<readonly O[]>
  /** The option of the value that the form starts with, so that its name is known. */
  readonly initial?: O | null
  /** The whole choice, for what follows from it (currency, terms of a customer). */
  readonly onChosen?: (option: O | null) => void
  readonly create?: { label: (query: string) => ReactNode; onCreate: (query: string) => void }
  readonly renderOption?: (option: O) => ReactNode
  readonly placeholder?: string
}

/** A reference to another record, searched on the server; the form holds its id. */
export function LookupField<O extends ComboboxOption>({
  search,
  initial = null,
  onChosen,
  create,
  renderOption,
  placeholder,
  ...props
}: LookupProps<O>) {
  const labels = useLookupLabels(props.label)
  const [known, setKnown] = useState<O | null>(initial)
  return (
    <Field {...props}>
      {({ field, control, locked }) => (
        <Combobox<O>
          {...control}
          inputRef={field.ref}
          disabled={locked}
          clearable={!props.required}
          labels={labels}
          placeholder={placeholder}
          search={search}
          create={create}
          renderOption={renderOption}
          value={[known, initial].find((option) => option && option.value === field.value) ?? null}
          onValueChange={(option) => {
            setKnown(option)
            field.onChange(option?.value ?? null)
            onChosen?.(option)
          }}
          onBlur={field.onBlur}
        />
      )}
    </Field>
  )
}

/** What a search field says about its list. */
export function useLookupLabels(list: string) {
  const t = useTranslations('common')
  return { empty: t('nothingFound'), loading: t('loading'), failed: t('searchFailed'), clear: t('clear'), list }
}

export function SwitchField(props: FieldProps) {
  return (
    <Field {...props}>
      {({ field, control, locked }) => (
        <span className="flex h-control items-center">
          <Switch
            {...control}
            ref={field.ref}
            disabled={locked}
            checked={field.value === true}
            onCheckedChange={field.onChange}
            onBlur={field.onBlur}
          />
        </span>
      )}
    </Field>
  )
}
