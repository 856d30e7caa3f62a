import { Decisions } from '@/components/control/lists'
import { decisionList } from '@/server/contracts/platform/control-lists'
import { ListPage, type ListPageProps } from '../../list-page'

export default function Page(props: ListPageProps) {
  return (
    <ListPage {...props} definition={decisionList} pick={(trpc) => trpc.control.decisions.list}>
      <Decisions />
    </ListPage>
  )
}
