'use client'
import { CornerDownRight, CornerUpLeft, Download, Paperclip, Trash2 } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { IconButton } from '@/components/ui/button'
import { FileDrop } from '@/components/ui/file-drop'
import { StateBadge } from '@/components/ui/state-badge'
import type { Tone } from '@/components/ui/tone'

/** A part of the right column, with its head. */
export function AsideSection({ title, count, children }: { title: string; count?: number; children: ReactNode }) {
  return (
    <section className="border-b px-4 py-3 last:border-b-0">
      <h2 className="mb-2 text-sm">
        {title} {count ? <span className="font-normal text-faint">{count}</span> : null}
      </h2>
      {children}
    </section>
  )
}

export interface DocumentLink {
  readonly id: string
  readonly kind: string
  readonly number: string
  readonly href: string
  readonly state?: { readonly label: string; readonly tone: Tone }
  /** A quantity or an amount, in words. */
  readonly note?: string
}

/** What the document came from, and what came of it. */
export function LinksSection({ from, to }: { from: readonly DocumentLink[]; to: readonly DocumentLink[] }) {
  const t = useTranslations('document')
  if (from.length + to.length === 0) return null
  return (
    <AsideSection title={t('links')}>
      <LinkList title={t('cameFrom')} links={from} back />
      <LinkList title={t('cameOfIt')} links={to} />
    </AsideSection>
  )
}

function LinkList({ title, links, back = false }: { title: string; links: readonly DocumentLink[]; back?: boolean }) {
  const Icon = back ? CornerUpLeft : CornerDownRight
  if (links.length === 0) return null
  return (
    <>
      <h3 className="mt-1 text-xs font-normal text-faint">{title}</h3>
      <ul className="-mx-2">
        {links.map((link) => (
          <li key={link.id}>
            <Link
              href={link.href}
              className="flex min-h-8 items-center gap-2 rounded-sm px-2 py-1 text-sm hover:bg-hover pointer-coarse:min-h-11"
            >
              <Icon aria-hidden className="size-3.5 shrink-0 text-faint" />
              <span className="min-w-0 flex-1">
                <span className="block truncate">
                  <span className="text-muted">{link.kind}</span> {link.number}
                </span>
                {link.note ? <span className="block truncate text-xs text-faint">{link.note}</span> : null}
              </span>
              {link.state ? (
                <StateBadge plain tone={link.state.tone}>
                  {link.state.label}
                </StateBadge>
              ) : null}
            </Link>
          </li>
        ))}
      </ul>
    </>
  )
}

export interface Attachment {
  readonly id: string
  readonly name: string
  readonly bytes: number
  readonly href: string
  /** Who put it, and when it may be taken away again. */
  readonly onRemove?: () => void
}

export function AttachmentsSection({
  attachments,
  onFiles,
  refused,
}: {
  attachments: readonly Attachment[]
  onFiles: (files: File[]) => Promise<unknown>
  refused?: string | null
}) {
  const t = useTranslations('document')
  const [busy, setBusy] = useState(false)
  const take = async (files: File[]) => {
    setBusy(true)
    try {
      await onFiles(files)
    } finally {
      setBusy(false)
    }
  }
  return (
    <AsideSection title={t('attachments')} count={attachments.length}>
      <ul className="-mx-2 mb-2">
        {attachments.map((file) => (
          <li
            key={file.id}
            className="group/file flex min-h-8 items-center gap-2 rounded-sm px-2 text-sm hover:bg-hover pointer-coarse:min-h-11"
          >
            <Paperclip aria-hidden className="size-3.5 shrink-0 text-faint" />
            <a href={file.href} className="min-w-0 flex-1 truncate hover:underline" title={file.name}>
              {file.name}
            </a>
            <span className="shrink-0 text-xs text-faint">{sizeText(file.bytes)}</span>
            <IconButton size="icon-sm" label={t('download', { name: file.name })} asChild>
              <a href={file.href} download={file.name} aria-label={t('download', { name: file.name })}>
                <Download aria-hidden />
              </a>
            </IconButton>
            {file.onRemove ? (
              <IconButton size="icon-sm" label={t('removeFile', { name: file.name })} onClick={file.onRemove}>
                <Trash2 aria-hidden />
              </IconButton>
            ) : null}
          </li>
        ))}
      </ul>
      {refused ? (
        <p className="text-xs text-faint">{refused}</p>
      ) : (
        <FileDrop
          multiple
          label={busy ? t('uploading') : t('dropFiles')}
          onFiles={take}
          disabled={busy}
          className="px-3 py-3"
        />
      )}
    </AsideSection>
  )
}

const sizeText = (bytes: number): string =>
  bytes < 1024
    ? `${bytes} B`
    : bytes < 1_048_576
      ? `${Math.round(bytes / 1024)} KB`
      : `${(bytes / 1_048_576).toFixed(1)} MB`
