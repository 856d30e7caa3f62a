'use client'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import type { z } from 'zod'
import { useTRPCClient } from '@/components/api/client'
import { useRefusal } from '@/components/api/use-refusal'
import { DecimalField, SelectField, TextField } from '@/components/form/fields'
import { Form, FormSection } from '@/components/form/form'
import { useFrame } from '@/components/shell'
import { createUnitInput, unitClasses } from '@/server/contracts/inventory/masters'
import { IntegerField } from '../integer-field'
import { InventoryPage } from '../page'
import { useUnits } from '../use-place'
import { useRun } from '../use-run'

const blank: z.input<typeof createUnitInput> = {
  code: '',
  name: '',
  nameZh: '',
  unitClass: 'count',
  factor: '1',
  digits: 0,
}

/** A new unit of measure, or with `id` one that is changed. */
export function UnitPage({ id }: { id?: string }) {
  const t = useTranslations('inventory.units')
  const { byId } = useUnits()
  const known = id ? byId.get(id) : undefined
  if (id && !known) return null
  return (
    <InventoryPage title={known ? `${t('edit')} ${known.code}` : t('new')}>
      <div className="max-w-4xl">
        <UnitForm key={known?.version} known={known} />
      </div>
    </InventoryPage>
  )
}

function UnitForm({ known }: { known: ReturnType<ReturnType<typeof useUnits>['byId']['get']> }) {
  const t = useTranslations('inventory.units')
  const classes = useTranslations('inventory.unitClass')
  const words = useTranslations('common')
  const router = useRouter()
  const { href } = useFrame()
  const api = useTRPCClient()
  const { commit } = useRun()
  const refusal = useRefusal()
  const back = () => router.push(href('inventory/units'))
  const values = known
    ? {
        code: known.code,
        name: known.name,
        nameZh: known.nameZh,
        unitClass: known.unitClass,
        factor: known.factor,
        digits: known.digits,
      }
    : blank
  return (
    <Form
      schema={createUnitInput}
      defaultValues={values}
      submitLabel={words('save')}
      onCancel={back}
      refused={refusal(known ? 'inventory.unit.update' : 'inventory.unit.create') ?? null}
      onSubmit={async (input) => {
        await commit(() =>
          known
            ? api.inventory.unit.update.mutate({ ...input, id: known.id, version: known.version })
            : api.inventory.unit.create.mutate(input),
        )
        back()
      }}
    >
      <FormSection title={t('title')}>
        <TextField name="code" label={t('columns.code')} required autoFocus hint={t('codeHint')} />
        <SelectField
          name="unitClass"
          label={t('columns.unitClass')}
          options={unitClasses.map((value) => ({ value, label: classes(value) }))}
        />
        <TextField name="name" label={t('columns.name')} required />
        <TextField name="nameZh" label={t('columns.nameZh')} />
        <DecimalField name="factor" label={t('columns.factor')} required maxPlaces={10} hint={t('factorHint')} />
        <IntegerField name="digits" label={t('columns.digits')} hint={t('digitsHint')} />
      </FormSection>
    </Form>
  )
}
