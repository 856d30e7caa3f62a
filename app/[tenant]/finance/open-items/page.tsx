import { OpenItems } from '@/components/finance/lists'
import { openItemList } from '@/server/contracts/finance/payment'
import { ListPage, type ListPageProps } from '../../list-page'

export default function Page(props: ListPageProps) {
  return (
    <ListPage {...props} definition={openItemList} pick={(trpc) => trpc.finance.openItem.list}>
      <OpenItems />
    </ListPage>
  )
}
