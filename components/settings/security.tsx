'use client'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { z } from 'zod'
import { useTRPC, useTRPCClient } from '@/components/api/client'
import { TextField } from '@/components/form/fields'
import { Form } from '@/components/form/form'
import { useFormat } from '@/components/format'
import { Button } from '@/components/ui/button'
import { Card, CardHeader } from '@/components/ui/card'
import { StateBadge } from '@/components/ui/state-badge'
import { toast } from '@/components/ui/toast'
import { changePasswordInput } from '@/server/contracts/platform/identity'
import { SettingsPage } from './page'
import { SecondFactorDialog, type SecondFactorTask } from './second-factor-dialog'
import { useRun } from './use-run'

/** Password and second factor. */
export function Security() {
  const t = useTranslations('settings.security')
  return (
    <SettingsPage title={t('title')}>
      <div className="grid max-w-2xl gap-6">
        <Password />
        <SecondFactor />
      </div>
    </SettingsPage>
  )
}

const schema = changePasswordInput.extend({ again: z.string() }).refine((v) => v.again === v.newPassword, {
  error: 'identity.password_again',
  path: ['again'],
})

function Password() {
  const t = useTranslations('settings.security')
  const trpc = useTRPC()
  const api = useTRPCClient()
  const { commit } = useRun()
  const format = useFormat()
  const { data } = useSuspenseQuery(trpc.platform.myAccount.queryOptions({}))
  const [round, setRound] = useState(0)
  return (
    <Card>
      <CardHeader title={t('password')} hint={t('changedOn', { date: format.instant(data.passwordChangedAt) })} />
      <div className="px-4 pb-4">
        <Form
          key={round}
          schema={schema}
          defaultValues={{ currentPassword: '', newPassword: '', again: '' }}
          submitLabel={t('changePassword')}
          guard={false}
          onSubmit={async ({ currentPassword, newPassword }) => {
            await commit(() => api.platform.changePassword.mutate({ currentPassword, newPassword }))
            toast.success(t('passwordChanged'))
            setRound(round + 1)
          }}
        >
          <TextField
            name="currentPassword"
            type="password"
            label={t('currentPassword')}
            required
            autoComplete="current-password"
          />
          <TextField
            name="newPassword"
            type="password"
            label={t('newPassword')}
            hint={t('passwordHint')}
            required
            autoComplete="new-password"
          />
          <TextField name="again" type="password" label={t('again')} required autoComplete="new-password" />
        </Form>
      </div>
    </Card>
  )
}

function SecondFactor() {
  const t = useTranslations('settings.security')
  const trpc = useTRPC()
  const { data } = useSuspenseQuery(trpc.platform.myAccount.queryOptions({}))
  const [task, setTask] = useState<SecondFactorTask | null>(null)
  const on = data.secondFactorSince !== null
  return (
    <Card>
      <CardHeader
        title={t('secondFactor')}
        hint={t('secondFactorHint')}
        actions={<StateBadge tone={on ? 'done' : 'attention'}>{t(on ? 'on' : 'off')}</StateBadge>}
      />
      <div className="flex flex-wrap items-center gap-2 px-4 pb-4">
        {on ? (
          <>
            <Button onClick={() => setTask('renew')}>{t('renewCodes')}</Button>
            <Button variant="quiet" onClick={() => setTask('disable')}>
              {t('turnOff')}
            </Button>
            <span className="text-sm text-muted">{t('codesLeft', { count: data.recoveryCodesLeft })}</span>
          </>
        ) : (
          <Button variant="primary" onClick={() => setTask('enable')}>
            {t('turnOn')}
          </Button>
        )}
      </div>
      {task ? <SecondFactorDialog task={task} onClose={() => setTask(null)} /> : null}
    </Card>
  )
}
