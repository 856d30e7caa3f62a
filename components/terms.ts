'use client'
import { useLocale, useTranslations } from 'next-intl'
import { useMemo } from 'react'

/** The reader's one of two words that people wrote in both languages. */
export function useWord(): (word: { readonly en: string; readonly zh: string }) => string {
  const zh = useLocale().startsWith('zh')
  return (word) => (zh ? word.zh : word.en)
}

/** What the system names, in the reader's words: kinds of documents, transitions, permissions. What has no word is said as it is named. */
export function useTerms() {
  const t = useTranslations()
  return useMemo(() => {
    const first = (keys: readonly string[], name: string) => {
      const key = keys.find((candidate) => t.has(candidate))
      return key ? t(key) : name.replaceAll('_', ' ')
    }
    const document = (name: string) => first([`common.document.${name}`, `common.term.document.${name}`], name)
    const action = (name: string) => first([`settings.actions.${name}`], name)
    return {
      document,
      action,
      transition: (name: string) => first([`approval.transition.${name}`, `common.term.transition.${name}`], name),
      /** A permission `module.document.action` as document and verb. */
      permission: (name: string) => {
        const [, kind = '', act = ''] = name.split('.')
        return `${document(kind)}: ${action(act)}`
      },
    }
  }, [t])
}
