import { HydrationBoundary } from '@tanstack/react-query'
import { Inbox } from '@/components/inbox/inbox'
import { prefetcher } from '@/server/api/prefetch'

export default async function Page({ params }: { params: Promise<{ tenant: string }> }) {
  const { client, trpc, state } = await prefetcher((await params).tenant)
  await Promise.all([
    client.prefetchQuery(trpc.platform.inbox.queryOptions({})),
    client.prefetchQuery(trpc.control.approvals.mine.queryOptions({})),
  ])
  return (
    <HydrationBoundary state={state()}>
      <Inbox />
    </HydrationBoundary>
  )
}
