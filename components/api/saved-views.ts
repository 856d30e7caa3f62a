'use client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { SavedViewsAdapter } from '@/components/data-table/types'
import { useTRPC, useTRPCClient } from './client'

/** The saved views of a list with their commands; undefined until they are known. */
export function useSavedViews(list: string): SavedViewsAdapter | undefined {
  const trpc = useTRPC()
  const api = useTRPCClient()
  const client = useQueryClient()
  const { data } = useQuery(trpc.platform.savedViews.queryOptions({ list }))
  return useMemo(() => {
    if (!data) return undefined
    // The tab of a view that was just saved must be there when the list turns to it.
    const after = async <T>(work: Promise<T>): Promise<T> => {
      const done = await work
      await client.invalidateQueries(trpc.platform.savedViews.queryFilter({ list }))
      return done
    }
    return {
      list: data,
      save: ({ id, name, shared, query }) =>
        after(api.platform.saveView.mutate({ ...(id && { id }), list, name, shared, query })),
      remove: (id) => after(api.platform.removeView.mutate({ id })),
      setDefault: (id) => after(api.platform.setDefaultView.mutate({ list, id })),
    }
  }, [data, list, trpc, api, client])
}
