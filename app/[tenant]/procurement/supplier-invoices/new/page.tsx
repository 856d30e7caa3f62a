import { NewSupplierInvoice } from '@/components/procurement/invoice/new-invoice'

interface Props {
  searchParams: Promise<{ order?: string; receipt?: string }>
}

export default async function Page({ searchParams }: Props) {
  const { order, receipt } = await searchParams
  return <NewSupplierInvoice {...(order && { orderId: order })} {...(receipt && { receiptId: receipt })} />
}
