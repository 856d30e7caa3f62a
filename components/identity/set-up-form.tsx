'use client'
import { useTranslations } from 'next-intl'
import { AuthForm } from './auth-form'
import { CompanyFields, companyValues } from './company-fields'
import { type Refusal, useRefusal } from './use-refusal'

const fields = ['name', 'country', 'baseCurrency', 'chartTemplate', 'fiscalYearStartMonth', 'timeZone']

export function SetUpForm({
  tenant,
  action,
}: {
  tenant: { slug: string; name: string }
  action: (tenant: string, input: ReturnType<typeof companyValues>) => Promise<Refusal>
}) {
  const t = useTranslations('identity')
  const { busy, send, errorOf, summary } = useRefusal(fields)
  return (
    <AuthForm
      title={t('setUp.title')}
      text={t('setUp.text')}
      summary={summary}
      busy={busy}
      button={t('setUp.button')}
      onSend={(values) => send(() => action(tenant.slug, companyValues(values)))}
    >
      <CompanyFields name={tenant.name} errorOf={errorOf} />
    </AuthForm>
  )
}
