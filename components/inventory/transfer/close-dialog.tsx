'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { DateBox, SelectBox } from '@/components/form/boxes'
import { AlertDialog } from '@/components/ui/alert-dialog'
import { useCompany } from '../use-place'

/** Ends a transfer: what did not arrive goes back, or is written off. */
export function CloseDialog({
  open,
  count,
  earliest,
  busy,
  onOpenChange,
  onConfirm,
}: {
  open: boolean
  /** Lines that have not fully arrived. */
  count: number
  earliest: string
  busy: boolean
  onOpenChange: (open: boolean) => void
  onConfirm: (postingDate: string, shortage: 'returned' | 'lost' | null) => void
}) {
  const t = useTranslations('inventory.transfer')
  const doc = useTranslations('inventory.doc')
  const { today } = useCompany()
  const [date, setDate] = useState(today < earliest ? earliest : today)
  const [shortage, setShortage] = useState<'returned' | 'lost'>('returned')
  return (
    <AlertDialog
      open={open}
      onOpenChange={onOpenChange}
      busy={busy}
      title={t('closeTitle')}
      description={t('closeText', { count })}
      confirmLabel={t('close')}
      cancelLabel={doc('keep')}
      onConfirm={() => onConfirm(date, count > 0 ? shortage : null)}
    >
      <div className="grid gap-3">
        <DateBox label={doc('postingDate')} value={date} min={earliest} onChange={setDate} />
        {count > 0 ? (
          <SelectBox
            label={t('shortage')}
            value={shortage}
            options={(['returned', 'lost'] as const).map((value) => ({ value, label: t(value) }))}
            onChange={(value) => setShortage(value === 'lost' ? 'lost' : 'returned')}
          />
        ) : null}
      </div>
    </AlertDialog>
  )
}
