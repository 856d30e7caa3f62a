'use client'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { Input } from '@/components/ui/input'
import type { VocabularyView } from '@/server/contracts/platform/rule-views'

export type Fact = VocabularyView['documents'][number]['facts'][number]

/** What a condition may ask about; a press writes the name where the cursor stands. */
export function FactBrowser({ facts, onInsert }: { facts: readonly Fact[]; onInsert: (name: string) => void }) {
  const t = useTranslations('control.editor')
  const locale = useLocale()
  const [search, setSearch] = useState('')
  const labelOf = (f: Fact) => (locale === 'zh' ? f.label.zh : f.label.en)
  const typed = search.trim().toLowerCase()
  const found = facts.filter((f) => f.name.includes(typed) || labelOf(f).toLowerCase().includes(typed))
  return (
    <section aria-label={t('facts')} className="flex min-h-0 flex-col gap-2">
      <h2 className="text-sm text-muted">{t('facts')}</h2>
      <Input
        type="search"
        value={search}
        onChange={(e) => setSearch(e.target.value)}
        placeholder={t('factsSearch')}
        aria-label={t('factsSearch')}
      />
      <ul className="max-h-96 overflow-y-auto rounded-md border">
        {found.map((fact) => (
          <li key={fact.name} className="border-b last:border-b-0">
            <button
              type="button"
              className="flex w-full flex-col px-2 py-1.5 text-left hover:bg-hover pointer-coarse:py-3"
              onClick={() => onInsert(fact.name)}
            >
              <span className="text-sm">{labelOf(fact)}</span>
              <span className="flex flex-wrap gap-x-2 text-xs text-muted">
                <code className="font-mono">{fact.name}</code>
                <span>{t(`type.${fact.type}`)}</span>
                {fact.nullable ? <span>{t('mayBeEmpty')}</span> : null}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
