'use client'
import { Ban, BellRing, ShieldQuestion, TriangleAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { type Tone, toneClass } from '@/components/ui/tone'
import type { ruleEffects } from '@/server/contracts/platform/rules'

/** What a rule of the rules table found on a document or on one of its lines. */
export interface RuleFinding {
  readonly id: string
  readonly effect: (typeof ruleEffects)[number]
  readonly message: string
  /** What would satisfy the rule, in words: "at least USD 12.40". */
  readonly satisfy?: string
  /** Present when this person may override; absent = `overriders` says who may. */
  readonly onOverride?: () => void
  readonly overriders?: string
  /** It was overridden: by whom, and why. */
  readonly overridden?: string
}

const looks = {
  block: { tone: 'blocked', icon: Ban },
  warn: { tone: 'attention', icon: TriangleAlert },
  override: { tone: 'attention', icon: ShieldQuestion },
  notify: { tone: 'progress', icon: BellRing },
} as const satisfies Record<RuleFinding['effect'], { tone: Tone; icon: unknown }>

/** One finding: what, what would satisfy it, and the way to override it. */
export function Finding({
  finding,
  oneLine = false,
  className,
}: {
  finding: RuleFinding
  /** Cut at the end of the line; the whole is on hover. */
  oneLine?: boolean
  className?: string
}) {
  const t = useTranslations('document')
  const { tone, icon: Icon } = looks[finding.effect]
  const text = [finding.message, finding.satisfy && t('satisfy', { what: finding.satisfy })].filter(Boolean).join(' ')
  return (
    <div
      className={cn(
        'flex min-w-0 items-center gap-2 text-sm',
        toneClass[finding.overridden ? 'draft' : tone],
        className,
      )}
    >
      <Icon aria-hidden className="size-3.5 shrink-0 text-(--tone)" />
      <span className="sr-only">{t(`effect.${finding.effect}`)}</span>
      <span className={oneLine ? 'min-w-0 truncate' : 'min-w-0'} title={oneLine ? text : undefined}>
        <span className="text-(--tone)">{finding.message}</span>
        {finding.satisfy ? <span className="text-muted"> {t('satisfy', { what: finding.satisfy })}</span> : null}
        {finding.overridden ? (
          <span className="text-muted"> · {t('overridden', { by: finding.overridden })}</span>
        ) : null}
        {!finding.overridden && !finding.onOverride && finding.overriders ? (
          <span className="text-muted"> · {t('overriders', { who: finding.overriders })}</span>
        ) : null}
      </span>
      {finding.onOverride && !finding.overridden ? (
        <Button size="sm" variant="link" className="text-xs" onClick={finding.onOverride}>
          {t('override')}
        </Button>
      ) : null}
    </div>
  )
}
