import { SupplierInvoicePage } from '@/components/procurement/invoice/invoice-page'

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  return <SupplierInvoicePage id={(await params).id} />
}
