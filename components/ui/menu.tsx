import { Check, ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { cn } from './cn'
import { Keys } from './kbd'
import { menuItemClass } from './overlay'

/** The looks and contents of an entry that the menu of a button and the menu of a place have in common. */
export interface MenuEntry {
  icon?: ReactNode
  keys?: string
  danger?: boolean
  /** Why it may not be chosen now; shown under the word, the entry stays reachable. */
  disabledReason?: string | null
}

export const entryClass = (danger?: boolean, className?: string): string =>
  cn(menuItemClass, danger && 'text-blocked [&_svg]:text-blocked', className)
/** An entry that is on or off: room for the mark before it. */
export const markedClass = (className?: string): string => cn(menuItemClass, 'pl-8', className)
export const openingClass = (className?: string): string => cn(menuItemClass, 'data-[state=open]:bg-hover', className)
export const menuLineClass = '-mx-1 my-1 h-px bg-line'
export const markClass = 'absolute left-2'

/** Icon, words with the reason against it, and shortcut of an entry. */
export function EntryBody({ icon, keys, disabledReason, children }: MenuEntry & { children: ReactNode }) {
  return (
    <>
      {icon}
      <span className="min-w-0 flex-1">
        {children}
        {disabledReason ? <span className="block text-xs text-faint">{disabledReason}</span> : null}
      </span>
      {keys ? <Keys keys={keys} className="ml-4" /> : null}
    </>
  )
}

export const EntryMark = () => <Check aria-hidden />

/** What opens a further menu. */
export function OpeningBody({ icon, children }: { icon?: ReactNode; children: ReactNode }) {
  return (
    <>
      {icon}
      <span className="min-w-0 flex-1">{children}</span>
      <ChevronRight aria-hidden />
    </>
  )
}
