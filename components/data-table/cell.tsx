'use client'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { StateBadge } from '@/components/ui/state-badge'
import type { Tone } from '@/components/ui/tone'
import type { ListDefinition } from '@/server/contracts/platform/list'
import type { ListFormat } from './format'
import type { ListRow } from './types'

export interface CellLook<R extends ListRow> {
  readonly definition: ListDefinition
  readonly format: ListFormat
  readonly rowHref?: (row: R) => string
  readonly renderCell?: Partial<Record<string, (row: R) => ReactNode>>
  readonly tones?: Partial<Record<string, Readonly<Record<string, Tone>>>>
  /** Column whose cell is the link to the row. */
  readonly linkColumn: string | null
  /** Money columns whose currency stands in the head once. */
  readonly headCurrency: Readonly<Record<string, string>>
}

export const fieldOf = (row: ListRow, key: string): unknown => Reflect.get(row, key)

/** What stands in one cell of the list. */
export function CellContent<R extends ListRow>({ row, column, look }: { row: R; column: string; look: CellLook<R> }) {
  const custom = look.renderCell?.[column]
  const content = custom ? custom(row) : <PlainCell row={row} column={column} look={look} />
  if (column !== look.linkColumn || !look.rowHref) return <>{content}</>
  const empty = !custom && !fieldOf(row, column)
  return (
    <Link
      href={look.rowHref(row)}
      prefetch={false}
      tabIndex={-1}
      onClick={(event) => event.stopPropagation()}
      className="truncate font-medium text-ink underline-offset-3 hover:underline"
    >
      {empty ? <Unnumbered /> : content}
    </Link>
  )
}

/** A draft takes its number later; until then this is what leads to it. */
function Unnumbered() {
  const t = useTranslations('document')
  return <span className="font-normal text-faint">{t('noNumber')}</span>
}

function PlainCell<R extends ListRow>({ row, column, look }: { row: R; column: string; look: CellLook<R> }) {
  const spec = look.definition.columns[column]
  const raw = fieldOf(row, column)
  if (!spec || raw === null || raw === undefined || raw === '') return null
  if (spec.type === 'enum') {
    const tone = look.tones?.[column]?.[String(raw)]
    const label = look.format.option(column, String(raw))
    return tone ? (
      <StateBadge tone={tone} plain>
        {label}
      </StateBadge>
    ) : (
      <span className="truncate">{label}</span>
    )
  }
  if (spec.type === 'money') {
    const currency = spec.currency ? fieldOf(row, spec.currency) : null
    const code = typeof currency === 'string' ? currency : null
    const amount = look.format.money(String(raw), code)
    return (
      <span
        title={`${code ?? ''} ${String(raw)}`.trim()}
        className={amount.startsWith('-') ? 'text-blocked' : undefined}
      >
        {code && !look.headCurrency[column] ? <span className="mr-1 text-xs text-faint">{code}</span> : null}
        {amount}
      </span>
    )
  }
  const text = look.format.value(column, raw)
  return (
    <span className="truncate" title={spec.type === 'text' ? text : String(raw)}>
      {text}
    </span>
  )
}
