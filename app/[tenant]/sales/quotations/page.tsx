import { Quotations } from '@/components/sales/lists'
import { quotationList } from '@/server/contracts/sales/sales-order'
import { ListPage, type ListPageProps } from '../../list-page'

export default function Page(props: ListPageProps) {
  return (
    <ListPage {...props} definition={quotationList} pick={(trpc) => trpc.sales.quotation.list}>
      <Quotations />
    </ListPage>
  )
}
