'use client'
import { useTranslations } from 'next-intl'
import { useErrorText } from '@/components/error-text'
import { readServerError } from '@/components/form/server-error'
import { Button } from '@/components/ui/button'
import { ErrorState } from '@/components/ui/error-state'

/** A list that could not be had: a refusal says its reason, since trying again would not help; anything else may be tried again. */
export function ListFailure({ error, onRetry }: { error: unknown; onRetry: () => unknown }) {
  const t = useTranslations('table')
  const say = useErrorText()
  const refusal = readServerError(error)
  if (refusal.code === 'common.forbidden') return <ErrorState title={t('failed')}>{say(refusal)}</ErrorState>
  return (
    <ErrorState title={t('failed')} actions={<Button onClick={onRetry}>{t('retry')}</Button>}>
      {t('failedHint')}
    </ErrorState>
  )
}
