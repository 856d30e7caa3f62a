'use client'
import { useTranslations } from 'next-intl'
import type { ComponentProps } from 'react'
import { DateField } from '@/components/ui/date-field'

/** A date field that speaks the reader's language. */
export function DayField(props: Omit<ComponentProps<typeof DateField>, 'labels'>) {
  const t = useTranslations('common.calendar')
  return (
    <DateField
      {...props}
      labels={{ open: t('open'), previousMonth: t('previousMonth'), nextMonth: t('nextMonth'), today: t('today') }}
    />
  )
}
