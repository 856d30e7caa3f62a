'use client'
import { useRouter } from 'next/navigation'
import { useCallback, useMemo, useRef, useState } from 'react'
import type { ListCriteria } from '@/server/contracts/platform/list'
import { criteriaOf } from './list-state'
import {
  everythingSelected,
  isSelected,
  nothingSelected,
  type Selection,
  selectedCount,
  selectRange,
  setSelected,
} from './selection'
import type { BulkTarget, DataTableProps, ListRow } from './types'
import { groupedItems, type ListItem, pendingItems, useOpenGroups, usePlainItems } from './use-items'
import { useListKeys } from './use-list-keys'
import { useListState } from './use-list-state'

/** Selected rows; forgotten when the criteria change, because "all" would mean others. */
function useSelection(rows: readonly ListRow[], order: readonly string[], total: number, criteria: ListCriteria) {
  const about = JSON.stringify([criteria.filters, criteria.search])
  const [held, setHeld] = useState<{ about: string; selection: Selection }>({ about, selection: nothingSelected })
  const anchor = useRef<string | null>(null)
  const selection = held.about === about ? held.selection : nothingSelected
  const set = (next: Selection) => setHeld({ about, selection: next })
  const select = (id: string, range: boolean) => {
    set(
      range
        ? selectRange(selection, order, anchor.current, id)
        : setSelected(selection, [id], !isSelected(selection, id)),
    )
    anchor.current = id
  }
  const loaded = order.filter((id) => isSelected(selection, id)).length
  return {
    selection,
    select,
    count: selectedCount(selection, total),
    checked: loaded === 0 ? false : loaded === order.length ? true : ('indeterminate' as const),
    toggleLoaded: () => set(loaded === order.length ? nothingSelected : setSelected(selection, order, true)),
    all: () => set(everythingSelected),
    clear: () => set(nothingSelected),
    target: (): BulkTarget =>
      selection.mode === 'some'
        ? { kind: 'ids', ids: [...selection.ids], rows: rows.filter((row) => selection.ids.has(row.id)) }
        : { kind: 'all', criteria, except: [...selection.ids], count: selectedCount(selection, total) },
  }
}

/** Rows are ticked where something can be done with several, and be it a file of them. */
export const isSelectable = (props: { bulkActions?: unknown; onExport?: unknown }): boolean =>
  props.bulkActions !== undefined || props.onExport !== undefined

/** Everything a list knows between its URL, its data and the hands on it; what draws stands in `DataTable`. */
export function useList<R extends ListRow, C extends string>(props: DataTableProps<R, C>) {
  const { definition, source, today, companyId, views } = props
  const selectable = isSelectable(props)
  const router = useRouter()
  const [state, change] = useListState(definition, views?.list)
  const criteria = useMemo(() => criteriaOf(state, definition, today, companyId), [state, definition, today, companyId])
  const grouped = state.group !== null && source.useGroups !== undefined
  const plain = source.useRows(criteria, !grouped)
  const summary = source.useSummary(criteria)
  const groups = source.useGroups?.(criteria, state.group)
  const open = useOpenGroups<R>()
  const plainItems = usePlainItems(plain)
  const grouping = groups?.isPending ? pendingItems<R>('groups', 8) : groupedItems(groups?.data?.groups ?? [], open)
  const items = grouped ? grouping : plainItems
  const rows = useMemo(() => items.flatMap((item) => (item.kind === 'row' ? [item.row] : [])), [items])
  const order = useMemo(() => rows.map((row) => row.id), [rows])
  const selection = useSelection(rows, order, summary.data?.count ?? order.length, criteria)
  const [active, setActive] = useState(-1)
  const [previewing, setPreviewing] = useState(false)
  const searchRef = useRef<HTMLInputElement>(null)
  const at = items[active]
  const row = at?.kind === 'row' ? at.row : null

  const openItem = useCallback(
    (item: ListItem<R> | undefined, how: { newTab: boolean; preview: boolean }) => {
      if (item?.kind === 'group') open.toggle(item.id)
      if (item?.kind !== 'row') return
      if (how.preview && props.renderPreview) return setPreviewing(true)
      const href = props.rowHref?.(item.row)
      if (!href) return
      if (how.newTab) window.open(href, '_blank', 'noopener')
      else router.push(href)
    },
    [open.toggle, props.renderPreview, props.rowHref, router],
  )
  const create = () => {
    const { primary } = props
    if (!primary || primary.refused) return
    if (primary.href) router.push(primary.href)
    else primary.onRun?.()
  }
  useListKeys({
    move: (by, extend) => {
      const next = Math.max(0, Math.min(items.length - 1, active + by))
      const item = items[next]
      if (extend && row && item?.kind === 'row' && selectable) {
        if (!isSelected(selection.selection, row.id)) selection.select(row.id, false)
        else if (!isSelected(selection.selection, item.id)) selection.select(item.id, false)
      }
      setActive(next)
    },
    open: () => openItem(at, { newTab: false, preview: false }),
    toggle: () => row && selectable && selection.select(row.id, false),
    preview: () =>
      at?.kind === 'group' ? open.toggle(at.id) : props.renderPreview && row && setPreviewing((on) => !on),
    escape: () => (previewing ? setPreviewing(false) : selection.clear()),
    search: () => searchRef.current?.focus(),
    create,
  })
  return {
    state,
    change,
    criteria,
    grouped,
    plain,
    summary,
    groups,
    open,
    items,
    rows,
    selection,
    active,
    setActive,
    row,
    previewing,
    setPreviewing,
    searchRef,
    openItem,
    create,
  }
}
export type ListModel<R extends ListRow, C extends string> = ReturnType<typeof useList<R, C>>
