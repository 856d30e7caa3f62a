'use client'
import type { UseQueryResult } from '@tanstack/react-query'
import { ArrowLeft } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { type ReactNode, useId } from 'react'
import { useErrorText } from '@/components/error-text'
import { readServerError } from '@/components/form/server-error'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { Label } from '@/components/ui/label'
import { Notice } from '@/components/ui/notice'
import { NumberField } from '@/components/ui/number-field'
import { Skeleton } from '@/components/ui/skeleton'

/** The largest file that a supplier may send. */
export const MAX_BYTES = 5_000_000

/** Shows an answer when it is there, its shape while it is not, and why it does not come. */
export function Answer<T>({ of, children }: { of: UseQueryResult<T, unknown>; children: (data: T) => ReactNode }) {
  const t = useTranslations('portal')
  const say = useErrorText()
  if (of.data !== undefined) return children(of.data)
  if (of.error) return <Notice tone="blocked">{say(readServerError(of.error))}</Notice>
  return (
    <div role="status" aria-label={t('loading')} className="grid gap-3">
      <Skeleton className="h-10" />
      <Skeleton className="h-10" />
      <Skeleton className="h-10" />
    </div>
  )
}

export function Field({
  label,
  required,
  ...input
}: {
  label: string
  required?: boolean
  value: string
  onValue: (value: string) => void
  type?: 'text' | 'date'
  min?: string
  maxLength?: number
}) {
  const id = useId()
  const { onValue, ...rest } = input
  return (
    <div className="grid gap-1">
      <Label htmlFor={id} required={required}>
        {label}
      </Label>
      <Input id={id} required={required} {...rest} onChange={(event) => onValue(event.target.value)} />
    </div>
  )
}

export function NumberCell(props: {
  label: string
  value: string
  onValue: (value: string) => void
  suffix?: string
  maxPlaces?: number
}) {
  const locale = useLocale()
  const { label, value, onValue, suffix, maxPlaces = 6 } = props
  return (
    <NumberField
      aria-label={label}
      className="w-full min-w-28"
      {...{ locale, value, suffix, maxPlaces }}
      onValueChange={onValue}
    />
  )
}

export function Back({ onBack }: { onBack: () => void }) {
  const t = useTranslations('portal')
  return (
    <Button variant="quiet" className="-ml-2 justify-self-start" onClick={onBack}>
      <ArrowLeft aria-hidden />
      {t('back')}
    </Button>
  )
}

/** Fields, why they were refused, and the one button. */
export function Act({
  title,
  action,
  busy,
  error,
  onSend,
  children,
}: {
  title: string
  action: string
  busy: boolean
  error: string | null
  onSend: () => void
  children: ReactNode
}) {
  return (
    <form
      aria-label={title}
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        onSend()
      }}
    >
      {children}
      {error ? <Notice tone="blocked">{error}</Notice> : null}
      <div>
        <Button type="submit" variant="primary" busy={busy}>
          {action}
        </Button>
      </div>
    </form>
  )
}
