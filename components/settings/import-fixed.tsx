'use client'
import { useLocale, useTranslations } from 'next-intl'
import { useId } from 'react'
import { DayField } from '@/components/control/day-field'
import { Input } from '@/components/ui/input'
import { Label } from '@/components/ui/label'
import type { Preview } from './import-mapping'

const dates: readonly string[] = ['date', 'documentDate', 'dueDate', 'validFrom', 'validTo']

interface Props {
  preview: Preview
  values: Record<string, string>
  onChange: (values: Record<string, string>) => void
}

/** A value for every row where the file has no column: the day of the opening, the warehouse, the price list. */
export function ImportFixed({ preview, values, onChange }: Props) {
  const t = useTranslations('settings.import')
  const locale = useLocale()
  const id = useId()
  const lacking = preview.columns.filter((c) => !preview.mapping.includes(c.key))
  if (lacking.length === 0) return null
  return (
    <fieldset className="grid gap-2">
      <legend className="text-sm font-medium">{t('fixed')}</legend>
      <p className="text-xs text-muted">{t('fixedText')}</p>
      <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
        {lacking.map(({ key, required }) => {
          const set = (value: string) => onChange({ ...values, [key]: value })
          return (
            <div key={key} className="grid gap-1">
              <Label htmlFor={`${id}-${key}`} required={required}>
                {t(`columns.${key}`)}
              </Label>
              {dates.includes(key) ? (
                <DayField
                  locale={locale}
                  id={`${id}-${key}`}
                  value={values[key] ?? ''}
                  onValueChange={(day) => set(day ?? '')}
                />
              ) : (
                <Input id={`${id}-${key}`} value={values[key] ?? ''} onChange={(e) => set(e.target.value)} />
              )}
            </div>
          )
        })}
      </div>
    </fieldset>
  )
}
