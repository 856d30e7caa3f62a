'use client'
import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { isLocale, type Locale } from '@/server/contracts/platform/locale'
import { AuthForm, textOf } from './auth-form'
import { LabelledInput } from './labelled'
import { Said } from './said'
import { type Refusal, useRefusal } from './use-refusal'

/** Asks for a link by mail. What it says afterwards is the same for every address. */
export function ForgotForm({
  action,
}: {
  action: (input: { email: string; locale: Locale }) => Promise<Refusal | null>
}) {
  const t = useTranslations('identity')
  const locale = useLocale()
  const [sent, setSent] = useState<string | null>(null)
  const { busy, send, errorOf, summary } = useRefusal(['email'])
  const submit = (values: FormData) =>
    send(async () => {
      const email = textOf(values, 'email').trim()
      const refused = await action({ email, locale: isLocale(locale) ? locale : 'en' })
      if (!refused) setSent(email)
      return refused
    })
  const back = (
    <Link href="/sign-in" className="text-accent-text underline-offset-4 hover:underline">
      {t('forgot.back')}
    </Link>
  )
  if (sent) return <Said title={t('forgot.sentTitle')} text={t('forgot.sentText', { email: sent })} link={back} />
  return (
    <AuthForm
      title={t('forgot.title')}
      text={t('forgot.text')}
      summary={summary}
      busy={busy}
      button={t('forgot.button')}
      onSend={submit}
      foot={back}
    >
      <LabelledInput
        name="email"
        type="email"
        label={t('email')}
        error={errorOf('email')}
        autoComplete="username"
        required
        autoFocus
      />
    </AuthForm>
  )
}
