'use client'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { AuthForm, textOf } from './auth-form'
import { LabelledInput, LabelledPassword } from './labelled'
import { type Refusal, useRefusal } from './use-refusal'

export function SignInForm({
  next,
  action,
}: {
  next: string
  action: (input: { email: string; password: string; next: string }) => Promise<Refusal>
}) {
  const t = useTranslations('identity')
  const { busy, send, errorOf, summary } = useRefusal(['email', 'password'])
  return (
    <AuthForm
      title={t('signIn.title')}
      summary={summary}
      busy={busy}
      button={t('signIn.button')}
      onSend={(values) =>
        send(() => action({ email: textOf(values, 'email'), password: textOf(values, 'password'), next }))
      }
      foot={t.rich('signIn.noAccount', {
        link: (words) => (
          <Link href="/sign-up" className="text-accent-text underline-offset-4 hover:underline">
            {words}
          </Link>
        ),
      })}
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
      <LabelledPassword
        name="password"
        label={t('password')}
        error={errorOf('password')}
        autoComplete="current-password"
        required
      />
      <Link
        href="/forgot-password"
        className="justify-self-start text-sm text-accent-text underline-offset-4 hover:underline"
      >
        {t('signIn.forgot')}
      </Link>
    </AuthForm>
  )
}
