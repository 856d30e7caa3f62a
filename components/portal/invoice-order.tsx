'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { base64Of } from '@/components/api/file-content'
import { Button } from '@/components/ui/button'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import { FileDrop } from '@/components/ui/file-drop'
import { Notice } from '@/components/ui/notice'
import type { PortalOrderDocument } from '@/server/contracts/procurement/portal'
import { usePortal, useSend, useToday } from './client'
import { Act, Field, MAX_BYTES } from './parts'

/** An invoice of what has come and is not billed: a number, its paper where there is one, and it is sent. */
export function InvoiceOrder({ order }: { order: PortalOrderDocument }) {
  const t = useTranslations('portal')
  const portal = usePortal()
  const today = useToday()
  const [supplierNumber, setNumber] = useState('')
  const [documentDate, setDate] = useState(today)
  const [file, setFile] = useState<File | null>(null)
  const { send, busy, error } = useSend(portal.invoiceOrder.mutationOptions(), 'invoiced', () => {
    setNumber('')
    setFile(null)
  })
  const large = file !== null && file.size > MAX_BYTES
  const sendIt = async () => {
    if (large) return
    const paper = file && { fileName: file.name, content: await base64Of(file) }
    send({ orderId: order.id, supplierNumber, documentDate, file: paper })
  }
  return (
    <Card>
      <CardHeader title={t('invoiceTitle')} hint={t('invoiceHint')} />
      <CardBody>
        <Act title={t('invoiceTitle')} action={t('sendInvoice')} {...{ busy, error }} onSend={sendIt}>
          <div className="grid gap-3 sm:grid-cols-2">
            <Field required label={t('invoiceNumber')} value={supplierNumber} onValue={setNumber} maxLength={60} />
            <Field required type="date" label={t('invoiceDate')} value={documentDate} onValue={setDate} />
          </div>
          {file ? (
            <p className="flex flex-wrap items-center gap-x-3 text-sm">
              {t('paper', { name: file.name })}
              <Button size="sm" variant="quiet" onClick={() => setFile(null)}>
                {t('removePaper')}
              </Button>
            </p>
          ) : (
            <FileDrop
              className="py-4"
              label={t('dropPaper')}
              hint={t('paperHint')}
              accept=".pdf,.png,.jpg,.jpeg,.xml"
              onFiles={([chosen]) => setFile(chosen ?? null)}
            />
          )}
          {large ? <Notice tone="blocked">{t('tooLarge')}</Notice> : null}
        </Act>
      </CardBody>
    </Card>
  )
}
