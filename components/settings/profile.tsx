'use client'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useTRPC, useTRPCClient } from '@/components/api/client'
import { StandIns } from '@/components/approval/stand-ins'
import { SelectField, TextField } from '@/components/form/fields'
import { Form, FormSection } from '@/components/form/form'
import { languageNames, useLanguage } from '@/components/shell/use-language'
import { toast } from '@/components/ui/toast'
import { updateProfileInput } from '@/server/contracts/platform/identity'
import { LOCALES } from '@/server/contracts/platform/locale'
import { Notifications } from './notifications'
import { SettingsPage } from './page'
import { useRun } from './use-run'

/** One's own name and language. */
export function Profile() {
  const t = useTranslations('settings.profile')
  const words = useTranslations('common')
  const trpc = useTRPC()
  const api = useTRPCClient()
  const { commit } = useRun()
  const { change } = useLanguage()
  const { data } = useSuspenseQuery(trpc.platform.myAccount.queryOptions({}))
  return (
    <SettingsPage title={t('title')}>
      <Form
        schema={updateProfileInput}
        defaultValues={{ name: data.name, locale: data.locale }}
        submitLabel={words('save')}
        className="max-w-3xl"
        onSubmit={async (input) => {
          await commit(() => api.platform.updateProfile.mutate(input))
          change(input.locale)
          toast.success(words('saved'))
        }}
      >
        <FormSection title={t('title')} hint={data.email} columns={1}>
          <TextField name="name" label={t('name')} required maxLength={100} autoComplete="name" />
          <SelectField
            name="locale"
            label={t('language')}
            hint={t('languageHint')}
            options={LOCALES.map((value) => ({ value, label: languageNames[value] }))}
          />
        </FormSection>
      </Form>
      <Notifications />
      <StandIns />
    </SettingsPage>
  )
}
