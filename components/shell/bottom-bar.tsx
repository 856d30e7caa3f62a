'use client'
import { House, type LucideIcon, Menu, ScanBarcode, Search, Stamp } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { CountBadge } from '@/components/ui/badge'
import { useFrame } from './context'
import { approvalsHref } from './navigation'

const itemClass =
  'relative flex h-14 flex-1 flex-col items-center justify-center gap-0.5 text-xs text-muted focus-visible:-outline-offset-2 aria-[current=page]:text-accent-text'

/** The phone's bar, within the thumb's reach. */
export function BottomBar({
  onScan,
  onSearch,
  onMore,
}: {
  onScan: () => void
  onSearch: () => void
  onMore: () => void
}) {
  const t = useTranslations('shell')
  const { href, here, counts } = useFrame()
  return (
    <nav
      aria-label={t('quick')}
      className="fixed inset-x-0 bottom-0 z-30 flex border-t bg-canvas pb-[env(safe-area-inset-bottom)] md:hidden print:hidden"
    >
      <Link href={href('')} aria-current={here?.module.key === 'home' ? 'page' : undefined} className={itemClass}>
        <Inside icon={House} word={t('screen.home')} />
      </Link>
      <Link href={href(approvalsHref)} className={itemClass}>
        <Inside icon={Stamp} word={t('approvalsShort')} />
        <CountBadge count={counts.approvals} className="absolute top-1.5 left-1/2 ml-1.5" />
      </Link>
      <button type="button" onClick={onScan} className={itemClass}>
        <Inside icon={ScanBarcode} word={t('scan')} />
      </button>
      <button type="button" onClick={onSearch} className={itemClass}>
        <Inside icon={Search} word={t('search')} />
      </button>
      <button type="button" onClick={onMore} className={itemClass}>
        <Inside icon={Menu} word={t('more')} />
      </button>
    </nav>
  )
}

function Inside({ icon: Icon, word }: { icon: LucideIcon; word: string }) {
  return (
    <>
      <Icon aria-hidden className="size-5 stroke-[1.75]" />
      <span className="max-w-full truncate px-0.5">{word}</span>
    </>
  )
}
