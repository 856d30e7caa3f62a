import type { ComponentProps } from 'react'
import { cn } from './cn'

/** One key of the keyboard. */
export function Kbd({ className, ...props }: ComponentProps<'kbd'>) {
  return (
    <kbd
      className={cn(
        'inline-flex h-[18px] min-w-[18px] items-center justify-center rounded-sm border border-line-strong bg-sunken px-1 font-sans text-xs leading-none text-muted',
        className,
      )}
      {...props}
    />
  )
}

/** A shortcut as it is pressed: `g o` is two keys one after the other, `mod+k` two together. */
export function Keys({ keys, mac = false, className }: { keys: string; mac?: boolean; className?: string }) {
  const label = (key: string) => (key === 'mod' ? (mac ? '⌘' : 'Ctrl') : key.length === 1 ? key.toUpperCase() : key)
  // The position belongs to the key: a shortcut may hold the same letter twice (`g g`).
  const parts = keys
    .split(' ')
    .flatMap((chord) => chord.split('+'))
    .map((key, position) => ({ key, id: `${position}-${key}` }))
  return (
    <span className={cn('inline-flex items-center gap-0.5', className)}>
      {parts.map(({ key, id }) => (
        <Kbd key={id}>{label(key)}</Kbd>
      ))}
    </span>
  )
}
