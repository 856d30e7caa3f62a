'use client'
import { useLocale } from 'next-intl'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { localToday, parseDate } from '@/components/ui/date-text'
import { parseDecimal } from '@/components/ui/decimal-text'
import {
  applyResolved,
  blankLine,
  clear,
  copy,
  deleteLines,
  duplicateLines,
  type EditContext,
  editLine,
  fillDown,
  insertLine,
  type Lines,
  paste,
  pendingTexts,
  setOption,
  setText,
} from './edit'
import type { Editing, GridCommand } from './keys'
import {
  type CellAt,
  cellText,
  type GridColumn,
  isEditable,
  type LineValue,
  type LookupOption,
  move,
  rangeOf,
} from './model'
import { parseTsv, toTsv } from './tsv'

export interface LineGridInput {
  readonly columns: readonly GridColumn[]
  readonly lines: Lines
  readonly onChange: (lines: Lines) => void
  readonly newId: () => string
  readonly blank?: () => Readonly<Record<string, LineValue>>
  /** Why nothing may be changed; the grid can still be read and copied. */
  readonly refused?: string | null
  readonly maxLines?: number
}

const HISTORY = 100
/** Texts asked of `resolve` at once. */
const BATCH = 500

/** Lines with their past: every change is one step that Ctrl+Z takes back. */
function useHistory(lines: Lines, onChange: (lines: Lines) => void) {
  const past = useRef<Lines[]>([])
  const future = useRef<Lines[]>([])
  const now = useRef(lines)
  useEffect(() => {
    now.current = lines
  }, [lines])
  const put = useCallback(
    (next: Lines, remember = true) => {
      if (next === now.current) return
      if (remember) {
        past.current = [...past.current.slice(1 - HISTORY), now.current]
        future.current = []
      }
      now.current = next
      onChange(next)
    },
    [onChange],
  )
  const step = (from: typeof past, to: typeof past) => {
    const next = from.current.at(-1)
    if (!next) return
    from.current = from.current.slice(0, -1)
    to.current = [...to.current, now.current]
    put(next, false)
  }
  return { now, put, undo: () => step(past, future), redo: () => step(future, past) }
}

/** Everything a line grid does; what draws it stands in `LineGrid`. */
export function useLineGrid({ columns, lines, onChange, newId, blank, refused, maxLines = 5000 }: LineGridInput) {
  const locale = useLocale()
  const { now, put, undo, redo } = useHistory(lines, onChange)
  const [at, setAt] = useState<CellAt>({ row: 0, column: 0 })
  const [anchor, setAnchor] = useState<CellAt>({ row: 0, column: 0 })
  const [editing, setEditing] = useState<Editing>(false)
  const [draft, setDraft] = useState('')
  const [cutColumns, setCutColumns] = useState(0)
  const context = useMemo(
    (): EditContext => ({
      columns,
      newId,
      blank,
      parseDecimal: (text) => parseDecimal(text, locale),
      parseDate: (text) => parseDate(text, locale, localToday()),
    }),
    [columns, newId, blank, locale],
  )
  const range = rangeOf(anchor, at)
  const column = columns[at.column]
  const line = lines[at.row]
  const canEdit = !refused && column !== undefined && isEditable(column)

  const resolve = useCallback(async () => {
    for (const lookup of columns) {
      if (lookup.kind !== 'lookup') continue
      const texts = pendingTexts(now.current, lookup.key)
      for (let from = 0; from < texts.length; from += BATCH) {
        const batch = texts.slice(from, from + BATCH)
        // A search that fails leaves the text as unknown: it stays to be mended, nothing is lost.
        const found = await lookup.resolve(batch).catch(() => new Map<string, LookupOption>())
        put(applyResolved(now.current, lookup, batch, found), false)
      }
    }
  }, [columns, now, put])

  const goTo = (next: CellAt, extend = false) => {
    setAt(next)
    if (!extend) setAnchor(next)
  }
  /** Puts the text that is being edited; true when something was being edited. */
  const commit = () => {
    if (!editing) return
    setEditing(false)
    if (column) put(editLine(now.current, at.row, (l) => setText(l, column, draft, context)))
    void resolve()
  }
  /** Takes an option for the edited cell, then moves on. */
  const choose = (option: LookupOption | { value: string }, then?: GridCommand) => {
    setEditing(false)
    if (!column) return
    put(
      editLine(now.current, at.row, (l) =>
        'id' in option ? setOption(l, column, option) : setText(l, column, option.value, context),
      ),
    )
    if (then) act(then)
  }
  const edit = (how: 'typed' | 'inside', text: string) => {
    if (!canEdit) return
    setDraft(text)
    setEditing(how)
  }
  const addLine = (row = now.current.length) => {
    if (refused || now.current.length >= maxLines) return
    put(insertLine(now.current, row, context))
    goTo({ row, column: Math.max(0, columns.findIndex(isEditable)) })
  }
  const run = (command: GridCommand) => {
    if (command.do === 'cancel') {
      if (editing) setEditing(false)
      else setAnchor(at)
      return
    }
    commit()
    act(command)
  }
  const act = (command: GridCommand) => {
    if (command.do === 'cancel') return
    if (command.do === 'move') {
      const last = at.row === now.current.length - 1
      const beyond =
        (command.by === 'down' && last) || (command.by === 'next' && last && at.column === columns.length - 1)
      if (beyond && !command.extend && !refused) return addLine()
      return goTo(move(at, command.by, now.current.length, columns.length), command.extend)
    }
    if (command.do === 'edit') return line && column ? edit('inside', cellText(line, column)) : undefined
    if (command.do === 'all') {
      setAnchor({ row: 0, column: 0 })
      return setAt({ row: now.current.length - 1, column: columns.length - 1 })
    }
    if (!refused) change(command.do)
  }
  const change = (what: Exclude<GridCommand['do'], 'move' | 'edit' | 'cancel' | 'all'>) => {
    switch (what) {
      case 'clear':
        return put(clear(now.current, range, context))
      case 'fillDown':
        return put(fillDown(now.current, range, context))
      case 'insert':
        return addLine(at.row)
      case 'duplicate':
        return put(duplicateLines(now.current, range.top, range.bottom, newId))
      case 'delete': {
        const left = deleteLines(now.current, range.top, range.bottom)
        put(left.length > 0 ? left : [blankLine(context)])
        return goTo({ row: Math.max(0, Math.min(range.top, left.length - 1)), column: at.column })
      }
      case 'undo':
        return undo()
      default:
        return redo()
    }
  }
  const pasteText = (text: string) => {
    if (refused) return
    const block = parseTsv(text).slice(0, maxLines - range.top)
    if (block.length === 0) return
    const start = { row: range.top, column: range.left }
    const pasted = paste(now.current, start, range, block, context)
    put(pasted.lines)
    setCutColumns(pasted.cutColumns)
    setAnchor({ row: pasted.range.top, column: pasted.range.left })
    setAt({ row: pasted.range.bottom, column: pasted.range.right })
    void resolve()
  }
  return {
    at,
    anchor,
    range,
    column,
    line,
    editing,
    draft,
    canEdit,
    /** Nothing here may be changed: keys that are not the grid's own belong to the document. */
    reading: Boolean(refused),
    cutColumns,
    context,
    setDraft,
    goTo,
    commit,
    choose,
    edit,
    run,
    addLine,
    pasteText,
    copyText: () => toTsv(copy(now.current, range, columns)),
    editLine: (row: number, change: Parameters<typeof editLine>[2]) => put(editLine(now.current, row, change)),
    resolve,
  }
}
export type LineGridModel = ReturnType<typeof useLineGrid>
