import { SalesReturns } from '@/components/sales/lists'
import { salesReturnList } from '@/server/contracts/sales/sales-return'
import { ListPage, type ListPageProps } from '../../list-page'

export default function Page(props: ListPageProps) {
  return (
    <ListPage {...props} definition={salesReturnList} pick={(trpc) => trpc.sales.salesReturn.list}>
      <SalesReturns />
    </ListPage>
  )
}
