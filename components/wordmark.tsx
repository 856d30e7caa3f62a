import { cn } from '@/components/ui/cn'

/** The mark: a hull seen from ahead, its keel below the line of water. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" className={cn('size-6 text-accent', className)} fill="none">
      <path d="M3.5 6.5h17c0 5.4-3.4 9-7.2 9.6L12 21l-1.3-4.9C6.9 15.5 3.5 11.9 3.5 6.5Z" fill="currentColor" />
      <path d="M12 3v3" stroke="currentColor" strokeWidth="1.8" strokeLinecap="round" />
    </svg>
  )
}

export function Wordmark({ className }: { className?: string }) {
  return (
    <span className={cn('inline-flex items-center gap-1.5 text-lg font-medium tracking-tight text-ink', className)}>
      <Mark />
      Keel
    </span>
  )
}
