'use client'
import { type ReactNode, type SubmitEvent, useSyncExternalStore } from 'react'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'

const never = () => () => {}
/** False in the server's picture, true once the page answers. */
const useAnswering = () =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  )

/** The shape of every page before the frame: what it is, one form, one button, a way elsewhere. */
export function AuthForm({
  title,
  text,
  summary,
  busy,
  button,
  onSend,
  children,
  foot,
}: {
  title: ReactNode
  text?: ReactNode
  summary: string | null
  busy: boolean
  button: ReactNode
  onSend: (values: FormData) => void
  children: ReactNode
  foot?: ReactNode
}) {
  const answering = useAnswering()
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (!busy) onSend(new FormData(event.currentTarget))
  }
  return (
    // Sent before the page answers, the browser would send it itself: never by GET, which puts a password into the address.
    <form onSubmit={submit} method="post" className="grid gap-4" noValidate>
      <div className="grid gap-1">
        <h1 className="text-xl font-medium">{title}</h1>
        {text ? <p className="text-sm text-muted">{text}</p> : null}
      </div>
      {summary ? <Notice tone="blocked">{summary}</Notice> : null}
      {children}
      <fieldset disabled={!answering} className="contents">
        <Button type="submit" variant="primary" size="lg" busy={busy}>
          {button}
        </Button>
      </fieldset>
      {foot ? <p className="text-sm text-muted">{foot}</p> : null}
    </form>
  )
}

/** A text field's value. */
export const textOf = (values: FormData, name: string): string => String(values.get(name) ?? '')
