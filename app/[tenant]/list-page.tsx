import { HydrationBoundary } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { LIST_PAGE, type ListProcedures } from '@/components/api/list-procedures'
import { criteriaOf, isBareQuery, parseListState } from '@/components/data-table/list-state'
import { prefetcher } from '@/server/api/prefetch'
import { companyOf } from '@/server/api/workspace'
import type { ListDefinition } from '@/server/contracts/platform/list'
import { todayIn } from '@/server/kernel/calendar-date'

type Prefetcher = Awaited<ReturnType<typeof prefetcher>>

export interface ListPageProps {
  params: Promise<{ tenant: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

interface Props extends ListPageProps {
  definition: ListDefinition
  /** The list's procedures: `(trpc) => trpc.sales.salesOrder.list`. */
  pick: (trpc: Prefetcher['trpc']) => ListProcedures
  children: ReactNode
}

/**
 * A page that is one list: reads the URL, asks for the saved views and the first rows, and hands both to the client part. It must ask exactly what the list will (default view, company, its calendar date), or the answer is of no use.
 */
export async function ListPage({ params, searchParams, definition, pick, children }: Props) {
  const { tenant } = await params
  let query = new URLSearchParams()
  for (const [key, value] of Object.entries(await searchParams))
    for (const v of [value ?? []].flat()) query.append(key, v)
  const { client, trpc, state } = await prefetcher(tenant)
  const procedures = pick(trpc)
  const views = trpc.platform.savedViews.queryOptions({ list: definition.name })
  const [company, saved] = await Promise.all([companyOf(tenant), client.fetchQuery(views).catch(() => [])])
  const opensFirst = saved.find((view) => view.isDefault)
  if (opensFirst && isBareQuery(query)) query = new URLSearchParams(opensFirst.query)
  const today = todayIn(company?.timeZone ?? 'UTC')
  const criteria = criteriaOf(parseListState(query, definition), definition, today, company?.id)
  // Counting and adding up a long list takes longer than its first page: the totals follow in the browser.
  await client.prefetchInfiniteQuery(
    procedures.rows.infiniteQueryOptions(
      { ...criteria, limit: LIST_PAGE },
      { getNextPageParam: (page) => page.nextCursor },
    ),
  )
  return <HydrationBoundary state={state()}>{children}</HydrationBoundary>
}
