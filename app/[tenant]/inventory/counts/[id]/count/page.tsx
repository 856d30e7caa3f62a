import { HydrationBoundary } from '@tanstack/react-query'
import { CountScreen } from '@/components/inventory/count/count-screen'
import { prefetcher } from '@/server/api/prefetch'

export default async function Page({ params }: { params: Promise<{ tenant: string; id: string }> }) {
  const { tenant, id } = await params
  const { client, trpc, state } = await prefetcher(tenant)
  await client.prefetchQuery(trpc.inventory.stockCount.get.queryOptions({ id }))
  return (
    <HydrationBoundary state={state()}>
      <CountScreen id={id} />
    </HydrationBoundary>
  )
}
