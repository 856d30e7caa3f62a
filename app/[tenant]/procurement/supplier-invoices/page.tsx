import { SupplierInvoices } from '@/components/procurement/receiving-lists'
import { supplierInvoiceList } from '@/server/contracts/procurement/supplier-invoice-views'
import { ListPage, type ListPageProps } from '../../list-page'

export default function Page(props: ListPageProps) {
  return (
    <ListPage {...props} definition={supplierInvoiceList} pick={(trpc) => trpc.procurement.supplierInvoice.list}>
      <SupplierInvoices />
    </ListPage>
  )
}
