'use client'
import { useLocale } from 'next-intl'
import { useCallback } from 'react'

/** A master: its name in English or in the company's own words, and the Chinese one. */
type Named =
  | { readonly nameEn: string; readonly nameZh: string }
  | { readonly name: string; readonly nameZh?: string | null }

/** The name of a master in the reader's language. */
export function useNamed(): (master: Named) => string {
  const locale = useLocale()
  return useCallback(
    (master) => {
      const own = 'nameEn' in master ? master.nameEn : master.name
      return locale.startsWith('zh') ? master.nameZh || own : own
    },
    [locale],
  )
}
