import { ReceivedNotInvoiced } from '@/components/procurement/receiving-lists'
import { grniList } from '@/server/contracts/procurement/supplier-invoice-views'
import { ListPage, type ListPageProps } from '../../list-page'

export default function Page(props: ListPageProps) {
  return (
    <ListPage {...props} definition={grniList} pick={(trpc) => trpc.procurement.grni.list}>
      <ReceivedNotInvoiced />
    </ListPage>
  )
}
