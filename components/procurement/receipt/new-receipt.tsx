'use client'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTRPCClient } from '@/components/api/client'
import { MakePage } from '@/components/document/parts'
import { DateBox, LookupBox, TextBox } from '@/components/form/boxes'
import { useFrame } from '@/components/shell'
import { Button } from '@/components/ui/button'
import { type SupplierChoice, useCompany, useFindSuppliers, useRefusal, useRun } from '../use-buying'
import { OpenOrderLines } from './open-lines'
import { useOpenOrderLines } from './use-open-lines'

/** A receipt of what is open of one supplier's orders, or of one order. */
export function NewReceipt({ orderIds }: { orderIds?: readonly string[] }) {
  const t = useTranslations('procurement.receive')
  const api = useTRPCClient()
  const router = useRouter()
  const { href } = useFrame()
  const { run } = useRun()
  const refusal = useRefusal()
  const { companyId, today } = useCompany()
  const findSuppliers = useFindSuppliers()
  const [supplier, setSupplier] = useState<SupplierChoice | null>(null)
  const [documentDate, setDocumentDate] = useState(today)
  const [deliveryNote, setDeliveryNote] = useState('')
  const [busy, setBusy] = useState<'draft' | 'post' | null>(null)
  const model = useOpenOrderLines({ supplierId: supplier?.id, orderIds })
  const { taken, of } = model
  const missing = refusal('procurement.goods_receipt.create') ?? (taken.length === 0 ? t('chooseLines') : undefined)
  const make = async (post: boolean) => {
    setBusy(post ? 'post' : 'draft')
    const made = await run(
      () =>
        api.procurement.goodsReceipt.create.mutate({
          companyId,
          orderIds: [...new Set(taken.map((l) => l.orderId))],
          documentDate,
          deliveryNote: deliveryNote || null,
          post,
          lines: taken.map((l) => {
            const line = of(l)
            return {
              orderLineId: l.orderLineId,
              quantity: line.quantity || '0',
              unitId: line.unitId,
              rejectedQuantity: line.rejected || '0',
              hold: line.hold,
              lotCode: line.lotCode || null,
              expiryDate: line.expiryDate || null,
            }
          }),
        }),
      t(post ? 'posted' : 'made'),
    )
    setBusy(null)
    if (made) router.replace(href(`procurement/goods-receipts/${made.id}`))
  }
  return (
    <MakePage
      title={t('title')}
      hint={t('hint')}
      actions={
        <>
          <Button busy={busy === 'draft'} disabledReason={missing ?? null} onClick={() => make(false)}>
            {t('make')}
          </Button>
          <Button
            variant="primary"
            busy={busy === 'post'}
            disabledReason={missing ?? refusal('procurement.goods_receipt.post') ?? null}
            onClick={() => make(true)}
          >
            {t('makeAndPost')}
          </Button>
        </>
      }
    >
      <div className="mb-4 grid max-w-4xl grid-cols-2 gap-x-4 gap-y-3 sm:grid-cols-4">
        {orderIds ? null : (
          <LookupBox
            className="col-span-2"
            label={t('supplier')}
            value={supplier}
            onChange={setSupplier}
            search={findSuppliers}
            clearable
            placeholder={t('chooseSupplier')}
          />
        )}
        <DateBox label={t('documentDate')} value={documentDate} onChange={setDocumentDate} />
        <TextBox label={t('deliveryNote')} value={deliveryNote} onChange={setDeliveryNote} maxLength={100} />
      </div>
      <OpenOrderLines model={model} />
    </MakePage>
  )
}
