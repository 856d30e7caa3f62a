'use client'
import { useTranslations } from 'next-intl'
import { useWatch } from 'react-hook-form'
import type { SelectOption } from '@/components/ui/select'
import { SelectField, TextField } from './fields'

/** Countries that write an address from the large to the small. */
const largeFirst = new Set(['CN', 'TW', 'JP', 'KR'])

/**
 * An address in the order of its country. Fields below `name`: `country` (ISO 3166 alpha-2), `line1`, `line2`, `city`,
 * `region`, `postalCode`.
 */
export function AddressBlock({ name, countries }: { name: string; countries: readonly SelectOption[] }) {
  const t = useTranslations('form.address')
  const country: unknown = useWatch({ name: `${name}.country` })
  const code = typeof country === 'string' ? country : ''
  const at = (key: string) => `${name}.${key}`
  const parts = {
    line1: <TextField key="line1" wide name={at('line1')} label={t('line1')} autoComplete="address-line1" />,
    line2: <TextField key="line2" wide name={at('line2')} label={t('line2')} autoComplete="address-line2" />,
    city: <TextField key="city" name={at('city')} label={t('city')} autoComplete="address-level2" />,
    region: (
      <TextField
        key="region"
        name={at('region')}
        label={code === 'US' ? t('state') : t('region')}
        autoComplete="address-level1"
      />
    ),
    postalCode: (
      <TextField
        key="postalCode"
        name={at('postalCode')}
        label={code === 'US' ? t('zip') : t('postalCode')}
        autoComplete="postal-code"
      />
    ),
  }
  const order = largeFirst.has(code)
    ? [parts.region, parts.city, parts.line1, parts.line2, parts.postalCode]
    : [parts.line1, parts.line2, parts.postalCode, parts.city, parts.region]
  return (
    <div className="col-span-full grid gap-x-4 gap-y-3 sm:grid-cols-2">
      <SelectField name={at('country')} label={t('country')} options={countries} />
      <span className="max-sm:hidden" />
      {order}
    </div>
  )
}
