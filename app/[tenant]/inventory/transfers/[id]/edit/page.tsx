import { HydrationBoundary } from '@tanstack/react-query'
import { EditTransfer } from '@/components/inventory/transfer/transfer-drafts'
import { prefetcher } from '@/server/api/prefetch'

export default async function Page({ params }: { params: Promise<{ tenant: string; id: string }> }) {
  const { tenant, id } = await params
  const { client, trpc, state } = await prefetcher(tenant)
  await client.prefetchQuery(trpc.inventory.stockTransfer.get.queryOptions({ id }))
  return (
    <HydrationBoundary state={state()}>
      <EditTransfer id={id} />
    </HydrationBoundary>
  )
}
