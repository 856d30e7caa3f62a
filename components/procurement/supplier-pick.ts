'use client'
import { useTranslations } from 'next-intl'
import { useLookupLabels } from '@/components/form/fields'
import { useFindSuppliers } from './use-buying'

/** Search and words of a supplier field within a table. */
export function useSupplierPick() {
  const t = useTranslations('common')
  const find = useFindSuppliers()
  const labels = useLookupLabels(t('supplier'))
  return {
    labels,
    search: async (text: string, signal: AbortSignal) =>
      (await find(text, signal)).map(({ value, label, hint }) => ({ value, label, hint })),
  }
}
