'use client'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTRPC } from '@/components/api/client'
import { useCompany } from '@/components/shell'
import { useNamed } from '@/components/use-named'

export { useCompany } from '@/components/shell'
export { useNamed } from '@/components/use-named'

/** Open warehouses of the company with their open bins, as options. */
export function useWarehouses() {
  const trpc = useTRPC()
  const named = useNamed()
  const { companyId } = useCompany()
  const query = useQuery(trpc.inventory.warehouse.options.queryOptions({}, { staleTime: 60_000 }))
  const all = query.data?.warehouses
  return useMemo(() => {
    const own = (all ?? []).filter((w) => w.companyId === companyId)
    const option = (w: (typeof own)[number]) => ({ value: w.id, label: named(w), hint: w.code })
    return {
      loading: query.isPending,
      all: own,
      /** Those that documents may name: not transit. */
      options: own.filter((w) => w.kind !== 'transit').map(option),
      binsOf: (id: string | null | undefined) =>
        own.find((w) => w.id === id)?.bins.map((b) => ({ value: b.id, label: b.code })) ?? [],
    }
  }, [all, companyId, named, query.isPending])
}

/** Units of measure and item categories as options. */
export function useUnits() {
  const trpc = useTRPC()
  const named = useNamed()
  const query = useQuery(trpc.inventory.unit.options.queryOptions({}, { staleTime: 60_000 }))
  const all = query.data?.units
  return useMemo(() => {
    const units = all ?? []
    return {
      units,
      byId: new Map(units.map((u) => [u.id, u])),
      options: units.map((u) => ({ value: u.id, label: named(u), hint: u.code })),
    }
  }, [all, named])
}

export function useCategories() {
  const trpc = useTRPC()
  const named = useNamed()
  const query = useQuery(trpc.inventory.category.options.queryOptions({}, { staleTime: 60_000 }))
  const all = query.data?.categories
  return useMemo(() => {
    const categories = all ?? []
    return { categories, options: categories.map((c) => ({ value: c.id, label: named(c), hint: c.code })) }
  }, [all, named])
}
