'use client'
import { useVirtualizer } from '@tanstack/react-virtual'
import { CopyPlus, Plus, TextCursorInput, Trash2, TriangleAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type MouseEvent, type RefObject, useEffect, useId, useMemo, useRef, useState } from 'react'
import { useMedia } from '@/components/data-table/use-media'
import { useFormat } from '@/components/format'
import { Button, IconButton } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { formatDecimal } from '@/components/ui/decimal-text'
import { dec, sum } from '@/server/kernel/money'
import { CellInput } from './cell-input'
import { alignsEnd, GridLineView, LINE_HEIGHT, NOTE_HEIGHT, notesOf, readCell } from './grid-line'
import { boxesOf, type ColumnBox, GUTTER } from './layout'
import { LineCards } from './line-cards'
import { cellText, type GridColumn, type GridLine } from './model'
import type { LineGridProps } from './types'
import { type LineGridModel, useLineGrid } from './use-line-grid'

export type { LineGridProps } from './types'

const HEAD = 32

/** An editable grid of document lines, in the manner of a spreadsheet; on a phone its lines are cards with fields. */
export function LineGrid(props: LineGridProps) {
  const phone = useMedia('(max-width: 639px)')
  const model = useLineGrid(props)
  const t = useTranslations('document.grid')
  const input = useRef<HTMLInputElement>(null)
  return (
    <section aria-label={props.label} className="flex min-w-0 flex-col">
      {phone ? <LineCards {...props} model={model} /> : <Sheet {...props} model={model} input={input} />}
      <GridBar {...props} model={model} phone={phone} input={input} />
      {model.cutColumns > 0 ? (
        <p role="status" className="px-1 pt-1 text-sm text-attention">
          {t('cutColumns', { count: model.cutColumns })}
        </p>
      ) : null}
      {props.totals}
    </section>
  )
}

type Part = LineGridProps & { model: LineGridModel }
/** The one field of the grid: whoever moves to a cell goes on typing there. */
type Typed = Part & { input: RefObject<HTMLInputElement | null> }

