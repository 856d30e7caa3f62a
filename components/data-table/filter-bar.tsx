'use client'
import { ListFilter as FilterIcon, Search, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { memo, type RefObject, useEffect, useState } from 'react'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { Input } from '@/components/ui/input'
import { Popover, PopoverContent, PopoverTrigger } from '@/components/ui/popover'
import type { ListDefinition, ListFilter } from '@/server/contracts/platform/list'
import { FilterEditor, useFilterText } from './filter-editor'
import { draftFilter, isBlankFilter } from './filters'
import type { ListFormat } from './format'
import type { ListState } from './list-state'
import type { ChangeListState } from './use-list-state'

interface FilterBarProps {
  definition: ListDefinition
  format: ListFormat
  state: ListState
  change: ChangeListState
  searchRef: RefObject<HTMLInputElement | null>
  searchPlaceholder?: string
}

/** One line: search, the filters that hold, and the way to a further one. */
export const FilterBar = memo(function FilterBar({
  definition,
  format,
  state,
  change,
  searchRef,
  searchPlaceholder,
}: FilterBarProps) {
  const t = useTranslations('table')
  // A filter is known by its column and, where a column has several, by which of them it is.
  const keys = state.filters.map(
    (f, at) => `${f.column}:${state.filters.slice(0, at).filter((o) => o.column === f.column).length}`,
  )
  const narrowed = state.filters.length > 0 || state.search !== ''
  return (
    <div className="flex flex-wrap items-center gap-1.5 px-4 pb-2 max-sm:px-3">
      <SearchBox
        value={state.search}
        placeholder={searchPlaceholder ?? t('search')}
        inputRef={searchRef}
        onSearch={(search) => change({ search })}
      />
      {state.filters.map((filter, index) => (
        <FilterChip
          key={keys[index]}
          {...{ definition, format, filter }}
          onChange={(next) => change((s) => ({ filters: s.filters.map((f, i) => (i === index ? next : f)) }))}
          onRemove={() => change((s) => ({ filters: s.filters.filter((_, i) => i !== index) }))}
        />
      ))}
      <AddFilter
        definition={definition}
        format={format}
        onAdd={(filter) => change((s) => ({ filters: [...s.filters, filter] }))}
      />
      {narrowed ? (
        <Button size="sm" variant="quiet" onClick={() => change({ filters: [], search: '' })}>
          {t('clear')}
        </Button>
      ) : null}
    </div>
  )
})

function SearchBox({
  value,
  placeholder,
  inputRef,
  onSearch,
}: {
  value: string
  placeholder: string
  inputRef: RefObject<HTMLInputElement | null>
  onSearch: (text: string) => void
}) {
  const [draft, setDraft] = useState(value)
  const [sent, setSent] = useState(value)
  const [known, setKnown] = useState(value)
  // The address answers a while after it was told: its echo must not take back what was typed meanwhile.
  if (value !== known) {
    setKnown(value)
    if (value !== sent) {
      setSent(value)
      setDraft(value)
    }
  }
  useEffect(() => {
    if (draft === sent) return
    const timer = setTimeout(() => {
      setSent(draft)
      onSearch(draft)
    }, 200)
    return () => clearTimeout(timer)
  }, [draft, sent, onSearch])
  return (
    <div className="relative w-56 max-sm:w-full">
      <Search
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-2 size-3.5 -translate-y-1/2 text-faint"
      />
      <Input
        ref={inputRef}
        type="search"
        aria-label={placeholder}
        aria-keyshortcuts="/"
        placeholder={placeholder}
        value={draft}
        onChange={(event) => setDraft(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          if (draft === '') event.currentTarget.blur()
          else setDraft('')
        }}
        className="h-7 border-line-strong pl-7 [&::-webkit-search-cancel-button]:hidden"
      />
    </div>
  )
}

function FilterChip({
  definition,
  format,
  filter,
  onChange,
  onRemove,
}: {
  definition: ListDefinition
  format: ListFormat
  filter: ListFilter
  onChange: (filter: ListFilter) => void
  onRemove: () => void
}) {
  const t = useTranslations('table')
  const text = useFilterText(format, definition.columns)(filter)
  const column = definition.columns[filter.column]
  // A filter that was put from a column's head has no value yet: it opens at once.
  const [open, setOpen] = useState(() => isBlankFilter(filter))
  if (!column) return null
  return (
    <Popover
      open={open}
      onOpenChange={(next) => {
        setOpen(next)
        if (!next && isBlankFilter(filter)) onRemove()
      }}
    >
      <span className="inline-flex h-7 max-w-80 items-stretch rounded-md border border-line-strong bg-surface text-sm pointer-coarse:h-11">
        <PopoverTrigger className="flex min-w-0 items-center gap-1 rounded-l-md pl-2 hover:bg-hover">
          <span className="shrink-0 text-muted">{text.title}</span>
          {text.operator ? <span className="shrink-0 text-faint">{text.operator}</span> : null}
          <span className="truncate font-medium">{text.value}</span>
        </PopoverTrigger>
        <button
          type="button"
          aria-label={t('removeFilter', { column: text.title })}
          onClick={onRemove}
          className="rounded-r-md px-1.5 text-faint hover:bg-hover hover:text-ink pointer-coarse:px-3"
        >
          <X aria-hidden className="size-3.5" />
        </button>
      </span>
      <PopoverContent aria-label={text.title}>
        <FilterEditor filter={filter} column={column} format={format} onChange={onChange} />
      </PopoverContent>
    </Popover>
  )
}

function AddFilter({
  definition,
  format,
  onAdd,
}: {
  definition: ListDefinition
  format: ListFormat
  onAdd: (filter: ListFilter) => void
}) {
  const t = useTranslations('table')
  const [open, setOpen] = useState(false)
  const [find, setFind] = useState('')
  const [draft, setDraft] = useState<ListFilter | null>(null)
  const columns = Object.entries(definition.columns).filter(([, column]) => column.filterable !== false)
  const shown = columns.filter(([key]) =>
    format.title(key).toLocaleLowerCase().includes(find.trim().toLocaleLowerCase()),
  )
  const close = (keep: boolean) => {
    if (keep && draft && !isBlankFilter(draft)) onAdd(draft)
    setOpen(false)
    setDraft(null)
    setFind('')
  }
  const column = draft ? definition.columns[draft.column] : undefined
  return (
    <Popover open={open} onOpenChange={(next) => (next ? setOpen(true) : close(true))}>
      <PopoverTrigger asChild>
        <Button size="sm" variant="quiet">
          <FilterIcon aria-hidden />
          {t('filter')}
        </Button>
      </PopoverTrigger>
      <PopoverContent aria-label={t('filter')}>
        {draft && column ? (
          <form
            className="flex flex-col gap-3"
            onSubmit={(event) => {
              event.preventDefault()
              close(true)
            }}
          >
            <h3 className="text-sm">{format.title(draft.column)}</h3>
            <FilterEditor filter={draft} column={column} format={format} onChange={setDraft} />
            <Button size="sm" variant="primary" type="submit" className="self-end" disabled={isBlankFilter(draft)}>
              {t('apply')}
            </Button>
          </form>
        ) : (
          <>
            <Input
              autoFocus
              aria-label={t('findColumn')}
              placeholder={t('findColumn')}
              value={find}
              onChange={(e) => setFind(e.target.value)}
            />
            <ul className="-mx-1 mt-1 max-h-72 overflow-y-auto">
              {shown.map(([key, spec]) => (
                <li key={key}>
                  <button
                    type="button"
                    onClick={() => setDraft(draftFilter(key, spec.type))}
                    className={cn(
                      'flex min-h-8 w-full items-center rounded-sm px-2 text-left text-sm hover:bg-hover pointer-coarse:min-h-11',
                    )}
                  >
                    {format.title(key)}
                  </button>
                </li>
              ))}
            </ul>
          </>
        )}
      </PopoverContent>
    </Popover>
  )
}
