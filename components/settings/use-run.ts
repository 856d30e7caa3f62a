'use client'
import { useTRPC } from '@/components/api/client'
import { useCommands } from '@/components/api/use-commands'
import { useRefusal } from '@/components/api/use-refusal'

/** Why the person may not use a permission; null when they may. */
export function useRefused(permission: string): string | null {
  return useRefusal()(permission) ?? null
}

/** Runs commands of the settings. */
export function useRun() {
  const { run, refresh } = useCommands([useTRPC().platform.pathKey()])
  return {
    run,
    /** For forms, which say themselves what has come of it; a refusal is thrown on, so that it finds its field. */
    commit: async <T>(work: () => Promise<T>): Promise<T> => {
      const result = await work()
      await refresh()
      return result
    },
  }
}
