'use client'

import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useLocale } from 'next-intl'
import { useMemo } from 'react'
import { DataTable } from '@/components/data-table/data-table'
import type { DataTableProps, ExportRequest, ListRow, ListSource } from '@/components/data-table/types'
import { useErrorText } from '@/components/error-text'
import { useFrame } from '@/components/shell'
import { toast } from '@/components/ui/toast'
import { todayIn } from '@/server/kernel/calendar-date'
import { download } from './download'
import { LIST_PAGE, type ListProcedures } from './list-procedures'
import { useSavedViews } from './saved-views'

/** A row as the list protocol answers it: the columns of the definition by key, as strings, numbers or empty. */
export type EntityRow = ListRow & Readonly<Record<string, string | number | boolean | null>>

/** The three hooks of a list over its procedures. */
function makeListSource(list: ListProcedures): ListSource<EntityRow> {
  return {
    useRows: function useRows(criteria, enabled) {
      return useInfiniteQuery(
        list.rows.infiniteQueryOptions(
          { ...criteria, limit: LIST_PAGE },
          { getNextPageParam: (page) => page.nextCursor, enabled, placeholderData: keepPreviousData },
        ),
      )
    },
    useSummary: function useSummary(criteria) {
      return useQuery(list.summary.queryOptions(criteria, { placeholderData: keepPreviousData }))
    },
    useGroups: function useGroups(criteria, by) {
      return useQuery(list.groups.queryOptions({ ...criteria, by: by ?? '' }, { enabled: by !== null }))
    },
  }
}

interface EntityListProps<C extends string>
  extends Omit<DataTableProps<EntityRow, C>, 'source' | 'today' | 'companyId' | 'views' | 'onExport' | 'rowHref'> {
  readonly procedures: ListProcedures
  /** Address of a row relative to the tenant: `sales/sales-orders/…`; absent = rows are not opened. */
  readonly path?: ((row: EntityRow) => string) | undefined
}

/** A list of documents or masters, wired: data of the frame's company, saved views, export of exactly what is seen, addresses inside the tenant. */
export function EntityList<C extends string>({ procedures, path, ...props }: EntityListProps<C>) {
  const source = useMemo(() => makeListSource(procedures), [procedures])
  const views = useSavedViews(props.definition.name)
  const { tenant, companies, companyId, href } = useFrame()
  const locale = useLocale()
  const errorText = useErrorText()
  const zone = companies.find((c) => c.id === companyId)?.timeZone ?? 'UTC'
  const { definition, title } = props
  const onExport = async (request: ExportRequest) => {
    const body = { ...request, list: definition.name, title, locale }
    const refusal = await download('/api/export', tenant.slug, body)
    if (refusal) toast.error(errorText(refusal))
  }
  return (
    <DataTable
      {...props}
      source={source}
      today={todayIn(zone)}
      companyId={companyId}
      {...(views && { views })}
      onExport={onExport}
      {...(path && { rowHref: (row: EntityRow) => href(path(row)) })}
    />
  )
}
