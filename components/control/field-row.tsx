'use client'
import { type ReactNode, useId } from 'react'
import { Label } from '@/components/ui/label'

interface FieldAria {
  readonly id: string
  readonly 'aria-invalid': true | undefined
  readonly 'aria-describedby': string | undefined
}

/** A label, its field, and what is wrong with it or what helps. */
export function FieldRow({
  label,
  hint,
  error,
  required,
  className,
  children,
}: {
  label: string
  hint?: ReactNode
  error?: string | undefined
  required?: boolean
  className?: string
  children: (aria: FieldAria) => ReactNode
}) {
  const id = useId()
  const note = error ?? hint
  return (
    <div className={className}>
      <Label htmlFor={id} {...(required && { required })}>
        {label}
      </Label>
      {children({ id, 'aria-invalid': error ? true : undefined, 'aria-describedby': note ? `${id}-note` : undefined })}
      {note ? (
        <p id={`${id}-note`} className={error ? 'mt-1 text-xs text-blocked' : 'mt-1 text-xs text-muted'}>
          {note}
        </p>
      ) : null}
    </div>
  )
}
