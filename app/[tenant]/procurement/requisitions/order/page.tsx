import { OrderNeeds } from '@/components/procurement/requisition/order-needs'

interface Props {
  searchParams: Promise<{ requisition?: string }>
}

export default async function Page({ searchParams }: Props) {
  const { requisition } = await searchParams
  return <OrderNeeds {...(requisition && { requisitionId: requisition })} />
}
