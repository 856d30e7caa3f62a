'use client'
import { useRouter } from 'next/navigation'
import { IntlProvider as Provider } from 'next-intl'
import { type ReactNode, use, useEffect } from 'react'
import { setPreference } from '@/components/shell/preference-cookie'
import { type Locale, TIME_ZONE_COOKIE } from '@/server/contracts/platform/locale'
import { loadCatalogue } from './catalogue'

export interface IntlProviderProps {
  locale: Locale
  timeZone: string
  children: ReactNode
}

/** Gives client components their words. No Suspense boundary here: one around the whole page would cost 404s and redirects. */
export function IntlProvider({ locale, timeZone, children }: IntlProviderProps) {
  const messages = use(loadCatalogue(locale))
  return (
    <Provider locale={locale} timeZone={timeZone} messages={messages}>
      <BrowserTimeZone known={timeZone} />
      {children}
    </Provider>
  )
}

/** Tells the server where the reader sits, so that both write the same time. */
function BrowserTimeZone({ known }: { known: string }) {
  const router = useRouter()
  useEffect(() => {
    const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone
    if (!zone || zone === known || document.cookie.includes(`${TIME_ZONE_COOKIE}=${encodeURIComponent(zone)}`)) return
    setPreference(TIME_ZONE_COOKIE, zone)
    router.refresh()
  }, [known, router])
  return null
}
