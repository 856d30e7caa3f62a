'use client'
import { useRouter } from 'next/navigation'
import { useLocale } from 'next-intl'
import { useTransition } from 'react'
import { LOCALE_COOKIE, type Locale } from '@/server/contracts/platform/locale'
import { setPreference } from './preference-cookie'

/** How the languages call themselves; the same in every language. */
export const languageNames: Record<Locale, string> = { en: 'English', zh: '简体中文' }

/** The reader's language, and how to change it: the same page comes again in the other one, with what was typed kept. */
export function useLanguage() {
  const locale = useLocale()
  const router = useRouter()
  const [pending, startTransition] = useTransition()
  const change = (next: Locale) => {
    setPreference(LOCALE_COOKIE, next)
    startTransition(() => router.refresh())
  }
  return { locale, change, pending }
}
