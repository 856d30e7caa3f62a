import { HydrationBoundary } from '@tanstack/react-query'
import { ItemPage } from '@/components/inventory/item/item-page'
import { ItemBuying } from '@/components/procurement/settings/item-buying'
import { ItemSelling } from '@/components/sales/settings/item-selling'
import { prefetcher } from '@/server/api/prefetch'

export default async function Page({ params }: { params: Promise<{ tenant: string; id: string }> }) {
  const { tenant, id } = await params
  const { client, trpc, state } = await prefetcher(tenant)
  await client.prefetchQuery(trpc.inventory.item.get.queryOptions({ id }))
  return (
    <HydrationBoundary state={state()}>
      <ItemPage id={id} selling={<ItemSelling itemId={id} />} buying={<ItemBuying itemId={id} />} />
    </HydrationBoundary>
  )
}
