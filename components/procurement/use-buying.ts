'use client'
import { useQuery } from '@tanstack/react-query'
import { useLocale } from 'next-intl'
import { useMemo } from 'react'
import { useTRPC, useTRPCClient } from '@/components/api/client'
import { useCommands } from '@/components/api/use-commands'
import type { LookupOption } from '@/components/document/line-grid/model'
import { useCompany } from '@/components/shell'
import { useNamed } from '@/components/use-named'
import type { SupplierOption } from '@/server/contracts/procurement/supplier'

export { useRefusalText } from '@/components/api/use-commands'
export { useRefusal } from '@/components/api/use-refusal'
export { useCompany } from '@/components/shell'

/** Runs commands of buying: budgets are shown beside its documents. */
export function useRun() {
  const trpc = useTRPC()
  return useCommands([trpc.procurement.pathKey(), trpc.finance.budget.pathKey()])
}

/** A supplier as a choice, with the terms that follow from it. */
export interface SupplierChoice extends SupplierOption {
  readonly value: string
  readonly label: string
  readonly hint: string
}
export const asChoice = (s: SupplierOption): SupplierChoice => ({ ...s, value: s.id, label: s.name, hint: s.code })

export function useFindSuppliers() {
  const api = useTRPCClient()
  const { companyId } = useCompany()
  return useMemo(
    () =>
      async (text: string, signal: AbortSignal): Promise<readonly SupplierChoice[]> =>
        (await api.procurement.supplier.options.query({ companyId, text }, { signal })).map(asChoice),
    [api, companyId],
  )
}

/** Suppliers that a page starts with, by their ids. */
export function useKnownSuppliers(ids: readonly string[]) {
  const trpc = useTRPC()
  const { companyId } = useCompany()
  return useQuery(
    trpc.procurement.supplier.options.queryOptions(
      { companyId, ids: [...new Set(ids)].slice(0, 100) },
      { enabled: ids.length > 0, staleTime: 30_000, retry: false },
    ),
  )
}

/** Masters that the heads and lines of buying choose from. */
export function useBuyingMasters() {
  const trpc = useTRPC()
  const { companyId } = useCompany()
  const nameOf = useNamed()
  const usual = { staleTime: 300_000, retry: false }
  const { data: terms } = useQuery(trpc.finance.paymentTerm.list.queryOptions({}, usual))
  const { data: taxes } = useQuery(trpc.finance.taxCode.list.queryOptions({ companyId }, usual))
  const { data: warehouses } = useQuery(trpc.inventory.warehouse.options.queryOptions({}, usual))
  const { data: units } = useQuery(trpc.inventory.unit.options.queryOptions({}, usual))
  return useMemo(
    () => ({
      terms: (terms?.terms ?? []).filter((x) => x.status === 'active').map((x) => ({ value: x.id, label: nameOf(x) })),
      taxes: (taxes?.codes ?? [])
        .filter((x) => x.use === 'purchase' && x.status === 'active')
        .map((x) => ({ value: x.id, label: x.code, hint: nameOf(x) })),
      warehouses: (warehouses?.warehouses ?? [])
        .filter((w) => w.companyId === companyId && w.kind === 'normal')
        .map((w) => ({ value: w.id, label: w.code, hint: w.name })),
      units: (units?.units ?? []).map((u) => ({ value: u.id, label: u.code, hint: u.name })),
    }),
    [terms, taxes, warehouses, units, companyId, nameOf],
  )
}

interface Lookup {
  readonly search: (text: string, signal: AbortSignal) => Promise<readonly LookupOption[]>
  readonly resolve: (texts: readonly string[]) => Promise<ReadonlyMap<string, LookupOption>>
}

/** Items that are bought, by code, name or barcode; pasted texts are matched in one go. */
export function useItemLookup(): Lookup {
  const api = useTRPCClient()
  const zh = useLocale().startsWith('zh')
  return useMemo(() => {
    const asOption = (item: { id: string; code: string; name: string; nameZh: string | null }): LookupOption => {
      const name = (zh && item.nameZh) || item.name
      return { id: item.id, label: item.code, description: name, fills: { description: name } }
    }
    return {
      search: async (text, signal) =>
        (await api.inventory.item.options.query({ text, kinds: ['stock', 'service'] }, { signal })).items.map(asOption),
      resolve: async (texts) => {
        const { found } = await api.inventory.item.resolve.query({ texts: [...texts] }, { context: { long: true } })
        return new Map(found.map((f) => [f.text, asOption(f.item)]))
      },
    }
  }, [api, zh])
}

const same = (text: string, ...names: readonly string[]) =>
  names.some((n) => n.toLocaleLowerCase() === text.trim().toLocaleLowerCase())

/** Suppliers, cost centers or projects as a column of a grid; pasted texts are their exact code or name. */
export function useDimensionLookup(of: 'supplier' | 'costCenter' | 'project'): Lookup {
  const api = useTRPCClient()
  const { companyId } = useCompany()
  return useMemo(() => {
    const ask = async (text: string, signal?: AbortSignal) => {
      const options = signal ? { signal } : {}
      if (of === 'supplier') return api.procurement.supplier.options.query({ companyId, text }, options)
      const found = await api.finance[of].options.query({ companyId, text }, options)
      return found.filter((o) => o.active)
    }
    const option = (o: { id: string; code: string; name: string }): LookupOption => ({
      id: o.id,
      label: of === 'supplier' ? o.name : o.code,
      description: of === 'supplier' ? o.code : o.name,
    })
    return {
      search: async (text, signal) => (await ask(text, signal)).map(option),
      resolve: async (texts) => {
        const answers = await Promise.all(texts.map(async (text) => [text, await ask(text.trim())] as const))
        return new Map(
          answers.flatMap(([text, found]) => {
            const exact = found.find((o) => same(text, o.code, o.name))
            return exact ? [[text, option(exact)] as const] : []
          }),
        )
      },
    }
  }, [api, companyId, of])
}
