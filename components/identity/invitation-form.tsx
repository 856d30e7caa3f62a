'use client'
import { useLocale, useTranslations } from 'next-intl'
import { isLocale, type Locale } from '@/server/contracts/platform/locale'
import { AuthForm, textOf } from './auth-form'
import { LabelledInput, LabelledPassword } from './labelled'
import { type Refusal, useRefusal } from './use-refusal'

export interface InvitationShown {
  readonly tenantName: string
  readonly email: string
  readonly name: string
  readonly invitedByName: string
  readonly hasAccount: boolean
}

export function InvitationForm({
  token,
  invitation,
  action,
}: {
  token: string
  invitation: InvitationShown
  action: (input: { token: string; name?: string; password: string; locale: Locale }) => Promise<Refusal>
}) {
  const t = useTranslations('identity')
  const locale = useLocale()
  const { busy, send, errorOf, summary } = useRefusal(['name', 'password'])
  const { tenantName, invitedByName, hasAccount } = invitation
  const submit = (values: FormData) =>
    send(() =>
      action({
        token,
        ...(hasAccount ? {} : { name: textOf(values, 'name') }),
        password: textOf(values, 'password'),
        locale: isLocale(locale) ? locale : 'en',
      }),
    )
  return (
    <AuthForm
      title={t('invitation.title', { tenant: tenantName })}
      text={t(hasAccount ? 'invitation.textKnown' : 'invitation.textNew', { person: invitedByName })}
      summary={summary}
      busy={busy}
      button={t('invitation.button')}
      onSend={submit}
    >
      <LabelledInput
        name="email"
        type="email"
        label={t('email')}
        value={invitation.email}
        readOnly
        autoComplete="username"
      />
      {hasAccount ? null : (
        <LabelledInput
          name="name"
          label={t('yourName')}
          defaultValue={invitation.name}
          error={errorOf('name')}
          autoComplete="name"
          required
        />
      )}
      <LabelledPassword
        name="password"
        label={t(hasAccount ? 'password' : 'newPassword')}
        hint={hasAccount ? undefined : t('passwordHint')}
        error={errorOf('password')}
        autoComplete={hasAccount ? 'current-password' : 'new-password'}
        required
        autoFocus
      />
    </AuthForm>
  )
}
