'use client'
import { useSuspenseQuery } from '@tanstack/react-query'
import type { inferRouterOutputs } from '@trpc/server'
import { Plus } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTRPC, useTRPCClient } from '@/components/api/client'
import { SelectField, TextField } from '@/components/form/fields'
import { Form } from '@/components/form/form'
import { readServerError } from '@/components/form/server-error'
import { CompanyFields, companyValues } from '@/components/identity/company-fields'
import { LabelledInput } from '@/components/identity/labelled'
import { useRefusal } from '@/components/identity/use-refusal'
import { Button } from '@/components/ui/button'
import { Dialog, DialogContent } from '@/components/ui/dialog'
import { Notice } from '@/components/ui/notice'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import type { AppRouter } from '@/server/api/root'
import { updateCompanyInput } from '@/server/contracts/platform/identity'
import { SettingsPage } from './page'
import { useRefused, useRun } from './use-run'

type Company = inferRouterOutputs<AppRouter>['platform']['listCompanies']['rows'][number]

/** The legal entities of the tenant. */
export function Companies() {
  const t = useTranslations('settings.companies')
  const words = useTranslations('common')
  const trpc = useTRPC()
  const { data } = useSuspenseQuery(trpc.platform.listCompanies.queryOptions({}))
  const [edited, setEdited] = useState<Company | 'new' | null>(null)
  const mayCreate = useRefused('platform.company.create')
  const mayUpdate = useRefused('platform.company.update')
  return (
    <SettingsPage
      title={t('title')}
      text={t('text')}
      actions={
        <Button variant="primary" disabledReason={mayCreate} onClick={() => setEdited('new')}>
          <Plus aria-hidden />
          {t('new')}
        </Button>
      }
    >
      <Table label={t('title')}>
        <TableHeader>
          <TableRow>
            <TableHead>{t('code')}</TableHead>
            <TableHead>{t('name')}</TableHead>
            <TableHead>{t('country')}</TableHead>
            <TableHead>{t('baseCurrency')}</TableHead>
            <TableHead>{t('timeZone')}</TableHead>
            <TableHead>
              <span className="sr-only">{words('edit')}</span>
            </TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {data.rows.map((company) => (
            <TableRow key={company.id}>
              <TableCell>{company.code}</TableCell>
              <TableCell>{company.name}</TableCell>
              <TableCell>{company.country}</TableCell>
              <TableCell>{company.baseCurrency}</TableCell>
              <TableCell>{company.timeZone}</TableCell>
              <TableCell className="text-right">
                <Button size="sm" variant="quiet" disabledReason={mayUpdate} onClick={() => setEdited(company)}>
                  {words('edit')}
                </Button>
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {edited === 'new' ? <NewCompany onClose={() => setEdited(null)} /> : null}
      {edited && edited !== 'new' ? <EditCompany company={edited} onClose={() => setEdited(null)} /> : null}
    </SettingsPage>
  )
}

const zones = Intl.supportedValuesOf('timeZone')

function EditCompany({ company, onClose }: { company: Company; onClose: () => void }) {
  const t = useTranslations('settings.companies')
  const words = useTranslations('common')
  const api = useTRPCClient()
  const router = useRouter()
  const { commit } = useRun()
  const { id, version, name, legalName, taxId, timeZone, addressLines } = company
  const options = [...new Set(['UTC', timeZone, ...zones])].map((value) => ({ value, label: value }))
  return (
    <Dialog open onOpenChange={(open) => open || onClose()}>
      <DialogContent title={company.name} closeLabel={words('close')} size="md">
        <Form
          schema={updateCompanyInput}
          defaultValues={{ id, version, name, legalName, taxId, timeZone, addressLines }}
          submitLabel={words('save')}
          onCancel={onClose}
          guard={false}
          onSubmit={async (input) => {
            await commit(() => api.platform.updateCompany.mutate(input))
            router.refresh()
            onClose()
          }}
        >
          <TextField name="name" label={t('name')} required maxLength={120} />
          <TextField name="legalName" label={t('legalName')} required maxLength={200} />
          <TextField name="taxId" label={t('taxId')} maxLength={40} />
          <SelectField name="timeZone" label={t('timeZone')} options={options} />
        </Form>
      </DialogContent>
    </Dialog>
  )
}

function NewCompany({ onClose }: { onClose: () => void }) {
  const t = useTranslations('settings.companies')
  const words = useTranslations('common')
  const api = useTRPCClient()
  const router = useRouter()
  const { commit } = useRun()
  const { busy, send, errorOf, summary } = useRefusal([
    'code',
    'name',
    'country',
    'baseCurrency',
    'chartTemplate',
    'timeZone',
  ])
  const make = (values: FormData) =>
    send(async () => {
      try {
        const input = { code: String(values.get('code') ?? ''), ...companyValues(values) }
        await commit(() => api.platform.createCompany.mutate(input))
        router.refresh()
        onClose()
        return null
      } catch (thrown) {
        const { code, params = {}, issues = [] } = readServerError(thrown)
        return { code, params, issues }
      }
    })
  return (
    <Dialog open onOpenChange={(open) => open || onClose()}>
      <DialogContent title={t('new')} closeLabel={words('close')} size="sm">
        <form
          className="grid gap-4"
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            if (!busy) make(new FormData(event.currentTarget))
          }}
        >
          {summary ? <Notice tone="blocked">{summary}</Notice> : null}
          <LabelledInput name="code" label={t('code')} error={errorOf('code')} maxLength={20} required />
          <CompanyFields name="" errorOf={errorOf} />
          <Button type="submit" variant="primary" busy={busy}>
            {words('create')}
          </Button>
        </form>
      </DialogContent>
    </Dialog>
  )
}
