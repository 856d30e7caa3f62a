'use client'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useTRPC, useTRPCClient } from '@/components/api/client'
import { InstantText } from '@/components/format'
import { Button } from '@/components/ui/button'
import { StateBadge } from '@/components/ui/state-badge'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import { toast } from '@/components/ui/toast'
import { useRoleName } from './role-name'
import { useRefused, useRun } from './use-run'

/** Invitations that nobody has accepted yet. */
export function Invitations() {
  const t = useTranslations('settings.people')
  const words = useTranslations('common')
  const trpc = useTRPC()
  const api = useTRPCClient()
  const { run } = useRun()
  const refused = useRefused('platform.invitation.create')
  const roleName = useRoleName()
  const { data } = useSuspenseQuery(trpc.platform.listInvitations.queryOptions({}))
  if (data.rows.length === 0) return null
  const copy = (id: string) =>
    run(async () => {
      const { url } = await api.platform.invitationLink.query({ id })
      await navigator.clipboard.writeText(url)
      toast.success(words('copied'))
    })
  return (
    <div className="grid gap-2">
      <h2 className="text-base">{t('open')}</h2>
      <Table label={t('open')}>
        <TableHeader>
          <TableRow>
            <TableHead>{t('name')}</TableHead>
            <TableHead>{t('roles')}</TableHead>
            <TableHead>{t('invitedBy')}</TableHead>
            <TableHead>{t('validUntil')}</TableHead>
            <TableHead>
              <span className="sr-only">{words('actions')}</span>
            </TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {data.rows.map((row) => (
            <TableRow key={row.id}>
              <TableCell>
                <span className="block">{row.name}</span>
                <span className="block text-xs text-faint">{row.email}</span>
              </TableCell>
              <TableCell>{row.roles.map(roleName).join(', ')}</TableCell>
              <TableCell>{row.invitedByName}</TableCell>
              <TableCell>
                {row.expired ? (
                  <StateBadge tone="attention">{t('expired')}</StateBadge>
                ) : (
                  <InstantText value={row.expiresAt} />
                )}
              </TableCell>
              <TableCell className="text-right whitespace-nowrap">
                <Button
                  size="sm"
                  variant="quiet"
                  disabledReason={row.expired ? t('expired') : refused}
                  onClick={() => copy(row.id)}
                >
                  {t('copyLink')}
                </Button>
                <Button
                  size="sm"
                  variant="quiet"
                  disabledReason={refused}
                  onClick={() => run(() => api.platform.revokeInvitation.mutate({ id: row.id }))}
                >
                  {t('takeBack')}
                </Button>
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  )
}
