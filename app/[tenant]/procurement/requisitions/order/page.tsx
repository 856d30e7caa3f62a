import { OrderNeeds } from '@/components/procurement/requisition/order-needs'

interface Props {
  /** Ids of requisitions, with commas between. */
  searchParams: Promise<{ requisition?: string }>
}

export default async function Page({ searchParams }: Props) {
  const { requisition } = await searchParams
  return <OrderNeeds requisitionIds={requisition?.split(',').filter(Boolean) ?? []} />
}
