'use client'
import { useLocale } from 'next-intl'
import type { ReactNode } from 'react'
import { useCalendarLabels } from '@/components/data-table/filter-editor'
import { DateField } from '@/components/ui/date-field'
import { Input } from '@/components/ui/input'
import { NumberField } from '@/components/ui/number-field'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'

interface ColumnBase {
  readonly key: string
  readonly title: string
  readonly numeric?: boolean
  /** Says what the line is of: where lines are cards, it heads the card. */
  readonly head?: boolean
}

/** A number to type: a quantity, or a price or amount with two places at least. */
interface NumberOf<L> {
  readonly label: (line: L) => string
  readonly value: (line: L) => string
  readonly onChange: (line: L, value: string) => void
  readonly minPlaces?: number
}

/** A column of lines: what is read, or a number to type. */
export type LineColumn<L> =
  | (ColumnBase & { readonly cell: (line: L, index: number) => ReactNode })
  | (ColumnBase & { readonly number: NumberOf<L> })

/** Lines of a document that are read, with a field here and there; cards where there is no room for a table. */
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
    <Table stacked label={label} containerClassName="rounded-md border bg-surface">
      <TableHeader>
        <TableRow>
          {columns.map((c) => (
            <TableHead key={c.key} numeric={isNumeric(c)}>
              {c.title}
            </TableHead>
          ))}
        </TableRow>
      </TableHeader>
      <TableBody>
        {lines.map((line, index) => (
          <TableRow key={line.id}>
            {columns.map((c) => (
              <TableCell key={c.key} label={c.title} head={c.head ?? false} numeric={isNumeric(c)}>
                {'cell' in c ? c.cell(line, index) : <NumberCell line={line} number={c.number} />}
              </TableCell>
            ))}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}

const isNumeric = <L,>(column: LineColumn<L>): boolean => 'number' in column || (column.numeric ?? false)

function NumberCell<L>({ line, number: n }: { line: L; number: NumberOf<L> }) {
  return (
    <QuantityCell
      label={n.label(line)}
      value={n.value(line)}
      onChange={(value) => n.onChange(line, value)}
      minPlaces={n.minPlaces ?? 0}
    />
  )
}

/** A line of an item, or of something that only has a description. */
interface ItemLine {
  readonly itemCode: string | null
  readonly description: string
}

/** What a line is called in the names of its fields. */
export const lineName = (line: ItemLine): string => line.itemCode ?? line.description

/** Code and description of what a line is of. */
export function ItemText({ code, description }: { code: string | null; description: string }) {
  return (
    <span className="line-clamp-2 max-w-80 min-w-36" title={description}>
      {code ? <span className="text-muted">{code} </span> : null}
      {description}
    </span>
  )
}

/** The column that says what each line is of. */
export const itemColumn = <L extends ItemLine>(title: string): LineColumn<L> => ({
  key: 'item',
  title,
  head: true,
  cell: (line) => <ItemText code={line.itemCode} description={line.description} />,
})

interface CellProps {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly label: string
}

/** A quantity within a table's row. */
export function QuantityCell({
  value,
  onChange,
  label,
  invalid,
  minPlaces = 0,
}: CellProps & {
  readonly invalid?: boolean
  /** Places shown at least: two for a price. */
  readonly minPlaces?: number
}) {
  return (
    <NumberField
      aria-label={label}
      aria-invalid={invalid || undefined}
      className="ml-auto w-28 @max-2xl:w-full"
      locale={useLocale()}
      minPlaces={minPlaces}
      value={value}
      onValueChange={onChange}
    />
  )
}

/** A short text within a table's row. */
export function TextCell({ value, onChange, label }: CellProps) {
  return (
    <Input aria-label={label} autoComplete="off" value={value} onChange={(event) => onChange(event.target.value)} />
  )
}

/** A date within a table's row. */
export function DateCell({ value, onChange, label }: CellProps) {
  const locale = useLocale()
  const labels = useCalendarLabels()
  return (
    <span className="block w-36 @max-2xl:w-full">
      <DateField aria-label={label} locale={locale} labels={labels} value={value} onValueChange={onChange} />
    </span>
  )
}
