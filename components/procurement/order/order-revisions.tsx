'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTRPC } from '@/components/api/client'
import { AsideSection } from '@/components/document/aside'
import { LineTable } from '@/components/document/line-table'
import { DateText, InstantText, Money, Quantity, UnitPrice } from '@/components/format'
import { Dialog, DialogContent } from '@/components/ui/dialog'
import { Skeleton } from '@/components/ui/skeleton'
import type { OrderDocument } from './order-model'

/** The revisions that were approved, each to be looked at as it was. */
export function OrderRevisions({ order }: { order: OrderDocument }) {
  const t = useTranslations('buying.order.revisions')
  const [open, setOpen] = useState<number | null>(null)
  if (order.revisions.length === 0) return null
  return (
    <AsideSection title={t('title')} count={order.revisions.length}>
      <ul className="flex flex-col gap-1">
        {order.revisions.map((r) => (
          <li key={r.revision}>
            <button
              type="button"
              className="flex w-full flex-col rounded-sm px-1 py-1 text-left text-sm hover:bg-hover"
              onClick={() => setOpen(r.revision)}
            >
              <span className="flex w-full items-baseline justify-between gap-2">
                <span>{t('name', { revision: r.revision })}</span>
                <Money value={r.gross} currency={order.currency} className="num" />
              </span>
              <span className="text-xs text-faint">
                <InstantText value={r.approvedAt} />
                {r.approvedByName ? ` · ${r.approvedByName}` : ''}
                {r.reason ? ` · ${r.reason}` : ''}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {open === null ? null : <RevisionDialog order={order} revision={open} onClose={() => setOpen(null)} />}
    </AsideSection>
  )
}

function RevisionDialog({ order, revision, onClose }: { order: OrderDocument; revision: number; onClose: () => void }) {
  const t = useTranslations('buying.order.revisions')
  const line = useTranslations('buying.line')
  const words = useTranslations('common')
  const trpc = useTRPC()
  const found = useQuery(trpc.procurement.purchaseOrder.revision.queryOptions({ id: order.id, revision }))
  const { data } = found
  return (
    <Dialog open onOpenChange={(o) => !o && onClose()}>
      <DialogContent
        size="xl"
        title={`${order.number} ${t('name', { revision })}`}
        {...(data?.reason && { description: data.reason })}
        closeLabel={words('close')}
      >
        {data ? (
          <LineTable
            label={t('title')}
            lines={data.lines.map((l) => ({ ...l, id: l.lineId }))}
            columns={[
              { key: 'description', title: line('description'), cell: (l) => l.description },
              { key: 'quantity', title: line('quantity'), numeric: true, cell: (l) => <Quantity value={l.quantity} /> },
              {
                key: 'price',
                title: line('price', { currency: data.currency }),
                numeric: true,
                cell: (l) => <UnitPrice value={l.unitPrice} currency={data.currency} />,
              },
              {
                key: 'discount',
                title: line('discount'),
                numeric: true,
                cell: (l) => <Quantity value={l.discountPercent} />,
              },
              { key: 'promised', title: line('promised'), cell: (l) => <DateText value={l.promisedDate} /> },
              {
                key: 'net',
                title: line('amount', { currency: data.currency }),
                numeric: true,
                cell: (l) => <Money value={l.net} currency={data.currency} bare />,
              },
            ]}
          />
        ) : (
          <Skeleton className="h-32 w-full" />
        )}
      </DialogContent>
    </Dialog>
  )
}
