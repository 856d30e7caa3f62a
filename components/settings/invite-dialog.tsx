'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { z } from 'zod'
import { useTRPCClient } from '@/components/api/client'
import { TextField } from '@/components/form/fields'
import { Form } from '@/components/form/form'
import { Button } from '@/components/ui/button'
import { Dialog, DialogContent } from '@/components/ui/dialog'
import { Notice } from '@/components/ui/notice'
import { idField } from '@/server/contracts/platform/field'
import { inviteInput } from '@/server/contracts/platform/identity'
import { AccessFields, companiesOrAll } from './access-fields'
import { SecretText } from './secret-text'
import { useRun } from './use-run'

const schema = inviteInput.extend({ companies: z.array(idField) })

/** Invites someone; without a mail server the link is shown, to be passed on. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('settings.people')
  const words = useTranslations('common')
  const api = useTRPCClient()
  const { commit } = useRun()
  const [made, setMade] = useState<{ email: string; url: string | null } | null>(null)
  const invite = async (input: z.output<typeof schema>) => {
    const { id, mailed } = await commit(() =>
      api.platform.invitePerson.mutate({ ...input, companies: companiesOrAll(input.companies) }),
    )
    const url = mailed ? null : (await api.platform.invitationLink.query({ id })).url
    setMade({ email: input.email, url })
  }
  return (
    <Dialog open onOpenChange={(open) => open || onClose()}>
      <DialogContent title={t('invite')} closeLabel={words('close')} size="md">
        {made ? (
          <div className="grid gap-4">
            <Notice tone="done">{t(made.url ? 'linkMade' : 'mailed', { email: made.email })}</Notice>
            {made.url ? <SecretText value={made.url} label={t('link')} /> : null}
            <Button variant="primary" onClick={onClose}>
              {words('done')}
            </Button>
          </div>
        ) : (
          <Form
            schema={schema}
            defaultValues={{ email: '', name: '', roleIds: [], companies: [] }}
            onSubmit={invite}
            submitLabel={t('invite')}
            onCancel={onClose}
            guard={false}
          >
            <TextField name="name" label={t('name')} required autoFocus maxLength={100} />
            <TextField name="email" type="email" label={t('email')} required />
            <AccessFields />
          </Form>
        )}
      </DialogContent>
    </Dialog>
  )
}
