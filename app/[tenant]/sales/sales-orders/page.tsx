import { SalesOrders } from '@/components/sales/lists'
import { salesOrderList } from '@/server/contracts/sales/sales-order'
import { ListPage, type ListPageProps } from '../../list-page'

export default function Page(props: ListPageProps) {
  return (
    <ListPage {...props} definition={salesOrderList} pick={(trpc) => trpc.sales.salesOrder.list}>
      <SalesOrders />
    </ListPage>
  )
}
