'use client'
import { useTranslations } from 'next-intl'
import { useTRPCClient } from '@/components/api/client'
import { useRefusal } from '@/components/api/use-refusal'
import { DecimalField } from '@/components/form/fields'
import { Form } from '@/components/form/form'
import { setItemLevelsInput } from '@/server/contracts/inventory/masters'
import { useWarehouses } from '../use-place'
import { useRun } from '../use-run'
import type { ItemView } from './types'

/** Safety stock, reorder point and maximum of an item in each warehouse of the company. */
export function ItemLevels({ item }: { item: ItemView }) {
  const t = useTranslations('inventory.item')
  const api = useTRPCClient()
  const { commit } = useRun()
  const refusal = useRefusal()
  const { options, loading } = useWarehouses()
  if (loading || options.length === 0) return null
  const levels = options.map(({ value: warehouseId }) => {
    const known = item.levels.find((l) => l.warehouseId === warehouseId)
    return {
      warehouseId,
      safety: known?.safety ?? '0',
      reorder: known?.reorder ?? '0',
      maximum: known?.maximum ?? null,
    }
  })
  return (
    <section>
      <h2 className="text-base">{t('levels')}</h2>
      <p className="mb-2 text-sm text-muted">{t('levelsHint')}</p>
      <Form
        key={item.version}
        schema={setItemLevelsInput}
        defaultValues={{ itemId: item.id, levels }}
        submitLabel={t('saveLevels')}
        refused={refusal('inventory.item.update') ?? null}
        onSubmit={(input) => commit(() => api.inventory.item.setLevels.mutate(input))}
        className="gap-3"
      >
        {options.map((warehouse, index) => (
          <fieldset
            key={warehouse.value}
            className="grid grid-cols-3 gap-3 sm:grid-cols-[10rem_repeat(3,minmax(0,1fr))]"
          >
            <legend className="sr-only">{warehouse.label}</legend>
            <span aria-hidden className="self-end truncate pb-1.5 text-sm max-sm:col-span-full">
              {warehouse.label}
            </span>
            <DecimalField name={`levels.${index}.safety`} label={t('safety')} maxPlaces={6} />
            <DecimalField name={`levels.${index}.reorder`} label={t('reorder')} maxPlaces={6} />
            <DecimalField name={`levels.${index}.maximum`} label={t('maximum')} maxPlaces={6} />
          </fieldset>
        ))}
      </Form>
    </section>
  )
}
