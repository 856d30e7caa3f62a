import { HydrationBoundary } from '@tanstack/react-query'
import { AdjustmentPage } from '@/components/inventory/adjustment/adjustment-page'
import { prefetcher } from '@/server/api/prefetch'

export default async function Page({ params }: { params: Promise<{ tenant: string; id: string }> }) {
  const { tenant, id } = await params
  const { client, trpc, state } = await prefetcher(tenant)
  await client.prefetchQuery(trpc.inventory.stockAdjustment.get.queryOptions({ id }))
  return (
    <HydrationBoundary state={state()}>
      <AdjustmentPage id={id} />
    </HydrationBoundary>
  )
}
