/** Either some rows by id, or everything that is filtered except some. */
export interface Selection {
  readonly mode: 'some' | 'allExcept'
  readonly ids: ReadonlySet<string>
}

export const nothingSelected: Selection = { mode: 'some', ids: new Set() }
export const everythingSelected: Selection = { mode: 'allExcept', ids: new Set() }

export const isSelected = (selection: Selection, id: string): boolean =>
  selection.ids.has(id) === (selection.mode === 'some')

export function setSelected(selection: Selection, ids: Iterable<string>, on: boolean): Selection {
  const next = new Set(selection.ids)
  const keep = on === (selection.mode === 'some')
  for (const id of ids) {
    if (keep) next.add(id)
    else next.delete(id)
  }
  return { mode: selection.mode, ids: next }
}

/** A shift-click: everything between the row last touched and this one takes the new value of this one. */
export function selectRange(
  selection: Selection,
  order: readonly string[],
  anchor: string | null,
  id: string,
): Selection {
  const on = !isSelected(selection, id)
  const from = anchor === null ? -1 : order.indexOf(anchor)
  const to = order.indexOf(id)
  if (from < 0 || to < 0) return setSelected(selection, [id], on)
  return setSelected(selection, order.slice(Math.min(from, to), Math.max(from, to) + 1), on)
}

/** How many rows are selected of `total` filtered ones. */
export const selectedCount = (selection: Selection, total: number): number =>
  selection.mode === 'some' ? selection.ids.size : Math.max(0, total - selection.ids.size)
