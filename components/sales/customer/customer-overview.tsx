'use client'
import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useTRPC } from '@/components/api/client'
import { BarFigure } from '@/components/chart/chart'
import { Stat } from '@/components/chart/stat'
import { LineTable } from '@/components/document/line-table'
import { DateText, Money, useFormat } from '@/components/format'
import { useFrame } from '@/components/shell'
import { StateBadge } from '@/components/ui/state-badge'
import { addMonths, startOfMonth } from '@/server/kernel/calendar-date'
import { dec, plain } from '@/server/kernel/money'
import { useRelatedLink } from '../document-aside'
import { useCompany } from '../use-sales'
import type { Customer } from './customer-page'

/** How one stands with a customer: credit, what was sold in twelve months, the latest documents. */
export function CustomerOverview({ customer: c }: { customer: Customer }) {
  const t = useTranslations('sales.customerPage')
  const trpc = useTRPC()
  const format = useFormat()
  const { href } = useFrame()
  const { today } = useCompany()
  const from = startOfMonth(addMonths(today, -11))
  const sales = useQuery(
    trpc.sales.report.totals.queryOptions(
      { companyId: c.companyId, from, to: today, by: 'month', customerId: c.id },
      { retry: false },
    ),
  )
  const exposure = dec(c.openOrders).plus(c.receivable)
  const money = (value: string) => format.money(value, c.baseCurrency)
  const byMonth = new Map((sales.data?.rows ?? []).map((r) => [r.key?.slice(0, 7), r.net]))
  const points = Array.from({ length: 12 }, (_, i) => addMonths(from, i).slice(0, 7)).map((month) => ({
    id: month,
    label: month,
    values: { net: byMonth.get(month) ?? '0' },
    href: href(`sales/invoices?f=customerName.eq.${encodeURIComponent(c.name)}`),
  }))
  const over = c.creditLimit !== null && exposure.greaterThan(c.creditLimit)
  return (
    <div className="flex flex-col gap-4">
      <div className="grid grid-cols-2 gap-3 lg:grid-cols-4">
        <Stat
          label={t('exposure')}
          value={money(plain(exposure))}
          hint={c.creditLimit === null ? t('noLimit') : t('ofLimit', { limit: money(c.creditLimit) })}
          {...(over && { tone: 'blocked' as const })}
        />
        <Stat label={t('openOrders')} value={money(c.openOrders)} />
        <Stat
          label={t('receivable')}
          value={money(c.receivable)}
          href={href(`finance/open-items?q=${encodeURIComponent(c.name)}`)}
        />
        <Stat
          label={t('overdue')}
          value={money(c.overdue)}
          {...(dec(c.overdue).greaterThan(0) && { tone: 'blocked' as const })}
        />
      </div>
      {sales.data ? (
        <BarFigure
          title={t('sales')}
          headline={format.money(sales.data.net, sales.data.currency)}
          note={t('lastYear')}
          points={points}
          series={[{ key: 'net', label: t('net') }]}
          format={(value) => money(value)}
        />
      ) : null}
      <CustomerHistory
        customer={c}
        documents={['sales_order', 'delivery', 'customer_invoice', 'sales_return']}
        limit={8}
      />
    </div>
  )
}

/** The documents of a customer, the latest first. */
export function CustomerHistory({
  customer: c,
  documents,
  limit = 200,
}: {
  customer: Customer
  documents: readonly string[]
  limit?: number
}) {
  const t = useTranslations('sales.customerPage')
  const trpc = useTRPC()
  const link = useRelatedLink()
  const history = useQuery(trpc.sales.customer.history.queryOptions({ customerId: c.id, limit: 200 }))
  const rows = (history.data ?? c.history).filter((r) => documents.includes(r.document)).slice(0, limit)
  return (
    <LineTable
      label={t('history')}
      lines={rows}
      empty={t('noHistory')}
      columns={[
        { key: 'date', title: t('date'), cell: (r) => <DateText value={r.date} /> },
        { key: 'kind', title: t('kind'), cell: (r) => link(r).kind },
        {
          key: 'number',
          title: t('number'),
          cell: (r) => (
            <Link href={link(r).href} className="underline-offset-3 hover:underline">
              {link(r).number}
            </Link>
          ),
        },
        {
          key: 'state',
          title: t('state'),
          cell: (r) => {
            const { state } = link(r)
            return state ? (
              <StateBadge plain tone={state.tone}>
                {state.label}
              </StateBadge>
            ) : null
          },
        },
        {
          key: 'amount',
          title: t('amount'),
          numeric: true,
          cell: (r) => (r.amount && r.currency ? <Money value={r.amount} currency={r.currency} /> : '–'),
        },
      ]}
    />
  )
}
