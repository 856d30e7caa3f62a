'use client'
import { useTranslations } from 'next-intl'
import { type UseFormReturn, useFieldArray, useFormContext } from 'react-hook-form'
import { DecimalField, LookupField, SelectField, TextField } from '@/components/form/fields'
import type { SelectOption } from '@/components/ui/select'
import { useItemSearch } from '../lookups'
import { RowsField } from '../rows-field'
import { useUnits } from '../use-place'
import type { ItemInput } from './types'

/** The other units of the item, each with what one of it is in stock units. */
export function ItemUnits({ options }: { options: readonly SelectOption[] }) {
  const t = useTranslations('inventory.item')
  const { control } = useFormContext<ItemInput>()
  const { fields, append, remove } = useFieldArray({ control, name: 'units' })
  return (
    <RowsField
      rows={fields}
      addLabel={t('addUnit')}
      removeLabel={t('removeUnit')}
      onAdd={() => append({ unitId: '', factor: '' })}
      onRemove={remove}
    >
      {(index) => (
        <>
          <SelectField name={`units.${index}.unitId`} label={t('otherUnit')} required options={options} />
          <DecimalField name={`units.${index}.factor`} label={t('factor')} required maxPlaces={10} />
        </>
      )}
    </RowsField>
  )
}

export function ItemBarcodes({ form }: { form: Pick<UseFormReturn<ItemInput>, 'watch'> }) {
  const t = useTranslations('inventory.item')
  const { control } = useFormContext<ItemInput>()
  const { fields, append, remove } = useFieldArray({ control, name: 'barcodes' })
  const { options } = useUnits()
  const known = new Set([form.watch('stockUnitId'), ...(form.watch('units') ?? []).map((u) => u.unitId)])
  return (
    <RowsField
      rows={fields}
      addLabel={t('addBarcode')}
      removeLabel={t('removeBarcode')}
      onAdd={() => append({ barcode: '', unitId: null })}
      onRemove={remove}
    >
      {(index) => (
        <>
          <TextField name={`barcodes.${index}.barcode`} label={t('barcode')} required />
          <SelectField
            name={`barcodes.${index}.unitId`}
            label={t('otherUnit')}
            options={options.filter((o) => known.has(o.value))}
            placeholder={t('stockUnit')}
          />
        </>
      )}
    </RowsField>
  )
}

/** What a kit consists of; `names` says what the components are called that it starts with. */
export function ItemComponents({ names }: { names?: ReadonlyMap<string, string> | undefined }) {
  const t = useTranslations('inventory.item')
  const { control, getValues } = useFormContext<ItemInput>()
  const { fields, append, remove } = useFieldArray({ control, name: 'components' })
  const search = useItemSearch(['stock', 'service'])
  const initial = (index: number) => {
    const id = getValues(`components.${index}.itemId`)
    const label = id ? names?.get(id) : undefined
    return id && label ? { value: id, label } : null
  }
  return (
    <RowsField
      rows={fields}
      addLabel={t('addComponent')}
      removeLabel={t('removeComponent')}
      onAdd={() => append({ itemId: '', quantity: '1' })}
      onRemove={remove}
    >
      {(index) => (
        <>
          <LookupField
            name={`components.${index}.itemId`}
            label={t('component')}
            required
            search={search}
            initial={initial(index)}
          />
          <DecimalField name={`components.${index}.quantity`} label={t('perKit')} required maxPlaces={6} />
        </>
      )}
    </RowsField>
  )
}
