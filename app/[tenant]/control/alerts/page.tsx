import { Alerts } from '@/components/control/lists'
import { alertList } from '@/server/contracts/platform/control-lists'
import { ListPage, type ListPageProps } from '../../list-page'

export default function Page(props: ListPageProps) {
  return (
    <ListPage {...props} definition={alertList} pick={(trpc) => trpc.control.alerts.list}>
      <Alerts />
    </ListPage>
  )
}
