'use client'
import { useTranslations } from 'next-intl'
import { memo } from 'react'
import type { Format } from '@/components/format'
import { cn } from '@/components/ui/cn'
import { formatDecimal } from '@/components/ui/decimal-text'
import { Finding, type RuleFinding } from '../findings'
import { type ColumnBox, GUTTER } from './layout'
import { cellText, type GridColumn, type GridLine } from './model'

export const LINE_HEIGHT = 34
export const NOTE_HEIGHT = 28

/** Errors in words, by column; `''` is the line as a whole. */
export type LineErrors = Readonly<Record<string, string>>

/** A cell as one reads it. */
export function readCell(line: GridLine, column: GridColumn, format: Format): string {
  const text = cellText(line, column)
  if (text === '' || line.raw?.[column.key]) return text
  if ((column.kind === 'select' || column.kind === 'lookup') && isUnnamed(text)) return UNNAMED
  if (column.kind === 'date') return format.date(text)
  if (column.kind === 'decimal') return formatDecimal(text, format.locale, { minPlaces: column.minPlaces })
  if (column.kind === 'computed' && column.digits !== undefined)
    return formatDecimal(text, format.locale, { minPlaces: column.digits, maxPlaces: column.digits })
  return text
}

/** A choice whose name is not known, or not yet: nobody reads its key. */
const UNNAMED = '…'
const isUnnamed = (text: string) => /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}$/.test(text)

export const alignsEnd = (column: GridColumn): boolean =>
  column.kind === 'decimal' || (column.kind === 'computed' && column.align !== 'start')

/** Notes that stand below a line: the error of the line as a whole, and what rules found. */
export const notesOf = (errors: LineErrors | undefined, findings: readonly RuleFinding[] | undefined): number =>
  (errors?.[''] ? 1 : 0) + (findings?.length ?? 0)

interface Props {
  line: GridLine
  row: number
  top: number
  columns: readonly GridColumn[]
  boxes: readonly ColumnBox[]
  format: Format
  errors?: LineErrors
  findings?: readonly RuleFinding[]
  domId: string
  marked: boolean
}

function View({ line, row, top, columns, boxes, format, errors, findings, domId, marked }: Props) {
  const t = useTranslations('document.grid')
  const notes = notesOf(errors, findings)
  const width = (boxes.at(-1)?.left ?? 0) + (boxes.at(-1)?.width ?? 0)
  return (
    <tr
      aria-rowindex={row + 2}
      data-row={row}
      className="absolute top-0 left-0 block border-b bg-surface"
      style={{ transform: `translateY(${top}px)`, width, height: LINE_HEIGHT + notes * NOTE_HEIGHT }}
    >
      <th
        scope="row"
        data-gutter=""
        style={{ width: GUTTER, height: LINE_HEIGHT }}
        className={cn(
          'absolute left-0 flex items-center justify-center text-xs font-normal text-faint',
          marked && 'bg-selected text-accent-text',
        )}
      >
        {row + 1}
      </th>
      {columns.map((column, index) => {
        const box = boxes[index]
        const raw = line.raw?.[column.key]
        const pending = raw?.error === 'pending'
        const error =
          errors?.[column.key] ?? (raw && !pending ? t(`errors.${raw.error}`, { text: raw.text }) : undefined)
        const given = readCell(line, column, format)
        const shown = given || (column.ghost?.(line) ?? '')
        const hint = column.hint?.(line) ?? (shown.length > 18 ? shown : undefined)
        return (
          <td
            key={column.key}
            id={`${domId}-${row}-${index}`}
            data-column={index}
            aria-invalid={error ? true : undefined}
            title={error ?? hint}
            style={{ left: box?.left, width: box?.width, height: LINE_HEIGHT }}
            className={cn(
              'absolute flex cursor-cell items-center border-l px-2.5 text-sm',
              alignsEnd(column) && 'num justify-end',
              (column.kind === 'computed' || column.readOnly) && 'bg-sunken text-muted',
              given === '' && shown !== '' && 'text-faint',
              pending && 'animate-pulse-soft text-faint italic',
              error && 'bg-blocked-soft text-blocked shadow-[inset_0_-2px_0_var(--blocked)]',
            )}
          >
            <span className="truncate">{shown}</span>
          </td>
        )
      })}
      {notes > 0 ? (
        <td className="absolute block" style={{ top: LINE_HEIGHT, left: GUTTER, width: width - GUTTER }}>
          {errors?.[''] ? (
            <span className="flex items-center px-2.5 text-sm text-blocked" style={{ height: NOTE_HEIGHT }}>
              {errors['']}
            </span>
          ) : null}
          {findings?.map((finding) => (
            <div key={finding.id} className="flex items-center px-2.5" style={{ height: NOTE_HEIGHT }}>
              <Finding oneLine finding={finding} />
            </div>
          ))}
        </td>
      ) : null}
    </tr>
  )
}
export const GridLineView = memo(View)
