'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTRPC, useTRPCClient } from '@/components/api/client'
import { readServerError } from '@/components/form/server-error'
import { LabelledInput } from '@/components/identity/labelled'
import { useRefusal } from '@/components/identity/use-refusal'
import { Button } from '@/components/ui/button'
import { Dialog, DialogContent } from '@/components/ui/dialog'
import { Notice } from '@/components/ui/notice'
import { Skeleton } from '@/components/ui/skeleton'
import type { RoleRow } from '@/server/contracts/platform/identity'
import { expandGrants, type Grants, toInput } from './grant-model'
import { GrantTable } from './grant-table'
import { useRoleName } from './role-name'
import { useRun } from './use-run'

export type EditedRole = { kind: 'new' } | { kind: 'copy' | 'edit' | 'view'; role: RoleRow }

const fields = ['code', 'name', 'description']

/** Looks at, makes, copies or changes a role. */
export function RoleEditor({ edited, onClose }: { edited: EditedRole; onClose: () => void }) {
  const t = useTranslations('settings.roles')
  const words = useTranslations('common')
  const trpc = useTRPC()
  const roleName = useRoleName()
  const { data } = useQuery(trpc.platform.listPermissions.queryOptions({}))
  const title = edited.kind === 'new' ? t('new') : edited.kind === 'copy' ? t('copy') : roleName(edited.role)
  return (
    <Dialog open onOpenChange={(open) => open || onClose()}>
      <DialogContent title={title} closeLabel={words('close')} size="xl">
        {data ? (
          <Editor edited={edited} permissions={data.permissions} onClose={onClose} />
        ) : (
          <Skeleton className="h-64 w-full" />
        )}
      </DialogContent>
    </Dialog>
  )
}

function Editor({
  edited,
  permissions,
  onClose,
}: {
  edited: EditedRole
  permissions: readonly string[]
  onClose: () => void
}) {
  const t = useTranslations('settings.roles')
  const words = useTranslations('common')
  const api = useTRPCClient()
  const { commit } = useRun()
  const role = edited.kind === 'new' ? null : edited.role
  const [grants, setGrants] = useState<Grants>(() => expandGrants(role?.grants ?? [], permissions))
  const { busy, send, errorOf, summary } = useRefusal(fields)
  const readOnly = edited.kind === 'view'
  const save = (values: FormData) =>
    send(async () => {
      const of = (name: string) => String(values.get(name) ?? '')
      const input = { name: of('name'), description: of('description'), grants: toInput(grants) }
      try {
        await commit(() =>
          edited.kind === 'edit'
            ? api.platform.updateRole.mutate({ id: edited.role.id, version: edited.role.version, ...input })
            : api.platform.createRole.mutate({ code: of('code'), ...input }),
        )
        onClose()
        return null
      } catch (thrown) {
        const { code, params = {}, issues = [] } = readServerError(thrown)
        return { code, params, issues }
      }
    })
  return (
    <form
      className="grid gap-4"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (!busy && !readOnly) save(new FormData(event.currentTarget))
      }}
    >
      {summary ? <Notice tone="blocked">{summary}</Notice> : null}
      {readOnly ? null : (
        <div className="grid gap-4 sm:grid-cols-3">
          {edited.kind === 'edit' ? null : (
            <LabelledInput
              name="code"
              label={words('code')}
              error={errorOf('code')}
              maxLength={40}
              required
              autoFocus
            />
          )}
          <LabelledInput
            name="name"
            label={t('name')}
            defaultValue={edited.kind === 'edit' ? edited.role.name : ''}
            error={errorOf('name')}
            maxLength={80}
            required
          />
          <LabelledInput
            name="description"
            label={words('description')}
            defaultValue={role?.description ?? ''}
            error={errorOf('description')}
            maxLength={300}
          />
        </div>
      )}
      <GrantTable permissions={permissions} grants={grants} onChange={readOnly ? null : setGrants} />
      {readOnly ? null : (
        <div className="sticky -bottom-5 flex justify-end gap-2 border-t bg-surface py-3">
          <Button variant="quiet" onClick={onClose}>
            {words('cancel')}
          </Button>
          <Button type="submit" variant="primary" busy={busy}>
            {words('save')}
          </Button>
        </div>
      )}
    </form>
  )
}
