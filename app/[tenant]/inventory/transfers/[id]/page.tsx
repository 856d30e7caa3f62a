import { HydrationBoundary } from '@tanstack/react-query'
import { TransferPage } from '@/components/inventory/transfer/transfer-page'
import { prefetcher } from '@/server/api/prefetch'

export default async function Page({ params }: { params: Promise<{ tenant: string; id: string }> }) {
  const { tenant, id } = await params
  const { client, trpc, state } = await prefetcher(tenant)
  await client.prefetchQuery(trpc.inventory.stockTransfer.get.queryOptions({ id }))
  return (
    <HydrationBoundary state={state()}>
      <TransferPage id={id} />
    </HydrationBoundary>
  )
}
