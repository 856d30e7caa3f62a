'use client'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { DateField } from '@/components/ui/date-field'
import { Input } from '@/components/ui/input'
import { NumberField } from '@/components/ui/number-field'
import { Select } from '@/components/ui/select'
import {
  type ListColumn,
  type ListFilter,
  type ListOperator,
  listOperators,
  operatorsOf,
} from '@/server/contracts/platform/list'
import { CheckRow } from './check-row'
import { datePresets, editorOf, presetOf, presetValue } from './filters'
import type { ListFormat } from './format'

interface EditorProps {
  filter: ListFilter
  column: ListColumn
  format: ListFormat
  onChange: (filter: ListFilter) => void
}

const texts = (filter: ListFilter): string[] =>
  (Array.isArray(filter.value) ? filter.value : [filter.value ?? '']).map((v) =>
    typeof v === 'string' && v.startsWith('@') ? '' : String(v),
  )

/** Changes the operator and keeps of the value what still fits. */
export function withOperator(filter: ListFilter, column: ListColumn, operator: ListOperator): ListFilter {
  const [first = '', second = ''] = texts(filter)
  const base = { column: filter.column, operator }
  switch (editorOf(column.type, operator)) {
    case 'none':
      return base
    case 'options':
      return { ...base, value: operator === 'in' ? texts(filter).filter(Boolean) : first }
    case 'numberRange':
    case 'dateRange':
      return { ...base, value: [first, second] }
    case 'boolean':
      return { ...base, value: filter.value === true }
    default:
      return { ...base, value: first }
  }
}

/** Names of the parts of a calendar. */
export function useCalendarLabels() {
  const t = useTranslations('common.calendar')
  return { open: t('open'), previousMonth: t('previousMonth'), nextMonth: t('nextMonth'), today: t('today') }
}

/** Where one filter is made: its operator and its value, by the type of its column. */
export function FilterEditor({ filter, column, format, onChange }: EditorProps) {
  const t = useTranslations('table')
  const date = column.type === 'date' || column.type === 'instant'
  const preset = presetOf(filter)
  const editor = editorOf(column.type, filter.operator)
  const operators = operatorsOf(column.type)
  return (
    <div className="flex flex-col gap-2">
      {date ? (
        <div className="flex flex-wrap gap-1">
          {datePresets.map((name) => (
            <button
              key={name}
              type="button"
              aria-pressed={preset === name}
              onClick={() => onChange({ column: filter.column, operator: 'eq', value: presetValue(name) })}
              className="rounded-sm border border-line px-1.5 py-0.5 text-xs text-muted hover:bg-hover aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:text-accent-text pointer-coarse:px-3 pointer-coarse:py-2.5"
            >
              {t(`presets.${name}`)}
            </button>
          ))}
        </div>
      ) : null}
      {operators.length > 1 && column.type !== 'enum' ? (
        <Select
          aria-label={t('operator')}
          value={preset ? null : filter.operator}
          placeholder={t('chooseOperator')}
          options={operators.map((value) => ({ value, label: t(`operators.${date ? 'date' : 'any'}.${value}`) }))}
          onValueChange={(value) => {
            const operator = listOperators.find((o) => o === value)
            if (operator) onChange(withOperator(filter, column, operator))
          }}
        />
      ) : null}
      {preset ? null : <ValueEditor {...{ filter, column, format, onChange, editor }} />}
    </div>
  )
}

