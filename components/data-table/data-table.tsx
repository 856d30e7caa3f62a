'use client'
import { ListChecks, Plus, SearchX } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { type ReactNode, useId, useMemo, useState } from 'react'
import { Button, IconButton } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { toast } from '@/components/ui/toast'
import { BulkBar } from './bulk-bar'
import { type CardShape, Cards } from './cards'
import { type CellLook, fieldOf } from './cell'
import { layoutOf } from './columns'
import { FilterBar } from './filter-bar'
import { type ListFormat, useListFormat } from './format'
import { Grid } from './grid'
import { GroupRows } from './group-rows'
import { ListFailure } from './list-failure'
import { ColumnsMenu, ExportMenu, GroupMenu } from './list-menus'
import { Preview } from './preview'
import type { BulkTarget, DataTableProps, ExportRequest, ListRow, ListTotal } from './types'
import { criteriaOfGroup, groupId } from './use-items'
import { isSelectable, type ListModel, useList } from './use-list'
import { useMedia } from './use-media'
import { useStable } from './use-stable'
import { ViewTabs } from './view-tabs'

/**
 * A list: everything between its URL and its rows. It knows no module: what it shows is its definition, what it asks
 * goes through `source`, what it does through callbacks. Give it a parent of a known height; it fills it.
 */
export function DataTable<R extends ListRow, C extends string = string>(props: DataTableProps<R, C>) {
  const { definition, views, renderPreview, bulkActions } = props
  const format = useListFormat(definition)
  const id = useId()
  const phone = useMedia('(max-width: 639px)')
  const list = useList(props)
  const rowActions = useStable(props.rowActions)
  const look = useLook(props, list, format)
  const shape = useMemo(() => props.card ?? cardOf(Object.keys(definition.columns)), [props.card, definition])
  const instead = <Instead props={props} list={list} />
  const hasInstead =
    list.items.length === 0 || (list.items.length === 1 && list.items[0]?.kind === 'more' && list.plain.isError)
  const count = list.summary.data?.count
  const file = useFile(props, list)
  const [selecting, setSelecting] = useState(false)
  const stopSelecting = () => {
    setSelecting(false)
    list.selection.clear()
  }
  return (
    <section aria-label={props.title} className="flex h-full min-h-0 flex-col">
      <ListHead
        props={props}
        list={list}
        format={format}
        file={file}
        selecting={selecting}
        onSelecting={(on) => (on ? setSelecting(true) : stopSelecting())}
      />
      {views ? <ViewTabs definition={definition} views={views} state={list.state} change={list.change} /> : null}
      <div className={views ? 'pt-2' : undefined}>
        <FilterBar
          definition={definition}
          format={format}
          state={list.state}
          change={list.change}
          searchRef={list.searchRef}
          searchPlaceholder={props.searchPlaceholder}
        />
      </div>
      <span role="status" className="sr-only">
        {count === undefined ? null : <Announcement list={list} format={format} count={count} />}
      </span>
      {list.grouped
        ? list.groups?.data?.groups
            .filter((group) => list.open.open.has(groupId(group.value)))
            .map((group) => (
              <GroupRows
                key={groupId(group.value)}
                id={groupId(group.value)}
                source={props.source}
                criteria={criteriaOfGroup(list.criteria, list.state.group ?? '', group.value)}
                onRows={list.open.report}
              />
            ))
        : null}
      <div className="flex min-h-0 flex-1 border-t">
        {phone ? (
          <Cards
            label={props.title}
            items={list.items}
            look={look}
            shape={shape}
            group={list.state.group}
            selection={selecting || list.selection.count > 0 ? list.selection.selection : null}
            totals={list.summary.data?.totals.filter((s) => s.column === shape.end) ?? []}
            instead={hasInstead ? instead : undefined}
            onOpen={(index) => list.openItem(list.items[index], { newTab: false, preview: false })}
            onSelect={(rowId) => list.selection.select(rowId, false)}
          />
        ) : (
          <Grid
            id={id}
            label={props.title}
            definition={definition}
            state={list.state}
            change={list.change}
            items={hasInstead ? [] : list.items}
            summary={list.summary.data}
            look={look}
            active={list.active}
            selection={isSelectable(props) ? list.selection.selection : null}
            allChecked={list.selection.checked}
            rowActions={rowActions}
            instead={hasInstead ? instead : undefined}
            groupable={props.source.useGroups !== undefined}
            onActivate={list.setActive}
            onOpen={(index, event) =>
              list.openItem(list.items[index], {
                newTab: event.metaKey || event.ctrlKey,
                preview: event.detail < 2 && !event.metaKey && !event.ctrlKey,
              })
            }
            onSelect={list.selection.select}
            onSelectAll={list.selection.toggleLoaded}
          />
        )}
        {list.previewing && list.row && renderPreview ? (
          <Preview
            title={format.value(look.linkColumn ?? '', fieldOf(list.row, look.linkColumn ?? ''))}
            href={props.rowHref?.(list.row)}
            onClose={() => list.setPreviewing(false)}
          >
            {renderPreview(list.row)}
          </Preview>
        ) : null}
      </div>
      {isSelectable(props) ? (
        <BulkBar
          count={list.selection.count}
          total={count ?? 0}
          all={list.selection.selection.mode === 'allExcept'}
          actions={bulkActions ?? []}
          target={list.selection.target}
          onAll={list.selection.all}
          onClear={stopSelecting}
          exporting={file.exporting}
          onExport={file.run}
        />
      ) : null}
    </section>
  )
}

