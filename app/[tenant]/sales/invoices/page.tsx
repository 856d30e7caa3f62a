import { CustomerInvoices } from '@/components/sales/lists'
import { customerInvoiceList } from '@/server/contracts/sales/customer-invoice'
import { ListPage, type ListPageProps } from '../../list-page'

export default function Page(props: ListPageProps) {
  return (
    <ListPage {...props} definition={customerInvoiceList} pick={(trpc) => trpc.sales.customerInvoice.list}>
      <CustomerInvoices />
    </ListPage>
  )
}
