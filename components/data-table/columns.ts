import type { ListColumn, ListColumnType, ListDefinition } from '@/server/contracts/platform/list'
import type { ColumnLayout, ListState } from './list-state'

const widths: Record<ListColumnType, number> = {
  text: 180,
  enum: 136,
  boolean: 88,
  date: 120,
  instant: 176,
  money: 136,
  unitPrice: 124,
  quantity: 112,
  percent: 92,
  integer: 92,
}

export const isNumeric = (type: ListColumnType): boolean =>
  type === 'money' || type === 'unitPrice' || type === 'quantity' || type === 'percent' || type === 'integer'

/** Usual width of a column in pixels. */
export const widthOf = (column: ListColumn): number => widths[column.type]

export const MIN_WIDTH = 64

/** The visible columns in order, pinned ones first. Without a choice: all that are not hidden, the first one pinned. */
export function layoutOf(state: Pick<ListState, 'columns'>, definition: ListDefinition): ColumnLayout[] {
  const chosen =
    state.columns ??
    Object.entries(definition.columns)
      .filter(([, column]) => !column.hidden)
      .map(([key], index): ColumnLayout => (index === 0 ? { key, pinned: true } : { key }))
  return [...chosen.filter((c) => c.pinned), ...chosen.filter((c) => !c.pinned)]
}

/** Moves a column before another one; it takes the pinning of the place it comes to. */
export function moveColumn(layout: readonly ColumnLayout[], key: string, to: number): ColumnLayout[] {
  const from = layout.findIndex((c) => c.key === key)
  const moved = layout[from]
  if (!moved || to < 0 || to >= layout.length) return [...layout]
  const rest = layout.filter((c) => c.key !== key)
  const neighbour = layout[to]
  const next = { ...moved, pinned: neighbour?.pinned ?? false }
  return [...rest.slice(0, to), next, ...rest.slice(to)]
}

export const setColumn = (
  layout: readonly ColumnLayout[],
  key: string,
  change: Partial<Omit<ColumnLayout, 'key'>>,
): ColumnLayout[] => layout.map((c) => (c.key === key ? { ...c, ...change } : c))

/** Shows a hidden column at the end, or hides a shown one; the last one stays. */
export function toggleColumn(layout: readonly ColumnLayout[], key: string): ColumnLayout[] {
  if (!layout.some((c) => c.key === key)) return [...layout, { key }]
  return layout.length > 1 ? layout.filter((c) => c.key !== key) : [...layout]
}

/** The column that takes the width that is left: the first text that is not pinned (who it is about), else the last one. */
export function growingColumn(layout: readonly ColumnLayout[], definition: ListDefinition): string | null {
  const free = layout.filter((c) => !c.pinned && !c.width)
  const text = free.find((c) => definition.columns[c.key]?.type === 'text')
  return (text ?? free.at(-1))?.key ?? null
}
