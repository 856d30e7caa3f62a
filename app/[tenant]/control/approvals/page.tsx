import { Approvals } from '@/components/approval/lists'
import { approvalList } from '@/server/contracts/platform/approval-lists'
import { ListPage, type ListPageProps } from '../../list-page'

export default function Page(props: ListPageProps) {
  return (
    <ListPage {...props} definition={approvalList} pick={(trpc) => trpc.control.approvals.list}>
      <Approvals />
    </ListPage>
  )
}
