import { NewOrder } from '@/components/sales/order/order-page'
import { newId } from '@/server/kernel/ids'

interface Props {
  searchParams: Promise<{ customer?: string }>
}

export default async function Page({ searchParams }: Props) {
  const { customer } = await searchParams
  return <NewOrder firstLineId={newId()} quotation {...(customer && { customerId: customer })} />
}
