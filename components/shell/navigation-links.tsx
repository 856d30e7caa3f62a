'use client'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Fragment } from 'react'
import { cn } from '@/components/ui/cn'
import { useFrame } from './context'
import type { NavigationModule } from './navigation'

/** The screens of one module, with their headings. */
export function NavigationLinks({
  module,
  className,
  onGo,
}: {
  module: NavigationModule
  className?: string
  onGo?: () => void
}) {
  const t = useTranslations('shell')
  const { here, href } = useFrame()
  return (
    <ul className={cn('flex flex-col', className)}>
      {module.entries.map((entry, index) => {
        const active = here?.entry === entry || here?.entry.href === entry.href
        const heading = entry.group !== module.entries[index - 1]?.group && entry.group
        return (
          <Fragment key={entry.key}>
            {heading ? <li className="px-2 pt-2 pb-0.5 text-xs text-faint">{t(`group.${heading}`)}</li> : null}
            <li>
              <Link
                href={href(entry.href)}
                onClick={onGo}
                aria-current={active ? 'page' : undefined}
                className={cn(
                  'flex h-7 items-center rounded-md px-2 text-sm text-muted transition-colors duration-100 hover:bg-hover hover:text-ink focus-visible:-outline-offset-2 pointer-coarse:h-11',
                  active && 'bg-selected font-medium text-ink hover:bg-selected',
                )}
              >
                <span className="truncate">{t(`screen.${entry.key}`)}</span>
              </Link>
            </li>
          </Fragment>
        )
      })}
    </ul>
  )
}
