'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { DateBox } from '@/components/form/boxes'
import { AlertDialog } from '@/components/ui/alert-dialog'
import { useCompany } from '../use-place'

interface Asked {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  readonly busy?: boolean
}

/** Asks before a draft is given up for good. */
export function CancelDialog({ onConfirm, busy = false, ...props }: Asked & { onConfirm: () => void }) {
  const t = useTranslations('inventory.doc')
  return (
    <AlertDialog
      {...props}
      danger
      busy={busy}
      title={t('cancelTitle')}
      description={t('cancelText')}
      confirmLabel={t('confirmCancel')}
      cancelLabel={t('keep')}
      onConfirm={onConfirm}
    />
  )
}

/** Asks for the day that a reversal is posted on. */
export function ReverseDialog({
  earliest,
  onConfirm,
  busy = false,
  ...props
}: Asked & { earliest: string; onConfirm: (postingDate: string) => void }) {
  const t = useTranslations('inventory.doc')
  const { today } = useCompany()
  const [date, setDate] = useState(today < earliest ? earliest : today)
  return (
    <AlertDialog
      {...props}
      danger
      busy={busy}
      title={t('reverseTitle')}
      description={t('reverseText')}
      confirmLabel={t('reverse')}
      cancelLabel={t('keep')}
      onConfirm={() => onConfirm(date)}
    >
      <DateBox label={t('postingDate')} value={date} min={earliest} onChange={setDate} />
    </AlertDialog>
  )
}
