'use client'
import { useTranslations } from 'next-intl'
import { useId, useState } from 'react'
import { AlertDialog } from '@/components/ui/alert-dialog'
import { Label } from '@/components/ui/label'
import { Textarea } from '@/components/ui/textarea'
import type { InboxEntry } from './types'
import { useDecide, useDecisions } from './use-decisions'

export interface Asked {
  readonly entry: InboxEntry
  readonly what: 'approve' | 'reject'
}

/** Asks before a decision is final, and why before something is rejected. */
export function DecisionDialog({ asked, onClose }: { asked: Asked | null; onClose: () => void }) {
  return asked ? <Asking key={asked.entry.id} asked={asked} onClose={onClose} /> : null
}

function Asking({ asked: { entry, what }, onClose }: { asked: Asked; onClose: () => void }) {
  const t = useTranslations('inbox')
  const decision = useDecisions()[entry.kind]
  const decide = useDecide()
  const field = useId()
  const [reason, setReason] = useState('')
  const [busy, setBusy] = useState(false)
  const rejecting = what === 'reject'
  const number = entry.label
  const confirm = async () => {
    if (!decision) return
    setBusy(true)
    const done = rejecting
      ? await decide(() => decision.reject(entry, reason.trim()), t('rejected', { number }))
      : await decide(() => decision.approve(entry), t('approved', { number }))
    setBusy(false)
    if (done) onClose()
  }
  return (
    <AlertDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t(rejecting ? 'rejectTitle' : 'approveTitle', { number })}
      description={rejecting ? t(`rejectText.${entry.kind}`) : t('finalText')}
      confirmLabel={t(rejecting ? 'reject' : 'approve')}
      cancelLabel={t('cancel')}
      danger={rejecting}
      busy={busy}
      disabledReason={rejecting && reason.trim().length < 3 ? t('reasonFirst') : null}
      onConfirm={confirm}
    >
      {rejecting ? (
        <>
          <Label htmlFor={field}>{t('reason')}</Label>
          <Textarea
            id={field}
            rows={2}
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </>
      ) : null}
    </AlertDialog>
  )
}
