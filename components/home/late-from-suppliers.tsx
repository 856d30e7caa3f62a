'use client'
import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useTRPC } from '@/components/api/client'
import { useFormat } from '@/components/format'
import { useFrame } from '@/components/shell'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import { Skeleton } from '@/components/ui/skeleton'
import { StateBadge } from '@/components/ui/state-badge'
import { addDays } from '@/server/kernel/calendar-date'
import { Row } from './row'

/** What suppliers have promised and not brought, the longest late first. */
export function LateFromSuppliers({ companyId, today }: { companyId: string; today: string }) {
  const t = useTranslations('home')
  const trpc = useTRPC()
  const format = useFormat()
  const { href } = useFrame()
  const late = useQuery(
    trpc.procurement.report.openLines.rows.queryOptions(
      {
        companyId,
        limit: 6,
        filters: [{ column: 'promisedDate', operator: 'lte', value: addDays(today, -1) }],
        sort: [{ column: 'promisedDate', direction: 'asc' }],
      },
      { retry: false },
    ),
  )
  if (late.isError) return null
  const rows = late.data?.rows ?? []
  return (
    <Card>
      <CardHeader
        title={t('lateFromSuppliers')}
        actions={
          <Link className="text-sm text-muted hover:text-ink hover:underline" href={href('procurement/open-lines')}>
            {t('allIncoming')}
          </Link>
        }
      />
      <CardBody>
        {late.isPending ? <Skeleton className="h-24 w-full" /> : null}
        {!late.isPending && rows.length === 0 ? <p className="text-sm text-muted">{t('nothingLate')}</p> : null}
        <ul className="-mx-2">
          {rows.map((line) => (
            <Row
              key={String(line.id)}
              href={href(`procurement/purchase-orders/${line.orderId}`)}
              title={String(line.orderNumber)}
              hint={String(line.supplierName)}
              detail={t('lateLine', {
                item: String(line.itemCode ?? line.description),
                quantity: format.quantity(String(line.open)),
                date: line.promisedDate ? format.date(String(line.promisedDate)) : '–',
              })}
              state={
                <StateBadge plain tone="blocked">
                  {t('reason.late')}
                </StateBadge>
              }
              end={t('days', { days: Number(line.daysLate ?? 0) })}
            />
          ))}
        </ul>
      </CardBody>
    </Card>
  )
}
