import { HydrationBoundary } from '@tanstack/react-query'
import { OrderPage } from '@/components/procurement/order/order-page'
import { prefetcher } from '@/server/api/prefetch'

export default async function Page({ params }: { params: Promise<{ tenant: string; id: string }> }) {
  const { tenant, id } = await params
  const { client, trpc, state } = await prefetcher(tenant)
  await client.prefetchQuery(trpc.procurement.purchaseOrder.get.queryOptions({ id }))
  return (
    <HydrationBoundary state={state()}>
      <OrderPage id={id} />
    </HydrationBoundary>
  )
}
