'use client'
import { useLocale } from 'next-intl'
import { useMemo } from 'react'
import { countryCurrency } from '@/server/contracts/platform/countries'

/** Countries by name in the reader's language. */
export function useCountries() {
  const locale = useLocale()
  return useMemo(() => {
    const names = new Intl.DisplayNames(locale, { type: 'region' })
    return [...countryCurrency.keys()]
      .map((code) => ({ value: code, label: names.of(code) ?? code }))
      .sort((a, b) => a.label.localeCompare(b.label, locale))
  }, [locale])
}
