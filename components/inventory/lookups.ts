'use client'
import { useCallback, useMemo } from 'react'
import { useTRPCClient } from '@/components/api/client'
import type { LookupOption } from '@/components/document/line-grid/model'
import type { ComboboxOption } from '@/components/ui/combobox'
import { useNamed } from './use-place'

type Kinds = ('stock' | 'service' | 'kit')[]

/** Items by what is typed, as choices of a field. */
export function useItemSearch(kinds?: Kinds) {
  const client = useTRPCClient()
  const named = useNamed()
  const key = kinds?.join()
  return useCallback(
    async (text: string, signal: AbortSignal): Promise<ComboboxOption[]> => {
      const asked = key ? { text, kinds: key.split(',') as Kinds } : { text }
      const { items } = await client.inventory.item.options.query(asked, { signal })
      return items.map((i) => ({ value: i.id, label: `${i.code} ${named(i)}`, hint: i.unitCode }))
    },
    [client, named, key],
  )
}

/** The item column of a line grid: searched while typing, matched by code, barcode or name when pasted. */
export function useItemColumn(): {
  search: (text: string, signal: AbortSignal) => Promise<LookupOption[]>
  resolve: (texts: readonly string[]) => Promise<Map<string, LookupOption>>
} {
  const client = useTRPCClient()
  const named = useNamed()
  return useMemo(() => {
    type Item = Awaited<ReturnType<typeof client.inventory.item.options.query>>['items'][number]
    const option = (i: Item): LookupOption => ({
      id: i.id,
      label: `${i.code} ${named(i)}`,
      description: i.unitCode,
      fills: { unit: i.stockUnitId },
    })
    return {
      search: async (text, signal) => {
        const { items } = await client.inventory.item.options.query({ text, kinds: ['stock'] }, { signal })
        return items.map(option)
      },
      resolve: async (texts) => {
        const found = new Map<string, LookupOption>()
        for (let at = 0; at < texts.length; at += 1000) {
          const part = texts.slice(at, at + 1000)
          const answer = await client.inventory.item.resolve.query({ texts: [...part] })
          for (const { text, item } of answer.found) found.set(text, option(item))
        }
        return found
      },
    }
  }, [client, named])
}

/** The lot column of a line grid: lots of any item by their code; the item is named beside it. */
export function useLotColumn(): ReturnType<typeof useItemColumn> {
  const client = useTRPCClient()
  return useMemo(() => {
    const ask = (text: string, signal?: AbortSignal) =>
      client.inventory.lot.options.query({ text }, signal ? { signal } : {})
    return {
      search: async (text, signal) =>
        (await ask(text, signal)).lots.map((l) => ({
          id: l.id,
          label: l.code,
          description: [l.itemCode, l.onHand, l.expiryDate].filter(Boolean).join(' · '),
        })),
      resolve: async (texts) => {
        const found = new Map<string, LookupOption>()
        for (const text of texts) {
          const exact = (await ask(text)).lots.filter((l) => l.code === text)
          if (exact.length === 1 && exact[0]) found.set(text, { id: exact[0].id, label: exact[0].code })
        }
        return found
      },
    }
  }, [client])
}
