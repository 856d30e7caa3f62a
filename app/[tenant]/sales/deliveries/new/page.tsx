import { NewDelivery } from '@/components/sales/delivery/new-delivery'

interface Props {
  searchParams: Promise<{ order?: string }>
}

export default async function Page({ searchParams }: Props) {
  const { order } = await searchParams
  return <NewDelivery {...(order && { orderIds: order.split(',') })} />
}
