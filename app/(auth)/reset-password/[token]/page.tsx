import type { Metadata } from 'next'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { ResetForm } from '@/components/identity/reset-form'
import { Said } from '@/components/identity/said'
import { resetOpen } from '@/server/platform/identity/password-reset'
import { resetPasswordAction } from '../../actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('identity'))('reset.page'), referrer: 'no-referrer' }
}

export default async function ResetPasswordPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params
  const [open, t] = await Promise.all([resetOpen(token), getTranslations('identity')])
  if (open) return <ResetForm token={token} action={resetPasswordAction} />
  const again = (
    <Link href="/forgot-password" className="text-accent-text underline-offset-4 hover:underline">
      {t('reset.again')}
    </Link>
  )
  return <Said title={t('reset.endedTitle')} text={t('reset.endedText')} link={again} />
}
