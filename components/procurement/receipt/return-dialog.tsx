'use client'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTRPCClient } from '@/components/api/client'
import { lineName, QuantityCell } from '@/components/document/line-table'
import { NoteBox } from '@/components/form/boxes'
import { useFrame } from '@/components/shell'
import { AlertDialog } from '@/components/ui/alert-dialog'
import { Checkbox } from '@/components/ui/checkbox'
import { Label } from '@/components/ui/label'
import { dec, plain } from '@/server/kernel/money'
import { useCompany, useRun } from '../use-buying'
import type { Receipt } from './receipt-page'

/** Sends goods of a receipt back to the supplier. */
export function ReturnDialog({ receipt: v, onClose }: { receipt: Receipt; onClose: () => void }) {
  const t = useTranslations('procurement.returnDialog')
  const api = useTRPCClient()
  const router = useRouter()
  const { href } = useFrame()
  const { run } = useRun()
  const { today } = useCompany()
  const left = v.lines.filter((l) => dec(l.quantity).greaterThan(l.returnedQuantity))
  const [quantities, setQuantities] = useState<Readonly<Record<string, string>>>({})
  const [reason, setReason] = useState('')
  const [replacement, setReplacement] = useState(false)
  const [busy, setBusy] = useState(false)
  const lines = left.flatMap((l) => {
    const quantity = quantities[l.id] ?? ''
    return /[1-9]/.test(quantity) ? [{ receiptLineId: l.id, quantity }] : []
  })
  const missing = lines.length === 0 ? t('chooseFirst') : reason.trim().length < 3 ? t('reasonFirst') : null
  const answer = async () => {
    setBusy(true)
    const made = await run(() =>
      api.procurement.supplierReturn.create.mutate({
        ...{ companyId: v.companyId, lines, reason: reason.trim(), replacement, post: true },
        ...{ documentDate: today },
      }),
    )
    setBusy(false)
    if (made) router.push(href(`procurement/supplier-returns/${made.id}`))
  }
  return (
    <AlertDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('title')}
      description={t('text')}
      confirmLabel={t('confirm')}
      cancelLabel={t('cancel')}
      busy={busy}
      disabledReason={missing}
      onConfirm={answer}
    >
      <div className="grid gap-3">
        {left.map((l) => (
          <div key={l.id} className="flex items-center gap-3 text-sm">
            <span className="min-w-0 flex-1 truncate">
              {l.itemCode} {l.description}
              <span className="block text-xs text-muted">
                {t('atMost', {
                  quantity: plain(dec(l.quantity).minus(l.returnedQuantity)),
                  unit: l.stockUnitCode ?? '',
                })}
              </span>
            </span>
            <QuantityCell
              label={t('quantityOf', { item: lineName(l) })}
              value={quantities[l.id] ?? ''}
              onChange={(quantity) => setQuantities({ ...quantities, [l.id]: quantity })}
            />
          </div>
        ))}
        <NoteBox label={t('reason')} required value={reason} onChange={setReason} />
        <Label className="flex items-center gap-2">
          <Checkbox checked={replacement} onCheckedChange={(on) => setReplacement(on === true)} />
          {t('replacement')}
        </Label>
      </div>
    </AlertDialog>
  )
}
