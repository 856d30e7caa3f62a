'use client'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { z } from 'zod'
import { useTRPC, useTRPCClient } from '@/components/api/client'
import { SelectField, TextField } from '@/components/form/fields'
import { Form } from '@/components/form/form'
import { MultiSelectField } from '@/components/form/multi-select-field'
import { InstantText } from '@/components/format'
import { Button } from '@/components/ui/button'
import { Dialog, DialogContent } from '@/components/ui/dialog'
import { EmptyState } from '@/components/ui/empty-state'
import { Notice } from '@/components/ui/notice'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import { createTokenInput, permissionField } from '@/server/contracts/platform/identity'
import { SettingsPage } from './page'
import { SecretText } from './secret-text'
import { useRefused, useRun } from './use-run'

/** Keys with which other programs work in one's name. */
export function Tokens() {
  const t = useTranslations('settings.tokens')
  const trpc = useTRPC()
  const api = useTRPCClient()
  const { run } = useRun()
  const { data } = useSuspenseQuery(trpc.platform.mySessions.queryOptions({ kind: 'token' }))
  const [making, setMaking] = useState(false)
  const make = (
    <Button variant="primary" onClick={() => setMaking(true)}>
      <Plus aria-hidden />
      {t('new')}
    </Button>
  )
  return (
    <SettingsPage title={t('title')} text={t('text')} actions={make}>
      {data.rows.length === 0 ? (
        <EmptyState title={t('empty')} />
      ) : (
        <Table label={t('title')}>
          <TableHeader>
            <TableRow>
              <TableHead>{t('name')}</TableHead>
              <TableHead>{t('scopes')}</TableHead>
              <TableHead>{t('lastUsed')}</TableHead>
              <TableHead>{t('expires')}</TableHead>
              <TableHead>
                <span className="sr-only">{t('revoke')}</span>
              </TableHead>
            </TableRow>
          </TableHeader>
          <TableBody>
            {data.rows.map((row) => (
              <TableRow key={row.id}>
                <TableCell>{row.name}</TableCell>
                <TableCell className="max-w-md break-words text-xs">{row.scopes?.join(', ') ?? t('allMine')}</TableCell>
                <TableCell>
                  <InstantText value={row.lastSeenAt} />
                </TableCell>
                <TableCell>
                  <InstantText value={row.expiresAt} />
                </TableCell>
                <TableCell className="text-right">
                  <Button
                    size="sm"
                    variant="quiet"
                    onClick={() => run(() => api.platform.revokeMySession.mutate({ id: row.id }))}
                  >
                    {t('revoke')}
                  </Button>
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
      {making ? <TokenDialog onClose={() => setMaking(false)} /> : null}
    </SettingsPage>
  )
}

const schema = createTokenInput.extend({
  scopes: z.array(permissionField),
  expiresInDays: z.enum(['30', '90', '180', '365']),
})

function TokenDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('settings.tokens')
  const words = useTranslations('common')
  const trpc = useTRPC()
  const api = useTRPCClient()
  const { commit } = useRun()
  const [token, setToken] = useState<string | null>(null)
  const knowsRoles = useRefused('platform.role.read') === null
  const permissions = useQuery(trpc.platform.listPermissions.queryOptions({}, { enabled: knowsRoles }))
  const options = (permissions.data?.permissions ?? []).map((name) => ({ value: name, label: name }))
  const make = async ({ name, scopes, expiresInDays }: z.output<typeof schema>) => {
    const made = await commit(() =>
      api.platform.createMyToken.mutate({
        name,
        scopes: scopes.length > 0 ? scopes : null,
        expiresInDays: Number(expiresInDays),
      }),
    )
    setToken(made.token)
  }
  return (
    <Dialog open onOpenChange={(open) => open || onClose()}>
      <DialogContent title={t('new')} closeLabel={words('close')} size="md">
        {token ? (
          <div className="grid gap-4">
            <Notice tone="attention">{t('once')}</Notice>
            <SecretText value={token} label={t('token')} />
            <Button variant="primary" onClick={onClose}>
              {words('done')}
            </Button>
          </div>
        ) : (
          <Form
            schema={schema}
            defaultValues={{ name: '', scopes: [], expiresInDays: '90' }}
            onSubmit={make}
            submitLabel={words('create')}
            onCancel={onClose}
            guard={false}
          >
            <TextField name="name" label={t('name')} hint={t('nameHint')} required autoFocus maxLength={80} />
            {knowsRoles ? (
              <MultiSelectField name="scopes" label={t('scopes')} hint={t('scopesHint')} options={options} />
            ) : null}
            <SelectField
              name="expiresInDays"
              label={t('expires')}
              options={schema.shape.expiresInDays.options.map((days) => ({ value: days, label: t('days', { days }) }))}
            />
          </Form>
        )}
      </DialogContent>
    </Dialog>
  )
}
