import { NewReceipt } from '@/components/procurement/receipt/new-receipt'

export default async function Page({ searchParams }: { searchParams: Promise<{ order?: string }> }) {
  const { order } = await searchParams
  return <NewReceipt {...(order && { orderIds: [order] })} />
}
