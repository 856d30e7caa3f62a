'use client'
import { useQuery } from '@tanstack/react-query'
import { useLocale } from 'next-intl'
import { useTRPC } from '@/components/api/client'
import { useCompany } from '../use-place'

/** Tax codes of the company as options. */
export function useTaxCodes() {
  const trpc = useTRPC()
  const { companyId } = useCompany()
  const zh = useLocale().startsWith('zh')
  const { data } = useQuery(trpc.finance.taxCode.list.queryOptions({ companyId }, { staleTime: 60_000 }))
  return (data?.codes ?? []).map((c) => ({ value: c.id, label: `${c.code} ${zh ? c.nameZh : c.nameEn}` }))
}
