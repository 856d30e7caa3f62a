import { Items } from '@/components/inventory/master-lists'
import { itemList } from '@/server/contracts/inventory/masters'
import { ListPage, type ListPageProps } from '../../list-page'

export default function Page(props: ListPageProps) {
  return (
    <ListPage {...props} definition={itemList} pick={(trpc) => trpc.inventory.item.list}>
      <Items />
    </ListPage>
  )
}
