import { PurchaseOrders } from '@/components/procurement/lists'
import { purchaseOrderList } from '@/server/contracts/procurement/purchase-order'
import { ListPage, type ListPageProps } from '../../list-page'

export default function Page(props: ListPageProps) {
  return (
    <ListPage {...props} definition={purchaseOrderList} pick={(trpc) => trpc.procurement.purchaseOrder.list}>
      <PurchaseOrders />
    </ListPage>
  )
}
