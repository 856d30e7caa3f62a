'use client'
import { useCallback } from 'react'
import { useTRPCClient } from '@/components/api/client'
import { readServerError, type ServerError } from '@/components/form/server-error'

export interface NamedLot {
  readonly itemId: string
  readonly code: string
  readonly expiryDate: string | null
  /** Where the refusal belongs: index of the line. */
  readonly line: number
}

/** Ids of lots by item and code. A lot that is not known yet comes into being: goods are received under a new number. */
export function useLotIds(receivedDate: string) {
  const api = useTRPCClient()
  return useCallback(
    async (wanted: readonly NamedLot[]): Promise<Map<string, string>> => {
      const ids = new Map<string, string>()
      for (const { itemId, code, expiryDate, line } of wanted) {
        const key = `${itemId} ${code}`
        if (ids.has(key)) continue
        const { lots } = await api.inventory.lot.options.query({ itemId, text: code })
        const known = lots.find((l) => l.code === code)
        if (known) {
          ids.set(key, known.id)
          continue
        }
        try {
          ids.set(key, (await api.inventory.lot.create.mutate({ itemId, code, expiryDate, receivedDate })).id)
        } catch (thrown) {
          throw atLine(thrown, line)
        }
      }
      return ids
    },
    [api, receivedDate],
  )
}

/** The refusal of a lot stands at the line that named it. */
function atLine(thrown: unknown, line: number): ServerError {
  const error = readServerError(thrown)
  const { code, params } = error.issues?.[0] ?? error
  const column = error.issues?.[0]?.path === 'expiryDate' ? 'expiry' : 'lotId'
  return { code, issues: [{ path: `lines.${line}.${column}`, code, ...(params && { params }) }] }
}
