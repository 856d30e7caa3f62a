import { Carriers } from '@/components/finance/carrier/carriers'
import { projectList } from '@/server/contracts/finance/carrier'
import { ListPage, type ListPageProps } from '../../list-page'

export default function Page(props: ListPageProps) {
  return (
    <ListPage {...props} definition={projectList} pick={(trpc) => trpc.finance.project.list}>
      <Carriers kind="project" />
    </ListPage>
  )
}
