'use client'
import { useEffect, useRef } from 'react'
import { hasOverlay, isTypingAt } from '@/components/ui/keys-taken'

export interface ListKeys {
  readonly move: (by: number, extend: boolean) => void
  readonly open: () => void
  readonly toggle: () => void
  readonly preview: () => void
  readonly escape: () => void
  readonly search: () => void
  readonly create: () => void
}

/** Elements that have their own meaning for Enter and Space. */
const acting = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('a,button,summary') !== null

/** j/k and arrows move, Enter opens, x selects, Space previews, / searches, c creates, Escape steps back. */
export function useListKeys(keys: ListKeys): void {
  const latest = useRef(keys)
  useEffect(() => {
    latest.current = keys
  })
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
      if (hasOverlay() || isTypingAt(event.target)) return
      const run = actionOf(event, latest.current)
      if (!run) return
      event.preventDefault()
      run()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
}

function actionOf(event: KeyboardEvent, keys: ListKeys): (() => void) | null {
  switch (event.key) {
    case 'j':
    case 'J':
    case 'ArrowDown':
      return () => keys.move(1, event.shiftKey)
    case 'k':
    case 'K':
    case 'ArrowUp':
      return () => keys.move(-1, event.shiftKey)
    case 'x':
      return keys.toggle
    case '/':
      return keys.search
    case 'c':
      return keys.create
    case 'Escape':
      return keys.escape
    case 'Enter':
      return acting(event.target) ? null : keys.open
    case ' ':
      return acting(event.target) ? null : keys.preview
    default:
      return null
  }
}
