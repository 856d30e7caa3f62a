import { HydrationBoundary } from '@tanstack/react-query'
import { EditItem } from '@/components/inventory/item/item-edit'
import { prefetcher } from '@/server/api/prefetch'

export default async function Page({ params }: { params: Promise<{ tenant: string; id: string }> }) {
  const { tenant, id } = await params
  const { client, trpc, state } = await prefetcher(tenant)
  await client.prefetchQuery(trpc.inventory.item.get.queryOptions({ id }))
  return (
    <HydrationBoundary state={state()}>
      <EditItem id={id} />
    </HydrationBoundary>
  )
}
