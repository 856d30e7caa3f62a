'use client'
import { useTranslations } from 'next-intl'
import { useId, useState } from 'react'
import { AlertDialog } from '@/components/ui/alert-dialog'
import { Label } from '@/components/ui/label'
import { Textarea } from '@/components/ui/textarea'
import { type Deciding, useDecideApprovals } from './use-decide'

export interface Decision {
  readonly what: readonly Deciding[]
  readonly decision: 'approve' | 'return'
}

/** Asks for the comment: a return needs one, an approval may have one. */
export function DecideDialog({ asked, onClose }: { asked: Decision | null; onClose: (done: boolean) => void }) {
  return asked ? <Asking key={asked.what.map((w) => w.instanceId).join()} asked={asked} onClose={onClose} /> : null
}

function Asking({ asked: { what, decision }, onClose }: { asked: Decision; onClose: (done: boolean) => void }) {
  const t = useTranslations('approval')
  const words = useTranslations('common')
  const decide = useDecideApprovals()
  const field = useId()
  const [comment, setComment] = useState('')
  const [busy, setBusy] = useState(false)
  const returning = decision === 'return'
  const name = what.length === 1 ? (what[0]?.label ?? '') : t('several', { count: what.length })
  const confirm = async () => {
    setBusy(true)
    const done = await decide(what, decision, comment.trim())
    setBusy(false)
    if (done > 0) onClose(true)
  }
  return (
    <AlertDialog
      open
      onOpenChange={(open) => !open && onClose(false)}
      title={t(returning ? 'returnTitle' : 'approveTitle', { name })}
      description={t(returning ? 'returnText' : 'approveText')}
      confirmLabel={t(returning ? 'return' : 'approve')}
      cancelLabel={words('cancel')}
      danger={returning}
      busy={busy}
      disabledReason={returning && comment.trim().length < 3 ? t('commentFirst') : null}
      onConfirm={confirm}
    >
      <Label htmlFor={field}>{t(returning ? 'why' : 'comment')}</Label>
      <Textarea id={field} rows={3} maxLength={2000} value={comment} onChange={(e) => setComment(e.target.value)} />
    </AlertDialog>
  )
}
