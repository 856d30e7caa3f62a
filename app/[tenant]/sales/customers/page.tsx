import { Customers } from '@/components/sales/lists'
import { customerList } from '@/server/contracts/sales/customer'
import { ListPage, type ListPageProps } from '../../list-page'

export default function Page(props: ListPageProps) {
  return (
    <ListPage {...props} definition={customerList} pick={(trpc) => trpc.sales.customer.list}>
      <Customers />
    </ListPage>
  )
}
