'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Check, Undo2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTRPC } from '@/components/api/client'
import { AsideSection } from '@/components/document/aside'
import { useErrorText } from '@/components/error-text'
import { readServerError } from '@/components/form/server-error'
import { InstantText } from '@/components/format'
import { useWord } from '@/components/terms'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { toast } from '@/components/ui/toast'
import type { ApprovalView } from '@/server/contracts/platform/approval'
import { DecideDialog, type Decision } from './decide-dialog'
import { StepTrail } from './trail'

/** The approvals of a document beside it: what runs, to be decided here, and what was decided before. */
export function DocumentApprovals({ document, documentId }: { document: string; documentId: string }) {
  const trpc = useTRPC()
  const t = useTranslations('approval')
  const found = useQuery(trpc.control.approvals.ofDocument.queryOptions({ document, documentId }, { retry: false }))
  const [latest, ...earlier] = found.data ?? []
  if (!latest) return null
  return (
    <AsideSection title={t('approvals')} count={earlier.length + 1}>
      <OneApproval approval={latest} />
      {earlier.length > 0 ? (
        <details className="mt-3 text-sm">
          <summary className="cursor-pointer text-muted">{t('earlier', { count: earlier.length })}</summary>
          <div className="mt-2 flex flex-col gap-4">
            {earlier.map((approval) => (
              <OneApproval key={approval.id} approval={approval} />
            ))}
          </div>
        </details>
      ) : null}
    </AsideSection>
  )
}

function OneApproval({ approval }: { approval: ApprovalView }) {
  const t = useTranslations('approval')
  const word = useWord()
  const say = useErrorText()
  const [asked, setAsked] = useState<Decision | null>(null)
  const what = [{ instanceId: approval.id, label: approval.label ?? t('thisDocument') }]
  return (
    <div className="flex flex-col gap-2">
      <p className="text-xs text-muted">
        {word(approval.flow.name)} · {t('askedBy', { name: approval.requesterName })} ·{' '}
        <InstantText value={approval.startedAt} />
      </p>
      <StepTrail steps={approval.steps} />
      {approval.status === 'voided' ? (
        <p className="text-xs text-muted">{t(approval.endReason === 'withdrawn' ? 'withdrawn' : 'voided')}</p>
      ) : null}
      {approval.stopped && !approval.executed ? (
        <Notice tone="attention" title={t('stoppedTitle')}>
          {say(approval.stopped)}
        </Notice>
      ) : null}
      {approval.mayDecide ? (
        <div className="flex flex-wrap gap-2">
          {approval.inPlaceOf ? (
            <p className="w-full text-xs text-attention">{t('forSomebody', { name: approval.inPlaceOf })}</p>
          ) : null}
          <Button size="sm" onClick={() => setAsked({ what, decision: 'return' })}>
            <Undo2 aria-hidden />
            {t('return')}
          </Button>
          <Button size="sm" variant="primary" onClick={() => setAsked({ what, decision: 'approve' })}>
            <Check aria-hidden />
            {t('approve')}
          </Button>
        </div>
      ) : null}
      {approval.mayWithdraw ? (
        <div>
          <Withdraw id={approval.id} />
        </div>
      ) : null}
      <DecideDialog asked={asked} onClose={() => setAsked(null)} />
    </div>
  )
}

export function Withdraw({ id }: { id: string }) {
  const trpc = useTRPC()
  const client = useQueryClient()
  const t = useTranslations('approval')
  const say = useErrorText()
  const withdraw = useMutation(
    trpc.control.approvals.withdraw.mutationOptions({
      onSuccess: () => toast.success(t('withdrawn')),
      onError: (error) => void toast.error(say(readServerError(error))),
      onSettled: () => client.invalidateQueries(),
    }),
  )
  return (
    <Button size="sm" variant="quiet" busy={withdraw.isPending} onClick={() => withdraw.mutate({ id })}>
      {t('withdraw')}
    </Button>
  )
}