/** The part of an export that says which rows; all that is filtered when none are selected. */
const chosenRows = (target: BulkTarget): Pick<ExportRequest, 'ids' | 'except'> =>
  target.kind === 'all' ? { except: target.except } : target.ids.length > 0 ? { ids: target.ids } : {}

const cardOf = (keys: readonly string[]): CardShape => ({
  title: keys[0] ?? 'id',
  subtitle: keys[1],
  end: keys[2],
  state: keys[3],
})

function useLook<R extends ListRow, C extends string>(
  props: DataTableProps<R, C>,
  list: ListModel<R, C>,
  format: ListFormat,
): CellLook<R> {
  const { definition, renderCell } = props
  const rowHref = useStable(props.rowHref)
  const toneText = JSON.stringify(props.tones ?? null)
  const tones = useMemo((): typeof props.tones => JSON.parse(toneText) ?? undefined, [toneText])
  const first = layoutOf(list.state, definition)[0]?.key ?? null
  const currencies = useHeadCurrency(list.summary.data?.totals, list.rows, definition.columns)
  return useMemo(
    () => ({ definition, format, rowHref, renderCell, tones, linkColumn: first, headCurrency: currencies }),
    [definition, format, rowHref, renderCell, tones, first, currencies],
  )
}

/** Money columns with one currency only: of all that is filtered where there are totals, else of what is loaded. */
function useHeadCurrency(
  totals: readonly ListTotal[] | undefined,
  rows: readonly ListRow[],
  columns: DataTableProps<ListRow>['definition']['columns'],
) {
  const found = Object.entries(columns).flatMap(([key, column]): [string, string][] => {
    const source = column.currency
    if (column.type !== 'money' || !source) return []
    const sums = totals?.filter((s) => s.column === key)
    const codes = new Set(
      sums && sums.length > 0 ? sums.map((s) => s.currency) : rows.slice(0, 2000).map((row) => fieldOf(row, source)),
    )
    const [only] = codes
    return codes.size === 1 && typeof only === 'string' ? [[key, only]] : []
  })
  const text = JSON.stringify(found)
  return useMemo((): Record<string, string> => Object.fromEntries(JSON.parse(text)), [text])
}

interface PartProps<R extends ListRow, C extends string> {
  props: DataTableProps<R, C>
  list: ListModel<R, C>
}

interface ListFile {
  readonly exporting: boolean
  /** Absent = this list is not exported. */
  readonly run: ((format: 'xlsx' | 'csv') => Promise<void>) | undefined
}

