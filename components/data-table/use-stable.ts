'use client'
import { useCallback, useLayoutEffect, useRef } from 'react'

/** The same function on every render, which calls the newest one: rows are not drawn again for a new closure. */
export function useStable<A extends readonly unknown[], T>(
  fn: ((...args: A) => T) | undefined,
): ((...args: A) => T) | undefined {
  const latest = useRef(fn)
  useLayoutEffect(() => {
    latest.current = fn
  })
  const call = useCallback((...args: A): T => {
    const now = latest.current
    if (!now) throw new Error('called after it was taken away')
    return now(...args)
  }, [])
  // The first render calls the function before the effect has run: the ref holds it from the start.
  return fn ? call : undefined
}
