'use client'
import { useVirtualizer } from '@tanstack/react-virtual'
import { ChevronRight } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { type ReactNode, useRef } from 'react'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { cn } from '@/components/ui/cn'
import { Skeleton } from '@/components/ui/skeleton'
import { CellContent, type CellLook } from './cell'
import { useLoadMore } from './grid'
import { Totals } from './grid-rows'
import { isSelected, type Selection } from './selection'
import type { ListRow, ListTotal } from './types'
import type { ListItem } from './use-items'

export interface CardShape {
  readonly title: string
  readonly subtitle?: string
  readonly end?: string
  readonly state?: string
}

interface CardsProps<R extends ListRow> {
  label: string
  items: readonly ListItem<R>[]
  look: CellLook<R>
  shape: CardShape
  group: string | null
  /** Null = not selecting now. */
  selection: Selection | null
  totals: readonly ListTotal[]
  instead?: ReactNode
  onOpen: (index: number) => void
  onSelect: (id: string) => void
}

const CARD = 60

/** The list on a phone: each row is a card of two lines. */
export function Cards<R extends ListRow>({
  label,
  items,
  look,
  shape,
  group,
  selection,
  totals,
  instead,
  onOpen,
  onSelect,
}: CardsProps<R>) {
  const t = useTranslations('table')
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => CARD,
    overscan: 8,
    getItemKey: (index) => items[index]?.id ?? index,
  })
  const shown = virtual.getVirtualItems()
  useLoadMore(items, shown.at(-1)?.index ?? 0)
  if (instead) return <div className="min-h-0 flex-1 overflow-y-auto bg-surface">{instead}</div>
  return (
    <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto overscroll-contain bg-surface">
      <ul aria-label={label} className="relative" style={{ height: virtual.getTotalSize() }}>
        {shown.map(({ index, start, key }) => {
          const item = items[index]
          if (!item) return null
          return (
            <li
              key={key}
              className="absolute inset-x-0 top-0 flex items-center border-b"
              style={{ transform: `translateY(${start}px)`, height: CARD }}
            >
              {item.kind === 'row' ? (
                <Card
                  row={item.row}
                  look={look}
                  shape={shape}
                  selected={selection ? isSelected(selection, item.id) : null}
                  onOpen={() => onOpen(index)}
                  onSelect={() => onSelect(item.id)}
                />
              ) : item.kind === 'group' ? (
                <button
                  type="button"
                  aria-expanded={item.open}
                  onClick={() => onOpen(index)}
                  className="flex h-full w-full items-center gap-2 bg-sunken px-3 text-left font-medium"
                >
                  <ChevronRight aria-hidden className={cn('size-4 shrink-0 text-faint', item.open && 'rotate-90')} />
                  <span className="min-w-0 flex-1 truncate">
                    {item.group.value === null ? t('none') : look.format.value(group ?? '', item.group.value)}{' '}
                    <span className="font-normal text-faint">{look.format.count(item.group.count)}</span>
                  </span>
                  <Totals
                    totals={item.group.totals.filter((s) => s.column === shape.end)}
                    format={look.format}
                    inHead={false}
                  />
                </button>
              ) : item.failed ? (
                <div className="flex items-center gap-3 px-3 text-sm text-blocked">
                  {t('moreFailed')}
                  <Button size="sm" onClick={item.load}>
                    {t('retry')}
                  </Button>
                </div>
              ) : (
                <div className="flex w-full flex-col gap-2 px-3">
                  <Skeleton className="w-2/5" />
                  <Skeleton className="w-3/5" />
                </div>
              )}
            </li>
          )
        })}
      </ul>
      {totals.length > 0 ? (
        <div className="sticky bottom-0 flex items-center justify-between border-t bg-sunken px-3 py-2 text-sm font-medium">
          <span className="font-normal text-muted">{t('total')}</span>
          <Totals stacked totals={totals} format={look.format} inHead={false} />
        </div>
      ) : null}
    </div>
  )
}

function Card<R extends ListRow>({
  row,
  look,
  shape,
  selected,
  onOpen,
  onSelect,
}: {
  row: R
  look: CellLook<R>
  shape: CardShape
  selected: boolean | null
  onOpen: () => void
  onSelect: () => void
}) {
  const t = useTranslations('table')
  const plain = { ...look, rowHref: undefined, headCurrency: {} }
  const cell = (column: string | undefined) => (column ? <CellContent row={row} column={column} look={plain} /> : null)
  const body = (
    <>
      <span className="flex min-w-0 flex-1 flex-col gap-0.5">
        <span className="flex truncate text-base font-medium">{cell(shape.title)}</span>
        <span className="flex min-w-0 truncate text-sm text-muted">{cell(shape.subtitle)}</span>
      </span>
      <span className="flex shrink-0 flex-col items-end gap-0.5">
        <span className="num text-base">{cell(shape.end)}</span>
        {cell(shape.state)}
      </span>
    </>
  )
  const className = 'flex h-full min-w-0 flex-1 items-center gap-3 px-3 text-left active:bg-hover'
  return (
    <>
      {selected === null ? null : (
        <span className="flex size-11 shrink-0 items-center justify-center">
          <Checkbox checked={selected} onCheckedChange={onSelect} aria-label={t('selectRow')} />
        </span>
      )}
      {selected === null && look.rowHref ? (
        <Link href={look.rowHref(row)} prefetch={false} className={className}>
          {body}
        </Link>
      ) : (
        <button type="button" className={className} onClick={selected === null ? onOpen : onSelect}>
          {body}
        </button>
      )}
    </>
  )
}
