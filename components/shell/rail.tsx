'use client'
import { ChevronRight, PanelLeftClose, PanelLeftOpen, Pin } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { IconButton } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu'
import { Tooltip } from '@/components/ui/tooltip'
import { Mark, Wordmark } from '@/components/wordmark'
import { useFrame } from './context'
import type { NavigationModule } from './navigation'
import { NavigationLinks } from './navigation-links'

const rowClass =
  'flex h-8 w-full items-center gap-2.5 rounded-md px-2 text-sm text-muted transition-colors duration-100 hover:bg-hover hover:text-ink focus-visible:-outline-offset-2'

/** The left rail: modules, their screens, what the person pinned. Collapsed it is icons whose screens open beside them. */
export function Rail({ collapsed, onToggle }: { collapsed: boolean; onToggle: () => void }) {
  const t = useTranslations('shell')
  const { modules, href, pinned = [] } = useFrame()
  return (
    <nav
      aria-label={t('modules')}
      className={cn(
        'hidden h-dvh shrink-0 flex-col border-r bg-canvas md:sticky md:top-0 md:flex print:hidden!',
        collapsed ? 'w-13' : 'w-56',
      )}
    >
      <Link
        href={href('')}
        aria-label={t('screen.home')}
        className={cn('flex h-12 shrink-0 items-center', collapsed ? 'justify-center' : 'px-4')}
      >
        {collapsed ? <Mark /> : <Wordmark />}
      </Link>
      <div className="flex min-h-0 flex-1 flex-col gap-0.5 overflow-y-auto px-2 pt-1 pb-4">
        {modules.map((module) => (
          <ModuleRow key={module.key} module={module} collapsed={collapsed} />
        ))}
        {pinned.length > 0 && !collapsed ? (
          <section aria-label={t('pinned')} className="mt-5">
            <h2 className="px-2 pb-1 text-xs font-normal text-faint">{t('pinned')}</h2>
            {pinned.map((pin) => (
              <Link key={pin.id} href={href(pin.href)} className={rowClass} title={pin.hint}>
                <Pin aria-hidden className="size-3.5 shrink-0 text-faint" />
                <span className="truncate">{pin.label}</span>
              </Link>
            ))}
          </section>
        ) : null}
      </div>
      <div className={cn('border-t p-2', collapsed && 'flex justify-center')}>
        <IconButton label={t(collapsed ? 'expandRail' : 'collapseRail')} keys="[" size="icon-sm" onClick={onToggle}>
          {collapsed ? <PanelLeftOpen aria-hidden /> : <PanelLeftClose aria-hidden />}
        </IconButton>
      </div>
    </nav>
  )
}

function ModuleRow({ module, collapsed }: { module: NavigationModule; collapsed: boolean }) {
  const t = useTranslations('shell')
  const { here, href } = useFrame()
  const active = here?.module.key === module.key
  const [chosen, setChosen] = useState<boolean | null>(null)
  const open = chosen ?? active
  const name = t(`module.${module.key}`)
  const single = module.entries.length === 1 ? module.entries[0] : undefined
  if (single) {
    const link = (
      <Link
        href={href(single.href)}
        aria-current={active ? 'page' : undefined}
        className={cn(
          rowClass,
          active && 'bg-selected text-ink hover:bg-selected',
          collapsed && 'w-9 justify-center px-0',
        )}
      >
        <module.icon aria-hidden className={cn('size-4 shrink-0', active && 'text-accent-text')} />
        <span className={cn('truncate', collapsed && 'sr-only')}>{name}</span>
      </Link>
    )
    return collapsed ? (
      <Tooltip content={name} side="right">
        {link}
      </Tooltip>
    ) : (
      link
    )
  }
  if (collapsed) return <CollapsedModule module={module} active={active} name={name} />
  return (
    <div>
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setChosen(!open)}
        className={cn(rowClass, active && 'text-ink')}
      >
        <module.icon aria-hidden className={cn('size-4 shrink-0', active && 'text-accent-text')} />
        <span className="flex-1 truncate text-left">{name}</span>
        <ChevronRight
          aria-hidden
          className={cn('size-3.5 shrink-0 text-faint transition-transform duration-100', open && 'rotate-90')}
        />
      </button>
      {open ? <NavigationLinks module={module} className="mt-0.5 mb-2 ml-4 border-l pl-2" /> : null}
    </div>
  )
}

function CollapsedModule({ module, active, name }: { module: NavigationModule; active: boolean; name: string }) {
  const t = useTranslations('shell')
  const { href, here } = useFrame()
  return (
    <DropdownMenu>
      <Tooltip content={name} side="right">
        <DropdownMenuTrigger
          aria-label={name}
          className={cn(
            rowClass,
            'w-9 justify-center px-0 data-[state=open]:bg-hover',
            active && 'bg-selected text-accent-text hover:bg-selected',
          )}
        >
          <module.icon aria-hidden className="size-4 shrink-0" />
        </DropdownMenuTrigger>
      </Tooltip>
      <DropdownMenuContent side="right" align="start" className="min-w-52">
        <DropdownMenuLabel>{name}</DropdownMenuLabel>
        {module.entries.map((entry) => (
          <DropdownMenuItem key={entry.key} asChild>
            <Link href={href(entry.href)} aria-current={here?.entry.key === entry.key ? 'page' : undefined}>
              {t(`screen.${entry.key}`)}
            </Link>
          </DropdownMenuItem>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  )
}
