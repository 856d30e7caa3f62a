import { RequestsForQuotation } from '@/components/procurement/lists'
import { requestForQuotationList } from '@/server/contracts/procurement/quotation'
import { ListPage, type ListPageProps } from '../../list-page'

export default function Page(props: ListPageProps) {
  return (
    <ListPage
      {...props}
      definition={requestForQuotationList}
      pick={(trpc) => trpc.procurement.requestForQuotation.list}
    >
      <RequestsForQuotation />
    </ListPage>
  )
}
