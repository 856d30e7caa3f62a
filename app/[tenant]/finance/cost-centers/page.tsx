import { Carriers } from '@/components/finance/carrier/carriers'
import { costCenterList } from '@/server/contracts/finance/carrier'
import { ListPage, type ListPageProps } from '../../list-page'

export default function Page(props: ListPageProps) {
  return (
    <ListPage {...props} definition={costCenterList} pick={(trpc) => trpc.finance.costCenter.list}>
      <Carriers kind="costCenter" />
    </ListPage>
  )
}
