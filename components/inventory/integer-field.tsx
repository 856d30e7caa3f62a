'use client'
import { useLocale } from 'next-intl'
import type { ReactNode } from 'react'
import { Field, type FieldProps } from '@/components/form/field'
import { NumberField } from '@/components/ui/number-field'

/** A whole number; the form holds a number, as contracts want counts and days. Empty is zero. */
export function IntegerField({ suffix, ...props }: FieldProps & { suffix?: ReactNode }) {
  const locale = useLocale()
  return (
    <Field {...props}>
      {({ field, control, locked }) => (
        <NumberField
          {...control}
          ref={field.ref}
          locale={locale}
          maxPlaces={0}
          suffix={suffix}
          readOnly={locked}
          value={typeof field.value === 'number' ? String(field.value) : ''}
          onValueChange={(value) => field.onChange(value === '' ? 0 : Number(value))}
          onBlur={field.onBlur}
        />
      )}
    </Field>
  )
}
