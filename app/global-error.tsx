'use client'
import './globals.css'
import { Button } from '@/components/ui/button'
import { ErrorState } from '@/components/ui/error-state'
import en from '@/messages/en/common.json'
import zh from '@/messages/zh/common.json'
import { negotiateLocale } from '@/server/contracts/platform/locale'

/** The last net: the root layout itself failed, so neither provider nor catalogue can be trusted here. */
export default function GlobalError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const locale = typeof navigator === 'undefined' ? 'en' : negotiateLocale(navigator.languages.join(','))
  const { page, retry } = (locale === 'zh' ? zh : en).common
  return (
    <html lang={locale === 'zh' ? 'zh-CN' : 'en'} suppressHydrationWarning>
      <body>
        <main className="flex min-h-dvh items-center justify-center">
          <ErrorState
            title={<h1 className="text-lg">{page.failedTitle}</h1>}
            reference={error.digest}
            actions={<Button onClick={reset}>{retry}</Button>}
          >
            {page.failedText}
          </ErrorState>
        </main>
      </body>
    </html>
  )
}
