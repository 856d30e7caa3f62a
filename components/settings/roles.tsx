'use client'
import { useSuspenseQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTRPC, useTRPCClient } from '@/components/api/client'
import { useErrorText } from '@/components/error-text'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import type { RoleRow } from '@/server/contracts/platform/identity'
import { SettingsPage } from './page'
import { type EditedRole, RoleEditor } from './role-editor'
import { useRoleName } from './role-name'
import { useRefused, useRun } from './use-run'

/** What people may do, as roles. */
export function Roles() {
  const t = useTranslations('settings.roles')
  const words = useTranslations('common')
  const trpc = useTRPC()
  const api = useTRPCClient()
  const say = useErrorText()
  const roleName = useRoleName()
  const { run } = useRun()
  const { data } = useSuspenseQuery(trpc.platform.listRoles.queryOptions({}))
  const [edited, setEdited] = useState<EditedRole | null>(null)
  const mayCreate = useRefused('platform.role.create')
  const mayUpdate = useRefused('platform.role.update')
  const mayDelete = useRefused('platform.role.delete')
  const locked = (role: RoleRow) => (role.locked ? say({ code: role.locked }) : null)
  return (
    <SettingsPage
      title={t('title')}
      text={t('text')}
      actions={
        <Button variant="primary" disabledReason={mayCreate} onClick={() => setEdited({ kind: 'new' })}>
          <Plus aria-hidden />
          {t('new')}
        </Button>
      }
    >
      <Table label={t('title')}>
        <TableHeader>
          <TableRow>
            <TableHead>{t('name')}</TableHead>
            <TableHead numeric>{t('members')}</TableHead>
            <TableHead numeric>{t('permissions')}</TableHead>
            <TableHead>
              <span className="sr-only">{words('actions')}</span>
            </TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {data.rows.map((role) => (
            <TableRow key={role.id}>
              <TableCell>
                <Button variant="link" onClick={() => setEdited({ kind: 'view', role })}>
                  {roleName(role)}
                </Button>
                {role.system ? <Badge className="ml-2">{t('system')}</Badge> : null}
                {role.description ? <span className="block text-xs text-faint">{role.description}</span> : null}
              </TableCell>
              <TableCell numeric>{role.members}</TableCell>
              <TableCell numeric>{role.code === 'administrator' ? t('everything') : role.grants.length}</TableCell>
              <TableCell className="text-right whitespace-nowrap">
                <Button
                  size="sm"
                  variant="quiet"
                  disabledReason={mayUpdate ?? locked(role)}
                  onClick={() => setEdited({ kind: 'edit', role })}
                >
                  {words('edit')}
                </Button>
                <Button
                  size="sm"
                  variant="quiet"
                  disabledReason={mayCreate}
                  onClick={() => setEdited({ kind: 'copy', role })}
                >
                  {t('copy')}
                </Button>
                <Button
                  size="sm"
                  variant="quiet"
                  disabledReason={mayDelete ?? locked(role) ?? (role.members > 0 ? t('inUse') : null)}
                  onClick={() => run(() => api.platform.deleteRole.mutate({ id: role.id, version: role.version }))}
                >
                  {words('delete')}
                </Button>
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {edited ? <RoleEditor edited={edited} onClose={() => setEdited(null)} /> : null}
    </SettingsPage>
  )
}
