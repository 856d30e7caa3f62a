import { StockCounts } from '@/components/inventory/document-lists'
import { stockCountList } from '@/server/contracts/inventory/documents'
import { ListPage, type ListPageProps } from '../../list-page'

export default function Page(props: ListPageProps) {
  return (
    <ListPage {...props} definition={stockCountList} pick={(trpc) => trpc.inventory.stockCount.list}>
      <StockCounts />
    </ListPage>
  )
}
