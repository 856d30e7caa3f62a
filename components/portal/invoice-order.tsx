'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import type { PortalOrderDocument } from '@/server/contracts/procurement/portal'
import { usePortal, useSend, useToday } from './client'
import { Act, Field } from './parts'

/** An invoice of what has come and is not billed: a number, and it is sent. */
export function InvoiceOrder({ order }: { order: PortalOrderDocument }) {
  const t = useTranslations('portal')
  const portal = usePortal()
  const today = useToday()
  const [supplierNumber, setNumber] = useState('')
  const [documentDate, setDate] = useState(today)
  const { send, busy, error } = useSend(portal.invoiceOrder.mutationOptions(), 'invoiced', () => setNumber(''))
  return (
    <Card>
      <CardHeader title={t('invoiceTitle')} hint={t('invoiceHint')} />
      <CardBody>
        <Act
          title={t('invoiceTitle')}
          action={t('sendInvoice')}
          {...{ busy, error }}
          onSend={() => send({ orderId: order.id, supplierNumber, documentDate })}
        >
          <div className="grid gap-3 sm:grid-cols-2">
            <Field required label={t('invoiceNumber')} value={supplierNumber} onValue={setNumber} maxLength={60} />
            <Field required type="date" label={t('invoiceDate')} value={documentDate} onValue={setDate} />
          </div>
        </Act>
      </CardBody>
    </Card>
  )
}
