'use client'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTRPCClient } from '@/components/api/client'
import { useRefusal } from '@/components/api/use-refusal'
import { MakePage } from '@/components/document/parts'
import { DateBox, LookupBox, TextBox } from '@/components/form/boxes'
import { useFrame } from '@/components/shell'
import { Button } from '@/components/ui/button'
import { OpenLines, useOpenLines } from '../open-lines'
import { type CustomerChoice, useCompany, useFindCustomers, useRun } from '../use-sales'

/** A delivery of what is open of one customer's orders: what is set aside is proposed. */
export function NewDelivery({ orderIds }: { orderIds?: readonly string[] }) {
  const t = useTranslations('sales.deliveryNew')
  const api = useTRPCClient()
  const router = useRouter()
  const { href } = useFrame()
  const { run } = useRun()
  const refusal = useRefusal()
  const { companyId, today } = useCompany()
  const findCustomers = useFindCustomers()
  const [customer, setCustomer] = useState<CustomerChoice | null>(null)
  const [documentDate, setDocumentDate] = useState(today)
  const [carrier, setCarrier] = useState('')
  const [busy, setBusy] = useState<'draft' | 'post' | null>(null)
  const model = useOpenLines({ purpose: 'ship', customerId: customer?.id, orderIds })
  const { chosen, customers } = model
  const missing =
    refusal('sales.delivery.create') ??
    (chosen.length === 0 ? t('chooseLines') : customers.length > 1 ? t('oneCustomer') : undefined)
  const make = async (post: boolean) => {
    setBusy(post ? 'post' : 'draft')
    const made = await run(
      () =>
        api.sales.delivery.create.mutate({
          companyId,
          orderIds: [...new Set(chosen.map((l) => l.orderId))],
          documentDate,
          carrier: carrier || null,
          note: null,
          lines: chosen.map((l) => ({ orderLineId: l.id, quantity: model.quantityOf(l) })),
        }),
      t('made'),
    )
    if (made && post)
      await run(() => api.sales.delivery.post.mutate({ id: made.id, version: made.version }), t('posted'))
    setBusy(null)
    if (made) router.replace(href(`sales/deliveries/${made.id}`))
  }
  return (
    <MakePage
      title={t('title')}
      hint={t('hint')}
      actions={
        <>
          <Button
            busy={busy === 'post'}
            disabledReason={missing ?? refusal('sales.delivery.post') ?? null}
            onClick={() => make(true)}
          >
            {t('makeAndPost')}
          </Button>
          <Button
            variant="primary"
            busy={busy === 'draft'}
            disabledReason={missing ?? null}
            onClick={() => make(false)}
          >
            {t('make')}
          </Button>
        </>
      }
    >
      <div className="mb-4 grid max-w-4xl grid-cols-2 gap-x-4 gap-y-3 sm:grid-cols-4">
        {orderIds ? null : (
          <LookupBox
            className="col-span-2"
            label={t('customer')}
            value={customer}
            onChange={setCustomer}
            search={findCustomers}
            clearable
            placeholder={t('allCustomers')}
          />
        )}
        <DateBox label={t('documentDate')} value={documentDate} onChange={setDocumentDate} />
        <TextBox label={t('carrier')} value={carrier} onChange={setCarrier} maxLength={100} />
      </div>
      <OpenLines model={model} purpose="ship" />
    </MakePage>
  )
}
