'use client'
import { useSearchParams } from 'next/navigation'
import { useCallback } from 'react'

/** State of a report in its address, so that a view can be sent to a colleague. An empty value leaves the address. */
export function useUrl(): [URLSearchParams, (changes: Readonly<Record<string, string | null>>) => void] {
  const params = useSearchParams()
  const change = useCallback((changes: Readonly<Record<string, string | null>>) => {
    const next = new URLSearchParams(window.location.search)
    for (const [key, value] of Object.entries(changes)) {
      if (value === null || value === '') next.delete(key)
      else next.set(key, value)
    }
    const query = next.toString()
    window.history.replaceState(null, '', query ? `?${query}` : window.location.pathname)
  }, [])
  return [new URLSearchParams(params), change]
}