function Sheet(props: Typed) {
  const { columns, lines, model, errors, findings, input } = props
  const t = useTranslations('document.grid')
  const format = useFormat()
  const id = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const boxes = useBoxes(columns, scroller)
  const width = (boxes.at(-1)?.left ?? 0) + (boxes.at(-1)?.width ?? 0)
  const heightOf = (row: number) => {
    const line = lines[row]
    return LINE_HEIGHT + (line ? notesOf(errors?.get(line.id), findings?.get(line.id)) * NOTE_HEIGHT : 0)
  }
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: heightOf,
    getItemKey: (row) => lines[row]?.id ?? row,
    overscan: 8,
    scrollPaddingStart: HEAD,
    scrollPaddingEnd: HEAD,
  })
  // Heights depend on notes, which the virtualizer cannot see.
  const noted = (errors?.size ?? 0) + (findings?.size ?? 0)
  useEffect(() => {
    if (noted >= 0) virtual.measure()
  }, [noted, virtual])
  const { at, range } = model
  const topOf = (row: number) => virtual.measurementsCache[row]?.start ?? row * LINE_HEIGHT
  const box = boxes[at.column]
  useFollow(scroller, box, at.row, virtual)
  const cellAt = (event: MouseEvent) => {
    const target = event.target instanceof Element ? event.target : null
    const row = Number(target?.closest<HTMLElement>('[data-row]')?.dataset.row ?? Number.NaN)
    const cell = target?.closest<HTMLElement>('[data-column]')?.dataset.column
    const gutter = target?.closest('[data-gutter]') !== null
    if (Number.isNaN(row) || (cell === undefined && !gutter)) return null
    return { row, column: Number(cell ?? 0), gutter }
  }
  const press = (event: MouseEvent) => {
    if (event.target === input.current) return
    const cell = cellAt(event)
    if (!cell) return
    event.preventDefault()
    model.commit()
    if (cell.gutter) {
      model.goTo({ row: cell.row, column: columns.length - 1 }, false)
      if (!event.shiftKey) model.goTo({ row: cell.row, column: 0 })
      model.goTo({ row: cell.row, column: columns.length - 1 }, true)
    } else model.goTo(cell, event.shiftKey)
    input.current?.focus({ preventScroll: true })
  }
  const drag = (event: MouseEvent) => {
    const cell = event.buttons === 1 ? cellAt(event) : null
    if (cell && !model.editing) model.goTo(cell, true)
  }
  const column = columns[at.column]
  const line = lines[at.row]
  const label =
    column && line
      ? t('cell', { column: column.title, row: at.row + 1, value: readCell(line, column, format) })
      : props.label
  const left = boxes[range.left]
  const right = boxes[range.right]
  return (
    <div
      ref={scroller}
      className="relative overflow-auto overscroll-contain rounded-md border bg-surface"
      style={{ maxHeight: HEAD * 2 + (props.visibleRows ?? 14) * LINE_HEIGHT }}
    >
      {/* The grid is worked from its one field; the mouse only says which cell. */}
      <table
        {...{ role: 'grid', onMouseDown: press, onMouseMove: drag, onDoubleClick: () => model.run({ do: 'edit' }) }}
        aria-label={props.label}
        aria-rowcount={lines.length + 1}
        aria-colcount={columns.length + 1}
        className="block select-none"
        style={{ width }}
      >
        <thead className="sticky top-0 z-20 block bg-surface">
          <tr className="relative block border-b" style={{ height: HEAD, width }}>
            <td style={{ width: GUTTER }} />
            {columns.map((c, index) => (
              <th
                key={c.key}
                scope="col"
                style={{ left: boxes[index]?.left, width: boxes[index]?.width, height: HEAD }}
                className={cn(
                  'absolute flex items-center border-l px-2.5 text-xs font-normal text-muted',
                  alignsEnd(c) && 'justify-end',
                )}
              >
                <span className="truncate">{c.title}</span>
                {c.required ? <span className="ml-0.5 text-blocked">*</span> : null}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="relative block" style={{ height: virtual.getTotalSize(), width }}>
          {virtual.getVirtualItems().map(({ index, start, key }) => {
            const shown = lines[index]
            return shown ? (
              <GridLineView
                key={key}
                line={shown}
                row={index}
                top={start}
                columns={columns}
                boxes={boxes}
                format={format}
                errors={errors?.get(shown.id)}
                findings={findings?.get(shown.id)}
                domId={id}
                marked={index >= range.top && index <= range.bottom}
              />
            ) : null
          })}
        </tbody>
        <Totals {...props} boxes={boxes} width={width} />
      </table>
      {left && right && (range.top !== range.bottom || range.left !== range.right) ? (
        <div
          aria-hidden
          className="pointer-events-none absolute z-10 border border-accent bg-accent/10"
          style={{
            top: HEAD + topOf(range.top),
            left: left.left,
            width: right.left + right.width - left.left,
            height: topOf(range.bottom) + LINE_HEIGHT - topOf(range.top),
          }}
        />
      ) : null}
      {box && line ? (
        <CellInput
          model={model}
          label={label}
          inputRef={input}
          style={{ top: HEAD + topOf(at.row), left: box.left, width: box.width, height: LINE_HEIGHT }}
          onMoved={() => input.current?.focus({ preventScroll: true })}
        />
      ) : null}
      <span role="status" className="sr-only">
        {label}
      </span>
    </div>
  )
}

function useBoxes(columns: readonly GridColumn[], scroller: { current: HTMLDivElement | null }): ColumnBox[] {
  const [available, setAvailable] = useState(0)
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const observer = new ResizeObserver(() => setAvailable(element.clientWidth))
    observer.observe(element)
    return () => observer.disconnect()
  }, [scroller])
  return useMemo(() => boxesOf(columns, available), [columns, available])
}

/** Keeps the chosen cell in sight in both directions. */
function useFollow(
  scroller: { current: HTMLDivElement | null },
  box: ColumnBox | undefined,
  row: number,
  virtual: { scrollToIndex: (index: number) => void },
) {
  const moved = useRef(false)
  useEffect(() => {
    if (moved.current) virtual.scrollToIndex(row)
    moved.current = true
  }, [row, virtual])
  useEffect(() => {
    const element = scroller.current
    if (!element || !box) return
    if (box.left - GUTTER < element.scrollLeft) element.scrollLeft = box.left - GUTTER
    else if (box.left + box.width > element.scrollLeft + element.clientWidth)
      element.scrollLeft = box.left + box.width - element.clientWidth
  }, [box, scroller])
}

