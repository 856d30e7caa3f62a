import { NewOrder } from '@/components/procurement/order/order-page'
import { newId } from '@/server/kernel/ids'

interface Props {
  searchParams: Promise<{ supplier?: string; kind?: string }>
}

export default async function Page({ searchParams }: Props) {
  const { supplier, kind } = await searchParams
  return <NewOrder firstLineId={newId()} blanket={kind === 'blanket'} {...(supplier && { supplierId: supplier })} />
}
