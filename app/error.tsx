'use client'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { ErrorState } from '@/components/ui/error-state'

/** A page that failed. The digest is what the server wrote into its log. */
export default function PageError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const t = useTranslations('common')
  return (
    <main className="flex min-h-[70dvh] items-center justify-center">
      <ErrorState
        title={<h1 className="text-lg">{t('page.failedTitle')}</h1>}
        reference={error.digest}
        actions={
          <Button variant="primary" onClick={reset}>
            {t('retry')}
          </Button>
        }
      >
        {t('page.failedText')}
      </ErrorState>
    </main>
  )
}
