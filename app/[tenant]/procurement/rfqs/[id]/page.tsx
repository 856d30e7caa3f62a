import { HydrationBoundary } from '@tanstack/react-query'
import { RequestPage } from '@/components/procurement/rfq/request-page'
import { prefetcher } from '@/server/api/prefetch'

export default async function Page({ params }: { params: Promise<{ tenant: string; id: string }> }) {
  const { tenant, id } = await params
  const { client, trpc, state } = await prefetcher(tenant)
  await client.prefetchQuery(trpc.procurement.requestForQuotation.get.queryOptions({ id }))
  return (
    <HydrationBoundary state={state()}>
      <RequestPage id={id} />
    </HydrationBoundary>
  )
}
