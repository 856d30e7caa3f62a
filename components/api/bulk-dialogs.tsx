'use client'
import { CircleAlert, Clock } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useId, useState } from 'react'
import { AlertDialog } from '@/components/ui/alert-dialog'
import { Button } from '@/components/ui/button'
import { Dialog, DialogContent } from '@/components/ui/dialog'
import { Label } from '@/components/ui/label'
import { Progress } from '@/components/ui/progress'
import { Textarea } from '@/components/ui/textarea'

/** A row that was not done: which, why, and whether it only waits for somebody's approval. */
export interface BulkRefusal {
  readonly id: string
  readonly label: string
  readonly href: string | undefined
  readonly text: string
  readonly sent: boolean
}

/** What is about to happen to how many, before it does. */
export function BulkAsk({
  label,
  count,
  danger,
  reason,
  onAnswer,
  onClose,
}: {
  label: string
  count: number
  danger: boolean
  reason: boolean
  onAnswer: (reason: string) => void
  onClose: () => void
}) {
  const t = useTranslations('table')
  const id = useId()
  const [text, setText] = useState('')
  return (
    <AlertDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('bulkAsk', { action: label, count })}
      description={t('bulkAskText')}
      confirmLabel={label}
      cancelLabel={t('bulkBack')}
      danger={danger}
      disabledReason={reason && text.trim().length < 3 ? t('bulkReasonFirst') : null}
      onConfirm={() => onAnswer(text.trim())}
    >
      {reason ? (
        <div className="grid gap-1">
          <Label htmlFor={id} required>
            {t('bulkReason')}
          </Label>
          <Textarea id={id} value={text} maxLength={500} onChange={(event) => setText(event.target.value)} />
        </div>
      ) : null}
    </AlertDialog>
  )
}

/** How far it is; what is done stays done when one stops. */
export function BulkRunning({
  label,
  done,
  of,
  onStop,
}: {
  label: string
  done: number
  of: number
  onStop: () => void
}) {
  const t = useTranslations('table')
  return (
    <Dialog open>
      <DialogContent
        size="sm"
        title={label}
        closeLabel={t('bulkStop')}
        footer={<Button onClick={onStop}>{t('bulkStop')}</Button>}
      >
        <p role="status" className="mb-2 text-sm text-muted">
          {t('bulkProgress', { done, of })}
        </p>
        <Progress value={of === 0 ? null : (done / of) * 100} label={label} />
      </DialogContent>
    </Dialog>
  )
}

/** What was refused and why, each with the way to it. */
export function BulkResult({
  label,
  done,
  refused,
  onClose,
}: {
  label: string
  done: number
  refused: readonly BulkRefusal[]
  onClose: () => void
}) {
  const t = useTranslations('table')
  const sent = refused.filter((r) => r.sent).length
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={label}
        description={t('bulkTold', { done, sent, refused: refused.length - sent })}
        closeLabel={t('close')}
        footer={
          <Button variant="primary" onClick={onClose}>
            {t('close')}
          </Button>
        }
      >
        <ul aria-label={t('bulkRefused')} className="divide-y rounded-md border">
          {refused.map((row) => (
            <li key={row.id} className="flex gap-2.5 px-3 py-2 text-sm">
              {row.sent ? (
                <Clock aria-hidden className="mt-0.5 size-4 shrink-0 text-progress" />
              ) : (
                <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-blocked" />
              )}
              <div className="min-w-0">
                {row.href ? (
                  <Link href={row.href} className="font-medium hover:underline">
                    {row.label}
                  </Link>
                ) : (
                  <span className="font-medium">{row.label}</span>
                )}
                <p className="text-muted">{row.text}</p>
              </div>
            </li>
          ))}
        </ul>
      </DialogContent>
    </Dialog>
  )
}
