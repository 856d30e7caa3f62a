'use client'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import type { UseFormReturn } from 'react-hook-form'
import type { z } from 'zod'
import { useTRPCClient } from '@/components/api/client'
import { useRefusal } from '@/components/api/use-refusal'
import { DecimalField, NoteField, SelectField, SwitchField, TextField } from '@/components/form/fields'
import { Form, FormSection } from '@/components/form/form'
import { MultiSelectField } from '@/components/form/multi-select-field'
import { useFrame } from '@/components/shell'
import { createItemInput, itemKinds, itemTrackings, itemValuations } from '@/server/contracts/inventory/masters'
import { IntegerField } from '../integer-field'
import { useCategories, useUnits } from '../use-place'
import { useRun } from '../use-run'
import { ItemAccounts } from './item-accounts'
import { ItemBarcodes, ItemComponents, ItemUnits } from './item-rows'
import type { ItemInput } from './types'
import { useTaxCodes } from './use-tax-codes'

export interface KnownItem {
  readonly id: string
  readonly version: number
  /** Kind, stock unit, tracking and valuation are fixed by moves. */
  readonly hasMoved: boolean
  readonly componentNames: ReadonlyMap<string, string>
}

export const blankItem = (stockUnitId: string): ItemInput => ({
  code: '',
  name: '',
  nameZh: '',
  description: '',
  kind: 'stock',
  categoryId: null,
  stockUnitId,
  salesUnitId: null,
  purchaseUnitId: null,
  units: [],
  barcodes: [],
  components: [],
  accounts: [],
  tracking: 'none',
  expires: false,
  minShelfLifeDays: 0,
  valuation: 'average',
  standardCost: null,
  allowNegative: false,
  weightKg: null,
  volumeM3: null,
  taxCodeIds: [],
})

type ItemForm = UseFormReturn<ItemInput, unknown, z.output<typeof createItemInput>>

/** Creates or changes an item. What its stock moves have fixed is read-only, and says so. */
export function ItemForm({ values, known }: { values: ItemInput; known?: KnownItem }) {
  const t = useTranslations('inventory.item')
  const router = useRouter()
  const { href } = useFrame()
  const api = useTRPCClient()
  const { commit } = useRun()
  const refusal = useRefusal()
  const fixed = known?.hasMoved ? t('fixed') : null
  return (
    <Form
      schema={createItemInput}
      defaultValues={values}
      submitLabel={known ? t('save') : t('create')}
      refused={refusal(known ? 'inventory.item.update' : 'inventory.item.create') ?? null}
      onCancel={() => router.back()}
      onSubmit={async (input) => {
        const { id } = await commit(() =>
          known
            ? api.inventory.item.update.mutate({ ...input, id: known.id, version: known.version })
            : api.inventory.item.create.mutate(input),
        )
        router.push(href(`inventory/items/${id}`))
      }}
    >
      {(form: ItemForm) => (
        <>
          <Identity fixed={fixed} />
          <Units fixed={fixed} form={form} />
          <FormSection title={t('barcodes')} hint={t('barcodesHint')}>
            <ItemBarcodes form={form} />
          </FormSection>
          {form.watch('kind') === 'kit' ? (
            <FormSection title={t('components')}>
              <ItemComponents names={known?.componentNames} />
            </FormSection>
          ) : null}
          {form.watch('kind') === 'stock' ? <Keeping fixed={fixed} form={form} /> : null}
          <Rest />
        </>
      )}
    </Form>
  )
}

function useOptions(values: readonly string[], messages: string) {
  const t = useTranslations(messages)
  return values.map((value) => ({ value, label: t(value) }))
}

function Identity({ fixed }: { fixed: string | null }) {
  const t = useTranslations('inventory.item')
  const kinds = useOptions(itemKinds, 'inventory.itemKind')
  const { options } = useCategories()
  return (
    <FormSection title={t('identity')}>
      <TextField name="code" label={t('code')} required autoFocus />
      <SelectField name="kind" label={t('kind')} options={kinds} hint={t('kindHint')} readOnlyReason={fixed} />
      <TextField name="name" label={t('name')} required />
      <TextField name="nameZh" label={t('nameZh')} />
      <SelectField name="categoryId" label={t('category')} options={options} placeholder={t('noCategory')} />
      <NoteField name="description" label={t('description')} rows={2} />
    </FormSection>
  )
}

function Units({ fixed, form }: { fixed: string | null; form: ItemForm }) {
  const t = useTranslations('inventory.item')
  const { options } = useUnits()
  const known = new Set([form.watch('stockUnitId'), ...(form.watch('units') ?? []).map((u) => u.unitId)])
  const own = options.filter((o) => known.has(o.value))
  return (
    <FormSection title={t('units')} hint={t('unitsHint')} columns={3}>
      <SelectField name="stockUnitId" label={t('stockUnit')} required options={options} readOnlyReason={fixed} />
      <SelectField name="salesUnitId" label={t('salesUnit')} options={own} placeholder={t('stockUnit')} />
      <SelectField name="purchaseUnitId" label={t('purchaseUnit')} options={own} placeholder={t('stockUnit')} />
      <ItemUnits options={options} />
    </FormSection>
  )
}

function Keeping({ fixed, form }: { fixed: string | null; form: ItemForm }) {
  const t = useTranslations('inventory.item')
  const trackings = useOptions(itemTrackings, 'inventory.tracking')
  const valuations = useOptions(itemValuations, 'inventory.valuation')
  const tracked = form.watch('tracking') !== 'none'
  return (
    <>
      <FormSection title={t('trackingTitle')} columns={3}>
        <SelectField name="tracking" label={t('tracking')} options={trackings} readOnlyReason={fixed} />
        {tracked ? <SwitchField name="expires" label={t('expires')} /> : null}
        {tracked && form.watch('expires') ? (
          <IntegerField
            name="minShelfLifeDays"
            label={t('minShelfLifeDays')}
            suffix={t('days')}
            hint={t('minShelfLifeHint')}
          />
        ) : null}
      </FormSection>
      <FormSection title={t('valuationTitle')} columns={3}>
        <SelectField name="valuation" label={t('valuation')} options={valuations} readOnlyReason={fixed} />
        <DecimalField
          name="standardCost"
          label={t('standardCost')}
          maxPlaces={6}
          hint={t('standardCostHint')}
          required={form.watch('valuation') === 'standard'}
        />
        {tracked ? null : <SwitchField name="allowNegative" label={t('allowNegative')} hint={t('allowNegativeHint')} />}
      </FormSection>
    </>
  )
}

function Rest() {
  const t = useTranslations('inventory.item')
  const accounts = useTranslations('inventory.account')
  const taxCodes = useTaxCodes()
  return (
    <>
      <FormSection title={t('logistics')} columns={3}>
        <MultiSelectField name="taxCodeIds" label={t('taxCodes')} options={taxCodes} />
        <DecimalField name="weightKg" label={t('weightKg')} maxPlaces={6} suffix="kg" />
        <DecimalField name="volumeM3" label={t('volumeM3')} maxPlaces={6} suffix="m³" />
      </FormSection>
      <FormSection title={accounts('title')}>
        <ItemAccounts />
      </FormSection>
    </>
  )
}
