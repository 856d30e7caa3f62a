import { Categories } from '@/components/inventory/master-lists'
import { categoryList } from '@/server/contracts/inventory/lists'
import { ListPage, type ListPageProps } from '../../list-page'

export default function Page(props: ListPageProps) {
  return (
    <ListPage {...props} definition={categoryList} pick={(trpc) => trpc.inventory.category.list}>
      <Categories />
    </ListPage>
  )
}
