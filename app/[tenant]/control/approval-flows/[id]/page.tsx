import { HydrationBoundary } from '@tanstack/react-query'
import { notFound } from 'next/navigation'
import { FlowEditor } from '@/components/approval/flow-editor'
import { prefetcher } from '@/server/api/prefetch'
import { isId } from '@/server/kernel/ids'

interface Props {
  params: Promise<{ tenant: string; id: string }>
}

/** One approval flow, or `new`. */
export default async function Page({ params }: Props) {
  const { tenant, id } = await params
  if (id !== 'new' && !isId(id)) notFound()
  const { client, trpc, state } = await prefetcher(tenant)
  await Promise.all([
    client.prefetchQuery(trpc.control.approvalFlows.vocabulary.queryOptions({})),
    id === 'new' ? null : client.prefetchQuery(trpc.control.approvalFlows.get.queryOptions({ id })),
  ])
  return (
    <HydrationBoundary state={state()}>
      <FlowEditor id={id === 'new' ? null : id} />
    </HydrationBoundary>
  )
}
