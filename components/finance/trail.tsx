'use client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useTRPC, useTRPCClient } from '@/components/api/client'
import { type ActivityEntry, ActivitySection } from '@/components/document/activity'

/** What happened to a document of finance and what was said about it, the latest first. */
export function DocumentTrail({ document, documentId }: { document: string; documentId: string }) {
  const trpc = useTRPC()
  const api = useTRPCClient()
  const client = useQueryClient()
  const t = useTranslations('finance.activity')
  const on = { document, documentId }
  const activity = useQuery(trpc.platform.documentActivity.queryOptions(on, { retry: false }))
  const comments = useQuery(trpc.platform.comments.queryOptions(on, { retry: false }))
  const entries: ActivityEntry[] = [
    ...(activity.data?.rows ?? []).map((row) => ({
      id: row.id,
      at: row.at,
      person: row.actor ?? t('system'),
      text: t.has(row.action) ? t(row.action) : row.action.replaceAll('_', ' '),
    })),
    ...(comments.data ?? [])
      .filter((c) => !c.deleted)
      .map((c) => ({ id: c.id, at: c.createdAt, person: c.authorName, body: c.body })),
  ].sort((a, b) => b.at.localeCompare(a.at))
  return (
    <ActivitySection
      entries={entries}
      searchPeople={async (query, signal) => {
        // Who may not see the members cannot mention them, but may still comment.
        const found = await api.platform.listMembers.query({}, { signal }).catch(() => null)
        const typed = query.toLocaleLowerCase()
        return (found?.rows ?? [])
          .filter((m) => m.name.toLocaleLowerCase().includes(typed))
          .map((m) => ({ id: m.userId, name: m.name }))
      }}
      onComment={async (body) => {
        const mentions = [...body.matchAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g)].map(([id]) => id)
        await api.platform.addComment.mutate({ ...on, body, mentions })
        await client.invalidateQueries(trpc.platform.comments.queryFilter(on))
      }}
    />
  )
}
