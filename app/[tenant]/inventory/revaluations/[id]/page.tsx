import { HydrationBoundary } from '@tanstack/react-query'
import { RevaluationPage } from '@/components/inventory/revaluation/revaluation-page'
import { prefetcher } from '@/server/api/prefetch'

export default async function Page({ params }: { params: Promise<{ tenant: string; id: string }> }) {
  const { tenant, id } = await params
  const { client, trpc, state } = await prefetcher(tenant)
  await client.prefetchQuery(trpc.inventory.stockRevaluation.get.queryOptions({ id }))
  return (
    <HydrationBoundary state={state()}>
      <RevaluationPage id={id} />
    </HydrationBoundary>
  )
}