/** The exact sum of a column; cells that are not numbers yet count nothing. */
export function columnTotal(lines: readonly GridLine[], column: GridColumn): string {
  return sum(
    lines.flatMap((line) => {
      const text = line.raw?.[column.key] ? '' : cellText(line, column)
      return /^-?\d+(\.\d+)?$/.test(text) ? [dec(text)] : []
    }),
  ).toFixed()
}

function Totals({ columns, lines, boxes, width }: Part & { boxes: readonly ColumnBox[]; width: number }) {
  const format = useFormat()
  const totals = useMemo(
    () =>
      columns.map((c) => ((c.kind === 'decimal' || c.kind === 'computed') && c.total ? columnTotal(lines, c) : null)),
    [columns, lines],
  )
  if (totals.every((total) => total === null)) return null
  return (
    <tfoot className="sticky bottom-0 z-20 block bg-sunken">
      <tr className="relative block border-t" style={{ height: HEAD, width }}>
        {columns.map((column, index) => {
          const digits = column.kind === 'computed' ? (column.digits ?? 0) : 0
          return (
            <td
              key={column.key}
              style={{ left: boxes[index]?.left, width: boxes[index]?.width, height: HEAD }}
              className="num absolute flex items-center justify-end px-2.5 text-sm font-medium"
            >
              {totals[index]
                ? formatDecimal(totals[index], format.locale, {
                    minPlaces: digits,
                    maxPlaces: column.kind === 'computed' ? digits : 6,
                  })
                : null}
            </td>
          )
        })}
      </tr>
    </tfoot>
  )
}

/** Below the grid: add, duplicate, delete; how many lines; and the way to the next cell that needs mending. */
function GridBar({ lines, columns, errors, model, refused, phone, input }: Typed & { phone: boolean }) {
  const t = useTranslations('document.grid')
  const wrong = useMemo(
    () =>
      lines.flatMap((line, row) =>
        columns.flatMap((column, index) => {
          const raw = line.raw?.[column.key]
          return (raw && raw.error !== 'pending') || errors?.get(line.id)?.[column.key] ? [{ row, column: index }] : []
        }),
      ),
    [lines, columns, errors],
  )
  const next =
    wrong.find((cell) => cell.row > model.at.row || (cell.row === model.at.row && cell.column > model.at.column)) ??
    wrong[0]
  const thenType = (move: () => void) => () => {
    move()
    input.current?.focus({ preventScroll: true })
  }
  return (
    <div className="flex flex-wrap items-center gap-1 pt-1.5 text-sm text-muted">
      <Button size="sm" variant="quiet" disabledReason={refused} onClick={thenType(() => model.addLine())}>
        <Plus aria-hidden />
        {t('addLine')}
      </Button>
      {phone ? null : (
        <>
          <IconButton
            size="icon-sm"
            label={t('duplicate')}
            keys="mod+shift+d"
            disabledReason={refused}
            onClick={thenType(() => model.run({ do: 'duplicate' }))}
          >
            <CopyPlus aria-hidden />
          </IconButton>
          <IconButton
            size="icon-sm"
            label={t('insert')}
            keys="Insert"
            disabledReason={refused}
            onClick={thenType(() => model.run({ do: 'insert' }))}
          >
            <TextCursorInput aria-hidden />
          </IconButton>
          <IconButton
            size="icon-sm"
            label={t('delete')}
            keys="mod+Delete"
            disabledReason={refused}
            onClick={() => model.run({ do: 'delete' })}
          >
            <Trash2 aria-hidden />
          </IconButton>
        </>
      )}
      {next ? (
        <Button size="sm" variant="quiet" className="text-blocked" onClick={thenType(() => model.goTo(next))}>
          <TriangleAlert aria-hidden />
          {t('wrong', { count: wrong.length })}
        </Button>
      ) : null}
      <span className="ml-auto text-xs text-faint">{t('lines', { count: lines.length })}</span>
    </div>
  )
}
