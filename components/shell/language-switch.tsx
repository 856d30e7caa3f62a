'use client'
import { Languages } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu'
import { isLocale, LOCALES } from '@/server/contracts/platform/locale'
import { languageNames, useLanguage } from './use-language'

/** The language, where there is no person menu yet. */
export function LanguageSwitch() {
  const t = useTranslations('shell')
  const { locale, change, pending } = useLanguage()
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="quiet" busy={pending} aria-label={t('language')}>
          <Languages aria-hidden />
          {isLocale(locale) ? languageNames[locale] : locale}
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        <DropdownMenuRadioGroup value={locale} onValueChange={(value) => isLocale(value) && change(value)}>
          {LOCALES.map((value) => (
            <DropdownMenuRadioItem key={value} value={value} lang={value}>
              {languageNames[value]}
            </DropdownMenuRadioItem>
          ))}
        </DropdownMenuRadioGroup>
      </DropdownMenuContent>
    </DropdownMenu>
  )
}
