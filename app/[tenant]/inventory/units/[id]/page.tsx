import { HydrationBoundary } from '@tanstack/react-query'
import { UnitPage } from '@/components/inventory/masters/unit-form'
import { prefetcher } from '@/server/api/prefetch'

export default async function Page({ params }: { params: Promise<{ tenant: string; id: string }> }) {
  const { tenant, id } = await params
  const { client, trpc, state } = await prefetcher(tenant)
  await client.prefetchQuery(trpc.inventory.unit.options.queryOptions({}))
  return (
    <HydrationBoundary state={state()}>
      <UnitPage id={id} />
    </HydrationBoundary>
  )
}
