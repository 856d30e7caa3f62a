'use client'
import { useLocale } from 'next-intl'
import { useCalendarLabels } from '@/components/data-table/filter-editor'
import { DateField } from '@/components/ui/date-field'

/** A date within a table's row. */
export function DateCell({
  value,
  onChange,
  label,
}: {
  value: string
  onChange: (value: string) => void
  label: string
}) {
  const locale = useLocale()
  const labels = useCalendarLabels()
  return (
    <span className="block w-36">
      <DateField aria-label={label} locale={locale} labels={labels} value={value} onValueChange={onChange} />
    </span>
  )
}
