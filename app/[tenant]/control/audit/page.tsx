import { AuditLog } from '@/components/control/audit'
import { auditList } from '@/server/contracts/platform/audit'
import { ListPage, type ListPageProps } from '../../list-page'

export default function Page(props: ListPageProps) {
  return (
    <ListPage {...props} definition={auditList} pick={(trpc) => trpc.platform.audit.list}>
      <AuditLog />
    </ListPage>
  )
}
