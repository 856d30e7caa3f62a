'use client'
import { Check } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useFormat } from '@/components/format'
import { cn } from '@/components/ui/cn'
import { dec } from '@/server/kernel/money'

/** One step of a document's way, with how far it is: derived from linked documents, never set by hand. */
export interface ChainStep {
  readonly name: string
  readonly label: string
  readonly done: string
  readonly of: string
  readonly unit?: string
  /** Where the documents of this step stand. */
  readonly href?: string
  readonly blocked?: boolean
}

export type ChainState = 'none' | 'part' | 'full' | 'over'

export function chainState({ done, of }: Pick<ChainStep, 'done' | 'of'>): ChainState {
  const [have, want] = [dec(done), dec(of)]
  if (have.isZero()) return 'none'
  if (have.gt(want)) return 'over'
  return have.eq(want) ? 'full' : 'part'
}

const looks: Record<ChainState, string> = {
  none: 'tone-draft',
  part: 'tone-progress',
  full: 'tone-done',
  over: 'tone-attention',
}

/** The way of the document as a thin chain: each step with its quantity, each a link to what made it. */
export function ProgressChain({ steps }: { steps: readonly ChainStep[] }) {
  const t = useTranslations('document')
  const format = useFormat()
  return (
    <nav aria-label={t('progress')} className="mt-1 overflow-x-auto [scrollbar-width:none]">
      <ol className="flex min-w-max items-stretch gap-1.5 py-1">
        {steps.map((step) => {
          const state = chainState(step)
          const share = dec(step.of).isZero() ? 0 : Math.min(100, dec(step.done).div(step.of).times(100).toNumber())
          const body = (
            <>
              <span className="flex items-center gap-1 text-xs">
                {state === 'full' ? <Check aria-hidden className="size-3 text-(--tone)" /> : null}
                <span className={state === 'none' ? 'text-faint' : 'text-ink'}>{step.label}</span>
                <span className="text-faint">
                  {state === 'full'
                    ? format.quantity(step.done, step.unit)
                    : t('stepOf', { done: format.quantity(step.done), of: format.quantity(step.of, step.unit) })}
                </span>
              </span>
              <span className="mt-1 block h-0.5 overflow-hidden rounded-full bg-line">
                <span className="block h-full bg-(--tone)" style={{ width: `${share}%` }} />
              </span>
            </>
          )
          const className = cn('block min-w-32 rounded-sm px-1 py-0.5', step.blocked ? 'tone-blocked' : looks[state])
          return (
            <li key={step.name} className="flex-1">
              {step.href ? (
                <Link href={step.href} className={cn(className, 'hover:bg-hover')}>
                  {body}
                </Link>
              ) : (
                <span className={className}>{body}</span>
              )}
            </li>
          )
        })}
      </ol>
    </nav>
  )
}
