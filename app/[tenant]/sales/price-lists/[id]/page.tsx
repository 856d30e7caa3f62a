import { HydrationBoundary } from '@tanstack/react-query'
import { PriceListPage } from '@/components/sales/price/price-list-page'
import { prefetcher } from '@/server/api/prefetch'

export default async function Page({ params }: { params: Promise<{ tenant: string; id: string }> }) {
  const { tenant, id } = await params
  const { client, trpc, state } = await prefetcher(tenant)
  await client.prefetchQuery(trpc.sales.priceList.get.queryOptions({ id }))
  return (
    <HydrationBoundary state={state()}>
      <PriceListPage id={id} />
    </HydrationBoundary>
  )
}
