'use client'
import { useSyncExternalStore } from 'react'

const never = () => () => undefined

/** Whether the command key is meant by "mod"; false until the browser is known, so that server and browser agree. */
export function useMac(): boolean {
  return useSyncExternalStore(
    never,
    () => /mac|iphone|ipad/i.test(navigator.userAgent),
    () => false,
  )
}
