import { dec } from '@/server/kernel/money'

export type LineValue = string | null
/** One line as the grid holds it. `id` is stable on this screen; values are what the server takes. */
export interface GridLine {
  readonly id: string
  readonly values: Readonly<Record<string, LineValue>>
  /** What a lookup value is called, by column (the item's number and name for its id). */
  readonly labels?: Readonly<Record<string, string>>
  /** Text a person gave that could not be understood, by column: shown as it came, with its error, until mended. */
  readonly raw?: Readonly<Record<string, RawCell>>
}
export interface RawCell {
  readonly text: string
  /** Key below `document.grid.errors`. */
  readonly error: 'number' | 'tooPrecise' | 'date' | 'option' | 'pending' | 'unknown' | 'ambiguous'
}

export interface LookupOption {
  readonly id: string
  readonly label: string
  readonly description?: string
  /** Other columns that follow from the choice (unit, description, price); only empty cells or derived ones take them. */
  readonly fills?: Readonly<Record<string, LineValue>>
}

interface ColumnBase {
  readonly key: string
  readonly title: string
  /** Pixels; the column flagged `grow` takes what is left. */
  readonly width?: number
  readonly grow?: boolean
  readonly readOnly?: boolean
  readonly required?: boolean
  /** What an empty cell stands for (the list price, the customer's tax), as one reads it; shown quieter than what was given. */
  readonly ghost?: (line: GridLine) => string | null
  /** Why a cell has its value, said on hover. */
  readonly hint?: (line: GridLine) => string | null
}
export type GridColumn = ColumnBase &
  (
    | { readonly kind: 'text'; readonly maxLength?: number }
    | { readonly kind: 'decimal'; readonly digits?: number; readonly minPlaces?: number; readonly total?: boolean }
    | { readonly kind: 'date' }
    | { readonly kind: 'select'; readonly options: readonly { value: string; label: string }[] }
    | {
        readonly kind: 'lookup'
        /** Candidates for what was typed, best first. */
        readonly search: (text: string, signal: AbortSignal) => Promise<readonly LookupOption[]>
        /** Exact matches of many pasted texts (number, barcode or name) in one go; absent = unknown. */
        readonly resolve: (texts: readonly string[]) => Promise<ReadonlyMap<string, LookupOption>>
      }
    | {
        readonly kind: 'computed'
        /** From the line's values; the server's figure decides in the end. Null = nothing to show yet. */
        readonly compute: (values: GridLine['values'], line: GridLine) => string | null
        readonly digits?: number
        readonly total?: boolean
        readonly align?: 'start' | 'end'
      }
  )

export interface CellAt {
  readonly row: number
  readonly column: number
}
export interface CellRange {
  readonly top: number
  readonly bottom: number
  readonly left: number
  readonly right: number
}

export const rangeOf = (a: CellAt, b: CellAt): CellRange => ({
  top: Math.min(a.row, b.row),
  bottom: Math.max(a.row, b.row),
  left: Math.min(a.column, b.column),
  right: Math.max(a.column, b.column),
})

/** Where a movement ends in a grid of `rows` x `columns`; Tab runs on into the next row, arrows stop at the edge. */
export function move(at: CellAt, by: Movement, rows: number, columns: number): CellAt {
  const clamp = (row: number, column: number): CellAt => ({
    row: Math.max(0, Math.min(rows - 1, row)),
    column: Math.max(0, Math.min(columns - 1, column)),
  })
  switch (by) {
    case 'up':
      return clamp(at.row - 1, at.column)
    case 'down':
      return clamp(at.row + 1, at.column)
    case 'left':
      return clamp(at.row, at.column - 1)
    case 'right':
      return clamp(at.row, at.column + 1)
    case 'pageUp':
      return clamp(at.row - 15, at.column)
    case 'pageDown':
      return clamp(at.row + 15, at.column)
    case 'rowStart':
      return clamp(at.row, 0)
    case 'rowEnd':
      return clamp(at.row, columns - 1)
    case 'columnTop':
      return clamp(0, at.column)
    case 'columnEnd':
      return clamp(rows - 1, at.column)
    case 'start':
      return clamp(0, 0)
    case 'end':
      return clamp(rows - 1, columns - 1)
    case 'next': {
      if (at.column + 1 < columns) return clamp(at.row, at.column + 1)
      return at.row + 1 < rows ? clamp(at.row + 1, 0) : at
    }
    case 'previous': {
      if (at.column > 0) return clamp(at.row, at.column - 1)
      return at.row > 0 ? clamp(at.row - 1, columns - 1) : at
    }
  }
}
export type Movement =
  | 'up'
  | 'down'
  | 'left'
  | 'right'
  | 'next'
  | 'previous'
  | 'pageUp'
  | 'pageDown'
  | 'rowStart'
  | 'rowEnd'
  | 'columnTop'
  | 'columnEnd'
  | 'start'
  | 'end'

export const isEditable = (column: GridColumn): boolean => column.kind !== 'computed' && !column.readOnly

/** What a cell shows while edited, copied or matched: the raw text, the label of a lookup or option, else the value. */
export function cellText(line: GridLine, column: GridColumn): string {
  const raw = line.raw?.[column.key]
  if (raw) return raw.text
  if (column.kind === 'computed') return column.compute(line.values, line) ?? ''
  const value = line.values[column.key] ?? ''
  if (column.kind === 'lookup') return line.labels?.[column.key] ?? value
  if (column.kind === 'select') return column.options.find((o) => o.value === value)?.label ?? value
  return value
}

/** How the person's language writes numbers and dates. `''` and null are no value. */
export interface CellReader {
  readonly parseDecimal: (text: string) => string | null
  readonly parseDate: (text: string) => string | null
}

export type ParsedCell = { value: LineValue } | { error: RawCell['error'] }

/** Understands typed or pasted text for a column. Lookups are `pending`: they are matched by the column's `resolve`. */
export function parseCell(text: string, column: GridColumn, read: CellReader): ParsedCell {
  const trimmed = text.trim()
  if (trimmed === '') return { value: null }
  switch (column.kind) {
    case 'decimal': {
      const value = read.parseDecimal(trimmed.replace(/^[\p{Sc}]\s*|\s*[\p{Sc}%]$/gu, ''))
      if (!value) return { error: 'number' }
      return dec(value).decimalPlaces() > (column.digits ?? 10) ? { error: 'tooPrecise' } : { value }
    }
    case 'date': {
      const date = read.parseDate(trimmed)
      return date ? { value: date } : { error: 'date' }
    }
    case 'select': {
      const wanted = trimmed.toLocaleLowerCase()
      const option = column.options.find((o) => o.value === trimmed || o.label.toLocaleLowerCase() === wanted)
      return option ? { value: option.value } : { error: 'option' }
    }
    case 'lookup':
      return { error: 'pending' }
    default:
      return { value: column.kind === 'text' && column.maxLength ? text.trim().slice(0, column.maxLength) : trimmed }
  }
}
