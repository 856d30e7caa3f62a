'use client'
import { useInfiniteQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useTRPC } from '@/components/api/client'
import { DateText, Money, Quantity } from '@/components/format'
import { useFrame } from '@/components/shell'
import { documentHref } from '@/components/shell/document-href'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import { Loaded } from '../page'

/** The stock moves of one item, the latest first. */
export function ItemMoves({ code }: { code: string }) {
  const trpc = useTRPC()
  const t = useTranslations('inventory.stockMoves')
  const words = useTranslations('common')
  const query = useInfiniteQuery(
    trpc.inventory.stockMove.list.rows.infiniteQueryOptions(
      { filters: [{ column: 'itemCode', operator: 'eq', value: code }], limit: 100 },
      { getNextPageParam: (page) => page.nextCursor },
    ),
  )
  return (
    <Loaded query={query}>
      {({ pages }) => {
        const rows = pages.flatMap((page) => page.rows)
        if (rows.length === 0) return <EmptyState title={t('empty')} />
        return (
          <div className="flex flex-col items-start gap-3">
            <MovesTable rows={rows} />
            {query.hasNextPage ? (
              <Button busy={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
                {words('more')}
              </Button>
            ) : null}
          </div>
        )
      }}
    </Loaded>
  )
}

type Row = Readonly<Record<string, string | number | boolean | null>>
const text = (value: Row[string] | undefined) => (value === null || value === undefined ? '' : String(value))

function MovesTable({ rows }: { rows: readonly Row[] }) {
  const t = useTranslations('inventory')
  const column = useTranslations('inventory.stockMoves.columns')
  const { href } = useFrame()
  return (
    <Table label={t('stockMoves.title')}>
      <TableHeader>
        <tr>
          <TableHead>{column('postingDate')}</TableHead>
          <TableHead>{column('kind')}</TableHead>
          <TableHead>{column('document')}</TableHead>
          <TableHead>{column('warehouse')}</TableHead>
          <TableHead>{column('lot')}</TableHead>
          <TableHead numeric>{column('quantity')}</TableHead>
          <TableHead numeric>
            {column('value')} ({text(rows[0]?.currency)})
          </TableHead>
        </tr>
      </TableHeader>
      <TableBody>
        {rows.map((row) => {
          const address = documentHref(text(row.sourceDocument), text(row.sourceId))
          return (
            <TableRow key={text(row.id)}>
              <TableCell>
                <DateText value={text(row.postingDate)} />
              </TableCell>
              <TableCell>{t(`moveKind.${text(row.kind)}`)}</TableCell>
              <TableCell>
                {address ? (
                  <Link className="underline-offset-3 hover:underline" href={href(address)}>
                    {text(row.document) || '–'}
                  </Link>
                ) : (
                  text(row.document)
                )}
              </TableCell>
              <TableCell>
                {text(row.warehouse)} <span className="text-faint">{text(row.bin)}</span>
              </TableCell>
              <TableCell>{text(row.lot)}</TableCell>
              <TableCell numeric>
                <Quantity value={text(row.quantity)} unit={text(row.unit)} />
              </TableCell>
              <TableCell numeric>
                <Money bare value={text(row.value)} currency={text(row.currency)} />
              </TableCell>
            </TableRow>
          )
        })}
      </TableBody>
    </Table>
  )
}
