'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { DateText, Quantity } from '@/components/format'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import type { PortalRequestDocument } from '@/server/contracts/procurement/portal'
import { usePortal, useSend } from './client'
import { Act, Answer, Back, Field, NumberCell } from './parts'
import { RequestState } from './requests'

/** One request, and the offer on it. */
export function Request({ id, onBack }: { id: string; onBack: () => void }) {
  const t = useTranslations('portal')
  const portal = usePortal()
  const request = useQuery(portal.request.queryOptions({ id }))
  return (
    <div className="grid gap-5">
      <Back onBack={onBack} />
      <Answer of={request}>
        {(data) => (
          <>
            <Card>
              <CardHeader title={data.title ?? data.number} actions={<RequestState of={data} />} />
              <CardBody className="grid gap-2 text-sm">
                <p>
                  {data.number} · {t('answerBy')} <DateText value={data.dueDate} />
                </p>
                {data.note ? <p className="whitespace-pre-wrap">{data.note}</p> : null}
              </CardBody>
            </Card>
            {data.status === 'sent' && data.quotationStatus !== 'awarded' ? (
              <>
                <Quote key={data.quotationNumber} request={data} />
                {data.declined || data.quotationNumber ? null : <Decline id={data.id} />}
              </>
            ) : null}
          </>
        )}
      </Answer>
    </div>
  )
}

function Quote({ request }: { request: PortalRequestDocument }) {
  const t = useTranslations('portal')
  const portal = usePortal()
  const { send, busy, error } = useSend(portal.quote.mutationOptions(), 'offered')
  const [head, setHead] = useState({ supplierReference: '', validUntil: '', leadTime: '', freight: '' })
  const [lines, setLines] = useState(() => request.lines.map((l) => ({ ...l, price: l.offered?.unitPrice ?? '' })))
  const set = (name: keyof typeof head) => (value: string) => setHead((now) => ({ ...now, [name]: value }))
  const offer = () =>
    send({
      id: request.id,
      supplierReference: head.supplierReference,
      validUntil: head.validUntil || null,
      leadTimeDays: head.leadTime === '' ? null : Number(head.leadTime),
      freight: head.freight || '0',
      lines: lines.filter((l) => l.price !== '').map((l) => ({ rfqLineId: l.id, unitPrice: l.price })),
    })
  return (
    <Card>
      <CardHeader title={t('offerTitle')} hint={t('offerHint', { currency: request.currency })} />
      <CardBody>
        <Act title={t('offerTitle')} action={t('sendOffer')} {...{ busy, error }} onSend={offer}>
          <ul className="grid gap-3">
            {lines.map((l) => (
              <li key={l.id} className="grid items-center gap-3 sm:grid-cols-[1fr_8rem_12rem]">
                <span className="text-sm">{l.description}</span>
                <Quantity value={l.quantity} unit={l.unitCode ?? undefined} />
                <NumberCell
                  label={t('priceOf', { item: l.description })}
                  value={l.price}
                  suffix={request.currency}
                  onValue={(price) =>
                    setLines((now) => now.map((other) => (other.id === l.id ? { ...other, price } : other)))
                  }
                />
              </li>
            ))}
          </ul>
          <div className="grid items-end gap-3 sm:grid-cols-4">
            <Field
              label={t('yourNumber')}
              value={head.supplierReference}
              onValue={set('supplierReference')}
              maxLength={100}
            />
            <Field type="date" label={t('validUntil')} value={head.validUntil} onValue={set('validUntil')} />
            <div className="grid gap-1">
              <span className="text-xs text-muted">{t('leadTime')}</span>
              <NumberCell label={t('leadTime')} value={head.leadTime} maxPlaces={0} onValue={set('leadTime')} />
            </div>
            <div className="grid gap-1">
              <span className="text-xs text-muted">{t('freight')}</span>
              <NumberCell
                label={t('freight')}
                value={head.freight}
                suffix={request.currency}
                onValue={set('freight')}
              />
            </div>
          </div>
        </Act>
      </CardBody>
    </Card>
  )
}

function Decline({ id }: { id: string }) {
  const t = useTranslations('portal')
  const portal = usePortal()
  const [reason, setReason] = useState('')
  const { send, busy, error } = useSend(portal.decline.mutationOptions(), 'declined')
  return (
    <Card>
      <CardHeader title={t('declineTitle')} />
      <CardBody>
        <Act title={t('declineTitle')} action={t('decline')} {...{ busy, error }} onSend={() => send({ id, reason })}>
          <Field required label={t('reason')} value={reason} onValue={setReason} maxLength={500} />
        </Act>
      </CardBody>
    </Card>
  )
}
