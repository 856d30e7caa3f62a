'use client'
import { useEffect, useRef, useState } from 'react'

export type OptionsState = 'loading' | 'ready' | 'failed'

/**
 * Asks `search` while `enabled`, at once for the first question and after a pause of 120 ms for what is typed. Answers
 * of an overtaken question are dropped; the old options stay in sight until the new ones are there.
 */
export function useOptions<O>(
  search: (query: string, signal: AbortSignal) => Promise<readonly O[]>,
  query: string,
  enabled: boolean,
) {
  const [options, setOptions] = useState<readonly O[]>([])
  const [state, setState] = useState<OptionsState>('loading')
  const latest = useRef(search)
  useEffect(() => {
    latest.current = search
  }, [search])
  useEffect(() => {
    if (!enabled) {
      setOptions([])
      return
    }
    const abort = new AbortController()
    setState('loading')
    const timer = setTimeout(
      () => {
        latest.current(query, abort.signal).then(
          (found) => {
            if (abort.signal.aborted) return
            setOptions(found)
            setState('ready')
          },
          () => {
            if (!abort.signal.aborted) setState('failed')
          },
        )
      },
      query === '' ? 0 : 120,
    )
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [query, enabled])
  return { options, state }
}
