import { HydrationBoundary } from '@tanstack/react-query'
import { WarehousePage } from '@/components/inventory/warehouse/warehouse-page'
import { prefetcher } from '@/server/api/prefetch'

export default async function Page({ params }: { params: Promise<{ tenant: string; id: string }> }) {
  const { tenant, id } = await params
  const { client, trpc, state } = await prefetcher(tenant)
  await client.prefetchQuery(trpc.inventory.warehouse.get.queryOptions({ id }))
  return (
    <HydrationBoundary state={state()}>
      <WarehousePage id={id} />
    </HydrationBoundary>
  )
}
