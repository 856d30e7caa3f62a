import './globals.css'
import type { Metadata, Viewport } from 'next'
import { headers } from 'next/headers'
import { getLocale, getTimeZone } from 'next-intl/server'
import type { ReactNode } from 'react'
import { DEFAULT_LOCALE, isLocale } from '@/server/contracts/platform/locale'
import { IntlProvider } from './i18n/intl-provider'
import { Providers } from './providers'

export const metadata: Metadata = {
  title: { default: 'Keel', template: '%s · Keel' },
  robots: { index: false, follow: false },
  formatDetection: { telephone: false, date: false, address: false, email: false },
}

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  viewportFit: 'cover',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f8f7f4' },
    { media: '(prefers-color-scheme: dark)', color: '#131210' },
  ],
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [found, timeZone, incoming] = await Promise.all([getLocale(), getTimeZone(), headers()])
  const locale = isLocale(found) ? found : DEFAULT_LOCALE
  return (
    <html lang={locale === 'zh' ? 'zh-CN' : 'en'} suppressHydrationWarning>
      <body className="min-h-dvh">
        <IntlProvider locale={locale} timeZone={timeZone}>
          <Providers nonce={incoming.get('x-nonce') ?? undefined}>{children}</Providers>
        </IntlProvider>
      </body>
    </html>
  )
}
