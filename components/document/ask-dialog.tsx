'use client'
import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { DateBox, NoteBox } from '@/components/form/boxes'
import { AlertDialog } from '@/components/ui/alert-dialog'

export interface Question {
  readonly title: string
  readonly text: string
  readonly confirm: string
  readonly danger?: boolean
  /** `required` = a reason of at least three characters. */
  readonly reason?: 'required' | 'optional'
  /** Asks for a posting date, starting with this one. */
  readonly date?: string
  readonly children?: ReactNode
  /** True when it was done; the dialog then closes. */
  readonly onAnswer: (answer: { reason: string | null; date: string }) => Promise<boolean>
}

/** Asks before a step that needs a word or a date: cancel, reverse, close short, post at another day. */
export function AskDialog({ question, onClose }: { question: Question | null; onClose: () => void }) {
  return question ? <Asking key={question.title} question={question} onClose={onClose} /> : null
}

function Asking({ question, onClose }: { question: Question; onClose: () => void }) {
  const t = useTranslations('sales.ask')
  const [reason, setReason] = useState('')
  const [date, setDate] = useState(question.date ?? '')
  const [busy, setBusy] = useState(false)
  const missing = question.reason === 'required' && reason.trim().length < 3 ? t('reasonFirst') : null
  const answer = async () => {
    setBusy(true)
    const done = await question.onAnswer({ reason: reason.trim() || null, date })
    setBusy(false)
    if (done) onClose()
  }
  return (
    <AlertDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={question.title}
      description={question.text}
      confirmLabel={question.confirm}
      cancelLabel={t('cancel')}
      danger={question.danger ?? false}
      busy={busy}
      disabledReason={missing}
      onConfirm={answer}
    >
      <div className="grid gap-3">
        {question.children}
        {question.date ? <DateBox label={t('postingDate')} value={date} onChange={setDate} /> : null}
        {question.reason ? (
          <NoteBox label={t('reason')} required={question.reason === 'required'} value={reason} onChange={setReason} />
        ) : null}
      </div>
    </AlertDialog>
  )
}
