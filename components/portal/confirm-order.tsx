'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import type { PortalOrderDocument } from '@/server/contracts/procurement/portal'
import { usePortal, useSend } from './client'
import { Act, Field, NumberCell } from './parts'

/** Says what will come and when; as ordered unless something is changed. */
export function ConfirmOrder({ order }: { order: PortalOrderDocument }) {
  const t = useTranslations('portal')
  const portal = usePortal()
  const { send, busy, error } = useSend(portal.confirm.mutationOptions(), 'confirmed')
  const [reference, setReference] = useState(order.supplierReference ?? '')
  const [lines, setLines] = useState(() =>
    order.lines
      .filter((l) => l.kind !== 'freight')
      .map((l) => ({ ...l, quantity: l.confirmedQuantity ?? l.quantity, promisedDate: l.promisedDate ?? '' })),
  )
  const change = (id: string, given: { quantity?: string; promisedDate?: string }) =>
    setLines((now) => now.map((l) => (l.id === id ? { ...l, ...given } : l)))
  return (
    <Card>
      <CardHeader title={t('confirmTitle')} hint={t('confirmHint')} />
      <CardBody>
        <Act
          title={t('confirmTitle')}
          action={t('confirm')}
          {...{ busy, error }}
          onSend={() =>
            send({
              id: order.id,
              version: order.version,
              supplierReference: reference,
              lines: lines.map((l) => ({ id: l.id, quantity: l.quantity, promisedDate: l.promisedDate || null })),
            })
          }
        >
          <div className="max-w-sm">
            <Field label={t('yourNumber')} value={reference} onValue={setReference} maxLength={100} />
          </div>
          <ul className="grid gap-4">
            {lines.map((l) => (
              <li key={l.id} className="grid items-end gap-3 sm:grid-cols-[1fr_10rem_12rem]">
                <span className="text-sm">{l.description}</span>
                <div className="grid gap-1">
                  <span className="text-xs text-muted">{t('quantity')}</span>
                  <NumberCell
                    label={t('quantityOf', { item: l.description })}
                    value={l.quantity}
                    suffix={l.unitCode ?? undefined}
                    onValue={(quantity) => change(l.id, { quantity })}
                  />
                </div>
                <Field
                  type="date"
                  label={t('promised')}
                  value={l.promisedDate}
                  onValue={(promisedDate) => change(l.id, { promisedDate })}
                />
              </li>
            ))}
          </ul>
        </Act>
      </CardBody>
    </Card>
  )
}
