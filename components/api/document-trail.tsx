'use client'
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { type ActivityEntry, ActivitySection } from '@/components/document/activity'
import { AttachmentsSection } from '@/components/document/aside'
import { useErrorText } from '@/components/error-text'
import { useFrame } from '@/components/shell'
import { toast } from '@/components/ui/toast'
import { useTRPC, useTRPCClient } from './client'
import type { Refusal } from './download'

interface On {
  readonly document: string
  readonly documentId: string
}

/** The files of a document: drop, download, take away. */
export function DocumentFiles({ document, documentId }: On) {
  const trpc = useTRPC()
  const api = useTRPCClient()
  const client = useQueryClient()
  const say = useErrorText()
  const { tenant } = useFrame()
  const on = { document, documentId }
  const files = useQuery(trpc.platform.attachments.queryOptions(on, { retry: false }))
  const refresh = () => client.invalidateQueries(trpc.platform.attachments.queryFilter(on))
  const upload = async (file: File) => {
    const body = new FormData()
    body.set('document', document)
    body.set('documentId', documentId)
    body.set('file', file)
    const response = await fetch('/api/files', { method: 'POST', headers: { 'x-keel-tenant': tenant.slug }, body })
    if (response.ok) return
    const told = (await response.json().catch(() => null)) as { error?: Refusal } | null
    toast.error(say(told?.error ?? { code: 'common.unknown' }))
  }
  return (
    <AttachmentsSection
      attachments={(files.data ?? []).map((file) => ({
        id: file.id,
        name: file.name,
        bytes: file.size,
        href: `/api/files/${file.id}?tenant=${tenant.slug}`,
        ...(file.mayRemove && {
          onRemove: () => void api.platform.removeAttachment.mutate({ id: file.id }).then(refresh),
        }),
      }))}
      onFiles={async (chosen) => {
        for (const file of chosen) await upload(file)
        await refresh()
      }}
    />
  )
}

/** Every way of changing a document reads the same: `updatePurchaseOrder` is an `update`. */
const wordOf = (action: string): string => (/^update[A-Z]/.test(action) ? 'update' : action)

/** What happened to a document and what was said about it, the latest first. */
export function DocumentTrail({ document, documentId }: On) {
  const trpc = useTRPC()
  const api = useTRPCClient()
  const client = useQueryClient()
  const t = useTranslations('trail')
  const on = { document, documentId }
  const activity = useInfiniteQuery({
    queryKey: [...trpc.platform.documentActivity.pathKey(), 'pages', on],
    queryFn: ({ pageParam, signal }) =>
      api.platform.documentActivity.query({ ...on, ...(pageParam && { before: pageParam }) }, { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => (page.more ? page.rows.at(-1)?.id : undefined),
    retry: false,
  })
  const comments = useQuery(trpc.platform.comments.queryOptions(on, { retry: false }))
  const entries: ActivityEntry[] = [
    ...(activity.data?.pages ?? []).flatMap((page) =>
      page.rows.map((row) => ({
        id: row.id,
        at: row.at,
        person: row.actor ?? t('system'),
        text: t.has(`did.${wordOf(row.action)}`) ? t(`did.${wordOf(row.action)}`) : row.action.replaceAll('_', ' '),
      })),
    ),
    ...(comments.data ?? [])
      .filter((c) => !c.deleted)
      .map((c) => ({ id: c.id, at: c.createdAt, person: c.authorName, body: c.body })),
  ].sort((a, b) => b.at.localeCompare(a.at))
  return (
    <ActivitySection
      entries={entries}
      searchPeople={(text, signal) => api.platform.mentionable.query({ text }, { signal })}
      onComment={async (body) => {
        const mentions = [...body.matchAll(/\(([0-9a-f]{8}-[0-9a-f-]{27})\)/g)].flatMap(([, id]) => id ?? [])
        await api.platform.addComment.mutate({ ...on, body, mentions })
        await client.invalidateQueries(trpc.platform.comments.queryFilter(on))
      }}
      {...(activity.hasNextPage && {
        more: { onLoad: () => activity.fetchNextPage(), busy: activity.isFetchingNextPage },
      })}
    />
  )
}
