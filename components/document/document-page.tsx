'use client'
import { PanelRight } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { useMedia } from '@/components/data-table/use-media'
import { IconButton } from '@/components/ui/button'
import { Sheet, SheetContent } from '@/components/ui/sheet'
import { StateBadge } from '@/components/ui/state-badge'
import type { Tone } from '@/components/ui/tone'
import { ActionBar, type ActionBarProps } from './action-bar'
import { type ChainStep, ProgressChain } from './progress-chain'

export interface DocumentFact {
  readonly label: string
  readonly value: ReactNode
  /** The figure that matters: larger weight, at the end. */
  readonly strong?: boolean
}

export interface DocumentPageProps<S extends string, T extends string> extends ActionBarProps<S, T> {
  /** "Sales order"; stands before the number. */
  readonly kind: string
  /** Null = a draft that has no number yet. */
  readonly number: string | null
  readonly stateLabel: string
  readonly tone: Tone
  readonly party?: { readonly name: string; readonly href?: string }
  readonly facts: readonly DocumentFact[]
  readonly chain?: readonly ChainStep[]
  /** Banners above the document: conflict, findings on the whole, what is waited for. */
  readonly notices?: ReactNode
  /** Right column: links, activity, attachments, approvals. */
  readonly aside?: ReactNode
  readonly children: ReactNode
}

/** The frame of every document: what it is and where it stands stays in sight, what can be done next is one button. */
export function DocumentPage<S extends string, T extends string>(props: DocumentPageProps<S, T>) {
  const t = useTranslations('document')
  const wide = useMedia('(min-width: 1280px)')
  const [open, setOpen] = useState(false)
  return (
    <article className="flex h-full min-h-0 flex-col">
      <header className="shrink-0 border-b bg-canvas px-4 pt-2 pb-2 max-sm:px-3">
        <div className="flex min-h-9 flex-wrap items-center gap-x-3 gap-y-1">
          <h1 className="min-w-0 truncate text-lg">
            <span className="font-normal text-muted">{props.kind}</span>{' '}
            {props.number ?? <span className="text-faint">{t('noNumber')}</span>}
          </h1>
          <StateBadge tone={props.tone}>{props.stateLabel}</StateBadge>
          <div className="ml-auto flex items-center gap-1.5">
            {props.aside && !wide ? (
              <IconButton label={t('aside')} onClick={() => setOpen(true)}>
                <PanelRight aria-hidden />
              </IconButton>
            ) : null}
            <ActionBar
              machine={props.machine}
              state={props.state}
              actions={props.actions}
              quietSlots={props.quietSlots}
            />
          </div>
        </div>
        <dl className="flex flex-wrap items-baseline gap-x-6 gap-y-0.5 py-1 text-sm">
          {props.party ? (
            <Fact
              label={t('party')}
              value={
                props.party.href ? (
                  <Link href={props.party.href} className="underline-offset-3 hover:underline">
                    {props.party.name}
                  </Link>
                ) : (
                  props.party.name
                )
              }
            />
          ) : null}
          {props.facts.map((fact) => (
            <Fact key={fact.label} {...fact} />
          ))}
        </dl>
        {props.chain && props.chain.length > 0 ? <ProgressChain steps={props.chain} /> : null}
      </header>
      <div className="flex min-h-0 flex-1">
        <div className="min-w-0 flex-1 overflow-y-auto px-4 py-4 max-sm:px-3">
          {props.notices ? <div className="mb-4 flex flex-col gap-2 empty:hidden">{props.notices}</div> : null}
          {props.children}
        </div>
        {props.aside && wide ? (
          <aside aria-label={t('aside')} className="w-80 shrink-0 overflow-y-auto border-l bg-surface">
            {props.aside}
          </aside>
        ) : null}
      </div>
      {props.aside && !wide ? (
        <Sheet open={open} onOpenChange={setOpen}>
          <SheetContent title={t('aside')} closeLabel={t('close')}>
            <div className="-m-5">{props.aside}</div>
          </SheetContent>
        </Sheet>
      ) : null}
    </article>
  )
}

function Fact({ label, value, strong }: DocumentFact) {
  return (
    <div
      className={
        strong ? 'flex min-w-0 items-baseline gap-2 sm:ml-auto sm:pl-4' : 'flex min-w-0 items-baseline gap-1.5'
      }
    >
      <dt className="shrink-0 text-xs text-faint">{label}</dt>
      <dd className={strong ? 'min-w-0 text-lg font-medium' : 'min-w-0 text-ink'}>{value}</dd>
    </div>
  )
}
