import type { ReactNode } from 'react'

/** What a page before the frame has to say when there is nothing to fill in. */
export function Said({ title, text, link }: { title: ReactNode; text: ReactNode; link?: ReactNode }) {
  return (
    <div role="status" className="grid gap-4">
      <div className="grid gap-1">
        <h1 className="text-xl font-medium">{title}</h1>
        <p className="text-sm text-muted">{text}</p>
      </div>
      {link ? <p className="text-sm">{link}</p> : null}
    </div>
  )
}
