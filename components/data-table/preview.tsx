'use client'
import { ArrowUpRight, X } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Button, IconButton } from '@/components/ui/button'
import { Sheet, SheetContent } from '@/components/ui/sheet'
import { useMedia } from './use-media'

/** A row beside the list: on a wide screen part of the page, on a narrow one a sheet over it. */
export function Preview({
  title,
  href,
  onClose,
  children,
}: {
  title: ReactNode
  href?: string
  onClose: () => void
  children: ReactNode
}) {
  const t = useTranslations('table')
  const wide = useMedia('(min-width: 1024px)')
  const open = href ? (
    <Button size="sm" variant="quiet" asChild>
      <Link href={href}>
        {t('open')}
        <ArrowUpRight aria-hidden />
      </Link>
    </Button>
  ) : null
  if (!wide)
    return (
      <Sheet open onOpenChange={(next) => !next && onClose()}>
        <SheetContent title={title} closeLabel={t('close')} actions={open}>
          {children}
        </SheetContent>
      </Sheet>
    )
  return (
    <aside
      aria-label={t('preview')}
      className="flex w-[clamp(22rem,32vw,34rem)] shrink-0 animate-side flex-col border-l bg-surface"
    >
      <header className="flex min-h-11 items-center gap-1 border-b pr-2 pl-4">
        <h2 className="min-w-0 flex-1 truncate text-base">{title}</h2>
        {open}
        <IconButton label={t('close')} size="icon-sm" onClick={onClose}>
          <X aria-hidden />
        </IconButton>
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto p-4">{children}</div>
    </aside>
  )
}
