'use client'
import { type ReactNode, useEffect, useId } from 'react'
import { type ControllerRenderProps, type FieldValues, useController } from 'react-hook-form'
import { useErrorText } from '@/components/error-text'
import { cn } from '@/components/ui/cn'
import { Label } from '@/components/ui/label'
import { fieldId, useSurroundings } from './context'
import { unpackIssue } from './server-error'

export interface FieldProps {
  /** Path in the form's values: `addresses.0.city`. */
  readonly name: string
  readonly label: string
  readonly hint?: ReactNode
  readonly required?: boolean
  /** Takes the whole width of its section. */
  readonly wide?: boolean
  /** Why this one field may not be changed. */
  readonly readOnlyReason?: string | null
  readonly className?: string
}

/** What a control needs to be the field: its value, its ids, and whether it is wrong or locked. */
export interface FieldSlot {
  readonly field: ControllerRenderProps<FieldValues, string>
  readonly control: {
    readonly id: string
    readonly 'aria-describedby': string | undefined
    readonly 'aria-invalid': boolean | undefined
  }
  readonly locked: boolean
}

/** Label, control, hint and error of one field; the error is the catalogue's sentence for its code. */
export function Field({
  name,
  label,
  hint,
  required,
  wide,
  readOnlyReason,
  className,
  children,
}: FieldProps & { children: (slot: FieldSlot) => ReactNode }) {
  const { id: formId, refused, register } = useSurroundings()
  const { field, fieldState } = useController({ name })
  const say = useErrorText()
  const id = fieldId(formId, name)
  const noteId = useId()
  useEffect(() => register(name, label), [register, name, label])
  const message = fieldState.error?.message
  const locked = Boolean(readOnlyReason) || refused !== null
  const note = message ? say(unpackIssue(message)) : (readOnlyReason ?? hint)
  return (
    <div className={cn('flex min-w-0 flex-col gap-1', wide && 'col-span-full', className)}>
      <Label htmlFor={id} required={required}>
        {label}
      </Label>
      {children({
        field,
        control: { id, 'aria-describedby': note ? noteId : undefined, 'aria-invalid': message ? true : undefined },
        locked,
      })}
      {note ? (
        <p
          id={noteId}
          role={message ? 'alert' : undefined}
          className={cn('text-xs', message ? 'text-blocked' : 'text-muted')}
        >
          {note}
        </p>
      ) : null}
    </div>
  )
}
