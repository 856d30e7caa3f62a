import { StockRevaluations } from '@/components/inventory/document-lists'
import { stockRevaluationList } from '@/server/contracts/inventory/documents'
import { ListPage, type ListPageProps } from '../../list-page'

export default function Page(props: ListPageProps) {
  return (
    <ListPage {...props} definition={stockRevaluationList} pick={(trpc) => trpc.inventory.stockRevaluation.list}>
      <StockRevaluations />
    </ListPage>
  )
}
