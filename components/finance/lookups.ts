'use client'
import { useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import { useTRPC, useTRPCClient } from '@/components/api/client'
import { useBooks, useNamed } from './use-books'

export interface PartyOption {
  readonly value: string
  readonly label: string
  readonly hint: string
  readonly currency: string | null
}

/** Search of active business partners for any lookup: all, or those one sells to or buys from. */
export function useFindParties(side?: 'customer' | 'supplier') {
  const client = useTRPCClient()
  return useCallback(
    async (search: string, signal: AbortSignal): Promise<readonly PartyOption[]> => {
      const column = side === 'customer' ? 'isCustomer' : 'isSupplier'
      const page = await client.finance.party.list.rows.query(
        {
          search,
          limit: 20,
          filters: [
            { column: 'status', operator: 'eq', value: 'active' },
            ...(side ? [{ column, operator: 'eq' as const, value: true }] : []),
          ],
        },
        { signal },
      )
      return page.rows.map((row) => ({
        value: String(row.id),
        label: String(row.name),
        hint: String(row.code),
        currency: row.currency ? String(row.currency) : null,
      }))
    },
    [client, side],
  )
}

/** Payment terms as options of a choice. */
export function usePaymentTermOptions() {
  const trpc = useTRPC()
  const named = useNamed()
  const terms = useQuery(trpc.finance.paymentTerm.list.queryOptions({}, { staleTime: 60_000 }))
  return (terms.data?.terms ?? [])
    .filter((t) => t.status === 'active')
    .map((t) => ({ value: t.id, label: named(t), hint: t.code }))
}

/** Tax codes of the company as options of a choice. */
export function useTaxCodeOptions(use: 'sales' | 'purchase') {
  const trpc = useTRPC()
  const named = useNamed()
  const { companyId } = useBooks()
  const codes = useQuery(trpc.finance.taxCode.list.queryOptions({ companyId }, { staleTime: 60_000 }))
  return (codes.data?.codes ?? [])
    .filter((c) => c.use === use && c.status === 'active')
    .map((c) => ({ value: c.id, label: named(c), hint: c.code }))
}

/** Currencies that the company works in, its own first. */
export function useCurrencies(): readonly string[] {
  const trpc = useTRPC()
  const { companyId, currency } = useBooks()
  const settings = useQuery(trpc.finance.settings.get.queryOptions({ companyId }, { staleTime: 60_000, retry: false }))
  return [...new Set([currency, ...(settings.data?.currencies ?? [])])]
}

/** Base currency for one unit on a day, as the server would take it; null while there is none. */
export function useRate(currency: string, date: string): string | null {
  const trpc = useTRPC()
  const { companyId, currency: base } = useBooks()
  const rates = useQuery(
    trpc.finance.currency.rates.queryOptions(
      { companyId, currency },
      { enabled: currency !== base && currency !== '' },
    ),
  )
  if (currency === base) return '1'
  return rates.data?.rates.find((r) => r.date <= date)?.rate ?? null
}
