'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { DateBox, TextBox } from '@/components/form/boxes'
import { AlertDialog } from '@/components/ui/alert-dialog'

/** Asks for the date and the reason of a reversal. */
export function ReverseDialog({
  open,
  onOpenChange,
  number,
  earliest,
  today,
  busy,
  onConfirm,
}: {
  open: boolean
  onOpenChange: (open: boolean) => void
  number: string
  earliest: string
  today: string
  busy?: boolean
  onConfirm: (date: string, reason: string | null) => void
}) {
  const t = useTranslations('finance.reversal')
  const [date, setDate] = useState(today < earliest ? earliest : today)
  const [reason, setReason] = useState('')
  return (
    <AlertDialog
      open={open}
      onOpenChange={onOpenChange}
      danger
      busy={busy}
      title={t('title', { number })}
      description={t('text')}
      confirmLabel={t('confirm')}
      cancelLabel={t('cancel')}
      onConfirm={() => onConfirm(date, reason.trim() === '' ? null : reason.trim())}
    >
      <div className="grid gap-3">
        <DateBox label={t('date')} value={date} min={earliest} onChange={setDate} />
        <TextBox label={t('reason')} value={reason} onChange={setReason} />
      </div>
    </AlertDialog>
  )
}
