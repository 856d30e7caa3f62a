import { NewReturn } from '@/components/sales/return/new-return'

interface Props {
  searchParams: Promise<{ delivery?: string; invoice?: string }>
}

export default async function Page({ searchParams }: Props) {
  const { delivery, invoice } = await searchParams
  return <NewReturn {...(delivery && { deliveryId: delivery })} {...(invoice && { invoiceId: invoice })} />
}
