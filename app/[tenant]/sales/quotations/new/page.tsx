import { NewOrder } from '@/components/sales/order/order-page'

interface Props {
  searchParams: Promise<{ customer?: string }>
}

export default async function Page({ searchParams }: Props) {
  const { customer } = await searchParams
  return <NewOrder quotation {...(customer && { customerId: customer })} />
}
