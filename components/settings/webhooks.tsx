'use client'
import { useSuspenseQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTRPC, useTRPCClient } from '@/components/api/client'
import { SelectField, SwitchField, TextField } from '@/components/form/fields'
import { Form } from '@/components/form/form'
import { InstantText } from '@/components/format'
import { Button } from '@/components/ui/button'
import { Dialog, DialogContent } from '@/components/ui/dialog'
import { EmptyState } from '@/components/ui/empty-state'
import { Notice } from '@/components/ui/notice'
import { StateBadge } from '@/components/ui/state-badge'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import { createWebhookInput, severities, type WebhookView } from '@/server/contracts/platform/notification'
import { SettingsPage } from './page'
import { SecretText } from './secret-text'
import { useRun } from './use-run'

/** Addresses that alerts are sent to, signed. */
export function Webhooks() {
  const t = useTranslations('settings.webhooks')
  const trpc = useTRPC()
  const { data } = useSuspenseQuery(trpc.platform.listWebhooks.queryOptions({}))
  const [editing, setEditing] = useState<WebhookView | 'new' | null>(null)
  const make = (
    <Button variant="primary" onClick={() => setEditing('new')}>
      <Plus aria-hidden />
      {t('new')}
    </Button>
  )
  return (
    <SettingsPage title={t('title')} text={t('text')} actions={make}>
      {data.length === 0 ? <EmptyState title={t('empty')} /> : <Hooks hooks={data} onEdit={setEditing} />}
      {editing ? <HookDialog hook={editing === 'new' ? null : editing} onClose={() => setEditing(null)} /> : null}
    </SettingsPage>
  )
}

function Hooks({ hooks, onEdit }: { hooks: readonly WebhookView[]; onEdit: (hook: WebhookView) => void }) {
  const t = useTranslations('settings.webhooks')
  return (
    <Table label={t('title')}>
      <TableHeader>
        <TableRow>
          <TableHead>{t('name')}</TableHead>
          <TableHead>{t('url')}</TableHead>
          <TableHead>{t('from')}</TableHead>
          <TableHead>{t('state')}</TableHead>
          <TableHead>{t('lastCall')}</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {hooks.map((hook) => (
          <TableRow key={hook.id}>
            <TableCell>
              <button type="button" className="underline" onClick={() => onEdit(hook)}>
                {hook.name}
              </button>
            </TableCell>
            <TableCell className="max-w-md break-all">{hook.url}</TableCell>
            <TableCell>{t(`severity.${hook.minSeverity}`)}</TableCell>
            <TableCell>
              <StateBadge tone={!hook.active ? 'draft' : hook.failures > 0 ? 'blocked' : 'done'}>
                {!hook.active ? t('off') : hook.failures > 0 ? t('failing', { count: hook.failures }) : t('on')}
              </StateBadge>
            </TableCell>
            <TableCell>
              {hook.lastAt ? <InstantText value={hook.lastAt} /> : '–'}
              {hook.lastError ? <span className="block text-xs text-muted">{hook.lastError}</span> : null}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}

function HookDialog({ hook, onClose }: { hook: WebhookView | null; onClose: () => void }) {
  const t = useTranslations('settings.webhooks')
  const words = useTranslations('common')
  const api = useTRPCClient()
  const { commit, run } = useRun()
  const [secret, setSecret] = useState<string | null>(null)
  return (
    <Dialog open onOpenChange={(open) => open || onClose()}>
      <DialogContent title={hook ? hook.name : t('new')} closeLabel={words('close')} size="md">
        {secret ? (
          <div className="grid gap-4">
            <Notice tone="attention">{t('once')}</Notice>
            <SecretText value={secret} label={t('secret')} />
            <Button variant="primary" onClick={onClose}>
              {words('done')}
            </Button>
          </div>
        ) : (
          <Form
            schema={createWebhookInput}
            defaultValues={
              hook
                ? { name: hook.name, url: hook.url, minSeverity: hook.minSeverity, active: hook.active }
                : { name: '', url: '', minSeverity: 'warning', active: true }
            }
            submitLabel={words('save')}
            onSubmit={async (input) => {
              if (hook) {
                await commit(() => api.platform.updateWebhook.mutate({ id: hook.id, version: hook.version, ...input }))
                onClose()
              } else setSecret((await commit(() => api.platform.createWebhook.mutate(input))).secret)
            }}
          >
            <TextField name="name" label={t('name')} required maxLength={80} />
            <TextField name="url" label={t('url')} hint={t('urlHint')} required maxLength={500} />
            <SelectField
              name="minSeverity"
              label={t('from')}
              options={severities.map((value) => ({ value, label: t(`severity.${value}`) }))}
            />
            <SwitchField name="active" label={t('active')} />
            {hook ? (
              <Button
                variant="danger"
                onClick={async () => {
                  if ((await run(() => api.platform.deleteWebhook.mutate({ id: hook.id }))) !== null) onClose()
                }}
              >
                {t('delete')}
              </Button>
            ) : null}
          </Form>
        )}
      </DialogContent>
    </Dialog>
  )
}
