'use client'
import { useLocale, useTranslations } from 'next-intl'
import { InstantText } from '@/components/format'
import { useWord } from '@/components/terms'
import { StateBadge } from '@/components/ui/state-badge'
import type { Tone } from '@/components/ui/tone'
import type { ApprovalView } from '@/server/contracts/platform/approval'

type Step = ApprovalView['steps'][number]
const stepTones: Readonly<Record<Step['status'], Tone>> = {
  waiting: 'draft',
  open: 'attention',
  approved: 'done',
  rejected: 'blocked',
  skipped: 'draft',
  closed: 'draft',
}

/** The steps of an approval: who decided which, when, in whose place; who is asked now and who comes after. */
export function StepTrail({ steps }: { steps: readonly Step[] }) {
  const t = useTranslations('approval')
  return (
    <ol className="flex flex-col gap-3" aria-label={t('steps')}>
      {steps.map((step) => (
        <StepRow
          key={step.id}
          step={step}
          beside={step.status !== 'skipped' && steps.some((s) => s.id !== step.id && runsBeside(s, step))}
        />
      ))}
    </ol>
  )
}

const runsBeside = (a: Step, b: Step) => a.stage === b.stage && a.branch !== b.branch && a.status !== 'skipped'

function StepRow({ step, beside }: { step: Step; beside: boolean }) {
  const t = useTranslations('approval')
  const word = useWord()
  const list = new Intl.ListFormat(useLocale(), { type: 'disjunction' })
  const waits = step.approvers.map((a) => a.name)
  return (
    <li className="flex flex-col gap-0.5 border-l-2 pl-3 text-sm">
      <span className="flex items-center gap-2">
        <span className="min-w-0 flex-1 truncate">
          {word(step.name)}
          {beside ? <span className="text-xs text-faint"> · {t('sideBySide')}</span> : null}
        </span>
        <StateBadge plain tone={stepTones[step.status]}>
          {t(`step.${step.status}`)}
        </StateBadge>
      </span>
      {step.decisions.map((d) => (
        <span key={`${d.by}${d.at}`} className="text-xs">
          <span className={d.decision === 'return' ? 'text-blocked' : 'text-ink'}>
            {t(d.decision === 'return' ? 'returnedBy' : 'approvedBy', { by: d.by })}
          </span>{' '}
          {d.inPlaceOf ? <span className="text-muted">{t('inPlaceOf', { name: d.inPlaceOf })} </span> : null}
          <InstantText value={d.at} className="text-faint" />
          {d.comment ? <span className="block whitespace-pre-wrap text-muted">{d.comment}</span> : null}
        </span>
      ))}
      {step.status === 'open' ? (
        <span className="text-xs text-muted">
          {waits.length === 0
            ? t('nobody')
            : (step.needed ?? 1) > 1
              ? t('waitsForSome', { needed: (step.needed ?? 1) - step.decisions.length, names: list.format(waits) })
              : t('waitsFor', { names: list.format(waits) })}
        </span>
      ) : null}
      {step.fallback ? <span className="text-xs text-attention">{t('fallback')}</span> : null}
      {step.escalatedAt ? (
        <span className="text-xs text-attention">
          {t('escalated')} <InstantText value={step.escalatedAt} />
        </span>
      ) : null}
    </li>
  )
}
