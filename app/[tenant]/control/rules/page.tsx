import { Rules } from '@/components/control/lists'
import { ruleList } from '@/server/contracts/platform/control-lists'
import { ListPage, type ListPageProps } from '../../list-page'

export default function Page(props: ListPageProps) {
  return (
    <ListPage {...props} definition={ruleList} pick={(trpc) => trpc.control.rules.list}>
      <Rules />
    </ListPage>
  )
}
