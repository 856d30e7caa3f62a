import {
  type CellAt,
  type CellRange,
  type CellReader,
  cellText,
  type GridColumn,
  type GridLine,
  isEditable,
  type LineValue,
  type LookupOption,
  parseCell,
  type RawCell,
} from './model'

/** Everything here is pure: lines in, lines out; lines that do not change keep their identity, so only changed rows draw. */
export type Lines = readonly GridLine[]
export interface EditContext extends CellReader {
  readonly columns: readonly GridColumn[]
  readonly newId: () => string
  /** Values that a new line starts with. */
  readonly blank?: () => Readonly<Record<string, LineValue>>
}

const without = <T>(record: Readonly<Record<string, T>> | undefined, key: string): Record<string, T> | undefined => {
  if (!record || !(key in record)) return record
  const { [key]: _gone, ...rest } = record
  return Object.keys(rest).length > 0 ? rest : undefined
}

function withRaw(line: GridLine, key: string, raw: RawCell): GridLine {
  return {
    ...line,
    values: { ...line.values, [key]: null },
    labels: without(line.labels, key),
    raw: { ...line.raw, [key]: raw },
  }
}

function withValue(line: GridLine, key: string, value: LineValue, label?: string): GridLine {
  const labels = label === undefined ? without(line.labels, key) : { ...line.labels, [key]: label }
  return { ...line, values: { ...line.values, [key]: value }, labels, raw: without(line.raw, key) }
}

/** Puts text into a cell: a value when it is understood, otherwise the text itself with its error. Nothing is lost. */
export function setText(line: GridLine, column: GridColumn, text: string, context: EditContext): GridLine {
  if (!isEditable(column) || text === cellText(line, column)) return line
  const parsed = parseCell(text, column, context)
  return 'value' in parsed
    ? withValue(line, column.key, parsed.value)
    : withRaw(line, column.key, { text, error: parsed.error })
}

/** Puts a lookup choice and what follows from it. What the person gave before stays, unless `overwrite`. */
export function setOption(line: GridLine, column: GridColumn, option: LookupOption, overwrite = true): GridLine {
  let next = withValue(line, column.key, option.id, option.label)
  for (const [key, value] of Object.entries(option.fills ?? {})) {
    const has = (next.values[key] ?? null) !== null || next.raw?.[key] !== undefined
    if (key !== column.key && (overwrite || !has)) next = withValue(next, key, value)
  }
  return next
}

export const blankLine = (context: EditContext): GridLine => ({ id: context.newId(), values: context.blank?.() ?? {} })

/** True when nothing was ever put on the line: it is not sent and shows no errors. */
export const isBlankLine = (line: GridLine, context: EditContext): boolean => {
  const start = context.blank?.() ?? {}
  return !line.raw && Object.entries(line.values).every(([key, value]) => (value ?? null) === (start[key] ?? null))
}

const replaceAt = (lines: Lines, row: number, line: GridLine): Lines =>
  lines[row] === line ? lines : lines.map((old, index) => (index === row ? line : old))

export const editLine = (lines: Lines, row: number, change: (line: GridLine) => GridLine): Lines => {
  const line = lines[row]
  return line ? replaceAt(lines, row, change(line)) : lines
}

export interface Pasted {
  readonly lines: Lines
  readonly range: CellRange
  /** Cells to the right of the last column: told, because they could not be put anywhere. */
  readonly cutColumns: number
}

/**
 * Pastes rows of text with the top left at `at`; new lines are made as needed. One single value fills the whole selection.
 * A read-only or computed column takes nothing but keeps its place, so copied blocks line up.
 */
