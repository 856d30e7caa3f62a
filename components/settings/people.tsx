'use client'
import { useSuspenseQuery } from '@tanstack/react-query'
import { UserPlus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTRPC } from '@/components/api/client'
import { useFrame } from '@/components/shell'
import { Button } from '@/components/ui/button'
import { StateBadge } from '@/components/ui/state-badge'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import { Invitations } from './invitations'
import { InviteDialog } from './invite-dialog'
import { type Member, MemberDialog } from './member-dialog'
import { SettingsPage } from './page'
import { useRoleName } from './role-name'
import { useRefused } from './use-run'

/** Who works in this tenant, with which roles, in which companies. */
export function People() {
  const t = useTranslations('settings.people')
  const trpc = useTRPC()
  const { companies } = useFrame()
  const roleName = useRoleName()
  const { data } = useSuspenseQuery(trpc.platform.listMembers.queryOptions({}))
  const [inviting, setInviting] = useState(false)
  const [edited, setEdited] = useState<Member | null>(null)
  const mayInvite = useRefused('platform.invitation.create')
  const mayEdit = useRefused('platform.person.update')
  const where = (ids: readonly string[] | null) =>
    ids
      ? companies
          .filter((c) => ids.includes(c.id))
          .map((c) => c.name)
          .join(', ')
      : t('allCompanies')
  return (
    <SettingsPage
      title={t('title')}
      text={t('text')}
      actions={
        <Button variant="primary" disabledReason={mayInvite} onClick={() => setInviting(true)}>
          <UserPlus aria-hidden />
          {t('invite')}
        </Button>
      }
    >
      <Table label={t('title')}>
        <TableHeader>
          <TableRow>
            <TableHead>{t('name')}</TableHead>
            <TableHead>{t('roles')}</TableHead>
            <TableHead>{t('companies')}</TableHead>
            <TableHead>{t('manager')}</TableHead>
            <TableHead>{t('state')}</TableHead>
            <TableHead>
              <span className="sr-only">{t('edit')}</span>
            </TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {data.rows.map((member) => (
            <TableRow key={member.id}>
              <TableCell>
                <span className="block">{member.self ? t('you', { name: member.name }) : member.name}</span>
                <span className="block text-xs text-faint">{member.email}</span>
              </TableCell>
              <TableCell>{member.roles.map(roleName).join(', ') || t('noRoles')}</TableCell>
              <TableCell>{where(member.companies)}</TableCell>
              <TableCell>{member.managerName ?? '–'}</TableCell>
              <TableCell>
                <StateBadge tone={member.status === 'active' ? 'done' : 'blocked'}>{t(member.status)}</StateBadge>
              </TableCell>
              <TableCell className="text-right">
                <Button
                  size="sm"
                  variant="quiet"
                  disabledReason={member.self ? t('ownRights') : mayEdit}
                  onClick={() => setEdited(member)}
                >
                  {t('edit')}
                </Button>
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      <Invitations />
      {inviting ? <InviteDialog onClose={() => setInviting(false)} /> : null}
      {edited ? <MemberDialog member={edited} colleagues={data.rows} onClose={() => setEdited(null)} /> : null}
    </SettingsPage>
  )
}
