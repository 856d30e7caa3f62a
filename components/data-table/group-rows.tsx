'use client'
import { useEffect, useRef } from 'react'
import type { ListCriteria } from '@/server/contracts/platform/list'
import type { InfiniteRows, ListRow, ListSource } from './types'

/** Loads the rows of one open group and tells of them; draws nothing. */
export function GroupRows<R extends ListRow>({
  id,
  criteria,
  source,
  onRows,
}: {
  id: string
  criteria: ListCriteria
  source: ListSource<R>
  onRows: (id: string, rows: InfiniteRows<R>) => void
}) {
  const rows = source.useRows(criteria, true)
  const { data, isPending, isError, hasNextPage, isFetchingNextPage } = rows
  // The functions may be new on every render; only what they answer is news.
  const latest = useRef(rows)
  useEffect(() => {
    latest.current = rows
  })
  useEffect(() => {
    const fetchNextPage = () => latest.current.fetchNextPage()
    const refetch = () => latest.current.refetch()
    onRows(id, { data, isPending, isError, hasNextPage, isFetchingNextPage, fetchNextPage, refetch })
  }, [id, onRows, data, isPending, isError, hasNextPage, isFetchingNextPage])
  return null
}
