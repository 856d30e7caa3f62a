'use client'
import { useTranslations } from 'next-intl'

/** A role's name: those that come with Keel are named in the reader's language. */
export function useRoleName(): (role: { code: string; name: string; system: boolean }) => string {
  const t = useTranslations('settings.roleNames')
  return ({ code, name, system }) => (system && t.has(code) ? t(code) : name)
}
