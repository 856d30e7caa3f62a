'use client'
import { useTranslations } from 'next-intl'
import { AuthForm, textOf } from './auth-form'
import { LabelledInput } from './labelled'
import { type Refusal, useRefusal } from './use-refusal'

export function SecondFactorForm({
  next,
  action,
}: {
  next: string
  action: (input: { code: string; next: string }) => Promise<Refusal>
}) {
  const t = useTranslations('identity')
  const { busy, send, errorOf, summary } = useRefusal(['code'])
  return (
    <AuthForm
      title={t('secondFactor.title')}
      text={t('secondFactor.text')}
      summary={summary}
      busy={busy}
      button={t('secondFactor.button')}
      onSend={(values) => send(() => action({ code: textOf(values, 'code'), next }))}
    >
      <LabelledInput
        name="code"
        label={t('code')}
        hint={t('secondFactor.recoveryHint')}
        error={errorOf('code')}
        autoComplete="one-time-code"
        inputMode="text"
        maxLength={25}
        className="tabular-nums tracking-widest"
        required
        autoFocus
      />
    </AuthForm>
  )
}
