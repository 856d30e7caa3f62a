'use client'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTRPC } from '@/components/api/client'
import { shownFact } from '@/components/control/shown-fact'
import { useErrorText } from '@/components/error-text'
import { readServerError } from '@/components/form/server-error'
import { useWord } from '@/components/terms'
import { Button } from '@/components/ui/button'
import { Label } from '@/components/ui/label'
import { Notice } from '@/components/ui/notice'
import { Select } from '@/components/ui/select'
import { StateBadge } from '@/components/ui/state-badge'
import type { ApprovalTrial } from '@/server/contracts/platform/approval'
import { contentOf, type FlowState } from './flow-state'

/** Steps have no id before they run: they are known by where they stand. */
export function keyed<S extends { stage: number; branch: number }>(steps: readonly S[]): { key: string; step: S }[] {
  const seen = new Map<string, number>()
  return steps.map((step) => {
    const place = `${step.stage}.${step.branch}`
    const nth = (seen.get(place) ?? 0) + 1
    seen.set(place, nth)
    return { key: `${place}.${nth}`, step }
  })
}

/** Tries the flow as it stands in the editor on a real document: who would have to approve, and why. Nothing is sent. */
export function FlowTrial({ state }: { state: FlowState }) {
  const trpc = useTRPC()
  const t = useTranslations('approval.trial')
  const say = useErrorText()
  const [chosen, setChosen] = useState<string | null>(null)
  const documents = useQuery(trpc.control.approvalFlows.trialDocuments.queryOptions({ document: state.document }))
  const documentId = documents.data?.some((d) => d.id === chosen) ? chosen : (documents.data?.[0]?.id ?? null)
  const trial = useMutation(trpc.control.approvalFlows.try.mutationOptions())
  const run = () => {
    const { document, transition } = state
    if (documentId) trial.mutate({ document, transition, documentId, content: contentOf(state) })
  }
  return (
    <section aria-label={t('title')} className="flex flex-col gap-3">
      <h2 className="text-md">{t('title')}</h2>
      <p className="text-sm text-muted">{documents.data?.length === 0 ? t('none') : t('hint')}</p>
      <div className="flex flex-wrap items-end gap-2">
        <Label className="flex flex-col gap-1">
          {t('document')}
          <Select
            className="w-64"
            aria-label={t('document')}
            value={documentId}
            onValueChange={setChosen}
            options={(documents.data ?? []).map((d) => ({ value: d.id, label: d.label, hint: d.status }))}
          />
        </Label>
        <Button busy={trial.isPending} onClick={run} disabledReason={documentId ? null : t('none')}>
          {t('run')}
        </Button>
      </div>
      {trial.isError ? <Notice tone="blocked">{say(readServerError(trial.error))}</Notice> : null}
      {trial.data ? <Result trial={trial.data} /> : null}
    </section>
  )
}

function Result({ trial }: { trial: ApprovalTrial }) {
  const t = useTranslations('approval.trial')
  const word = useWord()
  const asked = trial.holds && trial.steps.some((s) => s.applies)
  return (
    <div className="flex flex-col gap-3" aria-live="polite">
      <Notice tone={asked ? 'attention' : 'done'}>
        {asked ? t('asks', { name: trial.requester }) : t(trial.holds ? 'noStep' : 'doesNotHold')}
        {trial.inForce ? (
          <span className="block text-muted">{t('inForce', { name: word(trial.inForce.name) })}</span>
        ) : null}
      </Notice>
      <ol className="flex flex-col divide-y rounded-md border">
        {keyed(trial.steps).map(({ key, step }) => (
          <li key={key} className="flex flex-wrap items-center gap-2 p-2 text-sm">
            <span className="w-6 text-faint tabular-nums">{step.stage}</span>
            <span className="min-w-0 flex-1">
              {word(step.name)}
              <span className="block text-xs text-muted">
                {step.applies ? step.approvers.join(', ') || t('nobody') : t('skipped')}
              </span>
            </span>
            {step.applies ? <span className="text-xs text-muted">{t('needs', { needed: step.needed })}</span> : null}
            {step.fallback ? <StateBadge tone="attention">{t('fallback')}</StateBadge> : null}
          </li>
        ))}
      </ol>
      <dl className="flex flex-wrap gap-x-4 text-xs text-muted">
        {trial.facts.map((f) => (
          <div key={f.name} className="flex gap-1">
            <dt>{word(f.label)}</dt>
            <dd className="text-ink tabular-nums">{shownFact(f.value, '–')}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
