'use client'
import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { useTRPC } from '@/components/api/client'
import { useFormat } from '@/components/format'
import { useFrame } from '@/components/shell'
import { Skeleton } from '@/components/ui/skeleton'
import { StateBadge } from '@/components/ui/state-badge'
import { shownFact } from './shown-fact'
import { effectTones } from './tones'

/** A decision beside its list: what the rule said, its condition, and every fact as it was. */
export function DecisionPreview({ id }: { id: string }) {
  const trpc = useTRPC()
  const t = useTranslations('control')
  const locale = useLocale()
  const format = useFormat()
  const { href } = useFrame()
  const { data } = useQuery(trpc.control.decisions.get.queryOptions({ id }))
  if (!data) return <Skeleton className="m-4 h-40" />
  return (
    <div className="flex flex-col gap-4 p-4 text-sm">
      <header className="flex flex-col gap-1">
        <p className="text-muted">
          {[data.label, data.lineLabel, format.instant(data.at), data.actorName].filter(Boolean).join(' · ')}
        </p>
        <p className="text-md">{locale === 'zh' ? data.messageZh : data.messageEn}</p>
        <div className="flex items-center gap-2">
          <StateBadge tone={effectTones[data.effect]}>{t(`effect.${data.effect}`)}</StateBadge>
          <Link className="text-accent-text hover:underline" href={href(`control/rules/${data.ruleId}`)}>
            {data.ruleCode} · {t('editor.version', { number: data.ruleVersion })}
          </Link>
        </div>
        {data.override ? <p>{t('decision.override', { by: data.override.by, reason: data.override.reason })}</p> : null}
      </header>
      <section className="flex flex-col gap-1">
        <h3 className="text-muted">{t('decision.condition')}</h3>
        <code className="whitespace-pre-wrap rounded-md bg-hover p-2 font-mono text-xs">{data.condition}</code>
      </section>
      <section className="flex flex-col gap-1">
        <h3 className="text-muted">{t('decision.facts')}</h3>
        <dl className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 gap-y-0.5">
          {Object.entries(data.facts).map(([name, value]) => (
            <div key={name} className="contents">
              <dt className="truncate font-mono text-xs text-muted">{name}</dt>
              <dd className="text-right tabular-nums">{shownFact(value, t('editor.nothing'))}</dd>
            </div>
          ))}
        </dl>
      </section>
    </div>
  )
}
