'use client'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTRPCClient } from '@/components/api/client'
import { MakePage } from '@/components/document/parts'
import { DateBox, LookupBox, TextBox } from '@/components/form/boxes'
import { useFrame } from '@/components/shell'
import { Button } from '@/components/ui/button'
import type { ExpectedShipment } from '@/server/contracts/procurement/portal'
import { dec, plain } from '@/server/kernel/money'
import { type SupplierChoice, useCompany, useFindSuppliers, useRefusal, useRun } from '../use-buying'
import { ExpectedShipments } from './expected-shipments'
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
  const [shipments, setShipments] = useState<readonly ExpectedShipment[]>([])
  const takeOver = (chosen: readonly ExpectedShipment[]) => {
    setShipments(chosen)
    const came = new Map<string, string>()
    for (const l of chosen.flatMap((s) => s.lines))
      came.set(l.orderLineId, plain(dec(came.get(l.orderLineId) ?? '0').plus(l.stockQuantity)))
    model.fill(chosen.length > 0 ? came : null)
    const notes = chosen.flatMap((s) => s.reference ?? [])
    if (notes.length > 0) setDeliveryNote(notes.join(', ').slice(0, 100))
  }
  const unexplained = taken.some((l) => /[1-9]/.test(of(l).rejected) && of(l).why.trim() === '')
  const missing =
    refusal('procurement.goods_receipt.create') ??
    (taken.length === 0 ? t('chooseLines') : unexplained ? t('whyFirst') : undefined)
  const make = async (post: boolean) => {
    setBusy(post ? 'post' : 'draft')
    const made = await run(
      () =>
        api.procurement.goodsReceipt.create.mutate({
          companyId,
          orderIds: [...new Set([...taken.map((l) => l.orderId), ...shipments.map((s) => s.orderId)])],
          documentDate,
          deliveryNote: deliveryNote || null,
          post,
          shipmentNoticeIds: shipments.map((s) => s.id),
          lines: taken.map((l) => {
            const line = of(l)
            return {
              orderLineId: l.orderLineId,
              quantity: line.quantity || '0',
              unitId: line.unitId,
              rejectedQuantity: line.rejected || '0',
              rejectionReason: line.why.trim() || null,
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
            onChange={(next) => {
              setSupplier(next)
              setShipments([])
            }}
            search={findSuppliers}
            clearable
            placeholder={t('chooseSupplier')}
          />
        )}
        <DateBox label={t('documentDate')} value={documentDate} onChange={setDocumentDate} />
        <TextBox label={t('deliveryNote')} value={deliveryNote} onChange={setDeliveryNote} maxLength={100} />
      </div>
      <ExpectedShipments supplierId={supplier?.id} orderIds={orderIds} chosen={shipments} onChange={takeOver} />
      <OpenOrderLines model={model} />
    </MakePage>
  )
}
