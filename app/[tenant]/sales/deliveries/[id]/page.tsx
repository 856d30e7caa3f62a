import { HydrationBoundary } from '@tanstack/react-query'
import { DeliveryPage } from '@/components/sales/delivery/delivery-page'
import { prefetcher } from '@/server/api/prefetch'

export default async function Page({ params }: { params: Promise<{ tenant: string; id: string }> }) {
  const { tenant, id } = await params
  const { client, trpc, state } = await prefetcher(tenant)
  await client.prefetchQuery(trpc.sales.delivery.get.queryOptions({ id }))
  return (
    <HydrationBoundary state={state()}>
      <DeliveryPage id={id} />
    </HydrationBoundary>
  )
}
