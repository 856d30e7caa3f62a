'use client'
import { Keyboard, Languages, LogOut, Monitor, MonitorSmartphone, Moon, Sun, SunMoon } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useTheme } from 'next-themes'
import { Avatar } from '@/components/ui/avatar'
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuSeparator,
  DropdownMenuSub,
  DropdownMenuSubContent,
  DropdownMenuSubTrigger,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu'
import { isLocale, LOCALES } from '@/server/contracts/platform/locale'
import { useFrame } from './context'
import { sessionsHref } from './navigation'
import { languageNames, useLanguage } from './use-language'

const themes = [
  { value: 'system', icon: Monitor },
  { value: 'light', icon: Sun },
  { value: 'dark', icon: Moon },
] as const

/** The person: language, theme, sessions, sign out. */
export function PersonMenu({ onHelp }: { onHelp: () => void }) {
  const t = useTranslations('shell')
  const router = useRouter()
  const { user, href, onSignOut } = useFrame()
  const { locale, change } = useLanguage()
  const { theme = 'system', setTheme } = useTheme()
  return (
    <DropdownMenu>
      <DropdownMenuTrigger
        aria-label={t('person', { name: user.name })}
        className="flex size-9 items-center justify-center rounded-full pointer-coarse:size-11"
      >
        <Avatar name={user.name} src={user.imageUrl} />
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end" className="min-w-60">
        <div className="px-2 py-1.5">
          <p className="truncate text-sm font-medium">{user.name}</p>
          <p className="truncate text-xs text-faint">{user.email}</p>
        </div>
        <DropdownMenuSeparator />
        <DropdownMenuSub>
          <DropdownMenuSubTrigger icon={<Languages aria-hidden />}>{t('language')}</DropdownMenuSubTrigger>
          <DropdownMenuSubContent>
            <DropdownMenuRadioGroup value={locale} onValueChange={(value) => isLocale(value) && change(value)}>
              {LOCALES.map((value) => (
                <DropdownMenuRadioItem key={value} value={value} lang={value}>
                  {languageNames[value]}
                </DropdownMenuRadioItem>
              ))}
            </DropdownMenuRadioGroup>
          </DropdownMenuSubContent>
        </DropdownMenuSub>
        <DropdownMenuSub>
          <DropdownMenuSubTrigger icon={<SunMoon aria-hidden />}>{t('theme')}</DropdownMenuSubTrigger>
          <DropdownMenuSubContent>
            <DropdownMenuRadioGroup value={theme} onValueChange={setTheme}>
              {themes.map(({ value, icon: Icon }) => (
                <DropdownMenuRadioItem key={value} value={value}>
                  <Icon aria-hidden />
                  {t(`themes.${value}`)}
                </DropdownMenuRadioItem>
              ))}
            </DropdownMenuRadioGroup>
          </DropdownMenuSubContent>
        </DropdownMenuSub>
        <DropdownMenuItem icon={<MonitorSmartphone aria-hidden />} onSelect={() => router.push(href(sessionsHref))}>
          {t('screen.sessions')}
        </DropdownMenuItem>
        <DropdownMenuItem icon={<Keyboard aria-hidden />} keys="?" onSelect={onHelp}>
          {t('shortcuts')}
        </DropdownMenuItem>
        <DropdownMenuSeparator />
        <DropdownMenuItem icon={<LogOut aria-hidden />} onSelect={onSignOut}>
          {t('signOut')}
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  )
}