export function paste(
  lines: Lines,
  at: CellAt,
  selection: CellRange | null,
  block: readonly (readonly string[])[],
  context: EditContext,
): Pasted {
  const single = block.length === 1 && block[0]?.length === 1
  const rows = single && selection ? selection.bottom - selection.top + 1 : block.length
  const width = Math.max(1, ...block.map((row) => row.length))
  const wide = single && selection ? selection.right - selection.left + 1 : width
  const left = single && selection ? selection.left : at.column
  const top = single && selection ? selection.top : at.row
  const next = [...lines]
  for (let r = 0; r < rows; r++) {
    const texts = block[single ? 0 : r] ?? []
    let line = next[top + r] ?? blankLine(context)
    for (let c = 0; c < wide; c++) {
      const column = context.columns[left + c]
      const text = texts[single ? 0 : c]
      if (column && text !== undefined) line = setText(line, column, text, context)
    }
    next[top + r] = line
  }
  const right = Math.min(context.columns.length, left + wide) - 1
  return {
    lines: next,
    range: { top, bottom: top + Math.max(0, rows - 1), left, right },
    cutColumns: Math.max(0, left + wide - context.columns.length),
  }
}

export const copy = (lines: Lines, range: CellRange, columns: readonly GridColumn[]): string[][] =>
  lines
    .slice(range.top, range.bottom + 1)
    .map((line) => columns.slice(range.left, range.right + 1).map((column) => cellText(line, column)))

/** Empties the editable cells of a range. */
export const clear = (lines: Lines, range: CellRange, context: EditContext): Lines =>
  mapRange(lines, range, context.columns, (line, column) => setText(line, column, '', context))

/** Copies the top row of a range into the rows below it (Ctrl+D); a range of one row takes from the row above. */
export function fillDown(lines: Lines, range: CellRange, context: EditContext): Lines {
  const oneRow = range.top === range.bottom
  const source = lines[oneRow ? range.top - 1 : range.top]
  if (!source) return lines
  const target = { ...range, top: oneRow ? range.top : range.top + 1 }
  return mapRange(lines, target, context.columns, (line, column) => {
    if (!isEditable(column)) return line
    const raw = source.raw?.[column.key]
    return raw
      ? withRaw(line, column.key, raw)
      : withValue(line, column.key, source.values[column.key] ?? null, source.labels?.[column.key])
  })
}

function mapRange(
  lines: Lines,
  range: CellRange,
  columns: readonly GridColumn[],
  change: (line: GridLine, column: GridColumn) => GridLine,
): Lines {
  const touched = columns.slice(range.left, range.right + 1)
  return lines.map((line, row) => (row < range.top || row > range.bottom ? line : touched.reduce(change, line)))
}

export const insertLine = (lines: Lines, row: number, context: EditContext): Lines => [
  ...lines.slice(0, row),
  blankLine(context),
  ...lines.slice(row),
]
export const deleteLines = (lines: Lines, top: number, bottom: number): Lines =>
  lines.filter((_, row) => row < top || row > bottom)
export const duplicateLines = (lines: Lines, top: number, bottom: number, newId: () => string): Lines => [
  ...lines.slice(0, bottom + 1),
  ...lines.slice(top, bottom + 1).map((line) => ({ ...line, id: newId() })),
  ...lines.slice(bottom + 1),
]

/** Texts of a lookup column that wait for `resolve`, each once. */
export const pendingTexts = (lines: Lines, key: string): string[] => [
  ...new Set(lines.flatMap((line) => (line.raw?.[key]?.error === 'pending' ? [line.raw[key].text.trim()] : []))),
]

/** Puts the answers of `resolve`: known texts become values, the rest stays as text with the error `unknown`. */
export function applyResolved(
  lines: Lines,
  column: GridColumn,
  asked: readonly string[],
  found: ReadonlyMap<string, LookupOption>,
): Lines {
  const answered = new Set(asked)
  return lines.map((line) => {
    const raw = line.raw?.[column.key]
    if (raw?.error !== 'pending' || !answered.has(raw.text.trim())) return line
    const option = found.get(raw.text.trim())
    return option
      ? setOption(line, column, option, false)
      : withRaw(line, column.key, { text: raw.text, error: 'unknown' })
  })
}
