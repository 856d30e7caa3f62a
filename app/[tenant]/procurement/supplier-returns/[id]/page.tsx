import { SupplierReturnPage } from '@/components/procurement/return/return-page'

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  return <SupplierReturnPage id={(await params).id} />
}
