'use client'
import type { UseQueryResult } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { DateText, Money } from '@/components/format'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { StateBadge } from '@/components/ui/state-badge'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import type { PortalOrderRow } from '@/server/contracts/procurement/portal'
import { Answer } from './parts'

const tones = { sent: 'attention', confirmed: 'progress', closed: 'done', cancelled: 'draft' } as const

export function OrderState({ status }: { status: string }) {
  const t = useTranslations('portal')
  const known = status === 'confirmed' || status === 'closed' || status === 'cancelled' ? status : 'sent'
  return <StateBadge tone={tones[known]}>{t(`orderStates.${known}`)}</StateBadge>
}

export function Orders({
  of,
  onOpen,
}: {
  of: UseQueryResult<PortalOrderRow[], unknown>
  onOpen: (id: string) => void
}) {
  const t = useTranslations('portal')
  return (
    <Answer of={of}>
      {(rows) =>
        rows.length === 0 ? (
          <EmptyState title={t('noOrders')} />
        ) : (
          <Table label={t('orders')}>
            <TableHeader>
              <TableRow>
                <TableHead>{t('number')}</TableHead>
                <TableHead>{t('state')}</TableHead>
                <TableHead className="max-sm:hidden">{t('date')}</TableHead>
                <TableHead className="max-sm:hidden">{t('wanted')}</TableHead>
                <TableHead numeric>{t('net')}</TableHead>
              </TableRow>
            </TableHeader>
            <TableBody>
              {rows.map((row) => (
                <TableRow key={row.id}>
                  <TableCell>
                    <Button variant="link" onClick={() => onOpen(row.id)}>
                      {row.number}
                    </Button>
                  </TableCell>
                  <TableCell>
                    <OrderState status={row.status} />
                  </TableCell>
                  <TableCell className="max-sm:hidden">
                    <DateText value={row.documentDate} />
                  </TableCell>
                  <TableCell className="max-sm:hidden">
                    <DateText value={row.requestedDate} />
                  </TableCell>
                  <TableCell numeric>
                    <Money value={row.net} currency={row.currency} />
                  </TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        )
      }
    </Answer>
  )
}
