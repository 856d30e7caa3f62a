import type { ComponentProps } from 'react'
import { cn } from './cn'
import { fieldClass } from './input'

/** Grows with what is written in it, where the browser can. */
export function Textarea({ className, rows = 3, ...props }: ComponentProps<'textarea'>) {
  return (
    <textarea rows={rows} className={cn(fieldClass, 'field-sizing-content min-h-16 py-1.5', className)} {...props} />
  )
}
