import { HydrationBoundary } from '@tanstack/react-query'
import { InvoicePage } from '@/components/sales/invoice/invoice-page'
import { prefetcher } from '@/server/api/prefetch'

export default async function Page({ params }: { params: Promise<{ tenant: string; id: string }> }) {
  const { tenant, id } = await params
  const { client, trpc, state } = await prefetcher(tenant)
  await client.prefetchQuery(trpc.sales.customerInvoice.get.queryOptions({ id }))
  return (
    <HydrationBoundary state={state()}>
      <InvoicePage id={id} />
    </HydrationBoundary>
  )
}
