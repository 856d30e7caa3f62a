'use client'
import { useLocale, useTranslations } from 'next-intl'

/** The reader's one of two words that people wrote in both languages. */
export function useWord(): (word: { readonly en: string; readonly zh: string }) => string {
  const zh = useLocale().startsWith('zh')
  return (word) => (zh ? word.zh : word.en)
}

/** How a kind of document and a transition of it are called; what has no word is said as the system names it. */
export function useTerms() {
  const t = useTranslations()
  const of = (key: string, name: string) => (t.has(key) ? t(key) : name.replaceAll('_', ' '))
  return {
    document: (name: string) => of(`common.document.${name}`, of(`common.term.document.${name}`, name)),
    transition: (name: string) => of(`approval.transition.${name}`, of(`common.term.transition.${name}`, name)),
  }
}
