'use client'
import { useTRPC } from '@/components/api/client'
import { useCommands } from '@/components/api/use-commands'

/** Runs commands of finance. */
export function useRun() {
  return useCommands([useTRPC().finance.pathKey()])
}
