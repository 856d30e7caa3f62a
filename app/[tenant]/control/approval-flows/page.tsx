import { ApprovalFlows } from '@/components/approval/lists'
import { approvalFlowList } from '@/server/contracts/platform/approval-lists'
import { ListPage, type ListPageProps } from '../../list-page'

export default function Page(props: ListPageProps) {
  return (
    <ListPage {...props} definition={approvalFlowList} pick={(trpc) => trpc.control.approvalFlows.list}>
      <ApprovalFlows />
    </ListPage>
  )
}
