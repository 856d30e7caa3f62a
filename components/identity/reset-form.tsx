'use client'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { AuthForm, textOf } from './auth-form'
import { LabelledPassword } from './labelled'
import { Said } from './said'
import { type Refusal, useRefusal } from './use-refusal'

/** Chooses a new password by a mailed link. */
export function ResetForm({
  token,
  action,
}: {
  token: string
  action: (input: { token: string; password: string }) => Promise<Refusal | null>
}) {
  const t = useTranslations('identity')
  const [done, setDone] = useState(false)
  const { busy, send, errorOf, summary } = useRefusal(['password'])
  const submit = (values: FormData) =>
    send(async () => {
      const refused = await action({ token, password: textOf(values, 'password') })
      setDone(refused === null)
      return refused
    })
  if (done)
    return (
      <Said
        title={t('reset.doneTitle')}
        text={t('reset.doneText')}
        link={
          <Link href="/sign-in" className="text-accent-text underline-offset-4 hover:underline">
            {t('forgot.back')}
          </Link>
        }
      />
    )
  return (
    <AuthForm
      title={t('reset.title')}
      text={t('reset.text')}
      summary={summary}
      busy={busy}
      button={t('reset.button')}
      onSend={submit}
    >
      <LabelledPassword
        name="password"
        label={t('newPassword')}
        hint={t('passwordHint')}
        error={errorOf('password')}
        autoComplete="new-password"
        required
        autoFocus
      />
    </AuthForm>
  )
}
