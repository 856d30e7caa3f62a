'use client'
import { useTranslations } from 'next-intl'
import { useFormat } from '@/components/format'
import { StateBadge } from '@/components/ui/state-badge'
import type { Tone } from '@/components/ui/tone'
import type { RuleView } from '@/server/contracts/platform/rule-views'

const tones = { current: 'done', coming: 'progress', shadow: 'progress', past: 'draft' } as const satisfies Record<
  string,
  Tone
>

/** Everything a rule ever said, the last first. */
export function Versions({ versions }: { versions: RuleView['versions'] }) {
  const t = useTranslations('control.editor')
  const effects = useTranslations('control.effect')
  const format = useFormat()
  if (versions.length === 0) return null
  return (
    <section aria-label={t('versions')} className="flex flex-col gap-2">
      <h2 className="text-md">{t('versions')}</h2>
      <ol className="flex flex-col divide-y rounded-md border">
        {versions.map(({ number, content, standing, publishedAt, publishedBy }) => (
          <li key={number} className="flex flex-col gap-1 p-2 text-sm">
            <div className="flex flex-wrap items-center gap-2">
              <span>{t('version', { number })}</span>
              <StateBadge tone={tones[standing]}>{t(`standing.${standing}`)}</StateBadge>
              <span className="text-muted">{effects(content.effect)}</span>
              <span className="ml-auto text-xs text-muted">
                {t('period', {
                  from: format.date(content.effectiveFrom),
                  to: content.effectiveTo ? format.date(content.effectiveTo) : t('open'),
                })}
              </span>
            </div>
            <code className="whitespace-pre-wrap font-mono text-xs">{content.condition}</code>
            <p className="text-xs text-muted">
              {Object.entries(content.parameters)
                .map(
                  ([name, v]) =>
                    `${name} = ${typeof v === 'string' ? v : [v.default, ...Object.values(v.roles)].join(' / ')}`,
                )
                .join(' · ')}
            </p>
            <p className="text-xs text-muted">
              {format.instant(publishedAt)}
              {publishedBy ? ` · ${t('publishedBy', { by: publishedBy })}` : null}
            </p>
          </li>
        ))}
      </ol>
    </section>
  )
}
