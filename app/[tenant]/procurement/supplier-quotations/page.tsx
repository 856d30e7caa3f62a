import { SupplierQuotations } from '@/components/procurement/lists'
import { supplierQuotationList } from '@/server/contracts/procurement/quotation'
import { ListPage, type ListPageProps } from '../../list-page'

export default function Page(props: ListPageProps) {
  return (
    <ListPage {...props} definition={supplierQuotationList} pick={(trpc) => trpc.procurement.supplierQuotation.list}>
      <SupplierQuotations />
    </ListPage>
  )
}
