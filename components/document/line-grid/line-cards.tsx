'use client'
import { useVirtualizer } from '@tanstack/react-virtual'
import { Trash2 } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import { useCalendarLabels } from '@/components/data-table/filter-editor'
import { useLookupLabels } from '@/components/form/fields'
import { useFormat } from '@/components/format'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { Combobox } from '@/components/ui/combobox'
import { DateField } from '@/components/ui/date-field'
import { Input } from '@/components/ui/input'
import { Label } from '@/components/ui/label'
import { NumberField } from '@/components/ui/number-field'
import { Select } from '@/components/ui/select'
import { Sheet, SheetContent } from '@/components/ui/sheet'
import { Finding } from '../findings'
import { setOption, setText } from './edit'
import { readCell } from './grid-line'
import { cellText, type GridColumn, type GridLine, isEditable, type LookupOption } from './model'
import type { LineGridProps } from './types'
import type { LineGridModel } from './use-line-grid'

type CardsProps = LineGridProps & { model: LineGridModel }
const CARD = 60

/** Lines on a phone: two lines each, opened one at a time as stacked fields. */
export function LineCards(props: CardsProps) {
  const { columns, lines, model, errors, findings, refused } = props
  const t = useTranslations('document.grid')
  const format = useFormat()
  const scroller = useRef<HTMLDivElement>(null)
  const [open, setOpen] = useState<string | null>(null)
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => CARD,
    overscan: 6,
    getItemKey: (row) => lines[row]?.id ?? row,
  })
  const [first, ...others] = columns
  const last = columns.findLast((c) => c.kind === 'computed') ?? columns.at(-1)
  const row = lines.findIndex((line) => line.id === open)
  const line = lines[row]
  const wrong = (l: GridLine) =>
    Object.values(l.raw ?? {}).some((raw) => raw.error !== 'pending') ||
    errors?.has(l.id) ||
    (findings?.get(l.id) ?? []).some((f) => f.effect === 'block')
  return (
    <>
      <div ref={scroller} className="overflow-y-auto rounded-md border bg-surface" style={{ maxHeight: CARD * 8 }}>
        <ul aria-label={props.label} className="relative" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start, key }) => {
            const shown = lines[index]
            if (!shown || !first) return null
            const facts = others
              .filter((c) => c !== last && c.kind !== 'date')
              .slice(0, 3)
              .map((c) => readCell(shown, c, format))
              .filter(Boolean)
            return (
              <li
                key={key}
                className="absolute inset-x-0 top-0"
                style={{ transform: `translateY(${start}px)`, height: CARD }}
              >
                <button
                  type="button"
                  onClick={() => setOpen(shown.id)}
                  className={cn(
                    'flex h-full w-full items-center gap-3 border-b px-3 text-left active:bg-hover',
                    wrong(shown) && 'shadow-[inset_3px_0_0_var(--blocked)]',
                  )}
                >
                  <span className="flex min-w-0 flex-1 flex-col">
                    <span className="truncate text-base">
                      {readCell(shown, first, format) || t('emptyLine', { row: index + 1 })}
                    </span>
                    <span className="truncate text-sm text-muted">{facts.join(' · ')}</span>
                  </span>
                  {last ? <span className="num text-base">{readCell(shown, last, format)}</span> : null}
                </button>
              </li>
            )
          })}
        </ul>
      </div>
      <Sheet open={line !== undefined} onOpenChange={(next) => !next && setOpen(null)}>
        <SheetContent
          title={t('line', { row: row + 1 })}
          closeLabel={t('close')}
          footer={
            <>
              <Button
                variant="quiet"
                disabledReason={refused}
                onClick={() => {
                  setOpen(null)
                  props.onChange(lines.filter((l) => l.id !== open))
                }}
              >
                <Trash2 aria-hidden />
                {t('delete')}
              </Button>
              <Button variant="primary" onClick={() => setOpen(null)}>
                {t('done')}
              </Button>
            </>
          }
        >
          <div className="flex flex-col gap-3">
            {line ? findings?.get(line.id)?.map((finding) => <Finding key={finding.id} finding={finding} />) : null}
            {line
              ? columns.map((column) => (
                  <StackedField
                    key={column.key}
                    {...{ column, line, row, model }}
                    error={errors?.get(line.id)?.[column.key]}
                    locked={Boolean(refused)}
                  />
                ))
              : null}
          </div>
        </SheetContent>
      </Sheet>
    </>
  )
}

interface FieldProps {
  column: GridColumn
  line: GridLine
  row: number
  model: LineGridModel
  error?: string
  locked: boolean
}

function StackedField({ column, line, row, model, error, locked }: FieldProps) {
  const t = useTranslations('document.grid')
  const format = useFormat()
  const raw = line.raw?.[column.key]
  const wrong = error ?? (raw && raw.error !== 'pending' ? t(`errors.${raw.error}`, { text: raw.text }) : undefined)
  const id = `line-${line.id}-${column.key}`
  return (
    <div className="flex flex-col gap-1">
      <Label htmlFor={id} required={column.required}>
        {column.title}
      </Label>
      {isEditable(column) && !locked ? (
        <Control {...{ id, column, line, row, model }} invalid={wrong !== undefined} />
      ) : (
        <span className="num self-start text-base">{readCell(line, column, format) || '–'}</span>
      )}
      {wrong ? <p className="text-xs text-blocked">{wrong}</p> : null}
    </div>
  )
}

function Control({
  id,
  column,
  line,
  row,
  model,
  invalid,
}: Omit<FieldProps, 'error' | 'locked'> & { id: string; invalid: boolean }) {
  const locale = useLocale()
  const calendar = useCalendarLabels()
  const labels = useLookupLabels(column.title)
  const put = (text: string) => model.editLine(row, (l) => setText(l, column, text, model.context))
  const value = cellText(line, column)
  const shared = { id, 'aria-invalid': invalid || undefined }
  switch (column.kind) {
    case 'decimal':
      return <NumberField {...shared} locale={locale} value={value} onValueChange={put} />
    case 'date':
      return <DateField {...shared} locale={locale} labels={calendar} value={value} onValueChange={put} />
    case 'select':
      return <Select {...shared} options={column.options} value={line.values[column.key] ?? null} onValueChange={put} />
    case 'lookup': {
      const chosen = line.values[column.key]
      const asOption = (option: LookupOption) => ({ ...option, value: option.id, hint: option.description })
      return (
        <Combobox
          {...shared}
          labels={labels}
          clearable
          value={chosen ? asOption({ id: chosen, label: value }) : null}
          search={async (text, signal) => (await column.search(text, signal)).map(asOption)}
          onValueChange={(option) =>
            model.editLine(row, (l) => (option ? setOption(l, column, option) : setText(l, column, '', model.context)))
          }
        />
      )
    }
    default:
      return <Input {...shared} value={value} onChange={(event) => put(event.target.value)} />
  }
}
