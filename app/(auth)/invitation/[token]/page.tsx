import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { InvitationForm } from '@/components/identity/invitation-form'
import { EmptyState } from '@/components/ui/empty-state'
import { openInvitation } from '@/server/platform/identity/accept-invitation'
import { acceptInvitationAction } from '../../actions'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('identity')
  return { title: t('invitation.page'), referrer: 'no-referrer' }
}

export default async function InvitationPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params
  const [invitation, t] = await Promise.all([openInvitation(token), getTranslations('identity')])
  if (!invitation) return <EmptyState title={t('invitation.endedTitle')}>{t('invitation.endedText')}</EmptyState>
  return <InvitationForm token={token} invitation={invitation} action={acceptInvitationAction} />
}
