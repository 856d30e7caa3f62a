import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ForgotForm } from '@/components/identity/forgot-form'
import { Said } from '@/components/identity/said'
import { canReset } from '@/server/platform/identity/password-reset'
import { forgotPasswordAction } from '../actions'

export const dynamic = 'force-dynamic'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('identity'))('forgot.title') }
}

export default async function ForgotPasswordPage() {
  const t = await getTranslations('identity')
  if (!canReset()) return <Said title={t('forgot.noMailTitle')} text={t('forgot.noMailText')} />
  return <ForgotForm action={forgotPasswordAction} />
}
