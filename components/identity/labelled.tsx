'use client'
import { Eye, EyeOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ComponentProps, type ReactNode, useId, useState } from 'react'
import { IconButton } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { fieldClass, Input } from '@/components/ui/input'
import { Label } from '@/components/ui/label'

interface Around {
  label: ReactNode
  error?: string | null
  hint?: ReactNode
}

function useDescription({ error, hint }: Pick<Around, 'error' | 'hint'>) {
  const id = useId()
  const described = [error ? `${id}-error` : null, hint ? `${id}-hint` : null].filter(Boolean).join(' ')
  return { id, field: { id, 'aria-invalid': error ? true : undefined, 'aria-describedby': described || undefined } }
}

function Frame({ id, label, error, hint, children }: Around & { id: string; children: ReactNode }) {
  return (
    <div className="grid gap-1">
      <Label htmlFor={id}>{label}</Label>
      {children}
      {error ? (
        <p id={`${id}-error`} className="text-sm text-blocked">
          {error}
        </p>
      ) : null}
      {hint ? (
        <p id={`${id}-hint`} className="text-xs text-faint">
          {hint}
        </p>
      ) : null}
    </div>
  )
}

/** A one-line field with its label, hint and what is wrong with it. */
export function LabelledInput({ label, error, hint, ...props }: Around & ComponentProps<typeof Input>) {
  const { id, field } = useDescription({ error, hint })
  return (
    <Frame id={id} label={label} error={error} hint={hint}>
      <Input {...field} {...props} />
    </Frame>
  )
}

/** A choice from a list that the browser draws: works on every phone and by typing. */
export function LabelledSelect({
  label,
  error,
  hint,
  className,
  children,
  ...props
}: Around & ComponentProps<'select'>) {
  const { id, field } = useDescription({ error, hint })
  return (
    <Frame id={id} label={label} error={error} hint={hint}>
      <select {...field} className={cn(fieldClass, 'h-control', className)} {...props}>
        {children}
      </select>
    </Frame>
  )
}

/** A password, which its owner may look at. */
export function LabelledPassword({ label, error, hint, ...props }: Around & ComponentProps<typeof Input>) {
  const t = useTranslations('identity')
  const { id, field } = useDescription({ error, hint })
  const [shown, setShown] = useState(false)
  return (
    <Frame id={id} label={label} error={error} hint={hint}>
      <div className="relative">
        <Input {...field} {...props} type={shown ? 'text' : 'password'} className="pr-10" maxLength={200} />
        <IconButton
          label={t(shown ? 'hidePassword' : 'showPassword')}
          size="icon-sm"
          className="absolute inset-y-0 right-1 my-auto"
          onClick={() => setShown(!shown)}
        >
          {shown ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
        </IconButton>
      </div>
    </Frame>
  )
}
