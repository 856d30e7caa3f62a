'use client'
import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import type { z } from 'zod'
import { useTRPC, useTRPCClient } from '@/components/api/client'
import { EntityList } from '@/components/api/list'
import { useRefusal } from '@/components/api/use-refusal'
import { DateField, LookupField, SelectField, TextField } from '@/components/form/fields'
import { Form, FormSection } from '@/components/form/form'
import { DocumentPageSkeleton, useFrame } from '@/components/shell'
import { ErrorState } from '@/components/ui/error-state'
import {
  type carrierOut,
  carrierStatuses,
  costCenterList,
  createCarrierInput,
  projectList,
  updateCarrierInput,
} from '@/server/contracts/finance/carrier'
import { FinancePage } from '../page'
import { masterTones } from '../tones'
import { useBooks } from '../use-books'
import { useRun } from '../use-run'

type Kind = 'costCenter' | 'project'
const place = { costCenter: 'finance/cost-centers', project: 'finance/projects' } as const
const permission = { costCenter: 'finance.cost_center', project: 'finance.project' } as const

/** Cost centers or projects of the company. */
export function Carriers({ kind }: { kind: Kind }) {
  const trpc = useTRPC()
  const t = useTranslations(`finance.${kind}`)
  const refusal = useRefusal()
  const { href } = useFrame()
  return (
    <EntityList
      procedures={kind === 'project' ? trpc.finance.project.list : trpc.finance.costCenter.list}
      definition={kind === 'project' ? projectList : costCenterList}
      title={t('title')}
      path={(row) => `${place[kind]}/${row.id}`}
      tones={{ status: masterTones }}
      card={{ title: 'name', subtitle: 'code', end: 'owner', state: 'status' }}
      primary={{
        label: t('new'),
        href: href(`${place[kind]}/new`),
        refused: refusal(`${permission[kind]}.create`),
      }}
      empty={{ sentence: t('empty') }}
      searchPlaceholder={t('search')}
    />
  )
}

/** One that is there. */
export function CarrierPage({ kind, id }: { kind: Kind; id: string }) {
  const trpc = useTRPC()
  const words = useTranslations('common.page')
  const routes = kind === 'project' ? trpc.finance.project : trpc.finance.costCenter
  const query = useQuery(routes.get.queryOptions({ id }))
  if (query.isPending) return <DocumentPageSkeleton />
  if (query.isError) return <ErrorState title={words('notFoundTitle')}>{words('notFoundText')}</ErrorState>
  return <CarrierForm key={query.data.version} kind={kind} known={query.data} />
}

/** A new one, or with `known` one that is changed. */
export function CarrierForm({ kind, known }: { kind: Kind; known?: z.output<typeof carrierOut> }) {
  const t = useTranslations(`finance.${kind}`)
  const states = useTranslations('finance.masterStatus')
  const words = useTranslations('common')
  const router = useRouter()
  const { href } = useFrame()
  const { companyId } = useBooks()
  const api = useTRPCClient()
  const { commit } = useRun()
  const refusal = useRefusal()
  const routes = kind === 'project' ? api.finance.project : api.finance.costCenter
  const back = () => router.push(href(place[kind]))
  const fields = (
    <FormSection title={known ? `${known.code} ${known.name}` : t('new')}>
      <TextField name="code" label={t('columns.code')} required autoFocus={!known} />
      <TextField name="name" label={t('columns.name')} required />
      <LookupField
        name="ownerId"
        label={t('columns.owner')}
        hint={t('ownerHint')}
        initial={known?.ownerId ? { value: known.ownerId, label: known.ownerName ?? known.ownerId } : null}
        search={async (text, signal) =>
          (await api.platform.mentionable.query({ text }, { signal })).map((p) => ({ value: p.id, label: p.name }))
        }
      />
      {known ? (
        <SelectField
          name="status"
          label={t('columns.status')}
          options={carrierStatuses.map((value) => ({ value, label: states(value) }))}
        />
      ) : null}
      <DateField name="validFrom" label={t('columns.validFrom')} />
      <DateField name="validTo" label={t('columns.validTo')} hint={t('validHint')} />
    </FormSection>
  )
  const shared = {
    submitLabel: words('save'),
    onCancel: back,
    refused: refusal(`${permission[kind]}.${known ? 'update' : 'create'}`) ?? null,
  }
  return (
    <FinancePage title={known ? t('edit') : t('new')}>
      <div className="max-w-4xl">
        {known ? (
          <Form
            {...shared}
            schema={updateCarrierInput}
            defaultValues={{ ...pick(known), id: known.id, version: known.version, status: known.status }}
            onSubmit={async (input) => {
              await commit(() => routes.update.mutate(input))
              back()
            }}
          >
            {fields}
          </Form>
        ) : (
          <Form
            {...shared}
            schema={createCarrierInput}
            defaultValues={{ companyId, code: '', name: '', ownerId: null, validFrom: null, validTo: null }}
            onSubmit={async (input) => {
              await commit(() => routes.create.mutate(input))
              back()
            }}
          >
            {fields}
          </Form>
        )}
      </div>
    </FinancePage>
  )
}

const pick = ({ code, name, ownerId, validFrom, validTo }: z.output<typeof carrierOut>) => ({
  code,
  name,
  ownerId,
  validFrom,
  validTo,
})
