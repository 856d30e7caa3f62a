'use client'
import { useQuery } from '@tanstack/react-query'
import { useTRPC, useTRPCClient } from '@/components/api/client'
import { useCommands } from '@/components/api/use-commands'
import { useCompany } from '@/components/shell'
import { useNamed } from '@/components/use-named'
import type { CustomerOption } from '@/server/contracts/sales/screens'

export { useCompany } from '@/components/shell'

/** Runs commands of sales. */
export function useRun() {
  return useCommands([useTRPC().sales.pathKey()])
}

/** A customer as a choice, with the terms that follow from it. */
export interface CustomerChoice extends CustomerOption {
  readonly value: string
  readonly label: string
  readonly hint: string
}
export const asChoice = (c: CustomerOption): CustomerChoice => ({ ...c, value: c.id, label: c.name, hint: c.code })

export function useFindCustomers() {
  const api = useTRPCClient()
  const { companyId } = useCompany()
  return async (text: string, signal: AbortSignal): Promise<readonly CustomerChoice[]> =>
    (await api.sales.customer.options.query({ companyId, text }, { signal })).map(asChoice)
}

/** Masters that the heads and lines of sales documents choose from. */
export function useSalesMasters() {
  const trpc = useTRPC()
  const { companyId } = useCompany()
  const nameOf = useNamed()
  const usual = { staleTime: 300_000, retry: false }
  const terms = useQuery(trpc.finance.paymentTerm.list.queryOptions({}, usual))
  const taxes = useQuery(trpc.finance.taxCode.list.queryOptions({ companyId }, usual))
  const warehouses = useQuery(trpc.inventory.warehouse.options.queryOptions({}, usual))
  const units = useQuery(trpc.inventory.unit.options.queryOptions({}, usual))
  return {
    terms: (terms.data?.terms ?? [])
      .filter((x) => x.status === 'active')
      .map((x) => ({ value: x.id, label: nameOf(x) })),
    taxes: (taxes.data?.codes ?? [])
      .filter((x) => x.use === 'sales' && x.status === 'active')
      .map((x) => ({ value: x.id, label: x.code, hint: nameOf(x) })),
    warehouses: (warehouses.data?.warehouses ?? [])
      .filter((w) => w.companyId === companyId && w.kind === 'normal')
      .map((w) => ({ value: w.id, label: w.code, hint: w.name, bins: w.bins })),
    units: (units.data?.units ?? []).map((u) => ({ value: u.id, label: u.code, hint: u.name })),
  }
}
