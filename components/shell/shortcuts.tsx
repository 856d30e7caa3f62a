'use client'
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from 'react'
import { hasOverlay } from '@/components/ui/keys-taken'
import { chordOf, match, PAIR_MS, takenBy } from './shortcut-keys'

export interface ShortcutOptions {
  /** Off while it cannot be done; the help does not show it then. */
  enabled?: boolean
  /** Heading in the help; shortcuts without one stand under "This page". */
  group?: string
  /** Also while text is typed or a dialog is open (`mod+k`, `mod+enter`). */
  anywhere?: boolean
}
export interface Shortcut extends ShortcutOptions {
  keys: string
  label: string
}
interface Registered extends Shortcut {
  run: (event: KeyboardEvent) => void
}

interface Registry {
  add: (shortcut: Registered) => () => void
  list: () => Shortcut[]
}
const Context = createContext<Registry | null>(null)

/** Listens once for the whole page. The last that registered a key has it: a dialog over a list, a list over the frame. */
export function ShortcutProvider({ children }: { children: ReactNode }) {
  const shortcuts = useRef<Registered[]>([])
  const registry = useMemo<Registry>(
    () => ({
      add: (shortcut) => {
        shortcuts.current = [...shortcuts.current, shortcut]
        return () => {
          shortcuts.current = shortcuts.current.filter((other) => other !== shortcut)
        }
      },
      list: () => [...new Map(shortcuts.current.map((shortcut) => [shortcut.keys, shortcut])).values()],
    }),
    [],
  )
  useEffect(() => {
    let typed = ''
    let timer: ReturnType<typeof setTimeout> | undefined
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || ['Shift', 'Control', 'Alt', 'Meta'].includes(event.key)) return
      const chord = chordOf(event)
      const quiet = takenBy(event.target, chord) || hasOverlay()
      const usable = shortcuts.current.filter((shortcut) => shortcut.anywhere || !quiet)
      const found = match(
        usable.map((shortcut) => shortcut.keys),
        quiet ? '' : typed,
        chord,
      )
      clearTimeout(timer)
      typed = found.kind === 'wait' ? found.typed : ''
      if (found.kind === 'wait') timer = setTimeout(() => (typed = ''), PAIR_MS)
      if (found.kind !== 'hit') return
      event.preventDefault()
      usable.findLast((shortcut) => shortcut.keys === found.keys)?.run(event)
    }
    window.addEventListener('keydown', onKeyDown)
    return () => {
      clearTimeout(timer)
      window.removeEventListener('keydown', onKeyDown)
    }
  }, [])
  return <Context value={registry}>{children}</Context>
}

/**
 * Binds keys while the component is there. `keys`: `c`, `?`, `enter`, `mod+k`, or two after one another: `g o`. `label`
 * is what the help shows, in the reader's language. Does nothing where no provider is (sign-in pages).
 */
export function useShortcut(
  keys: string,
  label: string,
  run: (event: KeyboardEvent) => void,
  options: ShortcutOptions = {},
): void {
  const registry = useContext(Context)
  const latest = useRef(run)
  const { enabled = true, group, anywhere } = options
  useEffect(() => {
    latest.current = run
  })
  useEffect(() => {
    if (!registry || !enabled) return
    return registry.add({ keys, label, group, anywhere, run: (event) => latest.current(event) })
  }, [registry, keys, label, enabled, group, anywhere])
}

/** Several at once, for what is drawn from data (the screens of the navigation). */
export function useShortcuts(shortcuts: readonly (Shortcut & { run: () => void })[]): void {
  const registry = useContext(Context)
  useEffect(() => {
    if (!registry) return
    const removals = shortcuts.map((shortcut) => registry.add(shortcut))
    return () => {
      for (const remove of removals) remove()
    }
  }, [registry, shortcuts])
}

/** What can be pressed now; read when the help opens. */
export function useShortcutList(open: boolean): Shortcut[] {
  const registry = useContext(Context)
  const [list, setList] = useState<Shortcut[]>([])
  useEffect(() => {
    if (open) setList(registry?.list() ?? [])
  }, [open, registry])
  return list
}
