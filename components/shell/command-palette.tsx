'use client'
import { Command } from 'cmdk'
import { ArrowRight, FileText, History, LoaderCircle, type LucideIcon, Plus, Search } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { Dialog, DialogContent } from '@/components/ui/dialog'
import { Keys } from '@/components/ui/kbd'
import { useOptions } from '@/components/ui/use-options'
import { useFrame } from './context'
import { useMac } from './use-mac'

export interface CommandPaletteProps {
  open: boolean
  onOpenChange: (open: boolean) => void
  /** What was scanned: the palette opens with it. */
  initialQuery?: string
}

/** Documents by number, parties, items, screens and actions, from one line. */
export function CommandPalette({ open, onOpenChange, initialQuery = '' }: CommandPaletteProps) {
  const t = useTranslations('shell')
  const common = useTranslations('common')
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent
        title={t('palette')}
        closeLabel={common('close')}
        hideTitle
        size="lg"
        className="overflow-hidden max-sm:h-[85dvh]"
      >
        <Palette initialQuery={initialQuery} onDone={() => onOpenChange(false)} />
      </DialogContent>
    </Dialog>
  )
}

/** Each word of the query must begin a word of the entry, or (for scripts without spaces) stand somewhere in it. */
function score(value: string, query: string, keywords: string[] = []): number {
  const text = `${value} ${keywords.join(' ')}`.toLowerCase()
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  if (!words.every((word) => text.includes(word))) return 0
  return words.every((word) => text.split(/[\s/-]+/).some((part) => part.startsWith(word))) ? 1 : 0.5
}

function Palette({ initialQuery, onDone }: { initialQuery: string; onDone: () => void }) {
  const t = useTranslations('shell')
  const common = useTranslations('common')
  const router = useRouter()
  const { modules, href, recent = [], search } = useFrame()
  const [query, setQuery] = useState(initialQuery)
  const asked = query.trim()
  const { options: hits, state } = useOptions(search, asked, asked !== '')
  const go = (relative: string) => {
    onDone()
    router.push(href(relative))
  }
  const screens = modules.flatMap((module) => module.entries.map((entry) => ({ ...entry, module })))
  return (
    <Command label={t('palette')} filter={score} loop className="flex max-h-full min-h-0 flex-col">
      <div className="flex items-center gap-2.5 border-b px-4">
        {state === 'loading' && asked ? (
          <LoaderCircle aria-hidden className="size-4 shrink-0 animate-spin text-faint" />
        ) : (
          <Search aria-hidden className="size-4 shrink-0 text-faint" />
        )}
        <Command.Input
          value={query}
          onValueChange={setQuery}
          placeholder={t('searchHint')}
          className="h-12 w-full bg-transparent text-base outline-none placeholder:text-faint"
        />
      </div>
      <Command.List
        className="min-h-0 flex-1 overflow-y-auto p-2 sm:max-h-[52vh] sm:min-h-64"
        aria-label={t('palette')}
      >
        {state === 'loading' && asked ? null : (
          <Command.Empty className="px-3 py-10 text-center text-sm text-faint">{common('nothingFound')}</Command.Empty>
        )}
        {asked && state === 'failed' ? (
          <p role="alert" className="px-3 py-2 text-sm text-blocked">
            {common('searchFailed')}
          </p>
        ) : null}
        {asked && hits.length > 0 ? (
          <Group heading={t('results')}>
            {hits.map((hit) => (
              <Row
                key={`${asked} ${hit.id}`}
                value={`hit ${hit.id} ${asked}`}
                keywords={[asked, hit.label]}
                icon={FileText}
                hint={hit.hint}
                onSelect={() => go(hit.href)}
              >
                {hit.label}
              </Row>
            ))}
          </Group>
        ) : null}
        {recent.length > 0 ? (
          <Group heading={t('recent')}>
            {recent.map((link) => (
              <Row
                key={link.id}
                value={`recent ${link.id}`}
                keywords={[link.label, link.hint ?? '']}
                icon={History}
                hint={link.hint}
                onSelect={() => go(link.href)}
              >
                {link.label}
              </Row>
            ))}
          </Group>
        ) : null}
        <Group heading={t('actions')}>
          {screens.map(({ create }) =>
            create ? (
              <Row
                key={create.key}
                value={`create ${create.key}`}
                keywords={[t(`create.${create.key}`), create.href]}
                icon={Plus}
                onSelect={() => go(create.href)}
              >
                {t(`create.${create.key}`)}
              </Row>
            ) : null,
          )}
        </Group>
        <Group heading={t('screens')}>
          {screens.map((entry) => (
            <Row
              key={entry.key}
              value={`screen ${entry.key}`}
              keywords={[t(`screen.${entry.key}`), t(`module.${entry.module.key}`), entry.href, t('goTo')]}
              icon={entry.key === entry.module.key ? entry.module.icon : ArrowRight}
              hint={entry.module.entries.length > 1 ? t(`module.${entry.module.key}`) : undefined}
              keys={entry.keys}
              onSelect={() => go(entry.href)}
            >
              {t(`screen.${entry.key}`)}
            </Row>
          ))}
        </Group>
      </Command.List>
    </Command>
  )
}

function Group({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <Command.Group
      heading={heading}
      className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-faint"
    >
      {children}
    </Command.Group>
  )
}

interface RowProps {
  value: string
  icon: LucideIcon
  keywords?: string[]
  hint?: string
  keys?: string
  onSelect: () => void
  children: ReactNode
}

function Row({ icon: Icon, hint, keys, children, ...item }: RowProps) {
  const mac = useMac()
  return (
    <Command.Item
      {...item}
      className="flex h-9 cursor-pointer items-center gap-2.5 rounded-md px-2 text-sm data-[selected=true]:bg-selected pointer-coarse:h-11"
    >
      <Icon aria-hidden className="size-4 shrink-0 text-faint" />
      <span className="shrink-0 truncate">{children}</span>
      {hint ? <span className="min-w-0 truncate text-xs text-faint">{hint}</span> : null}
      {keys ? <Keys keys={keys} mac={mac} className="ml-auto max-sm:hidden" /> : null}
    </Command.Item>
  )
}
