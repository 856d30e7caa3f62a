'use client'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useTRPCClient } from '@/components/api/client'
import { useRefusal } from '@/components/api/use-refusal'
import { Field, type FieldProps } from '@/components/form/field'
import { SelectField, TextField } from '@/components/form/fields'
import { Form, FormSection } from '@/components/form/form'
import { useFrame } from '@/components/shell'
import { Textarea } from '@/components/ui/textarea'
import { createWarehouseInput, warehouseKinds } from '@/server/contracts/inventory/masters'
import { InventoryPage } from '../page'
import { useCompany } from '../use-place'
import { useRun } from '../use-run'
import type { WarehouseView } from './types'

/** A list of texts, one a line; the form holds them as an array without empty ones. */
function LinesField({ rows, ...props }: FieldProps & { rows?: number }) {
  return (
    <Field {...props}>
      {({ field, control, locked }) => (
        <Textarea
          {...control}
          ref={field.ref}
          rows={rows}
          readOnly={locked}
          defaultValue={Array.isArray(field.value) ? field.value.join('\n') : ''}
          onChange={(event) => field.onChange(event.target.value.split('\n').filter((line) => line.trim() !== ''))}
          onBlur={field.onBlur}
        />
      )}
    </Field>
  )
}

export function NewWarehouse() {
  const t = useTranslations('inventory.warehouses')
  return (
    <InventoryPage title={t('new')}>
      <div className="max-w-4xl">
        <WarehouseForm />
      </div>
    </InventoryPage>
  )
}

/** Creates a warehouse with its bins, or changes one; `onDone` leaves the change. */
export function WarehouseForm({ known, onDone }: { known?: WarehouseView; onDone?: () => void }) {
  const t = useTranslations('inventory.place')
  const kinds = useTranslations('inventory.warehouseKind')
  const states = useTranslations('inventory.openStatus')
  const router = useRouter()
  const { href } = useFrame()
  const api = useTRPCClient()
  const { commit } = useRun()
  const refusal = useRefusal()
  const { companyId } = useCompany()
  return (
    <Form
      schema={createWarehouseInput}
      defaultValues={{
        companyId: known?.companyId ?? companyId,
        code: known?.code ?? '',
        name: known?.name ?? '',
        nameZh: known?.nameZh ?? '',
        kind: known?.kind ?? 'normal',
        addressLines: known?.addressLines ?? [],
        country: known?.country ?? null,
        status: known?.status ?? 'active',
        bins: [],
      }}
      submitLabel={known ? t('save') : t('create')}
      onCancel={onDone ?? (() => router.push(href('inventory/warehouses')))}
      refused={refusal(known ? 'inventory.warehouse.update' : 'inventory.warehouse.create') ?? null}
      onSubmit={async ({ companyId: owner, bins, ...values }) => {
        const { id } = await commit(() =>
          known
            ? api.inventory.warehouse.update.mutate({ ...values, id: known.id, version: known.version })
            : api.inventory.warehouse.create.mutate({ ...values, companyId: owner, bins }),
        )
        if (onDone) onDone()
        else router.push(href(`inventory/warehouses/${id}`))
      }}
    >
      <FormSection title={known ? known.code : t('code')}>
        <TextField name="code" label={t('code')} required autoFocus />
        <SelectField
          name="kind"
          label={t('kind')}
          options={warehouseKinds.map((value) => ({ value, label: kinds(value) }))}
        />
        <TextField name="name" label={t('name')} required />
        <TextField name="nameZh" label={t('nameZh')} />
        <LinesField name="addressLines" label={t('address')} hint={t('addressHint')} rows={3} />
        {known ? (
          <SelectField
            name="status"
            label={t('status')}
            options={(['active', 'closed'] as const).map((value) => ({ value, label: states(value) }))}
          />
        ) : (
          <LinesField name="bins" label={t('bins')} hint={t('binsHint')} rows={3} />
        )}
      </FormSection>
    </Form>
  )
}
