import { PurchaseRequisitions } from '@/components/procurement/lists'
import { purchaseRequisitionList } from '@/server/contracts/procurement/purchase-requisition'
import { ListPage, type ListPageProps } from '../../list-page'

export default function Page(props: ListPageProps) {
  return (
    <ListPage {...props} definition={purchaseRequisitionList} pick={(trpc) => trpc.procurement.requisition.list}>
      <PurchaseRequisitions />
    </ListPage>
  )
}
