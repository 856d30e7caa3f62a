import type { ComponentProps } from 'react'
import { cn } from './cn'

/** What all one-line fields share. A field that is wrong carries `aria-invalid`. */
export const fieldClass =
  'w-full min-w-0 rounded-md border border-control bg-surface px-2.5 text-sm text-ink pointer-coarse:text-[1rem] transition-colors duration-100 hover:border-muted focus-visible:border-focus focus-visible:outline-2 focus-visible:outline-offset-0 focus-visible:outline-focus/35 aria-invalid:border-blocked aria-invalid:focus-visible:outline-blocked/35 [&:is(input,textarea):read-only]:border-line [&:is(input,textarea):read-only]:bg-sunken disabled:border-line disabled:bg-sunken disabled:text-faint'

export function Input({ className, type = 'text', ...props }: ComponentProps<'input'>) {
  return <input type={type} className={cn(fieldClass, 'h-control', className)} {...props} />
}
