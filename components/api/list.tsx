'use client'

import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { Printer } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import { DataTable } from '@/components/data-table/data-table'
import type { BulkAction, DataTableProps, ExportRequest, ListRow, ListSource } from '@/components/data-table/types'
import { PrintDocument, type PrintedDocument } from '@/components/document/print-document'
import { useErrorText } from '@/components/error-text'
import { useFrame } from '@/components/shell'
import { toast } from '@/components/ui/toast'
import type { ListCriteria } from '@/server/contracts/platform/list'
import { todayIn } from '@/server/kernel/calendar-date'
import { type BulkStep, useBulk } from './bulk'
import { rowsOf } from './bulk-rows'
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
  /** Commands that may be done on many rows at once. */
  readonly bulk?: readonly BulkStep[]
  /** The rows are documents that print. */
  readonly printed?: PrintedDocument
}

/** One file holds this many documents at most. */
const MOST_PRINTED = 100
const PAGE_OF_BULK = 500

/**
 * A list of documents or masters, wired: data of the frame's company, saved views, what can be done with the rows that are
 * selected, export of exactly what is seen, addresses inside the tenant.
 */
export function EntityList<C extends string>({ procedures, path, bulk, printed, ...props }: EntityListProps<C>) {
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
  const chosen = useChosen({ procedures, path, bulk, printed, props })
  return (
    <>
      <DataTable
        {...props}
        source={source}
        today={todayIn(zone)}
        companyId={companyId}
        {...(views && { views })}
        onExport={onExport}
        bulkActions={chosen.actions}
        {...(path && { rowHref: (row: EntityRow) => href(path(row)) })}
      />
      {chosen.dialogs}
    </>
  )
}

type Chosen<C extends string> = Pick<EntityListProps<C>, 'procedures' | 'path' | 'bulk' | 'printed'> & {
  readonly props: Pick<EntityListProps<C>, 'bulkActions' | 'card'>
}

/** What can be done with the rows that are selected: the list's own, its commands, print, export. */
function useChosen<C extends string>({ procedures, path, bulk, printed, props }: Chosen<C>) {
  const t = useTranslations('table')
  const { href } = useFrame()
  const client = useQueryClient()
  const [printing, setPrinting] = useState<readonly string[]>([])
  const page = (criteria: ListCriteria, cursor: string | null) =>
    client.fetchQuery(procedures.rows.queryOptions({ ...criteria, limit: PAGE_OF_BULK, cursor }, { staleTime: 0 }))
  const commands = useBulk({
    steps: bulk ?? [],
    page,
    labelOf: (row) => {
      const known = [row.number, props.card && row[props.card.title], row.code].filter(
        (v) => typeof v === 'string' && v,
      )
      return [...new Set(known)].slice(0, 2).join(' · ')
    },
    hrefOf: path && ((row) => href(path(row as EntityRow))),
  })
  const print: BulkAction = {
    name: 'print',
    label: t('print'),
    icon: Printer,
    onRun: async (target) => {
      if ((target.kind === 'ids' ? target.ids.length : target.count) > MOST_PRINTED)
        toast.error(t('bulkTooMany', { most: MOST_PRINTED }))
      else setPrinting((await rowsOf(target, page)).map((row) => row.id))
      return false
    },
  }
  return {
    actions: [...(props.bulkActions ?? []), ...commands.actions, ...(printed ? [print] : [])],
    dialogs: (
      <>
        {commands.dialogs}
        {printed ? (
          <PrintDocument
            document={printed}
            id={printing.join(',')}
            number={t('selected', { count: printing.length })}
            open={printing.length > 0}
            onOpenChange={(open) => open || setPrinting([])}
          />
        ) : null}
      </>
    ),
  }
}
