'use client'
import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { isLocale, type Locale } from '@/server/contracts/platform/locale'
import { AuthForm, textOf } from './auth-form'
import { LabelledInput, LabelledPassword } from './labelled'
import { type Refusal, useRefusal } from './use-refusal'

export interface SignUpValues {
  name: string
  email: string
  password: string
  organisation: string
  locale: Locale
}

export function SignUpForm({ action }: { action: (input: SignUpValues) => Promise<Refusal> }) {
  const t = useTranslations('identity')
  const locale = useLocale()
  const { busy, send, errorOf, summary } = useRefusal(['name', 'email', 'password', 'organisation'])
  const submit = (values: FormData) =>
    send(() =>
      action({
        name: textOf(values, 'name'),
        email: textOf(values, 'email'),
        password: textOf(values, 'password'),
        organisation: textOf(values, 'organisation'),
        locale: isLocale(locale) ? locale : 'en',
      }),
    )
  return (
    <AuthForm
      title={t('signUp.title')}
      text={t('signUp.text')}
      summary={summary}
      busy={busy}
      button={t('signUp.button')}
      onSend={submit}
      foot={t.rich('signUp.hasAccount', {
        link: (words) => (
          <Link href="/sign-in" className="text-accent-text underline-offset-4 hover:underline">
            {words}
          </Link>
        ),
      })}
    >
      <LabelledInput
        name="organisation"
        label={t('organisation')}
        error={errorOf('organisation')}
        autoComplete="organization"
        maxLength={100}
        required
        autoFocus
      />
      <LabelledInput
        name="name"
        label={t('yourName')}
        error={errorOf('name')}
        autoComplete="name"
        maxLength={100}
        required
      />
      <LabelledInput
        name="email"
        type="email"
        label={t('email')}
        error={errorOf('email')}
        autoComplete="username"
        required
      />
      <LabelledPassword
        name="password"
        label={t('password')}
        hint={t('passwordHint')}
        error={errorOf('password')}
        autoComplete="new-password"
        required
      />
    </AuthForm>
  )
}
