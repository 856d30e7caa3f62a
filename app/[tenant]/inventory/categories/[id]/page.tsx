import { HydrationBoundary } from '@tanstack/react-query'
import { CategoryPage } from '@/components/inventory/masters/category-form'
import { prefetcher } from '@/server/api/prefetch'

export default async function Page({ params }: { params: Promise<{ tenant: string; id: string }> }) {
  const { tenant, id } = await params
  const { client, trpc, state } = await prefetcher(tenant)
  await client.prefetchQuery(trpc.inventory.category.options.queryOptions({}))
  return (
    <HydrationBoundary state={state()}>
      <CategoryPage id={id} />
    </HydrationBoundary>
  )
}
