'use client'
import { useTranslations } from 'next-intl'
import { useFormat } from '@/components/format'
import { useWord } from '@/components/terms'
import { StateBadge } from '@/components/ui/state-badge'
import type { ApprovalFlowView, ApprovalVocabulary } from '@/server/contracts/platform/approval'
import { useRoleOptions } from './approver-fields'
import { keyed } from './flow-trial'

/** Everything the flow ever asked for, the last first, and how many approvals still run on each version. */
export function FlowVersions({
  versions,
  vocabulary,
}: {
  versions: ApprovalFlowView['versions']
  vocabulary: ApprovalVocabulary
}) {
  const t = useTranslations('approval.editor')
  const format = useFormat()
  const word = useWord()
  const who = useWho(vocabulary)
  if (versions.length === 0) return null
  return (
    <section aria-label={t('versions')} className="flex flex-col gap-2">
      <h2 className="text-md">{t('versions')}</h2>
      <ol className="flex flex-col divide-y rounded-md border">
        {versions.map(({ number, content, publishedAt, publishedBy, running, current }) => (
          <li key={number} className="flex flex-col gap-1 p-2 text-sm">
            <div className="flex flex-wrap items-center gap-2">
              <span>{t('version', { number })}</span>
              {current ? <StateBadge tone="done">{t('inForce')}</StateBadge> : null}
              {running > 0 ? <span className="text-muted">{t('running', { count: running })}</span> : null}
              <span className="ml-auto text-xs text-muted">
                {format.instant(publishedAt)}
                {publishedBy ? ` · ${publishedBy}` : null}
              </span>
            </div>
            {content.condition ? (
              <code className="whitespace-pre-wrap font-mono text-xs">{content.condition}</code>
            ) : null}
            <ol className="text-xs text-muted">
              {keyed(content.steps).map(({ key, step }) => (
                <li key={key}>
                  {step.stage}. {word({ en: step.nameEn, zh: step.nameZh })}: {who(step.approvers)}
                </li>
              ))}
            </ol>
          </li>
        ))}
      </ol>
    </section>
  )
}

type Source = ApprovalFlowView['versions'][number]['content']['steps'][number]['approvers']

function useWho(vocabulary: ApprovalVocabulary): (source: Source) => string {
  const t = useTranslations('approval.editor')
  const word = useWord()
  const roles = useRoleOptions(vocabulary)
  return (source) => {
    if (source.kind === 'manager') return t('manager')
    if (source.kind === 'role') return roles.find((r) => r.value === source.role)?.label ?? source.role
    if (source.kind === 'people')
      return source.userIds.map((id) => vocabulary.people.find((p) => p.id === id)?.name ?? t('gone')).join(', ')
    const named = vocabulary.sources.find((s) => s.source === source.source)
    return named ? word(named.label) : source.source
  }
}
