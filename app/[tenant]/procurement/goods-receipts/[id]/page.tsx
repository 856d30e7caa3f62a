import { ReceiptPage } from '@/components/procurement/receipt/receipt-page'

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  return <ReceiptPage id={(await params).id} />
}