/** Takes exactly what is seen as a file, or only the rows that are selected. */
function useFile<R extends ListRow, C extends string>(
  { definition, onExport }: DataTableProps<R, C>,
  list: ListModel<R, C>,
): ListFile {
  const t = useTranslations('table')
  const [exporting, setExporting] = useState(false)
  const run = async (format: 'xlsx' | 'csv') => {
    setExporting(true)
    try {
      await onExport?.({
        format,
        criteria: list.criteria,
        columns: layoutOf(list.state, definition).map((c) => c.key),
        ...chosenRows(list.selection.target()),
      })
    } catch {
      toast.error(t('exportFailed'))
    } finally {
      setExporting(false)
    }
  }
  return { exporting, run: onExport && run }
}

/** Title, how many, how much, and what can be done with the list as a whole. */
function ListHead<R extends ListRow, C extends string>({
  props,
  list,
  format,
  file,
  selecting,
  onSelecting,
}: PartProps<R, C> & {
  format: ListFormat
  file: ListFile
  selecting: boolean
  onSelecting: (on: boolean) => void
}) {
  const t = useTranslations('table')
  const { definition, primary } = props
  const totals = list.summary.data?.totals ?? []
  const firstTotal = totals.filter((s) => s.column === totals[0]?.column)
  const shared = { definition, format, state: list.state, change: list.change }
  return (
    <header className="flex min-h-12 flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2 max-sm:px-3">
      <h1 className="truncate text-lg">{props.title}</h1>
      {list.summary.data ? (
        <p className="min-w-0 truncate text-sm text-muted">
          {format.count(list.summary.data.count)}
          {firstTotal.length === 1 && firstTotal[0] ? (
            <span className="text-faint"> · {format.total(firstTotal[0], true)}</span>
          ) : null}
        </p>
      ) : null}
      <div className="ml-auto flex items-center gap-1">
        {/* Cards have no boxes until one begins to select. */}
        {isSelectable(props) ? (
          <IconButton
            label={t('select')}
            aria-pressed={selecting}
            variant={selecting ? 'secondary' : 'quiet'}
            className="sm:hidden"
            onClick={() => onSelecting(!selecting)}
          >
            <ListChecks aria-hidden />
          </IconButton>
        ) : null}
        {props.source.useGroups ? <GroupMenu {...shared} /> : null}
        <span className="contents max-sm:hidden">
          <ColumnsMenu {...shared} />
        </span>
        {file.run ? <ExportMenu busy={file.exporting} onExport={file.run} /> : null}
        {primary ? (
          <Button
            variant="primary"
            disabledReason={primary.refused}
            keys="c"
            className="ml-1"
            asChild={Boolean(primary.href) && !primary.refused}
            onClick={primary.href ? undefined : list.create}
          >
            {primary.href && !primary.refused ? (
              <Link href={primary.href}>
                <Plus aria-hidden />
                <span className="max-sm:sr-only">{primary.label}</span>
              </Link>
            ) : (
              <>
                <Plus aria-hidden />
                <span className="max-sm:sr-only">{primary.label}</span>
              </>
            )}
          </Button>
        ) : null}
      </div>
    </header>
  )
}

/** What stands where rows would be: nothing yet, nothing found, not to be had. */
function Instead<R extends ListRow, C extends string>({ props, list }: PartProps<R, C>): ReactNode {
  const t = useTranslations('table')
  const query = list.grouped ? list.groups : list.plain
  if (query?.isError) return <ListFailure error={query.error} onRetry={() => query.refetch()} />
  if (query?.isPending) return null
  const narrowed = list.state.filters.length > 0 || list.state.search !== ''
  if (narrowed)
    return (
      <EmptyState
        icon={SearchX}
        title={t('nothingFound')}
        actions={<Button onClick={() => list.change({ filters: [], search: '' })}>{t('clear')}</Button>}
      />
    )
  return <EmptyState title={props.empty.sentence} actions={props.empty.action} />
}

function Announcement<R extends ListRow, C extends string>({
  list,
  format,
  count,
}: {
  list: ListModel<R, C>
  format: ListFormat
  count: number
}) {
  const t = useTranslations('table')
  const sorts = list.criteria.sort
    .map((s) => t('sortedBy', { column: format.title(s.column), direction: s.direction }))
    .join(', ')
  return `${t('found', { count })} ${sorts}`
}
