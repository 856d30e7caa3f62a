'use client'
import { Bell, Search, Stamp } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { CountBadge } from '@/components/ui/badge'
import { buttonVariants } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { Keys } from '@/components/ui/kbd'
import { Popover, PopoverContent, PopoverTrigger } from '@/components/ui/popover'
import { Tooltip } from '@/components/ui/tooltip'
import { useFrame } from './context'
import { alertsHref, approvalsHref } from './navigation'
import { PersonMenu } from './person-menu'
import { Switcher } from './switcher'
import { useMac } from './use-mac'

const iconClass = cn(buttonVariants({ variant: 'quiet', size: 'icon' }), 'w-auto min-w-8 gap-1 px-2')

/** Whose books, search, what waits, who. */
export function TopBar({ onSearch, onHelp }: { onSearch: () => void; onHelp: () => void }) {
  const t = useTranslations('shell')
  const mac = useMac()
  const { counts, href, alerts } = useFrame()
  return (
    <header className="sticky top-0 z-30 flex h-12 shrink-0 items-center gap-2 border-b bg-canvas px-2 pointer-coarse:h-14 sm:px-3 print:hidden">
      <Switcher />
      <div className="flex flex-1 justify-center px-2 max-md:hidden">
        <button
          type="button"
          onClick={onSearch}
          aria-keyshortcuts="Control+K Meta+K"
          className="flex h-8 w-full max-w-md items-center gap-2 rounded-md border border-line-strong bg-surface px-2.5 text-left text-sm text-faint transition-colors duration-100 hover:border-control"
        >
          <Search aria-hidden className="size-4" />
          <span className="flex-1 truncate">{t('searchHint')}</span>
          <Keys keys="mod+k" mac={mac} />
        </button>
      </div>
      <div className="ml-auto flex items-center gap-0.5">
        <Tooltip content={t('approvals', { count: counts.approvals })} side="bottom">
          <Link
            href={href(approvalsHref)}
            aria-label={t('approvals', { count: counts.approvals })}
            className={cn(iconClass, 'max-md:hidden')}
          >
            <Stamp aria-hidden />
            <Count value={counts.approvals} />
          </Link>
        </Tooltip>
        <Alerts
          label={t('alerts', { count: counts.alerts })}
          count={counts.alerts}
          panel={alerts}
          href={href(alertsHref)}
        />
        <PersonMenu onHelp={onHelp} />
      </div>
    </header>
  )
}

function Count({ value, tone }: { value: number; tone?: 'blocked' }) {
  return <CountBadge count={value} tone={tone} />
}

function Alerts({ label, count, panel, href }: { label: string; count: number; panel: ReactNode; href: string }) {
  const inside = (
    <>
      <Bell aria-hidden />
      <Count value={count} tone="blocked" />
    </>
  )
  if (!panel)
    return (
      <Tooltip content={label} side="bottom">
        <Link href={href} aria-label={label} className={iconClass}>
          {inside}
        </Link>
      </Tooltip>
    )
  return (
    <Popover>
      <Tooltip content={label} side="bottom">
        <PopoverTrigger aria-label={label} className={iconClass}>
          {inside}
        </PopoverTrigger>
      </Tooltip>
      <PopoverContent align="end" aria-label={label} className="w-96 p-0">
        {panel}
      </PopoverContent>
    </Popover>
  )
}
