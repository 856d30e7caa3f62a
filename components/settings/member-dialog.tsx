'use client'
import type { inferRouterOutputs } from '@trpc/server'
import { useTranslations } from 'next-intl'
import { z } from 'zod'
import { useTRPCClient } from '@/components/api/client'
import { SelectField } from '@/components/form/fields'
import { Form } from '@/components/form/form'
import { Dialog, DialogContent } from '@/components/ui/dialog'
import type { AppRouter } from '@/server/api/root'
import { idField } from '@/server/contracts/platform/field'
import { updateMemberInput } from '@/server/contracts/platform/identity'
import { AccessFields, companiesOrAll } from './access-fields'
import { useRun } from './use-run'

export type Member = inferRouterOutputs<AppRouter>['platform']['listMembers']['rows'][number]

const schema = updateMemberInput.extend({ companies: z.array(idField), managerId: z.string() })

const NOBODY = 'nobody'

interface Props {
  readonly member: Member
  /** Who the person may report to. */
  readonly colleagues: readonly Member[]
  readonly onClose: () => void
}

/** What someone may do here, to whom they report, and whether they may come in at all. */
export function MemberDialog({ member, colleagues, onClose }: Props) {
  const t = useTranslations('settings.people')
  const words = useTranslations('common')
  const api = useTRPCClient()
  const { commit } = useRun()
  const save = async (input: z.output<typeof schema>) => {
    await commit(() =>
      api.platform.updateMember.mutate({
        ...input,
        companies: companiesOrAll(input.companies),
        managerId: input.managerId === NOBODY ? null : input.managerId,
      }),
    )
    onClose()
  }
  return (
    <Dialog open onOpenChange={(open) => open || onClose()}>
      <DialogContent title={member.name} description={member.email} closeLabel={words('close')} size="md">
        <Form
          schema={schema}
          defaultValues={{
            id: member.id,
            version: member.version,
            roleIds: member.roles.map((role) => role.id),
            companies: member.companies ?? [],
            status: member.status,
            managerId: member.managerId ?? NOBODY,
          }}
          onSubmit={save}
          submitLabel={words('save')}
          onCancel={onClose}
          guard={false}
        >
          <AccessFields />
          <SelectField
            name="managerId"
            label={t('manager')}
            hint={t('managerHint')}
            options={[
              { value: NOBODY, label: t('noManager') },
              ...colleagues.filter((c) => c.id !== member.id).map((c) => ({ value: c.id, label: c.name })),
            ]}
          />
          <SelectField
            name="status"
            label={t('state')}
            hint={t('stateHint')}
            options={[
              { value: 'active', label: t('active') },
              { value: 'suspended', label: t('suspended') },
            ]}
          />
        </Form>
      </DialogContent>
    </Dialog>
  )
}
