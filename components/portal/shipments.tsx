'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { DateText } from '@/components/format'
import { Button } from '@/components/ui/button'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import type { PortalOrderDocument } from '@/server/contracts/procurement/portal'
import { Decimal, dec, plain } from '@/server/kernel/money'
import { usePortal, useSend, useToday } from './client'
import { Act, Field, NumberCell } from './parts'

/** What is neither there nor on its way: what has come may have been announced before. */
const left = (line: PortalOrderDocument['lines'][number]) => {
  const open = dec(line.quantity).minus(Decimal.max(line.announcedQuantity, line.receivedQuantity))
  return open.greaterThan(0) ? plain(open) : ''
}

/** What is on its way, and what else is sent now. */
export function Shipments({ order }: { order: PortalOrderDocument }) {
  const t = useTranslations('portal')
  const portal = usePortal()
  const withdraw = useSend(portal.withdraw.mutationOptions(), 'withdrawn')
  const notices = order.notices.filter((n) => n.status === 'announced')
  const open = order.lines.some((l) => l.kind === 'item' && left(l) !== '')
  if (notices.length === 0 && !open) return null
  return (
    <Card>
      <CardHeader title={t('shipTitle')} hint={t('shipHint')} />
      <CardBody className="grid gap-5">
        {notices.length > 0 ? (
          <ul className="grid gap-2 text-sm">
            {notices.map((n) => (
              <li key={n.id} className="flex flex-wrap items-center gap-x-4 gap-y-1">
                <DateText value={n.shipDate} />
                <span>{[n.reference, n.carrier, n.trackingNumber].filter(Boolean).join(' · ')}</span>
                <Button size="sm" variant="quiet" busy={withdraw.busy} onClick={() => withdraw.send({ id: n.id })}>
                  {t('withdraw')}
                </Button>
              </li>
            ))}
          </ul>
        ) : null}
        {open ? <Announce order={order} /> : null}
      </CardBody>
    </Card>
  )
}

function Announce({ order }: { order: PortalOrderDocument }) {
  const t = useTranslations('portal')
  const portal = usePortal()
  const today = useToday()
  const { send, busy, error } = useSend(portal.announce.mutationOptions(), 'announced')
  const [head, setHead] = useState({
    shipDate: today,
    expectedDate: '',
    reference: '',
    carrier: '',
    trackingNumber: '',
  })
  const [lines, setLines] = useState(() =>
    order.lines.filter((l) => l.kind === 'item').map((l) => ({ ...l, quantity: left(l) })),
  )
  const field = (name: keyof typeof head, type: 'text' | 'date' = 'text') => ({
    type,
    label: t(name),
    value: head[name],
    onValue: (value: string) => setHead((now) => ({ ...now, [name]: value })),
  })
  const given = lines.filter((l) => l.quantity !== '' && l.quantity !== '0')
  return (
    <Act
      title={t('shipTitle')}
      action={t('announce')}
      {...{ busy, error }}
      onSend={() =>
        send({
          ...head,
          orderId: order.id,
          expectedDate: head.expectedDate || null,
          lines: given.map((l) => ({ orderLineId: l.id, quantity: l.quantity })),
        })
      }
    >
      <div className="grid gap-3 sm:grid-cols-3">
        <Field required {...field('shipDate', 'date')} />
        <Field {...field('expectedDate', 'date')} min={head.shipDate} />
        <Field {...field('reference')} maxLength={60} />
        <Field {...field('carrier')} maxLength={100} />
        <Field {...field('trackingNumber')} maxLength={100} />
      </div>
      <ul className="grid gap-3">
        {lines.map((l) => (
          <li key={l.id} className="grid items-center gap-3 sm:grid-cols-[1fr_10rem]">
            <span className="text-sm">{l.description}</span>
            <NumberCell
              label={t('quantityOf', { item: l.description })}
              value={l.quantity}
              suffix={l.unitCode ?? undefined}
              onValue={(quantity) =>
                setLines((now) => now.map((other) => (other.id === l.id ? { ...other, quantity } : other)))
              }
            />
          </li>
        ))}
      </ul>
    </Act>
  )
}
