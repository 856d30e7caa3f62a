import { HydrationBoundary } from '@tanstack/react-query'
import { CustomerPage } from '@/components/sales/customer/customer-page'
import { prefetcher } from '@/server/api/prefetch'

export default async function Page({ params }: { params: Promise<{ tenant: string; id: string }> }) {
  const { tenant, id } = await params
  const { client, trpc, state } = await prefetcher(tenant)
  await client.prefetchQuery(trpc.sales.customer.get.queryOptions({ id }))
  return (
    <HydrationBoundary state={state()}>
      <CustomerPage id={id} />
    </HydrationBoundary>
  )
}
