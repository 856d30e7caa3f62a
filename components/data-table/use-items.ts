'use client'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { ListCriteria, ListFilter } from '@/server/contracts/platform/list'
import type { InfiniteRows, ListGroup, ListRow } from './types'

/** One line of the list's body: a row, the head of a group, or the place where more rows come. */
export type ListItem<R> =
  | { readonly kind: 'row'; readonly id: string; readonly row: R; readonly index: number }
  | { readonly kind: 'group'; readonly id: string; readonly group: ListGroup; readonly open: boolean }
  | { readonly kind: 'more'; readonly id: string; readonly load: () => void; readonly failed: boolean }

export const groupId = (value: string | null): string => (value === null ? 'g~' : `g:${value}`)

/** The criteria of the rows of one group. */
export function criteriaOfGroup(criteria: ListCriteria, by: string, value: string | null): ListCriteria {
  const filter: ListFilter =
    value === null ? { column: by, operator: 'isEmpty' } : { column: by, operator: 'eq', value }
  return { ...criteria, filters: [...criteria.filters, filter] }
}

const flat = <R>(rows: InfiniteRows<R>): R[] => rows.data?.pages.flatMap((page) => page.rows) ?? []

const nothing = () => {}
/** Rows in the shape of what comes, while nothing is there yet. */
export const pendingItems = <R>(id: string, count: number): ListItem<R>[] =>
  Array.from({ length: count }, (_, n) => ({ kind: 'more', id: `pending:${id}:${n}`, load: nothing, failed: false }))

function moreItem<R>(id: string, rows: InfiniteRows<R>): ListItem<R>[] {
  if (rows.isPending) return pendingItems(id, id === 'all' ? 14 : 3)
  if (!rows.hasNextPage && !rows.isError) return []
  const load = () => {
    if (rows.isError) rows.refetch()
    else if (rows.hasNextPage && !rows.isFetchingNextPage) rows.fetchNextPage()
  }
  return [{ kind: 'more', id: `more:${id}`, load, failed: rows.isError }]
}

/** Body of a list that is not grouped; the same array as long as nothing of it changed. */
export function usePlainItems<R extends ListRow>(rows: InfiniteRows<R>): ListItem<R>[] {
  const { data, hasNextPage, isError, isFetchingNextPage, isPending } = rows
  const latest = useRef(rows)
  useEffect(() => {
    latest.current = rows
  })
  return useMemo(() => {
    const loaded = data?.pages.flatMap((page) => page.rows) ?? []
    const items = loaded.map((row, index): ListItem<R> => ({ kind: 'row', id: row.id, row, index }))
    const fetchNextPage = () => latest.current.fetchNextPage()
    const refetch = () => latest.current.refetch()
    const now = { data, hasNextPage, isError, isFetchingNextPage, isPending, fetchNextPage, refetch }
    return [...items, ...moreItem<R>('all', now)]
  }, [data, hasNextPage, isError, isFetchingNextPage, isPending])
}

/** Open groups and the rows that were loaded for them. */
export interface OpenGroups<R> {
  readonly open: ReadonlySet<string>
  readonly toggle: (id: string) => void
  readonly report: (id: string, rows: InfiniteRows<R>) => void
  readonly loaded: ReadonlyMap<string, InfiniteRows<R>>
}

export function useOpenGroups<R>(): OpenGroups<R> {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  const [loaded, setLoaded] = useState<ReadonlyMap<string, InfiniteRows<R>>>(new Map())
  const toggle = useCallback((id: string) => {
    setOpen((before) => {
      const next = new Set(before)
      if (!next.delete(id)) next.add(id)
      return next
    })
  }, [])
  const report = useCallback(
    (id: string, rows: InfiniteRows<R>) => setLoaded((before) => new Map(before).set(id, rows)),
    [],
  )
  return { open, toggle, report, loaded }
}

/** Body of a grouped list: every group with its subtotals, and the rows of those that are open. */
export function groupedItems<R extends ListRow>(groups: readonly ListGroup[], state: OpenGroups<R>): ListItem<R>[] {
  const items: ListItem<R>[] = []
  let index = 0
  for (const group of groups) {
    const id = groupId(group.value)
    const open = state.open.has(id)
    items.push({ kind: 'group', id, group, open })
    const rows = state.loaded.get(id)
    if (!open || !rows) continue
    for (const row of flat(rows)) items.push({ kind: 'row', id: row.id, row, index: index++ })
    items.push(...moreItem<R>(id, rows))
  }
  return items
}
