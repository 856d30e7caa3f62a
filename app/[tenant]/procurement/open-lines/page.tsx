import { OpenLineList } from '@/components/procurement/lists'
import { openLineList } from '@/server/contracts/procurement/open-lines'
import { ListPage, type ListPageProps } from '../../list-page'

export default function Page(props: ListPageProps) {
  return (
    <ListPage {...props} definition={openLineList} pick={(trpc) => trpc.procurement.report.openLines}>
      <OpenLineList />
    </ListPage>
  )
}
