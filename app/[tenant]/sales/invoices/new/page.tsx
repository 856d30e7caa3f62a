import { NewInvoice } from '@/components/sales/invoice/new-invoice'

interface Props {
  searchParams: Promise<{ order?: string; delivery?: string }>
}

export default async function Page({ searchParams }: Props) {
  const { order, delivery } = await searchParams
  return (
    <NewInvoice
      {...(order && { orderIds: order.split(',') })}
      {...(delivery && { deliveryIds: delivery.split(',') })}
    />
  )
}
