'use client'
import { useTranslations } from 'next-intl'
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react'
import { InstantText } from '@/components/format'
import { Avatar } from '@/components/ui/avatar'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { Popover, PopoverAnchor, PopoverContent } from '@/components/ui/popover'
import { Textarea } from '@/components/ui/textarea'
import { useOptions } from '@/components/ui/use-options'
import { AsideSection } from './aside'
import { encodeMentions, mentionAt, type Person, piecesOf } from './mention-text'

export interface ActivityEntry {
  readonly id: string
  readonly at: string
  readonly person: string
  /** What happened, in words ("approved the order"); a comment has `body` instead. */
  readonly text?: ReactNode
  readonly body?: string
}

/** Everything that happened, newest first, and the place to say something about it. */
export function ActivitySection({
  entries,
  searchPeople,
  onComment,
  refused,
  more,
}: {
  entries: readonly ActivityEntry[]
  searchPeople: (query: string, signal: AbortSignal) => Promise<readonly Person[]>
  onComment: (body: string) => Promise<unknown>
  refused?: string | null
  more?: { onLoad: () => unknown; busy: boolean }
}) {
  const t = useTranslations('document')
  return (
    <AsideSection title={t('activity')}>
      <CommentBox searchPeople={searchPeople} onComment={onComment} refused={refused} />
      <ol className="mt-3 flex flex-col gap-3">
        {entries.map((entry) => (
          <li key={entry.id} className="flex gap-2 text-sm">
            <Avatar name={entry.person} size="sm" />
            <div className="min-w-0 flex-1">
              <p className="text-muted">
                <span className="text-ink">{entry.person}</span> {entry.text}{' '}
                <InstantText value={entry.at} className="text-xs text-faint" />
              </p>
              {entry.body ? <Comment body={entry.body} /> : null}
            </div>
          </li>
        ))}
      </ol>
      {more ? (
        <Button size="sm" variant="quiet" busy={more.busy} className="mt-2" onClick={more.onLoad}>
          {t('olderActivity')}
        </Button>
      ) : null}
    </AsideSection>
  )
}

function Comment({ body }: { body: string }) {
  // Pieces of a stored comment never move: where one begins names it.
  let at = 0
  const pieces = piecesOf(body).map((piece) => {
    const start = at
    at += piece.text.length
    return { ...piece, start }
  })
  return (
    <p className="mt-0.5 whitespace-pre-wrap break-words">
      {pieces.map((piece) =>
        piece.person ? (
          <span key={piece.start} className="rounded-sm bg-accent-soft px-0.5 text-accent-text">
            {piece.text}
          </span>
        ) : (
          <span key={piece.start}>{piece.text}</span>
        ),
      )}
    </p>
  )
}

function CommentBox({
  searchPeople,
  onComment,
  refused,
}: {
  searchPeople: (query: string, signal: AbortSignal) => Promise<readonly Person[]>
  onComment: (body: string) => Promise<unknown>
  refused?: string | null
}) {
  const t = useTranslations('document')
  const [text, setText] = useState('')
  const [caret, setCaret] = useState(0)
  const [named, setNamed] = useState<readonly Person[]>([])
  const [marked, setMarked] = useState(0)
  const [busy, setBusy] = useState(false)
  const [closed, setClosed] = useState(false)
  const field = useRef<HTMLTextAreaElement>(null)
  const mention = closed ? null : mentionAt(text, caret)
  const { options } = useOptions(searchPeople, mention?.query ?? '', mention !== null)
  const open = mention !== null && options.length > 0
  const choose = (person: Person | undefined) => {
    if (!person || !mention) return
    const before = `${text.slice(0, mention.from)}@${person.name} `
    setText(before + text.slice(caret))
    setCaret(before.length)
    setNamed([...named, person])
    requestAnimationFrame(() => field.current?.setSelectionRange(before.length, before.length))
  }
  const send = async () => {
    if (text.trim() === '' || busy || refused) return
    setBusy(true)
    try {
      await onComment(encodeMentions(text.trim(), named))
      setText('')
      setNamed([])
    } finally {
      setBusy(false)
    }
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      event.stopPropagation()
      void send()
    } else if (open && (event.key === 'Enter' || event.key === 'Tab')) {
      event.preventDefault()
      choose(options[marked])
    } else if (open && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault()
      setMarked((marked + (event.key === 'ArrowDown' ? 1 : -1) + options.length) % options.length)
    } else if (open && event.key === 'Escape') {
      event.stopPropagation()
      setClosed(true)
    }
  }
  return (
    <div>
      <Popover open={open}>
        <PopoverAnchor asChild>
          <Textarea
            ref={field}
            rows={2}
            value={text}
            readOnly={Boolean(refused)}
            placeholder={refused ?? t('commentPlaceholder')}
            aria-label={t('comment')}
            onChange={(event) => {
              setText(event.target.value)
              setCaret(event.target.selectionStart)
              setMarked(0)
              setClosed(false)
            }}
            onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
            onKeyDown={onKeyDown}
          />
        </PopoverAnchor>
        <PopoverContent
          className="w-56 p-1"
          onOpenAutoFocus={(event) => event.preventDefault()}
          onCloseAutoFocus={(event) => event.preventDefault()}
          onMouseDown={(event) => event.preventDefault()}
        >
          <div role="listbox" aria-label={t('mention')}>
            {options.map((person, index) => (
              <div
                key={person.id}
                role="option"
                tabIndex={-1}
                aria-selected={index === marked}
                onMouseMove={() => setMarked(index)}
                onMouseDown={() => choose(person)}
                className={cn(
                  'flex min-h-8 cursor-pointer items-center gap-2 rounded-sm px-2 text-sm pointer-coarse:min-h-11',
                  index === marked && 'bg-hover',
                )}
              >
                <Avatar name={person.name} size="sm" />
                {person.name}
              </div>
            ))}
          </div>
        </PopoverContent>
      </Popover>
      {text.trim() !== '' ? (
        <div className="mt-1.5 flex justify-end">
          <Button size="sm" variant="primary" keys="mod+Enter" busy={busy} onClick={send}>
            {t('send')}
          </Button>
        </div>
      ) : null}
    </div>
  )
}
