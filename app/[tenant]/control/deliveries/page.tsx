import { Deliveries } from '@/components/control/deliveries'
import { deliveryList } from '@/server/contracts/platform/control-lists'
import { ListPage, type ListPageProps } from '../../list-page'

export default function Page(props: ListPageProps) {
  return (
    <ListPage {...props} definition={deliveryList} pick={(trpc) => trpc.control.deliveries.list}>
      <Deliveries />
    </ListPage>
  )
}
