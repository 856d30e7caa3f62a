import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { getTranslations } from 'next-intl/server'
import { PortalApp } from '@/components/portal/portal-app'
import { LanguageSwitch } from '@/components/shell/language-switch'
import { EmptyState } from '@/components/ui/empty-state'
import { openPortalPage, portalContext } from '@/server/api/portal'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('portal')
  return { title: t('page'), referrer: 'no-referrer' }
}

/** What a supplier sees by its link; one that opens nothing says no more than that. */
export default async function PortalPage({ params }: { params: Promise<{ token: string }> }) {
  const [{ token }, t] = await Promise.all([params, getTranslations('portal')])
  const guest = await openPortalPage(portalContext(await headers(), token))
  const opened = guest !== null && guest !== 'throttled' ? guest : null
  return (
    <div className="flex min-h-dvh flex-col bg-canvas">
      <header className="flex items-center justify-between gap-4 border-b bg-surface px-5 py-3 sm:px-8">
        <div className="min-w-0">
          <h1 className="truncate font-medium">{opened ? opened.companyName : t('page')}</h1>
          {opened ? <p className="truncate text-sm text-muted">{opened.supplierName}</p> : null}
        </div>
        <LanguageSwitch />
      </header>
      <main className="mx-auto w-full max-w-5xl flex-1 px-4 py-6 sm:px-8">
        {opened ? (
          <PortalApp token={token} today={opened.today} />
        ) : (
          <EmptyState title={t(guest === 'throttled' ? 'waitTitle' : 'endedTitle')}>
            {t(guest === 'throttled' ? 'waitText' : 'endedText')}
          </EmptyState>
        )}
      </main>
    </div>
  )
}
