'use client'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTRPC } from '@/components/api/client'
import { useCompany } from '@/components/shell'
import { useNamed } from '@/components/use-named'

export { useCompany as useBooks } from '@/components/shell'
export { useNamed } from '@/components/use-named'

export interface AccountOption {
  readonly value: string
  readonly label: string
  readonly id: string
  readonly code: string
}

/** The chart of the company, and ways to find an account in it by code or name. */
export function useChart() {
  const trpc = useTRPC()
  const { companyId } = useCompany()
  const named = useNamed()
  const chart = useQuery(trpc.finance.account.chart.queryOptions({ companyId }, { staleTime: 60_000 }))
  const accounts = chart.data?.accounts
  return useMemo(() => {
    const all = accounts ?? []
    const usable = all.filter((a) => a.posting && a.status === 'active')
    const label = (a: { code: string; nameEn: string; nameZh: string }) => `${a.code} ${named(a)}`
    const find = (text: string, wanted: (a: (typeof all)[number]) => boolean = () => true): AccountOption[] => {
      const typed = text.trim().toLocaleLowerCase()
      const begins = (a: (typeof all)[number]) => (a.code.toLocaleLowerCase().startsWith(typed) ? 0 : 1)
      return usable
        .filter((a) => wanted(a) && `${a.code} ${a.nameEn} ${a.nameZh}`.toLocaleLowerCase().includes(typed))
        .sort((a, b) => begins(a) - begins(b))
        .slice(0, 60)
        .map((a) => ({ value: a.id, id: a.id, code: a.code, label: label(a) }))
    }
    return { chart, accounts: all, byId: new Map(all.map((a) => [a.id, a])), label, find }
  }, [accounts, chart, named])
}
