import { HydrationBoundary } from '@tanstack/react-query'
import { SupplierPage } from '@/components/procurement/supplier/supplier-page'
import { prefetcher } from '@/server/api/prefetch'

export default async function Page({ params }: { params: Promise<{ tenant: string; id: string }> }) {
  const { tenant, id } = await params
  const { client, trpc, state } = await prefetcher(tenant)
  await client.prefetchQuery(trpc.procurement.supplier.get.queryOptions({ id }))
  return (
    <HydrationBoundary state={state()}>
      <SupplierPage id={id} />
    </HydrationBoundary>
  )
}
