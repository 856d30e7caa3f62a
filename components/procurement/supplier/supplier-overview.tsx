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
import { addMonths, endOfMonth, startOfMonth } from '@/server/kernel/calendar-date'
import { dec, plain } from '@/server/kernel/money'
import { useRelatedLink } from '../document-aside'
import { useCompany } from '../use-buying'
import type { Supplier } from './supplier-page'

/** How one stands with a supplier: what is on its way, what is owed, how promises are kept, what was spent. */
export function SupplierOverview({ supplier: s }: { supplier: Supplier }) {
  const t = useTranslations('buying.supplier')
  const trpc = useTRPC()
  const format = useFormat()
  const { href } = useFrame()
  const kept = useQuery(
    trpc.procurement.supplier.performance.queryOptions({ supplierId: s.id }, { retry: false, staleTime: 60_000 }),
  )
  const money = (value: string) => format.money(value, s.baseCurrency)
  const onTime = kept.data?.onTimePercent ?? null
  return (
    <div className="flex flex-col gap-4">
      <div className="grid grid-cols-2 gap-3 lg:grid-cols-4">
        <Stat
          label={t('openOrders')}
          value={money(s.openOrders)}
          href={href(`procurement/purchase-orders?f=supplierName.eq.${encodeURIComponent(s.name)}`)}
        />
        <Stat
          label={t('payable')}
          value={money(plain(dec(s.payable).abs()))}
          href={href(`finance/open-items?q=${encodeURIComponent(s.name)}`)}
        />
        <Stat
          label={t('onTime')}
          value={onTime === null ? '–' : format.percent(onTime)}
          hint={t('onTimeOf', { count: kept.data?.lines ?? 0 })}
          {...(onTime !== null && dec(onTime).lessThan(80) && { tone: 'attention' as const })}
        />
        <Stat
          label={t('sentBack')}
          value={kept.data?.returnedPercent ? format.percent(kept.data.returnedPercent) : '–'}
          hint={t('lateBy', { days: kept.data?.averageDaysLate ?? '0' })}
        />
      </div>
      <Spend supplier={s} />
      <SupplierHistory supplierId={s.id} limit={8} />
    </div>
  )
}

function Spend({ supplier: s }: { supplier: Supplier }) {
  const t = useTranslations('buying.supplier')
  const trpc = useTRPC()
  const format = useFormat()
  const { href } = useFrame()
  const { today } = useCompany()
  const from = startOfMonth(addMonths(today, -11))
  const spend = useQuery(
    trpc.procurement.report.totals.queryOptions(
      { companyId: s.companyId, from, to: today, by: 'month', supplierId: s.id },
      { retry: false },
    ),
  )
  if (!spend.data) return null
  const byMonth = new Map(spend.data.rows.map((r) => [r.key?.slice(0, 7), r.net]))
  const supplier = `f=supplierName.eq.${encodeURIComponent(s.name)}`
  const months = Array.from({ length: 12 }, (_, i) => addMonths(from, i))
  return (
    <BarFigure
      title={t('spend')}
      headline={format.money(spend.data.net, spend.data.currency)}
      note={t('lastYear')}
      points={months.map((first) => ({
        id: first,
        label: first.slice(0, 7),
        values: { net: byMonth.get(first.slice(0, 7)) ?? '0' },
        href: href(`procurement/purchase-orders?${supplier}&f=documentDate.between.${first},${endOfMonth(first)}`),
      }))}
      series={[{ key: 'net', label: t('net') }]}
      format={(value) => format.money(value, s.baseCurrency)}
    />
  )
}

/** The documents of a supplier, newest first. */
export function SupplierHistory({ supplierId, limit = 200 }: { supplierId: string; limit?: number }) {
  const t = useTranslations('buying.supplier')
  const trpc = useTRPC()
  const link = useRelatedLink()
  const history = useQuery(trpc.procurement.supplier.history.queryOptions({ supplierId, limit }, { retry: false }))
  return (
    <LineTable
      label={t('history')}
      lines={history.data ?? []}
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
