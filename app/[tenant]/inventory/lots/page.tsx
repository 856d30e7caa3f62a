import { Lots } from '@/components/inventory/master-lists'
import { lotList } from '@/server/contracts/inventory/masters'
import { ListPage, type ListPageProps } from '../../list-page'

export default function Page(props: ListPageProps) {
  return (
    <ListPage {...props} definition={lotList} pick={(trpc) => trpc.inventory.lot.list}>
      <Lots />
    </ListPage>
  )
}
