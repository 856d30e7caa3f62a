'use client'
import { useLocale } from 'next-intl'
import { Field, type FieldProps } from '@/components/form/field'
import { NumberField } from '@/components/ui/number-field'

/** A whole number; null when empty, or left out altogether with `absent`. */
export function IntegerField({ absent = false, ...props }: FieldProps & { absent?: boolean }) {
  const locale = useLocale()
  return (
    <Field {...props}>
      {({ field, control, locked }) => (
        <NumberField
          {...control}
          ref={field.ref}
          locale={locale}
          maxPlaces={0}
          readOnly={locked}
          value={typeof field.value === 'number' ? String(field.value) : ''}
          onValueChange={(value) => field.onChange(/^\d{1,9}$/.test(value) ? Number(value) : absent ? undefined : null)}
          onBlur={field.onBlur}
        />
      )}
    </Field>
  )
}
