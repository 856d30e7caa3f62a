'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { z } from 'zod'
import { useTRPC, useTRPCClient } from '@/components/api/client'
import { useErrorText } from '@/components/error-text'
import { DateField, LookupField, TextField } from '@/components/form/fields'
import { Form } from '@/components/form/form'
import { readServerError } from '@/components/form/server-error'
import { DateText } from '@/components/format'
import { Button } from '@/components/ui/button'
import { Dialog, DialogContent } from '@/components/ui/dialog'
import { toast } from '@/components/ui/toast'
import type { DelegationView } from '@/server/contracts/platform/approval'
import { dateField } from '@/server/contracts/platform/field'

/** Who decides in one's place while one is away, and whom one stands in for. */
export function StandIns() {
  const trpc = useTRPC()
  const t = useTranslations('approval.standIn')
  const [adding, setAdding] = useState(false)
  const found = useQuery(trpc.control.delegations.list.queryOptions({}))
  const rows = found.data ?? []
  return (
    <section className="flex max-w-3xl flex-col gap-3 pt-6" aria-label={t('title')}>
      <div className="flex items-center gap-2">
        <h2 className="mr-auto text-md">{t('title')}</h2>
        <Button onClick={() => setAdding(true)}>
          <Plus aria-hidden />
          {t('add')}
        </Button>
      </div>
      <p className="text-sm text-muted">{t('hint')}</p>
      <ul className="flex flex-col divide-y border-y empty:hidden">
        {rows.map((row) => (
          <StandIn key={row.id} row={row} />
        ))}
      </ul>
      {adding ? <AddDialog onClose={() => setAdding(false)} /> : null}
    </section>
  )
}

function StandIn({ row }: { row: DelegationView }) {
  const trpc = useTRPC()
  const client = useQueryClient()
  const t = useTranslations('approval.standIn')
  const say = useErrorText()
  const revoke = useMutation(
    trpc.control.delegations.revoke.mutationOptions({
      onError: (error) => void toast.error(say(readServerError(error))),
      onSettled: () => client.invalidateQueries(trpc.control.delegations.pathFilter()),
    }),
  )
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2 text-sm">
      <span className="min-w-0 flex-1 basis-52">
        {row.mine ? t('mine', { name: row.toName }) : t('theirs', { name: row.fromName })}
        {row.note ? <span className="block truncate text-xs text-faint">{row.note}</span> : null}
      </span>
      <span className="text-muted">
        <DateText value={row.fromDate} /> – <DateText value={row.toDate} />
      </span>
      {row.mine ? (
        <Button size="sm" variant="quiet" busy={revoke.isPending} onClick={() => revoke.mutate({ id: row.id })}>
          {t('end')}
        </Button>
      ) : null}
    </li>
  )
}

const schema = z.strictObject({
  toUserId: z.string().min(1, { error: 'validation.required' }),
  fromDate: dateField,
  toDate: dateField,
  note: z.string().max(200).nullable(),
})

function AddDialog({ onClose }: { onClose: () => void }) {
  const trpc = useTRPC()
  const api = useTRPCClient()
  const client = useQueryClient()
  const t = useTranslations('approval.standIn')
  const words = useTranslations('common')
  const search = async (text: string, signal: AbortSignal) =>
    (await api.platform.mentionable.query({ text }, { signal })).map((p) => ({ value: p.id, label: p.name }))
  return (
    <Dialog open onOpenChange={(open) => open || onClose()}>
      <DialogContent title={t('add')} closeLabel={words('close')} size="md">
        <Form
          schema={schema}
          defaultValues={{ toUserId: '', fromDate: '', toDate: '', note: null }}
          submitLabel={words('save')}
          onCancel={onClose}
          guard={false}
          onSubmit={async (input) => {
            await api.control.delegations.save.mutate(input)
            await client.invalidateQueries(trpc.control.delegations.pathFilter())
            toast.success(words('saved'))
            onClose()
          }}
        >
          <LookupField name="toUserId" label={t('who')} required search={search} />
          <DateField name="fromDate" label={t('from')} required />
          <DateField name="toDate" label={t('to')} required />
          <TextField name="note" label={t('note')} maxLength={200} />
        </Form>
      </DialogContent>
    </Dialog>
  )
}
