import { HydrationBoundary } from '@tanstack/react-query'
import { RequisitionPage } from '@/components/procurement/requisition/requisition-page'
import { prefetcher } from '@/server/api/prefetch'

export default async function Page({ params }: { params: Promise<{ tenant: string; id: string }> }) {
  const { tenant, id } = await params
  const { client, trpc, state } = await prefetcher(tenant)
  await client.prefetchQuery(trpc.procurement.requisition.get.queryOptions({ id }))
  return (
    <HydrationBoundary state={state()}>
      <RequisitionPage id={id} />
    </HydrationBoundary>
  )
}
