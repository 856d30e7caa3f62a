'use client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTRPC, useTRPCClient } from '@/components/api/client'
import { useRefusalText } from '@/components/api/use-commands'
import { useRefusal } from '@/components/api/use-refusal'
import { Loaded } from '@/components/document/parts'
import { DecimalField, SelectField, TextField } from '@/components/form/fields'
import { Form } from '@/components/form/form'
import { readServerError } from '@/components/form/server-error'
import { SettingsPage } from '@/components/settings/page'
import { Button } from '@/components/ui/button'
import { Dialog, DialogContent } from '@/components/ui/dialog'
import { EmptyState } from '@/components/ui/empty-state'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import { toast } from '@/components/ui/toast'
import { customerGroupInput } from '@/server/contracts/sales/customer'
import { useCompany } from '../use-sales'

interface Group {
  id: string
  code: string
  name: string
  priceListId: string | null
  priceListCode: string | null
  discountPercent: string
  customers: number
  version: number
}

/** Customers that share a price list and a discount. */
export function CustomerGroups() {
  const t = useTranslations('sales.groups')
  const words = useTranslations('common')
  const trpc = useTRPC()
  const { companyId } = useCompany()
  const refusal = useRefusal()
  const groups = useQuery(trpc.sales.customerGroup.list.queryOptions({ companyId }))
  const [editing, setEditing] = useState<Group | 'new' | null>(null)
  return (
    <SettingsPage
      title={t('title')}
      text={t('text')}
      actions={
        <Button
          variant="primary"
          keys="c"
          disabledReason={refusal('sales.customer.create') ?? null}
          onClick={() => setEditing('new')}
        >
          <Plus aria-hidden />
          <span className="max-sm:sr-only">{t('new')}</span>
        </Button>
      }
    >
      <Loaded query={groups}>
        {(rows) =>
          rows.length === 0 ? (
            <EmptyState title={t('empty')} />
          ) : (
            <Table label={t('title')} className="max-w-4xl">
              <TableHeader>
                <TableRow>
                  <TableHead>{words('code')}</TableHead>
                  <TableHead>{words('name')}</TableHead>
                  <TableHead>{t('priceList')}</TableHead>
                  <TableHead numeric>{t('discount')}</TableHead>
                  <TableHead numeric>{t('customers')}</TableHead>
                  <TableHead>
                    <span className="sr-only">{words('edit')}</span>
                  </TableHead>
                </TableRow>
              </TableHeader>
              <TableBody>
                {rows.map((group) => (
                  <TableRow key={group.id}>
                    <TableCell>{group.code}</TableCell>
                    <TableCell>{group.name}</TableCell>
                    <TableCell>{group.priceListCode ?? '–'}</TableCell>
                    <TableCell numeric>{`${Number(group.discountPercent)}%`}</TableCell>
                    <TableCell numeric>{group.customers}</TableCell>
                    <TableCell className="text-right">
                      <Button size="sm" variant="quiet" onClick={() => setEditing(group)}>
                        {words('edit')}
                      </Button>
                    </TableCell>
                  </TableRow>
                ))}
              </TableBody>
            </Table>
          )
        }
      </Loaded>
      {editing ? <GroupDialog group={editing === 'new' ? null : editing} onClose={() => setEditing(null)} /> : null}
    </SettingsPage>
  )
}

function GroupDialog({ group, onClose }: { group: Group | null; onClose: () => void }) {
  const t = useTranslations('sales.groups')
  const words = useTranslations('common')
  const trpc = useTRPC()
  const api = useTRPCClient()
  const client = useQueryClient()
  const refusal = useRefusal()
  const refusalText = useRefusalText()
  const { companyId } = useCompany()
  const lists = useQuery(trpc.sales.priceList.options.queryOptions({ companyId }, { retry: false }))
  const done = async (text: string) => {
    await client.invalidateQueries({ queryKey: trpc.sales.customerGroup.pathKey() })
    toast.success(text)
    onClose()
  }
  const remove = async ({ id, version }: Group) => {
    try {
      await api.sales.customerGroup.delete.mutate({ id, version })
      await done(t('deleted'))
    } catch (thrown) {
      toast.error(refusalText(readServerError(thrown)))
    }
  }
  return (
    <Dialog open onOpenChange={(open) => (open ? undefined : onClose())}>
      <DialogContent title={group ? group.name : t('new')} closeLabel={words('close')}>
        <Form
          schema={customerGroupInput}
          defaultValues={{
            companyId,
            code: group?.code ?? '',
            name: group?.name ?? '',
            priceListId: group?.priceListId ?? null,
            discountPercent: group?.discountPercent ?? '0',
          }}
          submitLabel={words('save')}
          refused={refusal(group ? 'sales.customer.update' : 'sales.customer.create') ?? null}
          onCancel={onClose}
          onSubmit={async ({ companyId: _company, ...values }) => {
            await (group
              ? api.sales.customerGroup.update.mutate({ ...values, id: group.id, version: group.version })
              : api.sales.customerGroup.create.mutate({ ...values, companyId }))
            await done(words('saved'))
          }}
        >
          <div className="grid gap-4 sm:grid-cols-2">
            <TextField name="code" label={words('code')} required autoFocus />
            <TextField name="name" label={words('name')} required />
            <SelectField
              name="priceListId"
              label={t('priceList')}
              options={(lists.data ?? []).map((l) => ({ value: l.id, label: l.name, hint: l.code }))}
            />
            <DecimalField name="discountPercent" label={t('discount')} suffix="%" />
          </div>
          {group ? (
            <Button
              variant="quiet"
              className="justify-self-start text-blocked"
              disabledReason={
                group.customers > 0
                  ? t('inUse', { count: group.customers })
                  : (refusal('sales.customer.update') ?? null)
              }
              onClick={() => void remove(group)}
            >
              {words('delete')}
            </Button>
          ) : null}
        </Form>
      </DialogContent>
    </Dialog>
  )
}
