import { StockAdjustments } from '@/components/inventory/document-lists'
import { stockAdjustmentList } from '@/server/contracts/inventory/documents'
import { ListPage, type ListPageProps } from '../../list-page'

export default function Page(props: ListPageProps) {
  return (
    <ListPage {...props} definition={stockAdjustmentList} pick={(trpc) => trpc.inventory.stockAdjustment.list}>
      <StockAdjustments />
    </ListPage>
  )
}
