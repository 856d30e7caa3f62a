'use client'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useTRPC, useTRPCClient } from '@/components/api/client'
import { Label } from '@/components/ui/label'
import { Notice } from '@/components/ui/notice'
import { Select } from '@/components/ui/select'
import { alertMailChoices } from '@/server/contracts/platform/notification'
import { useRun } from './use-run'

/** What one is told by mail. */
export function Notifications() {
  const t = useTranslations('settings.notifications')
  const trpc = useTRPC()
  const api = useTRPCClient()
  const { run } = useRun()
  const { data } = useSuspenseQuery(trpc.platform.myNotifications.queryOptions({}))
  return (
    <section className="flex max-w-3xl flex-col gap-3 pt-6" aria-label={t('title')}>
      <h2 className="text-md">{t('title')}</h2>
      {data.mailWorks ? null : <Notice tone="attention">{t('noMail')}</Notice>}
      <Label className="flex max-w-sm flex-col gap-1">
        {t('alertMail')}
        <Select
          aria-label={t('alertMail')}
          value={data.alertMail}
          onValueChange={(value) => {
            const alertMail = alertMailChoices.find((choice) => choice === value)
            if (alertMail) void run(() => api.platform.saveMyNotifications.mutate({ alertMail }))
          }}
          options={alertMailChoices.map((value) => ({ value, label: t(`choice.${value}`) }))}
        />
      </Label>
      <p className="text-sm text-muted">{t('hint')}</p>
    </section>
  )
}
