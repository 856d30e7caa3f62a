import { HydrationBoundary } from '@tanstack/react-query'
import { CountPage } from '@/components/inventory/count/count-page'
import { prefetcher } from '@/server/api/prefetch'

export default async function Page({ params }: { params: Promise<{ tenant: string; id: string }> }) {
  const { tenant, id } = await params
  const { client, trpc, state } = await prefetcher(tenant)
  await client.prefetchQuery(trpc.inventory.stockCount.get.queryOptions({ id }))
  return (
    <HydrationBoundary state={state()}>
      <CountPage id={id} />
    </HydrationBoundary>
  )
}
