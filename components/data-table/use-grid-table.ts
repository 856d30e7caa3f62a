'use client'
import {
  type ColumnDef,
  type ColumnSizingState,
  columnOrderingFeature,
  columnPinningFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  functionalUpdate,
  rowSortingFeature,
  tableFeatures,
  useTable,
} from '@tanstack/react-table'
import { useEffect, useMemo, useState } from 'react'
import type { ListDefinition } from '@/server/contracts/platform/list'
import { fieldOf } from './cell'
import { growingColumn, isNumeric, layoutOf, MIN_WIDTH, setColumn, widthOf } from './columns'
import type { ListState } from './list-state'
import type { ListRow } from './types'
import type { ChangeListState } from './use-list-state'

const features = tableFeatures({
  columnOrderingFeature,
  columnPinningFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  rowSortingFeature,
})
const none: never[] = []
export type GridFeatures = typeof features

/** The column model of a list: order, visibility, pinning, widths and sorting of the list state, as a TanStack table. */
export function useGridTable<R extends ListRow>(
  definition: ListDefinition,
  state: ListState,
  change: ChangeListState,
  /** Pixels that a column needs for its total. */
  needed: Readonly<Record<string, number>>,
) {
  const layout = useMemo(() => layoutOf(state, definition), [state, definition])
  const columns = useMemo(
    () =>
      Object.entries(definition.columns).map(
        ([key, column]): ColumnDef<GridFeatures, R> => ({
          id: key,
          accessorFn: (row) => fieldOf(row, key),
          size: Math.max(widthOf(column), needed[key] ?? 0),
          minSize: MIN_WIDTH,
          maxSize: 1200,
          enableSorting: column.sortable !== false,
          sortDescFirst: isNumeric(column.type),
        }),
      ),
    [definition, needed],
  )
  const saved = useMemo(() => Object.fromEntries(layout.flatMap((c) => (c.width ? [[c.key, c.width]] : []))), [layout])
  const [sizing, setSizing] = useState<ColumnSizingState>(saved)
  useEffect(() => setSizing(saved), [saved])
  const shown = new Set(layout.map((c) => c.key))
  const table = useTable<GridFeatures, R>({
    features,
    columns,
    // Rows are drawn by the virtual body; the table keeps the columns.
    data: none,
    manualSorting: true,
    state: {
      columnOrder: layout.map((c) => c.key),
      columnVisibility: Object.fromEntries(Object.keys(definition.columns).map((key) => [key, shown.has(key)])),
      columnPinning: { start: layout.filter((c) => c.pinned).map((c) => c.key), end: [] },
      columnSizing: sizing,
      sorting: (state.sort.length > 0 ? state.sort : definition.defaultSort).map((s) => ({
        id: s.column,
        desc: s.direction === 'desc',
      })),
    },
    onColumnSizingChange: (updater) => setSizing((before) => functionalUpdate(updater, before)),
  })
  /** Puts a width that was dragged into the list state. */
  const commitWidth = (key: string, width: number) =>
    change((s) => ({ columns: setColumn(layoutOf(s, definition), key, { width: Math.round(width) }) }))
  return { table, layout, sizing, commitWidth, grows: growingColumn(layout, definition) }
}
export type GridTable<R extends ListRow> = ReturnType<typeof useGridTable<R>>['table']

export interface GridTracks {
  /** CSS custom properties for the grid: the tracks and the offset of each pinned column. */
  readonly style: Readonly<Record<`--${string}`, string>>
  readonly minWidth: number
}

/** Width of the selection column. */
export const SELECT_WIDTH = 40

export function tracksOf(
  columns: readonly { id: string; size: number; pinned: boolean }[],
  grows: string | null,
  selectable: boolean,
): GridTracks {
  const select = selectable ? SELECT_WIDTH : 0
  const style: Record<`--${string}`, string> = {}
  let offset = select
  for (const column of columns) {
    if (column.pinned) style[`--pin-${column.id}`] = `${offset}px`
    offset += column.size
  }
  const tracks = columns.map((c) => (c.id === grows ? `minmax(${c.size}px, 1fr)` : `${c.size}px`))
  style['--tracks'] = [...(selectable ? [`${select}px`] : []), ...tracks, ...(grows ? [] : ['1fr']), '0px'].join(' ')
  return { style, minWidth: offset }
}
