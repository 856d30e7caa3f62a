'use client'
import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useTRPC } from '@/components/api/client'
import { LineFigure } from '@/components/chart/chart'
import { DateText, Money, Quantity, UnitPrice, useFormat } from '@/components/format'
import { useFrame } from '@/components/shell'
import { EmptyState } from '@/components/ui/empty-state'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import { plain } from '@/server/kernel/money'
import { Loaded } from '../page'
import { type MonthOfItem, monthsOf } from './item-months'

/** What an item was sold for and what it cost when it came in, month by month, and the latest sales. */
export function ItemHistory({ itemId }: { itemId: string }) {
  const trpc = useTRPC()
  const { companyId, companies } = useFrame()
  const currency = companies.find((c) => c.id === companyId)?.currency ?? ''
  const input = { companyId: companyId ?? '', itemId }
  const sales = useQuery(trpc.sales.report.itemSales.queryOptions({ ...input, limit: 200 }, { retry: false }))
  const costs = useQuery(trpc.inventory.stock.costHistory.queryOptions(input, { retry: false }))
  return (
    <Loaded query={sales}>
      {(rows) => (
        <div className="flex flex-col gap-6">
          <PriceAndCost months={monthsOf(rows, costs.data?.months ?? [])} currency={currency} />
          <Sales rows={rows} currency={currency} />
        </div>
      )}
    </Loaded>
  )
}

function PriceAndCost({ months, currency }: { months: readonly MonthOfItem[]; currency: string }) {
  const t = useTranslations('inventory.item.history')
  const format = useFormat()
  const last = months.at(-1)
  if (months.length < 2 || !last) return null
  const money = (value: string) => format.unitPrice(value, currency)
  return (
    <LineFigure
      title={t('priceAndCost')}
      headline={last.margin === null ? undefined : t('margin', { percent: plain(last.margin) })}
      note={last.margin === null ? undefined : t('lastMonth')}
      points={months.map(({ month, price, cost }) => ({
        id: month,
        label: month,
        values: { ...(price !== null && { price }), ...(cost !== null && { cost }) },
      }))}
      series={[
        { key: 'price', label: t('price') },
        { key: 'cost', label: t('cost') },
      ]}
      format={money}
    />
  )
}

interface Sale {
  invoiceId: string
  invoiceNumber: string | null
  date: string
  customerId: string
  customerName: string
  quantity: string
  baseUnitPrice: string
  baseNet: string
}

function Sales({ rows, currency }: { rows: readonly Sale[]; currency: string }) {
  const t = useTranslations('inventory.item.history')
  const { href } = useFrame()
  if (rows.length === 0) return <EmptyState title={t('noSales')} />
  const link = 'underline-offset-3 hover:underline'
  return (
    <section>
      <h2 className="mb-1 text-base">{t('sales')}</h2>
      <Table label={t('sales')}>
        <TableHeader>
          <TableRow>
            <TableHead>{t('date')}</TableHead>
            <TableHead>{t('invoice')}</TableHead>
            <TableHead>{t('customer')}</TableHead>
            <TableHead numeric>{t('quantity')}</TableHead>
            <TableHead numeric>{`${t('price')} (${currency})`}</TableHead>
            <TableHead numeric>{`${t('net')} (${currency})`}</TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {rows.map((r, i) => (
            <TableRow key={`${r.invoiceId}/${rows.slice(0, i).filter((o) => o.invoiceId === r.invoiceId).length}`}>
              <TableCell>
                <DateText value={r.date} />
              </TableCell>
              <TableCell>
                <Link className={link} href={href(`sales/invoices/${r.invoiceId}`)}>
                  {r.invoiceNumber ?? '–'}
                </Link>
              </TableCell>
              <TableCell>
                <Link className={link} href={href(`sales/customers/${r.customerId}`)}>
                  {r.customerName}
                </Link>
              </TableCell>
              <TableCell numeric>
                <Quantity value={r.quantity} />
              </TableCell>
              <TableCell numeric>
                <UnitPrice value={r.baseUnitPrice} currency={currency} />
              </TableCell>
              <TableCell numeric>
                <Money bare value={r.baseNet} currency={currency} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </section>
  )
}
