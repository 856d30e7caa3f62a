import { HydrationBoundary } from '@tanstack/react-query'
import { QuotationPage } from '@/components/procurement/quotation/quotation-page'
import { prefetcher } from '@/server/api/prefetch'

export default async function Page({ params }: { params: Promise<{ tenant: string; id: string }> }) {
  const { tenant, id } = await params
  const { client, trpc, state } = await prefetcher(tenant)
  await client.prefetchQuery(trpc.procurement.supplierQuotation.get.queryOptions({ id }))
  return (
    <HydrationBoundary state={state()}>
      <QuotationPage id={id} />
    </HydrationBoundary>
  )
}
