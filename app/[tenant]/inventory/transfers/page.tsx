import { StockTransfers } from '@/components/inventory/document-lists'
import { stockTransferList } from '@/server/contracts/inventory/documents'
import { ListPage, type ListPageProps } from '../../list-page'

export default function Page(props: ListPageProps) {
  return (
    <ListPage {...props} definition={stockTransferList} pick={(trpc) => trpc.inventory.stockTransfer.list}>
      <StockTransfers />
    </ListPage>
  )
}