function ValueEditor({
  filter,
  column,
  format,
  onChange,
  editor,
}: EditorProps & { editor: ReturnType<typeof editorOf> }) {
  const t = useTranslations('table')
  const locale = useLocale()
  const values = texts(filter)
  const set = (index: number, text: string) =>
    onChange({ ...filter, value: Array.isArray(filter.value) ? values.map((v, i) => (i === index ? text : v)) : text })
  const calendar = useCalendarLabels()
  switch (editor) {
    case 'none':
      return null
    case 'boolean':
      return (
        <Select
          aria-label={t('value')}
          value={String(filter.value)}
          options={[
            { value: 'true', label: t('yes') },
            { value: 'false', label: t('no') },
          ]}
          onValueChange={(value) => onChange({ ...filter, value: value === 'true' })}
        />
      )
    case 'options':
      return <OptionsEditor {...{ filter, column, format, onChange }} />
    case 'text':
      return (
        <Input autoFocus aria-label={t('value')} value={values[0] ?? ''} onChange={(e) => set(0, e.target.value)} />
      )
    case 'number':
    case 'numberRange':
      return (
        <div className="flex items-center gap-2">
          <NumberField
            locale={locale}
            aria-label={t(editor === 'number' ? 'value' : 'from')}
            value={values[0] ?? ''}
            onValueChange={(v) => set(0, v)}
          />
          {editor === 'numberRange' ? (
            <>
              <span className="text-faint">–</span>
              <NumberField
                locale={locale}
                aria-label={t('to')}
                value={values[1] ?? ''}
                onValueChange={(v) => set(1, v)}
              />
            </>
          ) : null}
        </div>
      )
    default:
      return (
        <div className="flex flex-col gap-2">
          <DateField
            locale={locale}
            labels={calendar}
            aria-label={t(editor === 'date' ? 'value' : 'from')}
            value={values[0] ?? ''}
            onValueChange={(v) => set(0, v)}
          />
          {editor === 'dateRange' ? (
            <DateField
              locale={locale}
              labels={calendar}
              aria-label={t('to')}
              value={values[1] ?? ''}
              onValueChange={(v) => set(1, v)}
            />
          ) : null}
        </div>
      )
  }
}

function OptionsEditor({ filter, column, format, onChange }: EditorProps) {
  const t = useTranslations('table')
  const [find, setFind] = useState('')
  const chosen = new Set(texts(filter).filter(Boolean))
  const options = (column.values ?? []).map((value) => ({ value, label: format.option(filter.column, value) }))
  const shown = options.filter((o) => o.label.toLocaleLowerCase().includes(find.trim().toLocaleLowerCase()))
  const toggle = (value: string) => {
    const next = chosen.has(value) ? [...chosen].filter((v) => v !== value) : [...chosen, value]
    onChange({ column: filter.column, operator: 'in', value: next })
  }
  return (
    <div className="flex flex-col gap-1">
      {options.length > 8 ? (
        <Input
          autoFocus
          aria-label={t('findValue')}
          placeholder={t('findValue')}
          value={find}
          onChange={(e) => setFind(e.target.value)}
        />
      ) : null}
      <ul className="-mx-1 max-h-64 overflow-y-auto">
        {shown.map(({ value, label }) => (
          <li key={value}>
            <CheckRow checked={chosen.has(value)} label={label} onToggle={() => toggle(value)} />
          </li>
        ))}
      </ul>
    </div>
  )
}

/** A filter as one reads it: "State is Draft, Approved". */
export function useFilterText(format: ListFormat, columns: Readonly<Record<string, ListColumn>>) {
  const t = useTranslations('table')
  return (filter: ListFilter): { title: string; operator: string; value: string } => {
    const column = columns[filter.column]
    const date = column?.type === 'date' || column?.type === 'instant'
    const preset = presetOf(filter)
    const title = format.title(filter.column)
    if (preset) return { title, operator: '', value: t(`presets.${preset}`) }
    const values = texts(filter).filter((v) => v !== '')
    const read = values.map((v) =>
      column?.type === 'boolean' ? t(v === 'true' ? 'yes' : 'no') : format.value(filter.column, v),
    )
    const value =
      filter.operator === 'between'
        ? texts(filter)
            .map((v) => (v === '' ? '…' : format.value(filter.column, v)))
            .join(' – ')
        : read.length > 2
          ? t('andMore', { first: read[0] ?? '', count: read.length - 1 })
          : read.join(', ')
    const quiet = filter.operator === 'in' || filter.operator === 'between' || column?.type === 'boolean'
    return { title, operator: quiet ? '' : t(`operators.${date ? 'date' : 'any'}.${filter.operator}`), value }
  }
}
