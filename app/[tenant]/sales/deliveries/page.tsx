import { Deliveries } from '@/components/sales/lists'
import { deliveryList } from '@/server/contracts/sales/delivery'
import { ListPage, type ListPageProps } from '../../list-page'

export default function Page(props: ListPageProps) {
  return (
    <ListPage {...props} definition={deliveryList} pick={(trpc) => trpc.sales.delivery.list}>
      <Deliveries />
    </ListPage>
  )
}
