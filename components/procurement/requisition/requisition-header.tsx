'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useTRPC, useTRPCClient } from '@/components/api/client'
import { DateBox, LookupBox, NoteBox, SelectBox, TextBox } from '@/components/form/boxes'
import { useBuyingMasters, useCompany } from '../use-buying'
import type { RequisitionDraft } from './requisition-model'

interface Props {
  readonly draft: RequisitionDraft
  readonly onChange: (change: Partial<RequisitionDraft>) => void
  readonly locked: boolean
  /** Errors in words, by field. */
  readonly errors: Readonly<Record<string, string>>
}

/** What is needed for what, when and for whose account; lines take what they leave empty from here. */
export function RequisitionHeader({ draft, onChange, locked, errors }: Props) {
  const t = useTranslations('buying.requisition')
  const { warehouses } = useBuyingMasters()
  return (
    <section aria-label={t('head')} className="mb-4 grid grid-cols-2 gap-x-4 gap-y-3 sm:grid-cols-3 2xl:grid-cols-6">
      <TextBox
        className="col-span-2"
        label={t('purpose')}
        value={draft.purpose}
        onChange={(purpose) => onChange({ purpose })}
        locked={locked}
        maxLength={500}
        error={errors.purpose}
      />
      <DateBox
        label={t('documentDate')}
        value={draft.documentDate}
        onChange={(documentDate) => onChange({ documentDate })}
        locked={locked}
        error={errors.documentDate}
      />
      <DateBox
        label={t('neededOn')}
        value={draft.neededOn}
        onChange={(neededOn) => onChange({ neededOn })}
        locked={locked}
        error={errors.neededOn}
      />
      <SelectBox
        label={t('warehouse')}
        options={warehouses}
        value={draft.warehouseId}
        onChange={(warehouseId) => onChange({ warehouseId })}
        locked={locked}
        error={errors.warehouseId}
      />
      <CarrierBox
        of="costCenter"
        label={t('costCenter')}
        value={draft.costCenterId}
        onChange={(costCenterId) => onChange({ costCenterId })}
        locked={locked}
        error={errors.costCenterId}
      />
      <CarrierBox
        of="project"
        label={t('project')}
        value={draft.projectId}
        onChange={(projectId) => onChange({ projectId })}
        locked={locked}
        error={errors.projectId}
      />
      <NoteBox
        className="col-span-full sm:col-span-2 2xl:col-span-5"
        rows={1}
        label={t('note')}
        value={draft.note}
        onChange={(note) => onChange({ note })}
        locked={locked}
      />
    </section>
  )
}

/** A cost center or project, by code or name. */
function CarrierBox({
  of,
  value,
  onChange,
  ...box
}: {
  of: 'costCenter' | 'project'
  label: string
  value: string | null
  onChange: (id: string | null) => void
  locked: boolean
  error: string | undefined
}) {
  const trpc = useTRPC()
  const api = useTRPCClient()
  const { companyId } = useCompany()
  const known = useQuery(
    trpc.finance[of].options.queryOptions(
      { companyId, ids: value ? [value] : [] },
      { enabled: value !== null, staleTime: 60_000, retry: false },
    ),
  )
  const option = (o: { id: string; code: string; name: string }) => ({ value: o.id, label: o.name, hint: o.code })
  const found = known.data?.find((o) => o.id === value)
  return (
    <LookupBox
      {...box}
      clearable
      value={found ? option(found) : null}
      onChange={(o) => onChange(o?.value ?? null)}
      search={async (text, signal) =>
        (await api.finance[of].options.query({ companyId, text }, { signal })).filter((o) => o.active).map(option)
      }
    />
  )
}
