'use client'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { useErrorText } from '@/components/error-text'
import { readServerError } from '@/components/form/server-error'
import { DocumentPageSkeleton } from '@/components/shell'
import { ErrorState } from '@/components/ui/error-state'
import { Input } from '@/components/ui/input'
import { NumberField } from '@/components/ui/number-field'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'

/** A query's answer, or what stands there while it comes or when it is refused. */
export function Loaded<T>({
  query,
  children,
}: {
  query: { data: T | undefined; isPending: boolean; isError: boolean; error: unknown }
  children: (data: T) => ReactNode
}) {
  const words = useTranslations('common.page')
  const say = useErrorText()
  if (query.data !== undefined) return children(query.data)
  if (query.isError) return <ErrorState title={words('notFoundTitle')}>{say(readServerError(query.error))}</ErrorState>
  return <DocumentPageSkeleton />
}

export interface LineColumn<L> {
  readonly key: string
  readonly title: string
  readonly numeric?: boolean
  readonly cell: (line: L, index: number) => ReactNode
}

/** Lines of a document that are read, with a field here and there. */
export function LineTable<L extends { readonly id: string }>({
  label,
  columns,
  lines,
  empty,
}: {
  label: string
  columns: readonly LineColumn<L>[]
  lines: readonly L[]
  empty?: string
}) {
  if (lines.length === 0 && empty)
    return <p className="rounded-md border bg-surface px-3 py-6 text-center text-sm text-muted">{empty}</p>
  return (
    <Table label={label} containerClassName="rounded-md border bg-surface">
      <TableHeader>
        <TableRow>
          {columns.map((c) => (
            <TableHead key={c.key} numeric={c.numeric ?? false}>
              {c.title}
            </TableHead>
          ))}
        </TableRow>
      </TableHeader>
      <TableBody>
        {lines.map((line, index) => (
          <TableRow key={line.id}>
            {columns.map((c) => (
              <TableCell key={c.key} numeric={c.numeric ?? false}>
                {c.cell(line, index)}
              </TableCell>
            ))}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}

/** A quantity within a table's row. */
export function QuantityCell({
  value,
  onChange,
  label,
  locale,
  invalid,
  minPlaces = 0,
}: {
  value: string
  onChange: (value: string) => void
  label: string
  locale: string
  invalid?: boolean
  /** Places shown at least: two for a price. */
  minPlaces?: number
}) {
  return (
    <NumberField
      aria-label={label}
      aria-invalid={invalid || undefined}
      className="ml-auto w-28"
      locale={locale}
      minPlaces={minPlaces}
      value={value}
      onValueChange={onChange}
    />
  )
}

/** A short text within a table's row. */
export function TextCell({
  value,
  onChange,
  label,
}: {
  value: string
  onChange: (value: string) => void
  label: string
}) {
  return (
    <Input aria-label={label} autoComplete="off" value={value} onChange={(event) => onChange(event.target.value)} />
  )
}

/** A page that makes a document from others: a head, a table to choose from, and the one button. */
export function MakePage({
  title,
  hint,
  actions,
  children,
}: {
  title: string
  hint?: string
  actions: ReactNode
  children: ReactNode
}) {
  return (
    <section aria-label={title} className="flex h-full min-h-0 flex-col">
      <header className="flex min-h-12 shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-b px-4 py-2 max-sm:px-3">
        <h1 className="truncate text-lg">{title}</h1>
        {hint ? <p className="min-w-0 truncate text-sm text-muted max-sm:hidden">{hint}</p> : null}
        <div className="ml-auto flex items-center gap-1.5">{actions}</div>
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto px-4 py-4 max-sm:px-3">{children}</div>
    </section>
  )
}
