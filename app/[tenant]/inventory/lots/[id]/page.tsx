import { HydrationBoundary } from '@tanstack/react-query'
import { LotPage } from '@/components/inventory/lot/lot-page'
import { prefetcher } from '@/server/api/prefetch'

export default async function Page({ params }: { params: Promise<{ tenant: string; id: string }> }) {
  const { tenant, id } = await params
  const { client, trpc, state } = await prefetcher(tenant)
  await client.prefetchQuery(trpc.inventory.lot.get.queryOptions({ id }))
  return (
    <HydrationBoundary state={state()}>
      <LotPage id={id} />
    </HydrationBoundary>
  )
}
