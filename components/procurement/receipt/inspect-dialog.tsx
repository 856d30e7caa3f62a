'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTRPCClient } from '@/components/api/client'
import { NoteBox } from '@/components/form/boxes'
import { Quantity } from '@/components/format'
import { AlertDialog } from '@/components/ui/alert-dialog'
import { Select } from '@/components/ui/select'
import { dec } from '@/server/kernel/money'
import { useRun } from '../use-buying'
import type { Receipt } from './receipt-page'

type Decision = 'wait' | 'release' | 'use_as_is' | 'reject'
const decisions: readonly Decision[] = ['wait', 'release', 'use_as_is', 'reject']

/** Decides about goods on hold: free to use, to be used as they are, or back to the supplier at once. */
export function InspectDialog({ receipt: v, onClose }: { receipt: Receipt; onClose: () => void }) {
  const t = useTranslations('procurement.inspect')
  const api = useTRPCClient()
  const { run } = useRun()
  const held = v.lines.filter((l) => dec(l.heldQuantity).greaterThan(0))
  const [chosen, setChosen] = useState<Readonly<Record<string, Decision>>>(
    Object.fromEntries(held.map((l) => [l.id, 'release'])),
  )
  const [reason, setReason] = useState('')
  const [busy, setBusy] = useState(false)
  const decided = held.filter((l) => chosen[l.id] !== 'wait')
  const needsReason = decided.some((l) => chosen[l.id] !== 'release')
  const missing =
    decided.length === 0 ? t('decideFirst') : needsReason && reason.trim().length < 3 ? t('reasonFirst') : null
  const answer = async () => {
    setBusy(true)
    const done = await run(() =>
      api.procurement.goodsReceipt.inspect.mutate({
        id: v.id,
        version: v.version,
        decisions: decided.map((l) => ({
          lineId: l.id,
          decision: chosen[l.id] as Exclude<Decision, 'wait'>,
          reason: reason.trim() || null,
        })),
      }),
    )
    setBusy(false)
    if (done) onClose()
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
        {held.map((l) => (
          <div key={l.id} className="flex items-center gap-3 text-sm">
            <span className="min-w-0 flex-1 truncate">
              {l.itemCode} {l.description} ·{' '}
              <Quantity value={l.heldQuantity} {...(l.stockUnitCode && { unit: l.stockUnitCode })} />
            </span>
            <Select
              className="w-44"
              aria-label={t('decisionOf', { item: l.itemCode ?? l.description })}
              value={chosen[l.id] ?? 'wait'}
              onValueChange={(value) => {
                const decision = decisions.find((d) => d === value)
                if (decision) setChosen({ ...chosen, [l.id]: decision })
              }}
              options={decisions.map((value) => ({ value, label: t(`decision.${value}`) }))}
            />
          </div>
        ))}
        <NoteBox label={t('reason')} required={needsReason} value={reason} onChange={setReason} />
      </div>
    </AlertDialog>
  )
}
