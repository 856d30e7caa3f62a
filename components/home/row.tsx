'use client'
import Link from 'next/link'
import type { ReactNode } from 'react'

/** A line of a card that leads to its document. */
export function Row({
  href,
  title,
  hint,
  detail,
  end,
  state,
}: {
  href: string
  title: string
  hint?: string
  detail?: string
  end?: ReactNode
  state?: ReactNode
}) {
  return (
    <li>
      <Link
        href={href}
        className="flex min-h-9 items-center gap-3 rounded-sm px-2 py-1 text-sm hover:bg-hover pointer-coarse:min-h-11"
      >
        <span className="min-w-0 flex-1">
          <span className="block truncate">
            {title} {hint ? <span className="text-muted">{hint}</span> : null}
          </span>
          {detail ? (
            <span className="block truncate text-xs text-faint" title={detail}>
              {detail}
            </span>
          ) : null}
        </span>
        {state}
        <span className="shrink-0 num">{end}</span>
      </Link>
    </li>
  )
}
