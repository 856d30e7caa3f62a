import { Units } from '@/components/inventory/master-lists'
import { unitList } from '@/server/contracts/inventory/lists'
import { ListPage, type ListPageProps } from '../../list-page'

export default function Page(props: ListPageProps) {
  return (
    <ListPage {...props} definition={unitList} pick={(trpc) => trpc.inventory.unit.list}>
      <Units />
    </ListPage>
  )
}
