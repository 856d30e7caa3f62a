import { HydrationBoundary } from '@tanstack/react-query'
import { ReturnPage } from '@/components/sales/return/return-page'
import { prefetcher } from '@/server/api/prefetch'

export default async function Page({ params }: { params: Promise<{ tenant: string; id: string }> }) {
  const { tenant, id } = await params
  const { client, trpc, state } = await prefetcher(tenant)
  await client.prefetchQuery(trpc.sales.salesReturn.get.queryOptions({ id }))
  return (
    <HydrationBoundary state={state()}>
      <ReturnPage id={id} />
    </HydrationBoundary>
  )
}
