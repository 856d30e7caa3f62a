import { Payments } from '@/components/finance/lists'
import { paymentList } from '@/server/contracts/finance/payment'
import { ListPage, type ListPageProps } from '../../list-page'

export default function Page(props: ListPageProps) {
  return (
    <ListPage {...props} definition={paymentList} pick={(trpc) => trpc.finance.payment.list}>
      <Payments />
    </ListPage>
  )
}
