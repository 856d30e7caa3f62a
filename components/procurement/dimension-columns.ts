'use client'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import type { GridColumn } from '@/components/document/line-grid/model'
import { useChart } from '@/components/finance/use-books'
import { useDimensionLookup } from './use-buying'

/** Where a cost goes: expense account, cost center, project; found by code or name. */
export function useDimensionColumns(): readonly GridColumn[] {
  const t = useTranslations('buying.line')
  const { find } = useChart()
  const costCenter = useDimensionLookup('costCenter')
  const project = useDimensionLookup('project')
  return useMemo(() => {
    const found = (text: string) =>
      find(text, (a) => a.control === null && (a.type === 'expense' || a.type === 'asset')).map((a) => ({
        id: a.id,
        label: a.code,
        description: a.label,
      }))
    return [
      {
        key: 'expenseAccountId',
        kind: 'lookup',
        title: t('account'),
        width: 90,
        search: async (text) => found(text),
        resolve: async (texts) =>
          new Map(
            texts.flatMap((text) => {
              const hit = found(text).find((a) => a.label === text.trim() || a.description === text.trim())
              return hit ? [[text, hit] as const] : []
            }),
          ),
      },
      { key: 'costCenterId', kind: 'lookup', title: t('costCenter'), width: 96, ...costCenter },
      { key: 'projectId', kind: 'lookup', title: t('project'), width: 96, ...project },
    ]
  }, [find, costCenter, project, t])
}
